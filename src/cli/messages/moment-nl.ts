/** Problems of office hours, holidays and embargoes, in Dutch. */
import { fileWord, type MomentCatalogue } from './problem-catalogue.ts';

export const momentProblemsNl: MomentCatalogue = {
  'outside-hours': ({ due, opens }, place) => ({
    message: `Bedoeld voor ${due}, buiten de openingstijden van dit kanaal. Gaat bij de eerste opening: ${opens}.`,
    hint: `\`omk run\` plaatst het dan. Moet het toch buiten die tijden uit, voer dan \`omk publish --now ${fileWord(place, 'BESTAND')}\` uit.`,
  }),
  embargo: ({ until }) => ({
    message: `Onder embargo tot ${until}; eerder gaat er niets uit.`,
    hint: 'Geldt het embargo niet meer, haal `embargo` dan uit de kop van het bericht en publiceer het opnieuw.',
  }),
  'content-before-embargo': ({ key, at, embargo }) => ({
    message: `\`${key}\` (${at}) ligt vóór het embargo van ${embargo}.`,
    hint: `Geef \`${key}\` een later moment, of laat het weg: het bericht gaat dan uit zodra het embargo eindigt.`,
  }),
  'config-hours-empty': ({ key, at }) => ({
    message: `Volgens \`${key}\` gaat het open en dicht op hetzelfde moment (${at}), dus er zou nooit iets uitgaan.`,
    hint: 'Geef `from` en `to` verschillende tijden, of laat ze allebei weg: dan is de hele dag goed.',
  }),
  'config-hours-twice': ({ key }) => ({
    message: `Onder \`${key}\` staan \`days\` en \`weekends\` allebei.`,
    hint: 'Kies er één: `days` noemt de dagen dat het open is, `weekends: hold` sluit zaterdag en zondag.',
  }),
  'config-unknown-country': ({ key, country }) => ({
    message: `Van ${country}, in \`${key}\`, kent omk de feestdagen niet.`,
    hint: 'Geef een land als `NL` of `BE`, of een deel ervan als `DE-BY`. Uw eigen vrije dagen kunnen in `closed`.',
  }),
};
