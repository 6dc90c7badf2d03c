/** Everything in which something of a person can stand: the whole file as it was written, and what each channel will show. */
import type { ParsedPost } from '../../../core/post.ts';
import type { Where } from '../../../core/problem.ts';
import type { RuleInput } from '../rule.ts';
import { type Legible, legible } from './legible.ts';

export interface Exposed {
  /** As it was written, and without the marks that can stand in the middle of a number. */
  readonly views: readonly Legible[];
  /** Of a character of the text as it was written. */
  whereAt(offset: number): Where;
  /** `message`: what a template makes of the post, so most of it stands in the file too. */
  readonly part: 'head' | 'body' | 'message';
}

const cache = new WeakMap<object, readonly Exposed[]>();

/** Asked for by every rule of privacy, so it is made once for a post. */
export function exposed({ post, messages }: Pick<RuleInput, 'post' | 'messages'>): readonly Exposed[] {
  const found = cache.get(messages) ?? [
    written(withoutOwnIds(post), { part: 'head', file: post.file, line: 1, fieldAt: keyAt(post.lines) }),
    written(post.body, { part: 'body', file: post.file, line: post.bodyLine, fieldAt: () => 'body' }),
    ...messages.flatMap(({ channel, message }) => {
      const where = { file: post.file, channel };
      const texts = [message.subject ?? '', message.text, ...(message.parts ?? []).map(({ text }) => text)];
      return [shown(texts.join('\n\n'), where), ...(message.html === undefined ? [] : [shown(withoutHead(message.html), where)])];
    }),
  ];
  cache.set(messages, found);
  return found;
}

/** What was taken over from a source is named by a number of that source, drawn by a machine. As long as it was, so that places stay right. */
function withoutOwnIds({ head, id, source }: Pick<ParsedPost, 'head' | 'id' | 'source'>): string {
  if (!source) return head;
  return [id, source.id].filter(Boolean).reduce((text, each) => text.replaceAll(each, ' '.repeat(each.length)), head);
}

interface Written {
  readonly part: 'head' | 'body';
  readonly file: string;
  /** On which the text begins. */
  readonly line: number;
  readonly fieldAt: (line: number) => string | undefined;
}

function written(text: string, { part, file, line, fieldAt }: Written): Exposed {
  const whereAt = (offset: number): Where => {
    const at = line + text.slice(0, offset).split('\n').length - 1;
    const field = fieldAt(at);
    return { file, line: at, ...(field !== undefined && { field }) };
  };
  const [marked, unmarked] = [legible(text), legible(text, { unmarked: true })];
  return { part, whereAt, views: marked.text === unmarked.text ? [marked] : [marked, unmarked] };
}

/** The key of the front matter that a line belongs to: the last one that begins before it ends. */
const keyAt =
  (lines: Readonly<Record<string, number>>) =>
  (line: number): string | undefined =>
    Object.entries(lines)
      .filter(([, at]) => at <= line)
      .reduce<readonly [string | undefined, number]>((last, [key, at]) => (at >= last[1] ? [key, at] : last), [undefined, 0])[0];

const shown = (text: string, where: Where): Exposed => ({
  part: 'message',
  whereAt: () => where,
  views: [legible(text, { unmarked: true })],
});

/** Style sheets are no text. */
const withoutHead = (html: string): string => html.replace(/<style[\s\S]*?<\/style>/gi, '');
