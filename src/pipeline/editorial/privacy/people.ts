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
const initialled = new RegExp(String.raw`(?<![\p{L}.])${initials}${between}${surname}`, 'gu');
/** Looked for ahead, so that in "Vraag Fatima El Amrani" the second word is looked at too. */
const full = new RegExp(
  String.raw`(?<![\p{L}\p{N}@#/._-])(?=(${surname})((?:[ \n]${surname})?[ \n]${between}(${surname})(?![\p{L}@])))`,
  'gu',
);

/** What looks like a surname behind a first name, and is a street, a school, a prize. */
const noSurname =
  /(?:straat|laan|weg|plein|gracht|kade|school|college|lyceum|stichting|fonds|frankhuis|frank ?huis|arena|singel|pad|steeg|theater|ziekenhuis|prijs|wijk|centrum)$|^(?:Stichting|School|College|Lyceum|Ziekenhuis|Straat|Foundation|Fonds|Instituut|Institute|Academie|Huis|Hof|Park)$/iu;

/** Words that begin a sentence with a capital and are a first name too: "Wil Amsterdam meer hulp?". */
const alsoWords = new Set(['wil', 'will', 'may', 'an', 'ken', 'job', 'mark', 'do', 'don']);

/** Abbreviations that look like initials. */
const noInitials = /^(?:[A-Z]\. ?){1,2}$|^(?:N\.B\.|P\.S\.|U\.S\.|E\.U\.|B\.V\.|N\.V\.)/;

export function people(text: string, settings: CheckSettings): readonly Span[] {
  const found = [
    ...(mayBeTitled.test(text) ? spansOf(text, titled) : []),
    ...(/\p{Lu}\./u.test(text) ? spansOf(text, initialled) : []).filter((span) => !noInitials.test(cut(text, span))),
    ...fullNames(text),
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
    return isName && !isDoubtful ? [{ start: index, end: index + given.length + rest.length }] : [];
  });
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
