/** What the looks at a domain have in common. */
import { type Check, type CheckSubject, type DnsRecord, unreachable } from '../../../core/check.ts';
import type { Answer } from './look-up.ts';

/** Nobody could tell what the name holds. */
export const noAnswer = (about: CheckSubject, { name, detail }: Extract<Answer, { kind: 'failed' }>): Check =>
  unreachable(about, 'dns-no-answer', { name, detail });

/** In quoted strings of at most 255 characters, as a zone file wants them. */
export function textRecord(name: string, text: string): DnsRecord {
  const parts = text.match(/.{1,255}/g) ?? [];
  return { name, type: 'TXT', value: parts.map((part) => `"${part.replace(/\s/g, ' ').replace(/["\\]/g, '\\$&')}"`).join(' ') };
}
