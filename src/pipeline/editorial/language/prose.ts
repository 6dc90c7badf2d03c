/** Running text as the rules of plain language read it: only words of the post's own language. */
import { type Passage, type PassageKind, whereIn } from '../passage.ts';
import { type Sentence, sentencesOf, wordsOf } from './sentences.ts';

const running: ReadonlySet<PassageKind> = new Set(['paragraph', 'item', 'quote', 'own']);

/** Paragraphs, items and quotes, and the channels' own texts. Table cells, code and headings are left out. */
export const proseOf = (passages: readonly Passage[]): readonly Passage[] => passages.filter(({ kind }) => running.has(kind));

/** The text with code and words in another language blanked, so that places in it stay the same. */
export function ownWords({ text, spans = [] }: Passage): string {
  return spans.reduce((left, { from, to }) => blanked(left, from, to), text);
}

/** The same without what somebody else said. */
export function withoutQuotes(text: string): string {
  if (!/[”"»’]/.test(text)) return text;
  return text.replace(quoted, (quote) => ' '.repeat(quote.length));
}

/** Bounded, so that a quotation mark that never closes costs nothing. */
const quoted = /“[^”]{0,600}”|„[^”]{0,600}”|"[^"\n]{0,600}"|«[^»]{0,600}»|‘[^’\n]{0,300}’/g;

const blanked = (text: string, from: number, to: number): string =>
  text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to);

export interface Read {
  readonly passage: Passage;
  /** As it stands there. */
  readonly text: string;
  readonly offset: number;
  readonly words: readonly string[];
}

/** Every sentence with the words that count: those of the text as it is left, which may have blanks. */
export function readSentences(passage: Passage, left?: string): readonly Read[] {
  if (left !== undefined && left !== passage.text) return sentencesIn(passage, left);
  const known = wholes.get(passage);
  if (known) return known;
  const read = sentencesIn(passage, ownWords(passage));
  wholes.set(passage, read);
  return read;
}

/** Several rules ask for the same sentences. */
const wholes = new WeakMap<Passage, readonly Read[]>();

function sentencesIn(passage: Passage, own: string): readonly Read[] {
  return sentencesOf(own).map(({ text, offset }: Sentence) => ({
    passage,
    text: passage.text.slice(offset, offset + text.length),
    offset,
    words: wordsOf(text),
  }));
}

export const placeOf = ({ passage, offset }: Pick<Read, 'passage' | 'offset'>, file: string) => whereIn(passage, file, offset);
