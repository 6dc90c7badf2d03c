/** Messages exactly as they would go out: for a preview, a dry run and the question before publishing. */
import type { Rules } from '../core/channel.ts';
import { EVERYBODY_ELSE, fillIntro, INTRO, introsOf } from '../core/intro.ts';
import type { Message } from '../core/message.ts';
import { PERMALINK, READER, WEB_VERSION } from '../core/message.ts';
import type { PlanEntry } from '../pipeline/plan.ts';
import type { Context } from './context.ts';
import { framed } from './frame.ts';
import type { Output } from './output.ts';
import { money } from './report-text.ts';

/** A limit that a writer can come near to; the others are of bytes in a request. */
const countedUpTo = 20_000;

export async function showMessages({ output, rules }: Context, entries: readonly PlanEntry[]): Promise<void> {
  for (const entry of entries) {
    const { message, channel } = entry;
    if (!message) continue;
    const facts = factsOf({ ...entry, message }, await rules(channel), output);
    output.result(`${messageText({ name: entry.post.title, channel, message, facts }, output)}\n`);
  }
}

/** State, length, cost, readers: whatever can be told of it. */
export function factsOf(
  { message, state, readers }: Pick<PlanEntry, 'state' | 'readers'> & { readonly message: Message },
  { limits, cost }: Rules,
  { words }: Output,
): readonly string[] {
  const price = cost?.(message);
  return [
    words.states[state],
    message.parts ? words.parts(message.parts.length) : lengthOf(message.text, message.link, limits, words),
    price !== undefined && words.cost(money(price)),
    readers !== undefined && words.readers(readers),
  ].filter((fact): fact is string => typeof fact === 'string');
}

/** Of each part of a thread. */
export const partFactsOf = ({ parts = [], link }: Message, { limits }: Rules, { words }: Output): readonly string[] =>
  parts.map(({ text }) => lengthOf(text, link, limits, words) || '');

const lengthOf = (text: string, link: string | undefined, limits: Rules['limits'], words: Output['words']): string | false =>
  limits.maxLength <= countedUpTo && words.characters(limits.length(text, link), limits.maxLength);

export interface ShownMessage {
  readonly channel: string;
  /** Of the post, or of the destination. */
  readonly name: string;
  readonly message: Message;
  readonly facts: readonly string[];
  readonly partFacts?: readonly string[];
  /** Lines above the text, such as who sends it. */
  readonly about?: readonly string[];
}

export function messageText({ channel, name, message, facts, partFacts = [], about = [] }: ShownMessage, output: Output): string {
  const { words } = output;
  const head = [...(message.subject ? [`${words.subject}: ${message.subject}`] : []), ...about].join('\n');
  const parts = message.parts?.map(({ text }, index, { length }) => ({
    name: [words.part(index + 1, length), partFacts[index]].filter(Boolean).join(', '),
    text,
  }));
  const whole = withOnlyIntro(message);
  const intros = introsShown(whole).map(({ segment, text }) => ({ name: words.intro(segment), text }));
  const images = message.media.map(({ path, alt }) => words.image(path, alt)).join('\n');
  const sections = [{ text: head }, ...(parts ?? [{ text: whole.text }, ...intros]), { text: images }];
  return framed(
    {
      title: `${output.colour.bold(output.label(channel))}${name ? ` — ${name}` : ''}`,
      facts: facts.join(', '),
      isSpacious: about.length > 0,
      sections: sections.filter(({ text }) => text !== '').map(({ text, ...section }) => ({ ...section, text: readable(text, words) })),
    },
    output,
  );
}

/** An intro for everybody stands in its place. */
function withOnlyIntro(message: Message): Message {
  const [intro, ...others] = introsOf(message);
  return intro?.segment === EVERYBODY_ELSE && others.length === 0 ? fillIntro(message, intro) : message;
}

const introsShown = (message: Message): readonly { readonly segment?: string; readonly text: string }[] =>
  message.text.includes(INTRO)
    ? introsOf(message).map(({ segment, text }) => ({ ...(segment !== EVERYBODY_ELSE && { segment }), text }))
    : [];

/** With the markers named for what will stand there. */
export const readable = (text: string, { link, greeting, intro }: Output['words']): string =>
  [PERMALINK, READER.unsubscribe, READER.preferences, WEB_VERSION]
    .reduce((shown, marker) => shown.replaceAll(marker, `<${link}>`), text)
    .replaceAll(READER.greeting, `<${greeting}>`)
    .replaceAll(INTRO, `<${intro()}>`);
