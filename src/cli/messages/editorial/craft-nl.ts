import type { CraftProblemParams } from '../../../core/craft-problem.ts';
import { listed, type ProblemCatalogue } from '../problem-catalogue.ts';

export const craftNl: Pick<ProblemCatalogue, keyof CraftProblemParams> = {
  'craft-closed-to-open': (_values, { channel }) => ({
    message: `Dit bericht is voor een besloten groep, en gaat ook naar ${channel || 'een kanaal'} dat iedereen kan lezen.`,
    hint: 'Haal het open kanaal uit `channels`, of maak het bericht openbaar als het dat mag zijn.',
  }),
  'craft-closed-words': ({ words }) => ({
    message: `In de tekst staat “${words}”, en het bericht gaat naar een plek die iedereen kan lezen.`,
    hint: 'Kijk of iedereen dit mag lezen. Zo niet: kies een besloten plek en haal de open kanalen uit `channels`.',
  }),
  'craft-link-closed': ({ host }, { channel }) => ({
    message:
      host === undefined
        ? `De link op ${channel || 'dit kanaal'} brengt lezers naar een pagina waarvoor zij moeten inloggen.`
        : `De link naar ${host} werkt alleen voor collega's, en het bericht gaat ook naar een plek die iedereen kan lezen.`,
    hint: 'Maak de pagina openbaar, of zeg in de tekst erbij dat inloggen nodig is.',
  }),
  'craft-no-hook': (_values, { channel }) => ({
    message: `Op ${channel || 'dit kanaal'} staat alleen een titel met een link; niets zegt waarom iemand zou klikken.`,
    hint: 'Zet er één zin bij: wat heeft de lezer eraan? Een `summary` is genoeg.',
  }),
  'craft-no-summary': (_values, { channel }) => ({
    message: `Er is geen samenvatting, dus staat op ${channel || 'een kort kanaal'} een afgekapt stuk van de eerste alinea.`,
    hint: 'Schrijf een `summary` van één of twee zinnen die op zichzelf te begrijpen zijn.',
  }),
  'craft-same-text': ({ channels }) => ({
    message: `Dezelfde eigen tekst staat op ${channels.length} kanalen: ${listed(channels, 'en')}.`,
    hint: 'Lezers verschillen per kanaal. Een andere eerste zin doet al veel; anders is de samenvatting genoeg.',
  }),
  'craft-thread': ({ parts }, { channel }) => ({
    message: `Deze reeks van ${parts} past in één bericht op ${channel || 'dit kanaal'}.`,
    hint: 'Haal `---` of `thread: true` weg: één bericht wordt vaker gelezen en is makkelijker te delen.',
  }),
  'craft-mention': ({ name }) => ({
    message: `“${name}” gaat ook naar kanalen waar dat niemand is.`,
    hint: 'Schrijf de naam zelf voluit, en zet de @-naam alleen in de eigen tekst van het kanaal waar hij hoort.',
  }),
  'craft-link-twice': ({ address }, { channel }) => ({
    message: `Op ${channel || 'dit kanaal'} staat de link ${address} meer dan eens in hetzelfde bericht.`,
    hint: 'Eén link is genoeg. Omk zet de link er zelf onder; met `link: false` niet.',
  }),
};
