/** A mail address as a person wrote it becomes the one that is mailed; and its reader's id. */
import { domainToASCII } from 'node:url';
import { emailKey } from '../core/subscribers.ts';

/** The address as it is on the wire, or nothing when no mail can go there. */
export type ParseEmail = (written: string) => string | undefined;

/** The part before the "@" stays as given; the domain becomes ASCII. A part before it with accents or in quotes is refused. */
export async function emailParser(): Promise<ParseEmail> {
  const { default: isEmail } = await import('validator/lib/isEmail.js');
  return (written) => {
    const email = normalised(written.trim());
    return email !== undefined && isEmail.default(email, { allow_utf8_local_part: false }) ? email : undefined;
  };
}

/** Is this an address at a domain whose mailboxes are thrown away? Such a reader is mailed, but a person should know. */
export async function disposableCheck(): Promise<(email: string) => boolean> {
  const { disposableEmailBlocklistSet } = await import('disposable-email-domains-js');
  const domains = disposableEmailBlocklistSet();
  return (email) => domains.has(email.slice(email.lastIndexOf('@') + 1).toLowerCase());
}

function normalised(written: string): string | undefined {
  const at = written.lastIndexOf('@');
  const domain = at > 0 ? domainToASCII(written.slice(at + 1)) : '';
  return domain && !/[\s,;<>"]/.test(written) ? `${written.slice(0, at)}@${domain}` : undefined;
}

/** Says nothing about the person; the same for every spelling of one address. */
export const readerId = (sign: (text: string) => string, email: string): string => sign(`reader:${emailKey(email)}`).slice(0, 22);
