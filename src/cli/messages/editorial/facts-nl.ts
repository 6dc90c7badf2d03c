import type { FactKind, FactsProblemParams, UnseenReason } from '../../../core/facts-problem.ts';
import { listed, type ProblemCatalogue } from '../problem-catalogue.ts';

const kinds: Readonly<Record<'date' | 'time' | 'amount' | 'place', string>> = {
  date: 'een andere dag',
  time: 'een andere tijd',
  amount: 'een ander bedrag',
  place: 'een andere plek',
};

const missingWords: Readonly<Record<FactKind, string>> = {
  date: 'de dag',
  time: 'de tijd',
  amount: 'het bedrag',
  place: 'de plek',
  link: 'de link',
  signup: 'hoe men zich aanmeldt',
};

const reasons: Readonly<Record<UnseenReason, string>> = {
  private: 'het is een adres van een eigen netwerk, dat lezers niet kunnen openen en omk niet opvraagt',
  slow: 'de site antwoordde niet op tijd',
  unreachable: 'de site was niet te bereiken',
  server: 'de site had zelf een storing',
  redirects: 'de site stuurt te vaak door',
  login: 'er staat een naam of wachtwoord in het adres',
  sandbox: 'in de oefenstand blijft alles op deze computer',
};

const weekdays = ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'];

export const factsNl: Pick<ProblemCatalogue, keyof FactsProblemParams> = {
  'facts-differs': ({ kind, shown, known }) => ({
    message: `Hier staat “${shown}”, en elders in het bericht ${kinds[kind] ?? 'iets anders'}: “${known}”.`,
    hint: 'Kijk welke van de twee klopt, en maak ze gelijk.',
  }),
  'facts-phone-differs': () => ({
    message: 'Het telefoonnummer dat hier staat, is een ander dan elders in het bericht.',
    hint: 'Kijk welk nummer klopt, en maak ze gelijk.',
  }),
  'facts-link-differs': ({ shown, known }) => ({
    message: `Hier staat het adres “${shown}”, en het lijkt op “${known}” maar is niet hetzelfde.`,
    hint: 'Open beide adressen, en neem het adres dat klopt over.',
  }),
  'facts-lost': ({ missing }, { channel }) => ({
    message: `In de tekst voor ${channel || 'dit kanaal'} ontbreekt ${
      listed(
        missing.map((one) => missingWords[one] ?? one),
        'en',
      ) || 'iets'
    }.`,
    hint: 'Zet het in de samenvatting of in de eigen tekst van dit kanaal: wie alleen deze tekst leest, weet het anders niet.',
  }),
  'facts-weekday': ({ written, weekday, year }) => ({
    message: `“${written}” klopt niet: die dag in ${year} is een ${weekdays[weekday] ?? 'andere dag'}.`,
    hint: 'Kijk of de dag van de week fout is, of de datum. Bedoelt u een ander jaar, zet het jaar er dan bij.',
  }),
  'facts-no-such-day': ({ written }) => ({
    message: `“${written}” bestaat niet: zo veel dagen heeft die maand niet.`,
    hint: 'Kijk welke dag u bedoelt.',
  }),
  'facts-event-differs': ({ kind, written, event }) => ({
    message: `Hier staat “${written}”, maar volgens \`event:\` is ${kind === 'date' ? 'de dag' : 'de tijd'} ${event}.`,
    hint: 'Kijk welke van de twee klopt, en maak ze gelijk.',
  }),
  'facts-past': ({ what, written }) => ({
    message:
      what === 'event'
        ? `De bijeenkomst (${written}) is al voorbij als dit bericht verschijnt.`
        : `“${written}” is al voorbij als dit bericht verschijnt, en lezers wordt nog iets gevraagd.`,
    hint: 'Kijk of de datum klopt, of laat het bericht eerder verschijnen.',
  }),
  'facts-tracking': ({ names, address, isSigned }) =>
    isSigned
      ? {
          message: `De link naar ${address} verraadt wie erop klikt (${listed(names, 'en')}). Hij is ondertekend, dus omk laat hem staan.`,
          hint: 'Vraag om een adres zonder deze toevoegingen: haalt u ze er zelf af, dan werkt de link niet meer.',
        }
      : {
          message: `Uit de link naar ${address} laat omk weg wat verraadt wie erop klikt: ${listed(names, 'en')}.`,
          hint: 'De link werkt ook zonder. Haal het in de tekst weg, dan verdwijnt deze melding.',
        },
  'facts-dead-link': ({ address, status }) => ({
    message: `De pagina ${address} bestaat niet (meer): de site antwoordde ${status}.`,
    hint: 'Zoek het goede adres op, of haal de link weg.',
  }),
  'facts-link-unseen': ({ address, reason, count }) => ({
    message:
      count > 1
        ? `${count} links zijn niet bekeken, zoals ${address}: ${reasons[reason] ?? 'dat lukte niet'}.`
        : `De link ${address} is niet bekeken: ${reasons[reason] ?? 'dat lukte niet'}.`,
    ...(reason === 'sandbox'
      ? { hint: 'Met `mode: live` kijkt `omk check --online` ook naar adressen daarbuiten.' }
      : { hint: 'Open de link zelf, om te zien of hij werkt.' }),
  }),
};
