/** Messages exactly as they would go out, for a dry run and for the question before publishing. */
import { EVERYBODY_ELSE, fillIntro, INTRO, introsOf } from '../core/intro.ts';
import type { Message } from '../core/message.ts';
import { PERMALINK, READER, WEB_VERSION } from '../core/message.ts';
import type { PlanEntry } from '../pipeline/plan.ts';
import type { Context } from './context.ts';
import { indent, wrap } from './layout.ts';
import type { Output } from './output.ts';
import { money } from './report-text.ts';

/** A limit that a writer can come near to; the others are of bytes in a request. */
const countedUpTo = 20_000;

export async function showMessages({ output, rules }: Context, entries: readonly PlanEntry[]): Promise<void> {
  for (const entry of entries) {
    const { message, channel, readers } = entry;
    if (!message) continue;
    const { limits, cost } = await rules(channel);
    const price = cost?.(message);
    const facts = [
      output.words.states[entry.state],
      message.parts
        ? output.words.parts(message.parts.length)
        : limits.maxLength <= countedUpTo && output.words.characters(limits.length(message.text, message.link), limits.maxLength),
      price !== undefined && output.words.cost(money(price)),
      readers !== undefined && output.words.readers(readers),
    ].filter(Boolean);
    const head = wrap(`${output.colour.bold(output.label(channel))} — ${entry.post.title} (${facts.join(', ')})`, output.width - 2);
    output.result(`${head.join('\n  ')}\n${indent(bodyOf(message, output), 2)}\n`);
  }
}

/** Everything that a reader would see, with the markers named for what will stand there. */
function bodyOf(message: Message, output: Output): string {
  const { words, width } = output;
  const show = (text: string) => wrap(readable(text, words), width - 4).join('\n');
  const named = (name: string, text: string): string => `${output.colour.dim(`[${name}]`)}\n${show(text)}`;
  const whole = withOnlyIntro(message);
  const texts = message.parts
    ? message.parts.map(({ text }, index, { length }) => named(words.part(index + 1, length), text))
    : [show(whole.text), ...introsShown(whole).map(({ segment, text }) => named(words.intro(segment), text))];
  const images = message.media.map(({ path, alt }) => wrap(words.image(path, alt), width - 4).join('\n'));
  return [message.subject && `${words.subject}: ${message.subject}`, ...texts, ...images].filter(Boolean).join('\n');
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

const readable = (text: string, { link, greeting, intro }: Output['words']): string =>
  [PERMALINK, READER.unsubscribe, READER.preferences, WEB_VERSION]
    .reduce((shown, marker) => shown.replaceAll(marker, `<${link}>`), text)
    .replaceAll(READER.greeting, `<${greeting}>`)
    .replaceAll(INTRO, `<${intro()}>`);
