/** An issue as a reader gets it, with the greeting that everybody without a name has. */
import type { Draw, DrawInput, Look } from '../../core/channel.ts';
import { EVERYBODY_ELSE, fillIntro, type Intro, introsOf } from '../../core/intro.ts';
import { escapeHtml, fillPictures, type Message, READER } from '../../core/message.ts';
import { contentId } from './images.ts';
import { greetingFor } from './personal.ts';

export const draw: Draw = (input) => {
  const { message, options } = input;
  const intros = introsOf(message);
  const versions = intros.length > 0 ? intros : [undefined];
  const { preheader, audience } = message.details;
  return {
    looks: versions.map((intro) => mailWith(intro, input)),
    about: [
      { name: { nl: 'Afzender', en: 'From' }, value: text(options['from']) },
      { name: { nl: 'Antwoord aan', en: 'Reply to' }, value: text(options['replyTo']) },
      { name: { nl: 'Voorvertoning in de inbox', en: 'Preview in the inbox' }, value: text(preheader) },
      { name: { nl: 'Doelgroep', en: 'Audience' }, value: Array.isArray(audience) ? audience.join(', ') : '' },
    ].filter(({ value }) => value !== ''),
  };
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function mailWith(intro: Intro | undefined, input: DrawInput): Look & { readonly segment?: string } {
  const filled = greeted(fillIntro(input.message, intro), input.post.language);
  return {
    title: filled.subject ?? '',
    html: withPictures(filled, input),
    text: filled.text,
    images: [],
    ...(intro && intro.segment !== EVERYBODY_ELSE && { segment: intro.segment }),
  };
}

function greeted(message: Message, language: string): Message {
  const greeting = greetingFor({}, language);
  return {
    ...message,
    text: message.text.replaceAll(READER.greeting, greeting),
    ...(message.html !== undefined && { html: message.html.replaceAll(READER.greeting, escapeHtml(greeting)) }),
  };
}

/** Those that travel in the mail, and those that are shown from the hub where it shows them to everybody. */
function withPictures({ html = '', media }: Message, { pictures, isHubOpen }: DrawInput): string {
  const travelling = media.reduce(
    (done, picture) => done.replaceAll(`cid:${contentId(picture)}`, () => pictures[picture.hash] ?? ''),
    html,
  );
  return fillPictures(travelling, isHubOpen ? pictures : {});
}
