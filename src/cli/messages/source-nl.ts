/** Problems of what posts are taken over from, in Dutch. */
import type { SourceCatalogue } from './problem-catalogue.ts';

const said = (detail: string): string => (detail === '' ? '' : ` (${detail.replace(/[\s.]+$/u, '')})`);
const megabytes = (bytes: number): string => (bytes / 1_000_000).toLocaleString('nl-NL', { maximumFractionDigits: 1 });

const redirects = {
  insecure: 'dat is geen beveiligd adres',
  inside: 'dat is een computer op een intern netwerk',
  'too-many': 'dat verwijst steeds weer verder',
  nonsense: 'dat is geen bruikbaar adres',
} as const;

export const sourceProblemsNl: SourceCatalogue = {
  'source-address': ({ address }) => ({
    message: `"${address}" is geen adres waar omk berichten of plaatjes kan ophalen.`,
    hint: 'Geef het volledige adres, dat begint met https:// en waar geen naam of wachtwoord in staat.',
  }),
  'source-away': ({ address, detail }) => ({
    message: `${address} is nu niet te bereiken${said(detail)}.`,
    hint: 'Is het een storing, dan is wachten genoeg: er gaat niets verloren. Open het adres anders zelf in een browser.',
  }),
  'source-gone': ({ address, status }) => ({
    message: `Op ${address} staat niets (meer): de website antwoordt met ${status}.`,
    hint: 'Zoek het nieuwe adres op de website en zet dat in omk.yaml.',
  }),
  'source-refused': ({ address, status }) => ({
    message: `De website geeft ${address} niet aan omk: ze antwoordt met ${status}.`,
    hint: 'Kies een adres dat iedereen zonder aanmelden kan openen, of vraag de beheerder van de website om omk toe te laten.',
  }),
  'source-redirect': ({ address, to, reason }) => ({
    message: `${address} verwijst door naar ${to === '' ? 'een leeg adres' : to}, en ${redirects[reason]}.`,
    hint: 'Zet in omk.yaml het adres waar het echt staat; begint het met https://, dan volgt omk ook een verwijzing.',
  }),
  'source-too-large': ({ address, max }) => ({
    message: `Wat op ${address} staat is groter dan ${megabytes(max)} MB, en dat haalt omk niet op.`,
    hint: 'Vraag de beheerder van de website om een kleiner bestand, of bij een feed om minder berichten per pagina.',
  }),
  'source-page': ({ address, feed }) => ({
    message: `${address} is een gewone pagina${feed === undefined ? '' : `; haar feed is ${feed}`}.`,
    hint:
      feed === undefined ? 'Zoek op de website naar "RSS", "Atom" of "feed", en zet dat adres in omk.yaml.' : 'Zet dat adres in omk.yaml.',
  }),
  'source-unreadable': ({ address }) => ({
    message: `Wat op ${address} staat is geen feed die omk kan lezen (RSS, Atom of JSON Feed).`,
    hint: 'Open het adres in een browser. Is het de goede feed, laat de beheerder van de website haar dan nakijken.',
  }),
  'source-endless': ({ address, pages }) => ({
    message: `De feed ${address} heeft na ${pages} pagina's nog steeds een volgende pagina.`,
    hint: 'Vraag om nieuwere berichten, of laat de beheerder van de website de feed nakijken.',
  }),
  'source-group-unknown': ({ name, key }) => ({
    message: `De groep "${name}" is op de site niet te vinden, dus omk kan er geen berichten lezen.`,
    hint: `Controleer de naam bij ${key} in omk.yaml. Een besloten groep is alleen zichtbaar voor wie is ingelogd: zet dan ook pleio.sourceLogin: true.`,
  }),
  'source-group-ambiguous': ({ name, key, count }) => ({
    message: `Op de site heten ${count} groepen "${name}"; omk kiest er niet zelf een.`,
    hint: `Zet bij ${key} in omk.yaml de guid van de groep, uit het adres van haar pagina, in plaats van de naam.`,
  }),
  'source-group-closed': ({ name }) => ({
    message: `De groep "${name}" is besloten: zonder aanmelding ziet omk er geen enkel bericht.`,
    hint: 'Log in met `omk login pleio` en zet pleio.sourceLogin: true in omk.yaml, of lees een open groep.',
  }),
  'source-too-much': ({ count }) => ({
    message: `Er zijn meer dan ${count} berichten sinds het moment waarop omk begint te lezen; omk heeft er geen doorgegeven.`,
    hint: 'Kies een later begin, zodat er minder in één keer te lezen is.',
  }),
  'source-picture-elsewhere': ({ host }) => ({
    message: `De afbeelding staat niet op de site zelf${host === '' ? '' : `, maar op ${host}`}; omk haalt alleen afbeeldingen van de site zelf op.`,
    hint: 'Zet de afbeelding op de site zelf, of laat het bericht zonder afbeelding doorgaan.',
  }),
};
