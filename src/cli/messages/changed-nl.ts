/** Problems with what git says was changed, in Dutch. */
import { type ChangedCatalogue, fileWord, listed } from './problem-catalogue.ts';

const why = {
  deleted: 'het bestand is verwijderd',
  draft: 'het bericht is nu een concept',
  channel: 'het bericht noemt dit kanaal niet meer',
};

export const changedProblemsNl: ChangedCatalogue = {
  'changed-no-git': ({ detail }) => ({
    message: `omk kan git niet vragen wat er veranderde${detail === '' ? '' : ` (${detail})`}.`,
    hint: 'Geef de opdracht in een map die met git wordt bijgehouden, of noem de berichten zelf: `omk publish BESTAND`.',
  }),
  'changed-unknown': ({ revision, isShallow }) => ({
    message: `Git kent "${revision}" hier niet, dus omk weet niet wat er sindsdien veranderde. Er is niets geplaatst.`,
    hint: isShallow
      ? 'Hier staat maar een deel van de geschiedenis. Haal alles op: `fetch-depth: 0` bij GitHub, `GIT_DEPTH: 0` bij GitLab, of `git fetch --unshallow`.'
      : 'Kijk met `git log --oneline` welke momenten er zijn. Is de tak met geweld verplaatst, haal het moment dan op met `git fetch origin` en het nummer erachter.',
  }),
  'changed-no-before': () => ({
    message: 'Deze tak is nieuw: git kan niet zeggen wat er veranderde. Er is niets geplaatst.',
    hint: 'Noem zelf wat eruit moet, als `omk publish BESTAND`, of het laatste moment dat al geplaatst is, als `--changed-since MOMENT`.',
  }),
  'changed-uncommitted': (_values, place) => ({
    message: 'Dit bericht is hier anders dan het in git is vastgelegd. Er is niets geplaatst.',
    hint: `Leg het vast (git commit), of noem het zelf: \`omk publish ${fileWord(place, 'BESTAND')}\`.`,
  }),
  'changed-untracked': (_values, place) => ({
    message: 'Dit bericht staat nog niet in git en gaat daarom niet mee.',
    hint: `Leg het vast (git commit), of noem het zelf: \`omk publish ${fileWord(place, 'BESTAND')}\`.`,
  }),
  'changed-renamed': ({ from, id }) => ({
    message: `Dit lijkt op ${from}, dat weg is en al geplaatst was. omk weet niet of het hetzelfde bericht is. Er is niets geplaatst.`,
    hint: `Is het hetzelfde bericht, zet er dan \`id: ${JSON.stringify(id)}\` in. Is het een nieuw bericht, geef het dan een eigen id, zoals \`id: ${idOf(from)}-2\`.`,
  }),
  'changed-carried': ({ from }) => ({
    message: `Dit heette ${from}. Er gaat niets opnieuw uit; het register kent het nu onder deze naam.`,
  }),
  'changed-same-id': ({ id, other }) => ({
    message: `Dit bericht heeft hetzelfde id als ${other}: ${id}. Dan zou omk het voor dat bericht aanzien.`,
    hint: 'Geef dit bericht een ander `id`.',
  }),
  'changed-deleted': ({ channels }, place) => ({
    message: `Dit bericht is verwijderd, maar staat nog op ${listed(channels, 'en')}. omk haalt dat niet uit zichzelf weg.`,
    hint: `Moet het weg, geef dan: \`omk retract ${fileWord(place, 'BESTAND')} --reason "…"\`. Mag het blijven staan, dan hoeft u niets te doen.`,
  }),
  'changed-withdrawn': ({ channels, reason }) => ({
    message: `Dit gaat niet meer naar ${listed(channels, 'en')}: ${why[reason]}.`,
    hint: 'Komt het terug, dan wordt het weer gepland.',
  }),
  'changed-unplanned': ({ plan }) => ({
    message: `Dit bericht is veranderd en staat niet in ${plan}. Er is niets geplaatst.`,
    hint: 'Maak een plan van alles wat veranderde: `omk plan --changed-since MOMENT -o plan.json`.',
  }),
  withdrawn: ({ reason }) => ({ message: `Gaat niet uit: ${why[reason]}.` }),
};

/** A file as a name to begin with. */
export const idOf = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.md$/i, '').replace(/[^\p{L}\p{N}-]+/gu, '-');
