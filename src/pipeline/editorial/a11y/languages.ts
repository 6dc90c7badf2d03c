/** Tells the language of a text by its small words and its script; only where that is clear. */

const small: Readonly<Record<string, ReadonlySet<string>>> = {
  nl: words(
    'de het een en van niet dat die wij zijn voor met op aan bij ook naar maar hun deze dit wordt worden heeft hebben kan kunt u uw je jij als om te er zich wat wie ons onze',
  ),
  en: words(
    'the and of to is are for with that this you your we our it from have has will not they their which be by or an as can what who',
  ),
  de: words('der die das und ist nicht ein eine für mit auf von zu den dem sich auch sie wir ich werden wird haben hat bei aus oder'),
  fr: words('le la les des et est pas une pour avec vous nous dans sur qui que du au ce cette votre notre sont ont'),
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** The languages in which a word is a small one. */
const speakers: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(small)
    .flatMap((known) => [...known])
    .map((word) => [word, Object.keys(small).filter((language) => small[language]?.has(word))]),
);

const scripts: readonly (readonly [string, RegExp])[] = [
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['uk', /\p{Script=Cyrillic}/gu],
];

/** Near kin of Dutch, of which the small words are the same. */
const kin: Readonly<Record<string, readonly string[]>> = { nl: ['fy', 'af', 'li', 'nds', 'zea', 'vls'] };

/** Languages that are written in the script of the one told. */
const sameScript: Readonly<Record<string, readonly string[]>> = {
  ar: ['ar', 'fa', 'ur', 'ckb', 'ku', 'ps', 'prs', 'sd', 'ug', 'ary', 'arz'],
  he: ['he', 'yi', 'iw'],
  uk: ['uk', 'ru', 'bg', 'sr', 'mk', 'be', 'kk', 'mn', 'tg', 'ky'],
};

interface Guess {
  readonly language: string;
  readonly share: number;
  readonly hits: number;
}

/** What a text seems to be written in, if not in `expected`. */
export function otherLanguage(text: string, expected: string): string | undefined {
  // Latin letters alone need no counting by script.
  const letters = /[\u0400-\u08ff]/.test(text) ? (text.match(/\p{L}/gu)?.length ?? 0) : 0;
  const script = letters === 0 ? undefined : scripts.find(([, pattern]) => (text.match(pattern)?.length ?? 0) > letters * 0.7)?.[0];
  if (script) return sameScript[script]?.includes(expected) ? undefined : script;
  if (scripts.some(([language]) => sameScript[language]?.includes(expected))) return bySmallWords(text, '')?.language;
  return bySmallWords(text, expected)?.language;
}

function bySmallWords(text: string, expected: string): Guess | undefined {
  const said = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = new Map<string, number>();
  for (const word of said) for (const language of speakers.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  const scores = Object.keys(small).map((language) => {
    const hits = counts.get(language) ?? 0;
    return { language, hits, share: hits / said.length };
  });
  const [best, second] = scores.toSorted((a, b) => b.hits - a.hits);
  const own = scores.find(({ language }) => language === expected)?.hits ?? 0;
  if (!best || best.language === expected || kin[best.language]?.includes(expected)) return undefined;
  const isClear = best.share >= 0.2 && best.hits >= 4 && best.hits >= 3 * own && best.hits >= 1.5 * (second?.hits ?? 0);
  return isClear ? best : undefined;
}
