/** A reader's own values in an issue that was rendered once for everybody. */
import { escapeHtml, fillPictures, type Message, READER } from '../../core/message.ts';
import type { Recipient } from '../../core/reader.ts';

export interface PersonalValues {
  readonly greeting: string;
  /** Where this reader, and nobody else, unsubscribes. */
  readonly unsubscribe: string;
}

/** Text and html of one reader's mail. What comes from the list is data: it is escaped in html. */
export function personalise(message: Message, { greeting, unsubscribe }: PersonalValues): { readonly text: string; readonly html: string } {
  const fill = (template: string, write: (value: string) => string) =>
    template.replaceAll(READER.unsubscribe, () => write(unsubscribe)).replaceAll(READER.greeting, () => write(greeting));
  return { text: fill(message.text, (value) => value), html: fill(fillPictures(message.html ?? ''), escapeHtml) };
}

/** The opening line in the reader's language, else that of the post; without a name it fits everybody. */
export function greetingFor({ name, language }: Pick<Recipient, 'name' | 'language'>, postLanguage: string): string {
  const isEnglish = /^en\b/i.test(language ?? postLanguage);
  const who = cleanName(name) || (isEnglish ? 'reader' : 'lezer');
  return `${isEnglish ? 'Dear' : 'Beste'} ${who},`;
}

const longestName = 100;

/** A name on one line, without characters that steer a terminal or turn the reading direction. */
export function cleanName(name = ''): string {
  const plain = name.replace(/[\p{Cc}\p{Z}]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
  return Array.from(plain.trim()).slice(0, longestName).join('');
}
