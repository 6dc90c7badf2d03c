import { type Problem, problem } from '../../../core/problem.ts';
import { groupBy } from '../../group-by.ts';
import { addressesIn } from '../facts/links.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule, RuleInput, ShownMessage } from '../rule.ts';
import { isPost, wordsAlone } from './wording.ts';

/** The same words of a writer on several channels. What a template makes alike is no choice of the writer's. */
export const sameText: Rule = {
  ids: ['craft-same-text'],
  *find({ messages, post }): Iterable<Problem> {
    const groups = groupBy(
      messages.filter((one) => one.request.text !== undefined && isPost(one)),
      ({ request }) => wordsAlone(request.text ?? ''),
    );
    for (const [words, alike] of groups) {
      if (alike.length < 2 || words.split(' ').length < 5) continue;
      const channels = alike.map(({ channel }) => channel);
      const field = `${channels.at(-1)}.text`;
      const line = post.lines[field];
      yield problem('craft-same-text', { channels }, { file: post.file, field, ...(line !== undefined && { line }) });
    }
  },
};

/** Several posts for what fits in one, by the channel's own counting. */
export const thread: Rule = {
  ids: ['craft-thread'],
  *find({ messages, post }): Iterable<Problem> {
    for (const { channel, message, length, maxLength } of messages) {
      const { parts = [] } = message;
      if (parts.length < 2 || length > maxLength) continue;
      const line = post.lines[`${channel}.text`] ?? post.lines[`${channel}.thread`];
      yield problem('craft-thread', { parts: parts.length }, { file: post.file, channel, ...(line !== undefined && { line }) });
    }
  },
};

/** `@name`, but no address of a mailbox, package or server. */
const mention = /(?<![\p{L}\p{N}_@./+-])@[\p{L}\p{N}_]{2,30}(?![\p{L}\p{N}_@]|[./-][\p{L}\p{N}])/gu;

/** A name that means somebody on one channel and nobody on the others. */
export const mentions: Rule = {
  ids: ['craft-mention'],
  *find(input): Iterable<Problem> {
    const told = new Set<string>();
    for (const passage of input.passages.filter(({ kind }) => kind !== 'code' && kind !== 'quote')) {
      if (!isShownAsNobody(passage, input)) continue;
      for (const { 0: name, index } of passage.text.matchAll(mention)) {
        const key = `${passage.channel ?? ''} ${name.toLowerCase()}`;
        if (told.has(key)) continue;
        told.add(key);
        yield problem('craft-mention', { name }, whereIn(passage, input.post.file, index));
      }
    }
  },
};

/** An own text is for its channel alone; everything else goes wherever it is not replaced. */
const isShownAsNobody = ({ channel }: Passage, { messages }: RuleInput): boolean =>
  messages.some((shown) => !shown.knowsMentions && (channel === undefined ? shown.request.text === undefined : shown.channel === channel));

/** The same address more than once in one short message. */
export const linkTwice: Rule = {
  ids: ['craft-link-twice'],
  *find({ messages, hub, post }): Iterable<Problem> {
    const told = new Set<string>();
    for (const shown of messages.filter((one) => one.channel !== hub && isPost(one) && !one.message.parts)) {
      const twice = repeated(shown);
      if (twice === undefined || told.has(twice)) continue;
      told.add(twice);
      const line = post.lines[`${shown.channel}.text`];
      yield problem(
        'craft-link-twice',
        { address: twice },
        { file: post.file, channel: shown.channel, ...(line !== undefined && { line }) },
      );
    }
  },
};

function repeated({ message }: ShownMessage): string | undefined {
  const all = addressesIn(message.text).map(({ href }) => href.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, ''));
  const seen = new Set<string>();
  return all.find((href) => seen.has(href) || !seen.add(href));
}
