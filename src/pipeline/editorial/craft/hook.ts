import { type Problem, problem } from '../../../core/problem.ts';
import type { Rule, RuleInput, ShownMessage } from '../rule.ts';
import { isPost, wordsAlone } from './wording.ts';

/** Channels on which a text is a few lines. */
const isShort = ({ maxLength }: ShownMessage): boolean => maxLength <= 1000;

const placeOf = ({ post: { file, lines } }: RuleInput, { channel, request }: ShownMessage) => {
  const field = request.text === undefined ? 'summary' : `${channel}.text`;
  const line = lines[field];
  return { file, channel, ...(request.text !== undefined && { field }), ...(line !== undefined && { line }) };
};

/** A title and a link, or a link alone: nothing says why somebody would follow it. */
export const noHook: Rule = {
  ids: ['craft-no-hook'],
  *find(input): Iterable<Problem> {
    const { messages, hub, post } = input;
    // What has yet to be written has no hook either.
    const isBegun = input.passages.some(({ field, kind, text }) => field === 'body' && kind !== 'html' && text.trim() !== '');
    const title = wordsAlone(post.title);
    // Without words of its own, what one channel lacks the others lack too: told once.
    let isTold = false;
    for (const shown of messages.filter((one) => one.channel !== hub && isPost(one))) {
      const { message, request } = shown;
      if ((!isBegun && request.text === undefined) || !/https?:\/\//i.test(message.text)) continue;
      const words = wordsAlone(message.text);
      const said = title === '' ? words : words.replaceAll(title, ' ').trim();
      if ((said !== '' && count(words) >= 4) || isHook(message.text) || (isTold && request.text === undefined)) continue;
      isTold ||= request.text === undefined;
      yield problem('craft-no-hook', {}, placeOf(input, shown));
    }
  },
};

const count = (words: string): number => (words === '' ? 0 : words.split(' ').length);

/** A question, a number or a whole sentence may be reason enough. */
const isHook = (text: string): boolean => {
  const plain = text.replace(/https?:\/\/\S+/gi, ' ').replace(/[#＃][\p{L}\p{M}\p{N}_]+/gu, ' ');
  return /[\p{L}\d]['"”’)]*\?/u.test(plain) || (count(wordsAlone(plain)) >= 3 && /\d/.test(plain)) || count(wordsAlone(plain)) >= 9;
};

/** The first paragraph had to do, and did not fit. */
export const noSummary: Rule = {
  ids: ['craft-no-summary'],
  *find(input): Iterable<Problem> {
    const { post, messages, hub } = input;
    if (post.summary !== undefined || post.event !== undefined) return;
    const cut = messages.find(
      (shown) =>
        shown.channel !== hub && isShort(shown) && shown.request.text === undefined && !shown.message.parts && isCut(shown, post.body),
    );
    if (cut) yield problem('craft-no-summary', {}, { file: post.file, channel: cut.channel });
  },
};

const isCut = ({ message: { text } }: ShownMessage, body: string): boolean => {
  const [, before] = /(\S{2,})…/u.exec(text) ?? [];
  return before !== undefined && !body.includes(`${before}…`);
};
