/**
 * The key of the signatures. nodemailer sends unsigned mail in silence when it cannot use a key (contract newsletter 4), so the key is
 * checked here, and a mail signed with it is verified before any reader gets one.
 */
import { createHash, createPrivateKey, createPublicKey, createVerify, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { fail } from '../../core/problem.ts';

export interface DkimSettings {
  readonly domain: string;
  readonly selector: string;
  /** As the setting names it, for people. */
  readonly file: string;
  /** The same file, to be opened. */
  readonly path: string;
}

export interface Signing {
  readonly domain: string;
  readonly selector: string;
  /** Parsed once: parsing takes longer than signing (contract newsletter 15). */
  readonly key: KeyObject;
}

/** Headers that the signature covers (contract newsletter 3). */
export const signedHeaders = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Language',
  'List-Id',
  'List-Post',
  'List-Archive',
  'List-Help',
  'List-Owner',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Feedback-ID',
];

const demanded = ['from', 'to', 'subject', 'date', 'message-id', 'list-id', 'list-unsubscribe', 'feedback-id'];

/** Reads the key; throws an OmkError when it is not one that every receiver verifies: RSA of 2048 bits or more. */
export async function openSigning({ domain, selector, file, path }: DkimSettings): Promise<Signing> {
  const key = privateKey(await keyText(file, path), file);
  if (key.asymmetricKeyType !== 'rsa') fail('config-dkim-key', { file, reason: 'not-rsa' });
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) fail('config-dkim-key', { file, reason: 'too-short' });
  return { domain, selector, key };
}

async function keyText(file: string, path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return fail('config-dkim-key', { file, reason: 'missing' });
  // The group may read it: that is how a service account gets a key.
  if (process.platform !== 'win32' && (found.mode & 0o007) !== 0) fail('config-dkim-key', { file, reason: 'open-to-others' });
  return readFile(path, 'utf8').catch((cause: unknown) => fail('config-dkim-key', { file, reason: 'unreadable' }, undefined, cause));
}

function privateKey(text: string, file: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch (cause) {
    return fail('config-dkim-key', { file, reason: 'unreadable' }, undefined, cause);
  }
}

/** Why the signature of a mail does not hold for this key; `undefined`: it does. */
export function signatureFault(mail: Uint8Array, key: KeyObject): string | undefined {
  const raw = Buffer.from(mail).toString('latin1');
  const end = raw.indexOf('\r\n\r\n');
  const fields = raw
    .slice(0, end + 2)
    .split(/\r\n(?![ \t])/)
    .filter(Boolean);
  const signature = fields.find((field) => /^dkim-signature:/i.test(field));
  if (!signature) return 'no DKIM-Signature';
  const tags = tagsOf(signature);
  const names = (tags.get('h') ?? '').toLowerCase().split(':');
  const missing = demanded.filter((name) => !names.includes(name));
  if (missing.length > 0) return `h= lacks ${missing.join(', ')}`;
  if (bodyHash(raw.slice(end + 4)) !== tags.get('bh')) return 'bh= does not match';
  const unsigned = relaxed(signature.replace(/(;\s*b=)[^;]*$/, '$1'));
  const signed = [...names.map((name) => relaxed(lastOf(fields, name))), unsigned].join('\r\n');
  const isValid = createVerify('RSA-SHA256')
    .update(signed, 'latin1')
    .verify(createPublicKey(key), tags.get('b') ?? '', 'base64');
  return isValid ? undefined : 'b= does not match';
}

const tagsOf = (field: string): ReadonlyMap<string, string> =>
  new Map(
    field
      .slice(field.indexOf(':') + 1)
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).replace(/\s/g, '')]),
  );

const lastOf = (fields: readonly string[], name: string): string =>
  fields.findLast((field) => field.toLowerCase().startsWith(`${name}:`)) ?? '';

/** The relaxed form of a header field (RFC 6376 3.4.2). */
export function relaxed(field: string): string {
  const colon = field.indexOf(':');
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** The hash of the relaxed body (RFC 6376 3.4.4). */
function bodyHash(body: string): string {
  const lines = relaxedLines(body).replace(/(?:\r\n)*$/, '');
  return createHash('sha256')
    .update(lines === '' ? '' : `${lines}\r\n`, 'latin1')
    .digest('base64');
}

/** Lines of a body in their relaxed form (RFC 6376 3.4.4). */
export const relaxedLines = (text: string): string => text.replace(/[ \t]+/g, ' ').replace(/ \r\n/g, '\r\n');
