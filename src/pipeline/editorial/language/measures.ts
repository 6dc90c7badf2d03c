/** How hard a text is, in numbers (editorial checks, section 2). They are measures and no verdict. */
import type { Passage } from '../passage.ts';
import { proseOf, type Read, readSentences } from './prose.ts';
import { sentencesOf, wordsOf } from './sentences.ts';
import { syllablesOf } from './syllables.ts';

export interface TextMeasures {
  readonly words: number;
  readonly sentences: number;
  readonly syllables: number;
  /** Flesch-Douma: 0-30 very difficult, 60-70 normal, 90-100 very easy; neither end is a limit. */
  readonly fleschDouma: number;
  /** Brouwer's Leesindex A. */
  readonly leesindexA: number;
}

/** Fewer say too little for a number to mean something. */
export const fewest = { words: 100, sentences: 3 } as const;

export function measuresFrom({ words, sentences, syllables }: Pick<TextMeasures, 'words' | 'sentences' | 'syllables'>): TextMeasures {
  const perHundred = words === 0 ? 0 : (100 * syllables) / words;
  const length = sentences === 0 ? 0 : words / sentences;
  return {
    words,
    sentences,
    syllables,
    fleschDouma: 206.84 - 0.77 * perHundred - 0.93 * length,
    leesindexA: 195 - (2 / 3) * perHundred - 2 * length,
  };
}

const syllablesIn = (words: readonly string[]): number => words.reduce((sum, word) => sum + counted(word), 0);

/** The same few thousand words make up most of all texts. */
const known = new Map<string, number>();

function counted(word: string): number {
  const before = known.get(word);
  if (before !== undefined) return before;
  const count = syllablesOf(word);
  if (known.size < 20_000) known.set(word, count);
  return count;
}

/** Of plain text, each line break and blank line as written. */
export function textMeasures(text: string): TextMeasures {
  const read = text.split(/\n\s*\n/).flatMap((part) => sentencesOf(part).map((sentence) => wordsOf(sentence.text)));
  return measuresOfSentences(read.map((words) => ({ words })));
}

export function measuresOfSentences(all: readonly Pick<Read, 'words'>[]): TextMeasures {
  const some = all.filter(({ words }) => words.length > 0);
  return measuresFrom({
    words: some.reduce((sum, { words }) => sum + words.length, 0),
    sentences: some.length,
    syllables: some.reduce((sum, { words }) => sum + syllablesIn(words), 0),
  });
}

export interface MeasuredText {
  readonly measures: TextMeasures;
  readonly sentences: readonly Read[];
  /** Whose own text it is; absent: the body. */
  readonly channel?: string;
}

/** The body, and every channel's own text, apart. Only meaningful for Dutch. */
export function measuredTexts(passages: readonly Passage[]): readonly MeasuredText[] {
  const prose = proseOf(passages);
  const channels = [...new Set(prose.map(({ channel }) => channel))];
  return channels.map((channel) => {
    const sentences = prose.filter((each) => each.channel === channel).flatMap((each) => readSentences(each));
    return { measures: measuresOfSentences(sentences), sentences, ...(channel !== undefined && { channel }) };
  });
}

export const isLongEnough = ({ words, sentences }: TextMeasures): boolean => words >= fewest.words && sentences >= fewest.sentences;
