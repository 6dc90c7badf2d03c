import type { CheckSettings } from '../../../core/editorial.ts';
import { type Problem, problem } from '../../../core/problem.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';
import { officialeseWords } from './officialese-words.ts';
import { ownWords, proseOf, withoutQuotes } from './prose.ts';

/** A long document has many; the first are worth reading, the rest is a number. */
const shown = 8;
/** How many other words may stand where a form has `…`. */
const gap = 5;

export const officialese: Rule = {
  ids: ['language-officialese'],
  languages: ['nl'],
  *find({ passages, post, settings }): Iterable<Problem> {
    const vocabulary = vocabularyOf(settings.words);
    const read = [...passages.filter(({ kind }) => kind === 'title' || kind === 'summary' || kind === 'heading'), ...proseOf(passages)];
    const found = new Map<string, { readonly hit: Hit; readonly passage: Passage }>();
    for (const passage of read.filter(({ kind }) => kind !== 'quote'))
      for (const hit of hitsIn(withoutQuotes(ownWords(passage)), vocabulary))
        if (!found.has(hit.plain)) found.set(hit.plain, { hit, passage });
    const all = [...found.values()];
    const others = Math.max(0, all.length - shown);
    for (const [index, { hit, passage }] of all.slice(0, shown).entries())
      yield problem(
        'language-officialese',
        { word: hit.word, plain: hit.plain, others: index === 0 ? others : 0 },
        whereIn(passage, post.file, hit.offset),
      );
  },
};

/** Forms by their first word, the longest first. */
type Vocabulary = ReadonlyMap<string, readonly Form[]>;

interface Form {
  readonly words: readonly string[];
  readonly plain: string;
}

const shipped = lazily(() => vocabularyFrom(officialeseWords()));
const vocabularies = new WeakMap<CheckSettings['words'], Vocabulary>();

/** The project's own words win over the shipped ones; an empty word for one takes it off the list. */
function vocabularyOf(words: CheckSettings['words']): Vocabulary {
  const own = Object.entries(words);
  if (own.length === 0) return shipped();
  const known = vocabularies.get(words);
  if (known) return known;
  const replaced = new Set(own.map(([form]) => form.toLowerCase()));
  const kept = officialeseWords().map(({ forms, plain }) => ({ forms: forms.filter((form) => !replaced.has(form)), plain }));
  const made = vocabularyFrom([...kept, ...own.map(([form, plain]) => ({ forms: [form.toLowerCase()], plain }))]);
  vocabularies.set(words, made);
  return made;
}

function vocabularyFrom(entries: ReturnType<typeof officialeseWords>): Vocabulary {
  const found = new Map<string, Form[]>();
  for (const { forms, plain } of entries)
    for (const form of forms) {
      const words = form.split(/\s+/).map((word) => word.replace(/\.$/, ''));
      const first = words[0] ?? '';
      found.set(first, [...(found.get(first) ?? []), { words, plain }]);
    }
  for (const forms of found.values()) forms.sort((a, b) => b.words.length - a.words.length);
  return found;
}

interface Hit {
  readonly word: string;
  readonly plain: string;
  readonly offset: number;
}

interface Word {
  readonly lower: string;
  readonly offset: number;
  readonly end: number;
  /** The first of a sentence, where a capital says nothing. */
  readonly opens: boolean;
}

const word = /\p{L}[\p{L}\p{M}]*(?:[-'’.]\p{L}[\p{L}\p{M}]*)*/gu;

function* hitsIn(text: string, vocabulary: Vocabulary): Iterable<Hit> {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(word)) {
    // The full stop of "m.b.t." ends no sentence.
    const isShort = words.at(-1)?.lower.includes('.') === true;
    const opens = index === 0 || (!isShort && /[.!?:…]/.test(text.slice(end, index)));
    words.push({ lower: found.toLowerCase(), offset: index, end: index + found.length, opens });
    end = index + found.length;
  }
  for (let at = 0; at < words.length; at += 1) {
    const start = words[at];
    for (const { words: form, plain } of start ? (vocabulary.get(start.lower) ?? []) : []) {
      const last = matched(words, at, form);
      if (!start || last === undefined || isName(text, start)) continue;
      const stop = words[last];
      yield { word: text.slice(start.offset, stop?.end).replace(/\s+/g, ' '), plain, offset: start.offset };
      at = form.includes('…') ? at : last;
      break;
    }
  }
}

/** A capital in the middle of a sentence begins a name. */
const isName = (text: string, { offset, opens }: Word): boolean =>
  !opens && /\p{Lu}/u.test(text[offset] ?? '') && !/\p{Lu}/u.test(text[offset + 1] ?? '');

/** Where the form ends, if it stands here; a form does not run into the next sentence. */
function matched(words: readonly Word[], at: number, form: readonly string[]): number | undefined {
  let index = at;
  for (let part = 1; part < form.length; part += 1) {
    const wanted = form[part];
    const leap = wanted === '…' ? gap + 1 : 1;
    if (wanted === '…') part += 1;
    const found = nextOf(words, index, { wanted: form[part], leap });
    if (found === undefined) return undefined;
    index = found;
  }
  return index;
}

function nextOf(words: readonly Word[], index: number, { wanted, leap }: { wanted: string | undefined; leap: number }): number | undefined {
  for (let next = index + 1; next <= index + leap && next < words.length; next += 1) {
    if (words[next]?.opens) return undefined;
    if (words[next]?.lower === wanted) return next;
  }
  return undefined;
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
