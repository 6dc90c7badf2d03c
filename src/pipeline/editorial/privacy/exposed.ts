/** Everything in which something of a person can stand: the whole file as it was written, and what each channel will show. */
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
    written(post.head, { part: 'head', file: post.file, line: 1 }),
    written(post.body, { part: 'body', file: post.file, line: post.bodyLine }),
    ...messages.flatMap(({ channel, message }) => {
      const where = { file: post.file, channel };
      const texts = [message.subject ?? '', message.text, ...(message.parts ?? []).map(({ text }) => text)];
      return [shown(texts.join('\n\n'), where), ...(message.html === undefined ? [] : [shown(withoutHead(message.html), where)])];
    }),
  ];
  cache.set(messages, found);
  return found;
}

function written(text: string, { part, file, line }: { part: 'head' | 'body'; file: string; line: number }): Exposed {
  const whereAt = (offset: number): Where => ({
    file,
    line: line + text.slice(0, offset).split('\n').length - 1,
    field: part === 'body' ? 'body' : 'front matter',
  });
  return { part, whereAt, views: [legible(text), legible(text, { unmarked: true })] };
}

const shown = (text: string, where: Where): Exposed => ({
  part: 'message',
  whereAt: () => where,
  views: [legible(text, { unmarked: true })],
});

/** Style sheets are no text. */
const withoutHead = (html: string): string => html.replace(/<style[\s\S]*?<\/style>/gi, '');
