import { type Problem, problem } from '../../../core/problem.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule, RuleInput } from '../rule.ts';

const max = 3;

const one =
  '(?:\\p{RI}{2}|(?:\\p{Emoji_Presentation}|\\p{Emoji}\\uFE0F)\\p{EMod}?(?:\\u200D\\p{Extended_Pictographic}\\uFE0F?\\p{EMod}?)*\\u20E3?)';
const emoji = new RegExp(one, 'gu');
const opens = new RegExp(`^\\s*${one}\\s*\\S`, 'u');
const only = new RegExp(`^\\s*(?:${one}\\s*)+$`, 'u');
/** A word, emoji, and the sentence goes on. */
const between = new RegExp(`[\\p{L}\\p{N},] ?(${one}) ?(?=\\p{Ll})`, 'u');

/** What most texts have nothing of: signs above U+2000, and signs of two units. */
const unusual = /\u20e3|[\u203c\u2049\u2122-\u3299\ud800-\udfff]/;

type Reason = 'many' | 'repeated' | 'bullet' | 'only' | 'between';

/** Each is read out by its name: a few at the end say something, more of them drown the words. */
export const emojiUse: Rule = {
  ids: ['a11y-emoji'],
  *find(input): Iterable<Problem> {
    for (const group of groupsOf(input)) {
      const found = group.flatMap((passage) =>
        (unusual.test(passage.text) ? [...passage.text.matchAll(emoji)] : []).map(({ 0: sign, index }) => ({ sign, index, passage })),
      );
      if (found.length === 0) continue;
      const count = found.length;
      const told = (reason: Reason, sign: string, passage: Passage, offset: number): Problem =>
        problem('a11y-emoji', { emoji: sign, reason, count, max }, whereIn(passage, input.post.file, offset));
      const fourth = found[max];
      if (fourth) yield told('many', fourth.sign, fourth.passage, fourth.index);
      for (const [reason, hit] of firstOf(group, found)) yield told(reason, hit.sign, hit.passage, hit.index);
    }
  },
};

interface Hit {
  readonly sign: string;
  readonly index: number;
  readonly passage: Passage;
}

/** The first place of every other fault. */
function firstOf(group: readonly Passage[], found: readonly Hit[]): readonly (readonly [Reason, Hit])[] {
  const repeated = found.find((hit, index) => {
    const next = found[index + 1];
    return next?.passage === hit.passage && next.sign === hit.sign && next.index - hit.index - hit.sign.length <= 1;
  });
  // Each passage is looked at once, however many it holds.
  const firsts = [...new Map(found.toReversed().map((hit) => [hit.passage, hit])).values()].toReversed();
  const itemsWith = group.filter(({ kind, text }) => kind === 'item' && opens.test(text)).length;
  const bullet = firsts.find(({ passage }) => isBullet(passage, itemsWith));
  const alone = firsts.find(({ passage }) => only.test(passage.text));
  const inside = firsts.flatMap(({ passage }) => insideOf(passage))[0];
  const all: readonly (readonly [Reason, Hit | undefined])[] = [
    ['repeated', repeated],
    ['bullet', bullet],
    ['only', alone],
    ['between', inside],
  ];
  return all.flatMap(([reason, hit]) => (hit ? [[reason, hit] as const] : []));
}

function insideOf(passage: Passage): readonly Hit[] {
  const match = between.exec(passage.text);
  return match ? [{ sign: match[1] ?? '', index: match.index, passage }] : [];
}

/** Two lines or items that begin with one. */
function isBullet({ kind, text }: Passage, itemsWith: number): boolean {
  if (kind === 'item') return itemsWith > 1 && opens.test(text);
  return text.split('\n').filter((line) => opens.test(line)).length > 1;
}

/** What is read together: the post, and every channel's own text. */
function groupsOf({ passages }: RuleInput): readonly (readonly Passage[])[] {
  const read = passages.filter(
    ({ kind }) => kind !== 'code' && kind !== 'alt' && kind !== 'html' && kind !== 'tag' && kind !== 'preheader',
  );
  return [...new Set(read.map(({ channel }) => channel))].map((channel) => read.filter((each) => each.channel === channel));
}
