import type { PrivacyProblemParams } from '../../../core/privacy-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

/** What was found is never part of a sentence, only which of how many it is. */
const among = (what: string, { nth, of }: { readonly nth: number; readonly of: number }): string =>
  of > 1 ? `${what} (${nth} van ${of})` : what;

export const privacyNl: Pick<ProblemCatalogue, keyof PrivacyProblemParams> = {
  'privacy-bsn': (place) => ({
    message: `Hier staat ${among('een nummer', place)} dat een burgerservicenummer kan zijn (het klopt volgens de elfproef).`,
    hint: 'Haal het weg: een BSN hoort nooit in een bericht. Is het zeker iets anders, leg dat dan vast met `waive`, met een reden en met `by`: de naam van wie meekeek.',
  }),
  'privacy-bsn-short': (place) => ({
    message: `Hier staat ${among('een nummer', place)} van acht cijfers dat een burgerservicenummer kan zijn.`,
    hint: 'Is het een KvK-nummer of iets anders, dan is het goed. Schrijf dan erbij wat het is.',
  }),
  'privacy-mobile': (place) => ({
    message: `Hier staat ${among('het mobiele nummer', place)} van iemand.`,
    hint: 'Noem het algemene nummer, of zet dit nummer onder `checks: allow: phones` in omk.yaml als het van een dienst is.',
  }),
  'privacy-landline': (place) => ({
    message: `Hier staat ${among('een telefoonnummer', place)}.`,
    hint: 'Is het van een kantoor? Zet het onder `checks: allow: phones` in omk.yaml, dan vraagt omk het niet meer. Is het van iemand thuis, haal het dan weg.',
  }),
  'privacy-email': (place) => ({
    message: `Hier staat ${among('het e-mailadres', place)} van een persoon.`,
    hint: 'Noem een adres van een team, zoals info@, of zet dit adres onder `checks: allow: emails` in omk.yaml als iedereen het mag weten.',
  }),
  'privacy-account': (place) => ({
    message: `Hier staat ${among('een rekeningnummer', place)}.`,
    hint: 'Is het van een organisatie die om geld vraagt? Zet het onder `checks: allow: accounts` in omk.yaml. Is het van iemand, haal het dan weg.',
  }),
  'privacy-address': (place) => ({
    message: `Hier staat ${among('een adres', place)}: een postcode met een huisnummer.`,
    hint: 'Is het een plek waar iedereen mag komen? Noem het bij `event: location`, of zet het onder `checks: allow: addresses` in omk.yaml. Woont er iemand, haal het dan weg.',
  }),
  'privacy-birth-date': (place) => ({
    message: `Hier staat ${among('de geboortedatum of leeftijd', place)} van iemand.`,
    hint: 'Laat de datum weg, of noem de leeftijd ongeveer en zonder naam.',
  }),
  'privacy-name': (place) => ({
    message: `Hier staat ${among('de naam', place)} van iemand.`,
    hint: 'Weet deze persoon ervan? Wie in het openbaar spreekt of beslist, zet u onder `checks: names` in omk.yaml. Laat anders de naam weg.',
  }),
  'privacy-child': (place) => ({
    message: `Hier staat van ${among('een kind', place)} de naam, de leeftijd en een plek bij elkaar. Wie in de buurt woont, weet dan wie het is.`,
    hint: 'Laat een van de drie weg, of leg vast wie toestemming gaf: `consent: { who: …, date: … }`.',
  }),
  'privacy-case-number': (place) => ({
    message: `Hier staat ${among('een nummer van iemand', place)}, zoals een zaaknummer of een kenteken.`,
    hint: 'Haal het weg. Lezers hebben er niets aan, en het leidt naar een dossier.',
  }),
  'privacy-consent': ({ reason }) => ({
    message: {
      missing: 'Dit lijkt het verhaal van iemand, en nergens staat dat diegene het goed vindt.',
      future: 'Dit lijkt het verhaal van iemand, en de toestemming geldt nog niet: haar datum moet nog komen.',
      over: 'Dit lijkt het verhaal van iemand, en de toestemming is verlopen.',
    }[reason],
    hint: 'Vraag het, bewaar het bewijs buiten dit project en schrijf erbij: `consent: { who: de moeder in het verhaal, date: 2026-10-20, reference: … }`. Is het geen verhaal van iemand, zeg dat dan met `waive`.',
  }),
  'privacy-consent-until': ({ reason }) => ({
    message: {
      future: 'De datum van de toestemming moet nog komen.',
      over: 'De toestemming bij dit bericht is verlopen.',
      ending: 'De toestemming bij dit bericht loopt binnen een maand af.',
    }[reason],
    hint: 'Vraag opnieuw of het mag en pas `consent` aan. Mag het niet meer, haal het bericht dan terug met `omk retract`.',
  }),
};
