/** One address per field: nothing that could become a second address or a header passes. */
import { domainToASCII } from 'node:url';

export interface MailAddress {
  readonly name?: string;
  readonly address: string;
}

/** ASCII only: a letter with an accent before the "@" needs an extension that few servers have (contract 14). */
const localPart = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const domainPart = /^(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** The address as it goes on the envelope, its domain in ASCII; `undefined` when it is not exactly one address. */
export function envelopeAddress(written: string): string | undefined {
  const at = written.lastIndexOf('@');
  const local = written.slice(0, at);
  const domain = domainToASCII(written.slice(at + 1));
  return at > 0 && localPart.test(local) && domainPart.test(domain) ? `${local}@${domain}` : undefined;
}

/** Reads `Name <address>` or a bare address. */
export function parseMailbox(written: string): MailAddress | undefined {
  const [, name = '', inBrackets] = /^([^<>\r\n]*)<([^<>\s]+)>$/.exec(written.trim()) ?? [];
  const address = envelopeAddress(inBrackets ?? written.trim());
  if (!address) return undefined;
  const plain = name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/\\(.)/g, '$1');
  return plain ? { name: plain, address } : { address };
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
