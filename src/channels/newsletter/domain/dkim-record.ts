/** Does the key in DNS fit the one that omk signs with? (RFC 6376 3.6.1) */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Check, type DnsRecord, fault, good } from '../../../core/check.ts';
import { noAnswer, textRecord } from './finding.ts';
import type { LookUp } from './look-up.ts';
import { parseTags } from './tags.ts';

export interface OwnKey {
  readonly domain: string;
  readonly selector: string;
  /** The private one. */
  readonly key: KeyObject;
}

export async function checkDkimRecord({ domain, selector, key }: OwnKey, lookUp: LookUp): Promise<readonly Check[]> {
  const name = `${selector}._domainkey.${domain}`;
  const own = createPublicKey(key);
  const record = keyRecord(name, own);
  const answer = await lookUp(name, 'TXT');
  if (answer.kind === 'failed') return [noAnswer('dkim', answer)];
  if (answer.kind === 'none') return [await missing(name, record, lookUp)];
  const { records } = answer;
  // Which of several counts is not defined (RFC 6376 3.6.2.2).
  if (records.length > 1) return [fault('dkim', 'dkim-key-several', { name, count: records.length }, record)];
  return [keyCheck({ name, own, record, text: records[0] ?? '' })];
}

/** A relay's key is often published through an alias, which leads nowhere once the relay has gone. */
async function missing(name: string, record: DnsRecord, lookUp: LookUp): Promise<Check> {
  const answer = await lookUp(name, 'CNAME');
  const alias = answer.kind === 'found' ? answer.records[0] : undefined;
  return fault('dkim', 'dkim-key-missing', { name, ...(alias !== undefined && { alias }) }, record);
}

interface Published {
  readonly name: string;
  readonly own: KeyObject;
  readonly record: DnsRecord;
  readonly text: string;
}

function keyCheck({ name, own, record, text }: Published): Check {
  const tags = parseTags(text);
  if (!tags?.has('p')) return fault('dkim', 'dkim-key-unusable', { name, part: text }, record);
  const written = tags.get('p')?.replace(/\s/g, '') ?? '';
  if (written === '') return fault('dkim', 'dkim-key-revoked', { name }, record);
  const part = misfit(tags);
  if (part !== undefined) return fault('dkim', 'dkim-key-unusable', { name, part }, record);
  const theirs = publicKey(written);
  if (!theirs) return fault('dkim', 'dkim-key-unusable', { name, part: 'p=' }, record);
  if (!isSame(own, theirs)) return fault('dkim', 'dkim-key-other', { name }, record);
  return listOf(tags.get('t')).includes('y') ? fault('dkim', 'dkim-key-testing', { name }, record) : good('dkim', 'dkim-good', { name });
}

const listOf = (value = ''): readonly string[] => value.split(':').map((one) => one.trim().toLowerCase());

/** What keeps a receiver from using the key for mail that is signed with RSA and SHA-256. */
function misfit(tags: ReadonlyMap<string, string>): string | undefined {
  const allowed: Readonly<Record<string, readonly string[]>> = { v: ['dkim1'], k: ['rsa'], h: ['sha256'], s: ['*', 'email'] };
  const wrong = Object.entries(allowed).find(([tag, values]) => {
    const value = tags.get(tag);
    return value !== undefined && value !== '' && !listOf(value).some((one) => values.includes(one));
  });
  return wrong && `${wrong[0]}=${tags.get(wrong[0]) ?? ''}`;
}

/** Written as everybody does, and as the standard's own words have it (RFC 6376 erratum 3017). */
function publicKey(base64: string): KeyObject | undefined {
  for (const type of ['spki', 'pkcs1'] as const) {
    try {
      return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type });
    } catch {
      // The other form, or no key at all.
    }
  }
  return undefined;
}

const isSame = (one: KeyObject, other: KeyObject): boolean => one.export(spki).equals(other.export(spki));

const spki = { type: 'spki', format: 'der' } as const;

const keyRecord = (name: string, key: KeyObject): DnsRecord => textRecord(name, `v=DKIM1; k=rsa; p=${key.export(spki).toString('base64')}`);
