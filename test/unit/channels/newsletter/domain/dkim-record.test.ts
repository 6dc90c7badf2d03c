import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkDkimRecord } from '../../../../../src/channels/newsletter/domain/dkim-record.ts';
import { aZone, codesOf, type Held, paramsOf, recordsOf } from './a-zone.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
const publicKey = createPublicKey(privateKey);
const base64 = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const name = 'omk._domainkey.example.nl';
const checkHeld = (zone: Readonly<Record<string, Held | 'failed'>>) =>
  checkDkimRecord({ domain: 'example.nl', selector: 'omk', key: privateKey }, aZone(zone));
const check = (...TXT: string[]) => checkHeld({ [name]: { TXT } });

test.each([
  [`v=DKIM1; k=rsa; p=${base64}`],
  [`p=${base64}`],
  [`V=DKIM1 ; K=RSA; h=sha1:SHA256; s=email; t=s; n=een notitie; p=${base64.replace(/(.{64})/g, '$1 ')};`],
  [`v=DKIM1; p=${publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')}`],
])('takes the key that fits, however it is written: %#', async (text) => {
  const checks = await check(text);
  expect([codesOf(checks), paramsOf(checks)]).toEqual([['dkim-good'], [{ name }]]);
});

test.each([
  ['another key', `v=DKIM1; p=${other.export({ type: 'spki', format: 'der' }).toString('base64')}`, 'dkim-key-other'],
  ['a revoked key', 'v=DKIM1; k=rsa; p=', 'dkim-key-revoked'],
  ['test mode', `v=DKIM1; t=y:s; p=${base64}`, 'dkim-key-testing'],
  ['another kind of key', `v=DKIM1; k=ed25519; p=${base64}`, 'dkim-key-unusable'],
  ['another hash', `v=DKIM1; h=sha1; p=${base64}`, 'dkim-key-unusable'],
  ['another service', `v=DKIM1; s=tlsrpt; p=${base64}`, 'dkim-key-unusable'],
  ['another version', `v=DKIM2; p=${base64}`, 'dkim-key-unusable'],
  ['half a key', `v=DKIM1; p=${base64.slice(0, 200)}`, 'dkim-key-unusable'],
  ['no key', 'v=DKIM1; k=rsa', 'dkim-key-unusable'],
  ['something else', 'hallo', 'dkim-key-unusable'],
])('says so of %s, and shows the record that should stand there', async (_name, text, code) => {
  const checks = await check(text);
  expect(codesOf(checks)).toEqual([code]);
  const [record = ''] = recordsOf(checks);
  const strings = [...record.matchAll(/"([^"]*)"/g)].map(([, string = '']) => string);
  expect(strings.join('')).toBe(`v=DKIM1; k=rsa; p=${base64}`);
  expect(Math.max(...strings.map((string) => string.length))).toBeLessThanOrEqual(255);
});

test('says so of two keys, of none, and of an alias that leads nowhere', async () => {
  expect(codesOf(await check(`p=${base64}`, `p=${base64}`))).toEqual(['dkim-key-several']);
  expect(codesOf(await checkHeld({}))).toEqual(['dkim-key-missing']);
  const dangling = await checkHeld({ [name]: { CNAME: ['omk.relay.example'] } });
  expect(paramsOf(dangling)).toEqual([{ name, alias: 'omk.relay.example' }]);
});

test('leaves it open while the name does not answer', async () => {
  expect(codesOf(await checkHeld({ [name]: 'failed' }))).toEqual(['unreachable']);
});
