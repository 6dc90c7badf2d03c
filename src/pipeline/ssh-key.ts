/**
 * Reads OpenSSH's public keys and signatures, to say in words what is wrong with them. Whether a signature holds is for
 * `ssh-keygen` to say. Formats: RFC 4253 section 6.6, and PROTOCOL.sshsig of OpenSSH.
 */
import { createHash } from 'node:crypto';

export interface PublicKey {
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly key: string;
  readonly fingerprint: string;
  readonly comment?: string;
}

export type KeyFault = 'no-key' | 'private' | 'type' | 'too-short' | 'certificate';

/** Nothing that was broken, and nothing that `ssh-keygen -Y` does not sign with. */
const goodTypes: ReadonlySet<string> = new Set([
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]);

const leastRsaBits = 3072;

/** The one key of a line or a `.pub` file. */
export function readPublicKey(text: string): PublicKey | KeyFault {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return 'private';
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [type = '', encoded = '', ...comment] = lines.length === 1 ? (lines[0] ?? '').split(/\s+/) : [];
  const blob = /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64') : Buffer.alloc(0);
  const fields = fieldsOf(blob);
  if (fields[0]?.toString('latin1') !== type) return 'no-key';
  if (type.includes('-cert-')) return 'certificate';
  if (!goodTypes.has(type)) return 'type';
  if (type === 'ssh-rsa' && bitsOf(fields[2]) < leastRsaBits) return 'too-short';
  return {
    key: `${type} ${blob.toString('base64')}`,
    fingerprint: fingerprintOf(blob),
    ...(comment.length > 0 && { comment: comment.join(' ') }),
  };
}

/** As `ssh-keygen -l` shows it. */
const fingerprintOf = (blob: Uint8Array): string => `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;

/** Strings with their length before them, as far as they are whole; nothing for what is cut off. */
function fieldsOf(blob: Buffer): readonly Buffer[] {
  const fields: Buffer[] = [];
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return [];
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return [];
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** Of a positive number in as few bytes as can be, after a zero that keeps it positive. */
function bitsOf(number: Buffer = Buffer.alloc(0)): number {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (number.length - first) * 8 - Math.clz32(number[first] ?? 0) + 24;
}

export interface Signature {
  /** Of the key that it claims to be made with. */
  readonly fingerprint: string;
  readonly namespace: string;
}

const magic = 'SSHSIG';

/** What an armoured signature says of itself; `undefined` when it is none. */
export function readSignature(text: string): Signature | undefined {
  const [, body = ''] = /^\s*-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*$/.exec(text) ?? [];
  const blob = Buffer.from(body, 'base64');
  if (blob.subarray(0, magic.length).toString('latin1') !== magic || blob.length < 10 || blob.readUInt32BE(6) !== 1) return undefined;
  const [key, namespace] = fieldsOf(blob.subarray(10));
  return key && namespace && { fingerprint: fingerprintOf(key), namespace: namespace.toString('utf8') };
}
