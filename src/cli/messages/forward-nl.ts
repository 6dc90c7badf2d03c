/** Problems with items that are forwarded, in Dutch. */
import { type ForwardCatalogue, listed } from './problem-catalogue.ts';

export const forwardProblemsNl: ForwardCatalogue = {
  'forward-no-source': () => ({
    message: 'omk.yaml zegt nog niet waar de berichten vandaan komen.',
    hint: 'Zet er `source: pleio` in voor uw site op Pleio, of `source: feed` met `feed: https://…` voor een website. Zie `omk help forward`.',
  }),
  'forward-unreadable-source': ({ source }) => ({
    message: `Bij source staat "${source}", en daar kan omk geen berichten lezen.`,
    hint: 'Mogelijk zijn `source: pleio`, en `source: feed` met `feed: https://…` voor een website.',
  }),
  'forward-no-channels': ({ source }) => ({
    message: `Er is geen kanaal om naar door te plaatsen: alleen de bron zelf (${source}) is over.`,
    hint: 'Noem andere kanalen bij `channels` of bij `forward: { channels: [x, linkedin] }` in omk.yaml.',
  }),
  'forward-login': ({ source, channel }) => ({
    message: `${source} laat omk er niet in om te lezen: er is geen aanmelding, of zij is verlopen.`,
    hint: `Log in met \`omk login ${channel}\`. Daarna pakt omk op wat het heeft gemist; er is niets overgeslagen.`,
  }),
  'forward-answer': ({ source, detail }) => ({
    message: `${source} geeft een antwoord dat omk niet begrijpt${detail === '' ? '' : ` (${detail})`}.`,
    hint: 'Er is niets gelezen en niets overgeslagen. Blijft dit zo, open de site dan in een browser en vraag de beheerder wat er is veranderd.',
  }),
  'forward-approval': () => ({
    message: 'In dit project moet iemand goedkeuren wat eruit gaat, en doorplaatsen gaat vanzelf.',
    hint: 'Met `omk forward --review` maakt omk van nieuwe berichten bestanden. Die gaan de gewone weg: `omk plan`, goedkeuren, `omk publish --plan`.',
  }),
  'forward-busy': () => ({
    message: 'Een andere `omk forward` is in dit project al bezig; deze heeft niets gedaan.',
    hint: 'Dat kan geen kwaad: wat nieuw is, neemt de andere mee.',
  }),
  'forward-refused': ({ title }) => ({
    message: `"${title}" is niet doorgeplaatst: zie wat hierboven staat.`,
    hint: 'Verbeter het bij de bron, dan neemt omk het de volgende keer mee. Of maak er met `omk forward --review` een bestand van en verbeter dat.',
  }),
  'forward-refused-edit': ({ title }) => ({
    message: `"${title}" is bij de bron veranderd, en de nieuwe tekst kan zo niet weg: zie wat hierboven staat. Wat nog niet weg was, houdt omk vast.`,
    hint: 'Verbeter het bij de bron, dan neemt omk de verbeterde tekst de volgende keer mee.',
  }),
  'forward-twin': ({ title, other }) => ({
    message: `"${title}" is niet doorgeplaatst: precies dit stond al in ${other}.`,
    hint: 'Moet het toch nog eens? Verander iets aan het bericht bij de bron, of maak er met `omk forward --review` een bestand van.',
  }),
  'forward-old': ({ count, title, since }) => ({
    message:
      count === 1
        ? `"${title}" is nieuw voor omk, maar staat er al langer dan twee dagen; het is niet doorgeplaatst.`
        : `${count} berichten zijn nieuw voor omk, maar staan er al langer dan twee dagen; ze zijn niet doorgeplaatst. Het oudste is "${title}".`,
    hint: `Moeten ze alsnog mee? \`omk forward --since ${since}\`. Met \`--dry-run\` erachter ziet u eerst welke dat zijn.`,
  }),
  'forward-gone': ({ title, post, channels }) => ({
    message: `"${title}" is bij de bron niet meer voor iedereen te lezen, maar staat nog op ${listed(channels, 'en')}.`,
    hint: `Moet het daar ook weg? \`omk retract ${post} --reason "…"\`. Anders hoeft u niets te doen; omk meldt dit één keer.`,
  }),
  'forward-gone-unsent': ({ title }) => ({
    message: `"${title}" is bij de bron niet meer voor iedereen te lezen; wat nog niet weg was, gaat er niet meer uit.`,
  }),
  'forward-review-edited': ({ title, path }) => ({
    message: `"${title}" is bij de bron veranderd, en ${path} is al in handen van een mens; omk heeft het bestand zo gelaten.`,
    hint: 'Neem over wat nodig is. Is het al gepubliceerd, dan brengt `omk update` de verandering bij de kanalen.',
  }),
  'forward-picture': ({ title, detail }) => ({
    message: `De afbeelding bij "${title}" kon omk niet gebruiken (${detail}); het bericht gaat zonder.`,
  }),
  'forward-stays': ({ url }) => ({
    message: `Het bericht zelf (${url}) is niet door omk geplaatst; dat blijft zoals het is.`,
    hint: 'Verander of verwijder het bij de bron.',
  }),
};
