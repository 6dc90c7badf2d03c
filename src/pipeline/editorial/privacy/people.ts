/** People by name: after a title, by initials, or by a first name and a surname. Whoever is named by function stands in `names`. */
import type { CheckSettings } from '../../../core/editorial.ts';
import { firstNames } from './first-names.ts';
import { overlap, type Span, spansOf } from './span.ts';

const between = `(?:(?:van|de|der|den|het|ten|ter|te|'t|’t|el|al|ben|bin|la|le|di|da|von|zu|in)[ ]){0,3}`;
const surname = String.raw`\p{Lu}[\p{Ll}\p{M}]+(?:[-'’]\p{Lu}?[\p{L}\p{M}]+)*`;
const initials = String.raw`(?:\p{Lu}\. ?){1,5}`;

const titled = new RegExp(
  String.raw`(?<!\p{L})(?:meneer|mevrouw|mijnheer|[Dd]e heer|dhr\.?|mevr\.?|mw\.?|mr\. en mrs\.?|Mr\.?|Mrs\.?|Ms\.?|Meneer|Mevrouw|Mijnheer|Dhr\.?|Mevr\.?|Mw\.?) (?:${initials})?(?:${surname} )?(?:[Vv]an |[Dd]e |[Dd]er |[Dd]en |[Tt]en |[Tt]er |[Ee]l |[Aa]l ){0,3}(?:${surname}|\p{Lu}\.)`,
  'gu',
);
/** Plain, as it is asked of every text. */
const mayBeTitled = /(?<![A-Za-z])(?:[Mm](?:eneer|evr|ijnheer|w|rs?|s)|[Dd]e heer|[Dd]hr)[. o]/;
const initialled = new RegExp(String.raw`(?<![\p{L}\d.]|\d-)${initials}${between}${surname}`, 'gu');
/** Looked for ahead, so that in "Vraag Fatima El Amrani" the second word is looked at too. */
const full = new RegExp(
  String.raw`(?<![\p{L}\p{N}@#/._-])(?=(${surname})((?:[ \n]${surname})?[ \n]${between}(${surname})(?![\p{L}@])))`,
  'gu',
);

/** Whoever is said to speak or to live somewhere has a name, be it a rare one. */
const introduced = new RegExp(
  String.raw`(?<=(?<!\p{L})(?:zegt|zei|vertelt|vertelde|lacht|bewoner|bewoonster|inwoner|inwoonster|vrijwilliger|vrijwilligster|moeder|vader|oma|opa|cliënte?|patiënte?|leerling|scholier|mantelzorger|pleegouder|pleegmoeder|pleegvader|buurman|buurvrouw|ervaringsdeskundige|collega|jongere)[ \n])(${surname})[ \n]${between}(${surname})(?![\p{L}@])`,
  'gu',
);

/** Organisations speak too. */
const noPerson =
  /(?:zorg|hulp|thuis|bond|kamer|raad|team|groep|land|gemeente|provincie|regio|ministerie|inspectie|dienst|unie|partij|universiteit|vereniging|organisatie|instituut|bureau|kerk|bank|jeugd|domein)$/iu;

/** What looks like a surname behind a first name, and is a street, a school, a prize. */
const noSurname =
  /(?:straat|laan|weg|plein|gracht|kade|school|college|lyceum|stichting|fonds|frankhuis|frank ?huis|arena|singel|pad|steeg|theater|ziekenhuis|kannerhuis|prijs|wijk|centrum)$|^(?:Stichting|School|College|Lyceum|Ziekenhuis|Straat|Foundation|Fonds|Instituut|Institute|Academie|Huis|Hof|Park)$/iu;

/** What is called after somebody: "Johan de Witt College". */
const calledAfter =
  /^[ -](?:\p{Lu}[\p{Ll}]+ )?(?:College|School|Lyceum|Prijs|Huis|Stichting|Fonds|Foundation|Award|Museum|Hal|Zaal|Park|Plein|Instituut|Ziekenhuis|Centrum|Court|Academie|Toren|Theater|Bokaal|Toernooi|Lezing|Penning|Straat|Laan|Weg)(?!\p{L})/u;
/** Shops and books that everybody knows. */
const householdNames = new Set(['albert heijn', 'jan linders', 'anne frank', 'peter pan', 'mees kees']);

/** Words that begin a sentence with a capital and are a first name too: "Wil Amsterdam meer hulp?". */
const alsoWords = new Set(['wil', 'will', 'may', 'an', 'ken', 'job', 'mark', 'do', 'don']);

/** A letter that ends a sentence is no initial: "hepatitis B. Kinderen", "plan A. De raad". */
const lettered =
  /(?<!\p{L})(?:hepatitis|vitamines?|influenza|meningokokken|groep|klas|zaal|lokaal|gebouw|ingang|vleugel|hal|plan|variant|optie|deel|fase|spoor|scenario|model|categorie|type|bijlage|onderdeel|blok|lijn|team|label|stap|vraag|antwoord|keuze|niveau|poule|group|plan|option|part|phase|room)\s$/iu;
const openers = new Set(
  `het een wij we u hij zij ze ik je jij jullie er dit deze dat die daar daarna daarom dan toen nu ook in op voor met na om bij als wie wat waar
  wanneer hoe kom bel mail meld kijk lees alle alles iedereen kinderen jongeren ouders baby's mensen inwoners vanaf sinds tot wil wilt is zijn
  heeft hebt kan kunt the it they we you this these children parents from`.split(/\s+/),
);

/** Abbreviations that look like initials. */
const noInitials = /^(?:[A-Z]\. ?){1,2}$|^(?:N\.B\.|P\.S\.|U\.S\.|E\.U\.|B\.V\.|N\.V\.)/;

export function people(text: string, settings: CheckSettings): readonly Span[] {
  const found = [
    ...(mayBeTitled.test(text) ? spansOf(text, titled) : []),
    ...(/\p{Lu}\./u.test(text) ? spansOf(text, initialled) : []).filter(
      (span) => !noInitials.test(cut(text, span)) && !endsSentence(text, span),
    ),
    ...fullNames(text),
    ...introducedNames(text),
  ];
  const merged: Span[] = [];
  for (const span of found.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && overlap(last, span)) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  const known = knownNames(settings);
  return merged.filter((span) => !isKnown(cut(text, span), known));
}

function fullNames(text: string): readonly Span[] {
  return [...text.matchAll(full)].flatMap(({ 1: given = '', 2: rest = '', 3: family = '', index }) => {
    const first = given.split('-')[0]?.toLowerCase() ?? '';
    const isName = firstNames.has(plain(first)) && !noSurname.test(family) && !noSurname.test(given);
    const begins = index === 0 || /[.!?:\n“"‘] ?$/.test(text.slice(Math.max(0, index - 2), index));
    const isDoubtful = alsoWords.has(first) && begins && !rest.includes(' van ');
    const end = index + given.length + rest.length;
    const isThing = calledAfter.test(text.slice(end, end + 40)) || householdNames.has(text.slice(index, end).toLowerCase());
    return isName && !isDoubtful && !isThing ? [{ start: index, end }] : [];
  });
}

function introducedNames(text: string): readonly Span[] {
  return [...text.matchAll(introduced)].flatMap(({ 0: whole, 1: given = '', 2: family = '', index }) =>
    [given, family].some((word) => noPerson.test(word) || noSurname.test(word)) ? [] : [{ start: index, end: index + whole.length }],
  );
}

/** With one letter only; "J.M." is never the end of one. */
function endsSentence(text: string, span: Span): boolean {
  const [, next] = /^\p{Lu}\. (\p{L}+)$/u.exec(cut(text, span)) ?? [];
  if (next === undefined) return false;
  return openers.has(next.toLowerCase()) || lettered.test(text.slice(Math.max(0, span.start - 24), span.start));
}

const cut = (text: string, { start, end }: Span): string => text.slice(start, end);

const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const known = new WeakMap<readonly string[], ReadonlySet<string>>();

function knownNames({ names }: CheckSettings): ReadonlySet<string> {
  const found = known.get(names) ?? new Set(names.map((name) => plain(name)));
  known.set(names, found);
  return found;
}

/** `Noor de Vries` in the list also lets "mevrouw De Vries" and "N. de Vries" stand. */
function isKnown(written: string, names: ReadonlySet<string>): boolean {
  const bare = plain(written).replace(/^(?:meneer|mevrouw|mijnheer|de heer|dhr\.?|mevr\.?|mw\.?|mrs?\.?|ms\.?) /, '');
  const family = bare.replace(/^(?:\p{L}\. ?)+/u, '');
  for (const name of names) if (bare === name || bare.includes(name) || (family !== '' && name.endsWith(` ${family}`))) return true;
  return false;
}

/** A first name, an initial or a full name, close to which an age may stand. */
export const isGivenName = (word: string): boolean => firstNames.has(plain(word));
