import { type Json, mapStrings } from './json.ts';
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
} as const;

const htmlEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for HTML content and attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => htmlEscapes[char] ?? char);

/** Does this message still wait for the permalink of the hub? */
export const awaitsPermalink = (message: Message): boolean => JSON.stringify(message).includes(PERMALINK);

/** The message with the hub's permalink in place of every marker. */
export function fillPermalink(message: Message, permalink: string): Message {
  const filled = mapStrings(message, (text) => text.replaceAll(PERMALINK, permalink));
  return message.html === undefined ? filled : { ...filled, html: message.html.replaceAll(PERMALINK, escapeHtml(permalink)) };
}
