/** How a reader is spoken to, from what the list knows. */
import type { Recipient } from '../../core/reader.ts';

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
