/** Words at the beginning of a mailing that depend on the reader's segments: composed once for each, not for each reader. */
import type { Message } from './message.ts';

/** Everybody who has none of the segments that an intro is for. */
export const EVERYBODY_ELSE = '*';

/** Stands where a reader's intro comes, in text and in html. */
export const INTRO = 'omk-marker-intro';

/** As it was written: Markdown for one segment, or for everybody else. */
export interface IntroText {
  readonly segment: string;
  readonly markdown: string;
}

export interface Intro {
  readonly segment: string;
  readonly text: string;
  readonly html: string;
}

/** Those of a message, in the order in which a reader's segments are looked for. */
export function introsOf({ details }: Pick<Message, 'details'>): readonly Intro[] {
  const { intros } = details;
  return Array.isArray(intros) ? (intros as unknown as readonly Intro[]) : [];
}

/** The first for a segment that the reader has, else the one for everybody else. */
export function introFor(intros: readonly Intro[], audience: readonly string[] = []): Intro | undefined {
  const own = new Set(audience.map((segment) => segment.toLowerCase()));
  return intros.find(({ segment }) => own.has(segment.toLowerCase())) ?? intros.find(({ segment }) => segment === EVERYBODY_ELSE);
}

/** The message as readers with this intro get it; nothing stands where they have none. */
export function fillIntro(message: Message, intro: Intro | undefined): Message {
  const gap = new RegExp(`${INTRO}\\n*`, 'g');
  const fill = (text: string, filling: string | undefined): string =>
    filling === undefined ? text.replace(gap, '') : text.replaceAll(INTRO, () => filling);
  return {
    ...message,
    text: fill(message.text, intro?.text),
    ...(message.html !== undefined && { html: fill(message.html, intro?.html) }),
  };
}
