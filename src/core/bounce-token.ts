/**
 * The part of a return address that names one reader's copy of one issue (contract newsletter 9). Mail programs write it in capitals
 * or small letters as they like, so it is in base 32, and 46 characters at most, so that it fits into a local part.
 */
import { isEqual, type Sign } from './issue-identity.ts';

/** Five bits and six bits a character (RFC 4648). */
const base32 = 'abcdefghijklmnopqrstuvwxyz234567';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const issueLength = 6;
const sealLength = 10;

/** The short name of an issue, from its stem. */
export const bounceIssue = (sign: Sign, stem: string): string => inBase32(sign(`bounce-issue\n${stem}`)).slice(0, issueLength);

export function bounceToken(sign: Sign, { issue, reader }: { readonly issue: string; readonly reader: string }): string {
  const id = inBase32(reader);
  return `${issue}${id}${seal(sign, issue, id)}`;
}

/** Which copy a returned mail is about; `undefined`: nobody here made this. */
export function readBounceToken(sign: Sign, written: string): { readonly issue: string; readonly reader: string } | undefined {
  const token = written.toLowerCase();
  if (!/^[a-z2-7]{18,48}$/.test(token)) return undefined;
  const [issue, id, given] = [token.slice(0, issueLength), token.slice(issueLength, -sealLength), token.slice(-sealLength)];
  return isEqual(sign, seal(sign, issue, id), given) ? { issue, reader: fromBase32(id) } : undefined;
}

const seal = (sign: Sign, issue: string, id: string): string => inBase32(sign(`bounce\n${issue}\n${id}`)).slice(0, sealLength);

/** Ids and hashes are base64url already. The last character is filled up with zeros. */
const inBase32 = (text: string): string => rewritten(text, { alphabet: base64, bits: 6 }, { alphabet: base32, bits: 5 }, true);

const fromBase32 = (text: string): string => rewritten(text, { alphabet: base32, bits: 5 }, { alphabet: base64, bits: 6 }, false);

interface Script {
  readonly alphabet: string;
  readonly bits: number;
}

function rewritten(text: string, from: Script, to: Script, isFilledUp: boolean): string {
  let [value, bits, written] = [0, 0, ''];
  for (const char of text) {
    value = ((value << from.bits) | Math.max(0, from.alphabet.indexOf(char))) & 0xffff;
    bits += from.bits;
    while (bits >= to.bits) {
      bits -= to.bits;
      written += to.alphabet[(value >> bits) & (2 ** to.bits - 1)];
    }
  }
  return isFilledUp && bits > 0 ? written + to.alphabet[(value << (to.bits - bits)) & (2 ** to.bits - 1)] : written;
}
