/** Mails as they come back, from ten systems (test/fixtures/bounces), about one copy of one issue. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bounceIssue, bounceToken } from '../../src/core/bounce-token.ts';
import { copyName, issueStem, readerToken } from '../../src/core/issue-identity.ts';
import { pathOf } from './pages.ts';

export const sign = (text: string): string => createHmac('sha256', 'een sleutel').update(text).digest('base64url');

export const list = 'nieuwsbrief.example.nl';

/** As the id of a reader is made. */
export const readerNamed = (name: string): string => sign(`reader:${name}@example.org`).slice(0, 22);

export interface Copy {
  readonly return: string;
  readonly messageId: string;
  readonly unsubscribe: string;
  readonly feedbackId: string;
}

/** What a mail of this delivery to this reader carries. */
export function aCopy(reader: string, deliveryId: string): Copy {
  const stem = issueStem(sign, list, deliveryId);
  return {
    return: `retour+${bounceToken(sign, { issue: bounceIssue(sign, stem), reader })}@example.nl`,
    messageId: `<${stem}.${copyName(sign, stem, reader)}@example.nl>`,
    unsubscribe: `https://example.nl/afmelden/${readerToken(sign, { purpose: 'unsubscribe', list, reader })}`,
    feedbackId: `${stem}:${list}:newsletter:examplenl`,
  };
}

/** What anybody could write who never got the mail. */
export const forged: Copy = {
  return: `retour+${'a'.repeat(43)}@example.nl`,
  messageId: `<${'A'.repeat(16)}.${'B'.repeat(22)}@example.nl>`,
  unsubscribe: `https://example.nl/afmelden/${'C'.repeat(22)}.${'D'.repeat(32)}`,
  feedbackId: `${'A'.repeat(16)}:${list}:newsletter:examplenl`,
};

/** A mail of test/fixtures/bounces, about that copy. */
export function returned(name: string, copy: Partial<Copy>): Buffer {
  const text = readFileSync(pathOf(`test/fixtures/bounces/${name}.eml`), 'utf8');
  return Buffer.from(text.replace(/\{\{(\w+)\}\}/g, (_all, key: string) => copy[key as keyof Copy] ?? `geen-${key}@example.nl`));
}

/** Mails as an mbox: what looks like the beginning of one is quoted. */
export const mboxOf = (mails: readonly Uint8Array[], newline = '\n'): Buffer =>
  Buffer.concat(
    mails.map((mail) => {
      const text = Buffer.from(mail)
        .toString('latin1')
        .replaceAll('\r\n', '\n')
        .replace(/^(>*From )/gm, '>$1');
      return Buffer.from(`From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n${text}\n`.replaceAll('\n', newline), 'latin1');
    }),
  );
