/** Where a text may be cut: never inside a word, a link, a mention, a tag or a grapheme. */

/** Links with and without a scheme, mail addresses, mentions, hashtags and cashtags. */
const atoms =
  /https?:\/\/[^\s<>"。、「」（）]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#][^\s<>"。、「」（）]*)?|[@＠]\w+(?:\/[\w-]+)?|[#＃$][\p{L}\p{M}\p{N}_·・～〜゛゜゠〃\p{Join_Control}\u05be\u05f3\u05f4\u0f0b\u0f0c]+/gu;

/** Scripts that put no space between words, and pictures, which are words by themselves. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}\p{RI}]/u;

const closing = /^[\p{Pe}\p{Pf}\p{Po}\p{M}ー々]/u;
const opening = /[\p{Ps}\p{Pi}]$/u;

/** Abbreviations after which a sentence goes on, Dutch and English. */
const abbreviation =
  /(?:^|[\s(])(?:dhr|mevr|mw|dr|drs|ir|mr|mrs|ms|prof|ing|ds|st|jl|bijv|bv|ca|nr|no|art|blz|pag|tel|resp|incl|excl|evt|vs|etc|max|min|\p{L}|(?:\p{L}\.)+\p{L})\.\s+$/iu;

/** The text in pieces that may not be cut; joined they are the text. White space is a piece of its own. */
export function pieces(text: string): readonly string[] {
  return split(text, cuts(text));
}

/** The text in user-perceived characters: the last resort for a piece that is too long by itself. */
export function graphemes(text: string): readonly string[] {
  return split(text, boundaries(text, 'grapheme'));
}

/** The text in sentences, each with the white space behind it; joined they are the text. Every end is also the end of a piece. */
export function sentences(text: string, language: string): readonly string[] {
  const allowed = new Set(cuts(text));
  const found = split(
    text,
    boundaries(text, 'sentence', language).filter((offset) => allowed.has(offset)),
  );
  return found.reduce<string[]>((done, sentence) => {
    const last = done.at(-1);
    if (last !== undefined && goesOn(last)) done[done.length - 1] = last + sentence;
    else done.push(sentence);
    return done;
  }, []);
}

/** The text in paragraphs: what stands between blank lines, without space around it. */
export function paragraphs(text: string): readonly string[] {
  return text
    .split(/\r?\n[^\S\n]*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

const goesOn = (sentence: string): boolean => abbreviation.test(sentence) && !sentence.includes('\n', sentence.trimEnd().length);

/** Offsets at which a cut is allowed, in order, the end included. */
function cuts(text: string): readonly number[] {
  const inside = insideAtoms(text);
  const whole = new Set(boundaries(text, 'grapheme'));
  return boundaries(text, 'word').filter((offset) => whole.has(offset) && !inside(offset) && isCut(text, offset));
}

/** At white space, and between the words of a script that has none. */
function isCut(text: string, offset: number): boolean {
  if (offset === text.length) return true;
  const before = charBefore(text, offset);
  const after = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  if (/\s/.test(before) !== /\s/.test(after)) return true;
  if (/\s/.test(before)) return false;
  return (spaceless.test(before) || spaceless.test(after)) && !closing.test(after) && !opening.test(before);
}

function charBefore(text: string, offset: number): string {
  const low = text.charCodeAt(offset - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff && offset > 1;
  return text.slice(isPair ? offset - 2 : offset - 1, offset);
}

/** Tells whether an offset lies within a link, mention or tag; to be asked in rising order. */
function insideAtoms(text: string): (offset: number) => boolean {
  const ranges = [...text.matchAll(atoms)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
  let next = 0;
  return (offset) => {
    while ((ranges[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next += 1;
    return (ranges[next]?.start ?? Number.POSITIVE_INFINITY) < offset;
  };
}

const segmenters = new Map<string, Intl.Segmenter>();

/**
 * Places where every segmenter cuts, so that it can be given little at a time: its time grows with the square of
 * the number of segments (V8 12).
 */
const seams = {
  grapheme: /(?<=\n)|(?<=[ -~])(?=[ -~])/,
  word: /(?<=\n)|(?<=\s)(?=\p{L})/u,
  sentence: /(?<=\n)/,
} as const;

/** Ends of the segments of one kind. */
function boundaries(text: string, granularity: keyof typeof seams, language = 'nl'): readonly number[] {
  const key = `${granularity} ${language}`;
  const segmenter = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity });
  segmenters.set(key, segmenter);
  const ends: number[] = [];
  let start = 0;
  for (const chunk of text === '' ? [] : text.split(seams[granularity])) {
    if (chunk.length > 1) for (const { index, segment } of segmenter.segment(chunk)) ends.push(start + index + segment.length);
    else ends.push(start + chunk.length);
    start += chunk.length;
  }
  return ends;
}

function split(text: string, ends: readonly number[]): readonly string[] {
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}
