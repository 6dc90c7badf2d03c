import { type Json, mapStrings } from './json.ts';
import type { Receipt } from './outcome.ts';
import type { Media } from './post.ts';

/** One post of a thread. */
export interface MessagePart {
  readonly text: string;
  readonly media: readonly Media[];
}

/** What one channel will show: plain data, stored in the ledger as it was approved. */
export interface Message {
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** The address readers are led to; the permalink of the hub where there is one. */
  readonly link?: string;
  readonly media: readonly Media[];
  /** A thread: two or more parts. `text` then holds them all, for a person to read. */
  readonly parts?: readonly MessagePart[];
  /** What this channel alone knows: abstract, access level, topics, … */
  readonly details: Readonly<Record<string, Json>>;
}

/** Stands where the permalink of the hub will stand, until the hub has answered. */
export const PERMALINK = 'https://permalink.invalid/';

/** Stand where a reader's own values come, in newsletters. */
export const READER = {
  greeting: 'omk-marker-greeting',
  unsubscribe: 'https://unsubscribe.invalid/',
  preferences: 'https://preferences.invalid/',
} as const;

/** Stands where the address of an issue's web version comes, the same for every reader. */
export const WEB_VERSION = 'https://web-version.invalid/';

const htmlEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for HTML content and attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => htmlEscapes[char] ?? char);

/** The message with the hub's permalink in place of every marker, and the hub's pictures where it shows them to everybody. */
export function fillPermalink(message: Message, permalink: string, pictures: Receipt['pictures'] = {}): Message {
  const filled = mapStrings(message, (text) => text.replaceAll(PERMALINK, permalink));
  if (message.html === undefined) return filled;
  return { ...filled, html: fillPictures(message.html, pictures).replaceAll(PERMALINK, escapeHtml(permalink)) };
}

/** Stands where the address of a picture at the hub comes. */
const PICTURE = 'https://picture.invalid/';

/** A picture that is shown from the hub, once the hub has told its address, else what stands in its place. */
export const hubPicture = (
  hash: string,
  { shown, otherwise }: { readonly shown: (address: string) => string; readonly otherwise: string },
): string => `<!--picture ${hash}-->${shown(PICTURE)}<!--or-->${otherwise}<!--end-->`;

/** Decides every picture that was left open, by the addresses that the hub gave. */
export const fillPictures = (html: string, pictures: Receipt['pictures'] = {}): string =>
  html.replace(/<!--picture (\w+)-->(.*?)<!--or-->(.*?)<!--end-->/gs, (_all, hash: string, shown: string, otherwise: string) => {
    const address = pictures[hash];
    return address === undefined ? otherwise : shown.replaceAll(PICTURE, escapeHtml(address));
  });
