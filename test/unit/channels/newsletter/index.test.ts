import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { connectionOptions } from '../../../../src/channels/newsletter/connection.ts';
import { newsletter } from '../../../../src/channels/newsletter/index.ts';
import { parseSmtpUrl, type SmtpServer } from '../../../../src/channels/newsletter/smtp-server.ts';
import { sample } from '../../../contract/samples/newsletter.ts';
import { mailing, openNewsletter, someReaders } from './newsletter-rig.ts';

const check = (settings: Record<string, string>, options = sample.options) => newsletter.check?.({ settings, options });

test('needs a sender and a list', () => {
  expect(check({}, {})).toMatchObject([
    { code: 'config-missing-key', params: { key: 'newsletter.from' } },
    { code: 'config-missing-key', params: { key: 'newsletter.listId' } },
  ]);
});

test('takes all of DKIM or none of it', () => {
  expect(check({ dkimDomain: 'example.nl' })).toEqual([
    { code: 'config-incomplete', params: { given: 'DKIM_DOMAIN', missing: 'DKIM_SELECTOR, DKIM_PRIVATE_KEY_FILE' } },
  ]);
  expect(check({ dkimDomain: 'example.nl', dkimSelector: 'omk', dkimKeyFile: 'key.pem' })).toEqual([]);
});

test('refuses an address that is no mail server, without showing it', () => {
  const problems = check({ smtp: 'https://user:geheim@mail.example.nl' });
  expect(problems).toEqual([{ code: 'config-bad-value', params: { name: 'SMTP_URL', expected: 'address' } }]);
});

test('tells what large receivers refuse, unless somebody else is said to see to it', () => {
  const smtp = 'smtp://mail.example.nl';
  const codes = (settings: Record<string, string>, options: Record<string, string>) =>
    check({ smtp, ...settings }, { from: 'Om het kind <nieuwsbrief@example.nl>', listId: 'a.example.nl', ...options })?.map(
      ({ code }) => code,
    );
  const signed = (dkimDomain: string) => ({ dkimDomain, dkimSelector: 'omk', dkimKeyFile: 'key.pem' });
  const web = 'https://brief.example.nl';
  expect(codes({}, {})).toEqual(['mail-unsigned', 'mail-no-one-click']);
  expect(codes({}, { signing: 'relay', unsubscribe: 'https://example.nl/{token}' })).toEqual([]);
  expect(codes(signed('example.nl'), { web })).toEqual([]);
  expect(codes(signed('nieuwsbrief.Example.nl'), { web })).toEqual([]);
  expect(codes(signed('nepexample.nl'), { web })).toEqual(['mail-misaligned']);
  expect(codes({ smtp: 'smtp://127.0.0.1:25' }, {})).toEqual([]);
});

test('the list is the destination', () => {
  expect(newsletter.destination({ settings: {}, options: { listId: 'Nieuwsbrief.example.nl' } })).toMatchObject({
    id: 'nieuwsbrief.example.nl',
  });
});

test.each([
  ['https://example.nl/afmelden/{token}', true],
  ['https://example.nl/?t={token}', true],
  ['http://127.0.0.1:8080/u/{token}', true],
  ['http://example.nl/afmelden/{token}', false],
  ['https://example.nl/afmelden', false],
  ['https://{token}.example.nl/', false],
])('takes %s as a place to unsubscribe: %s', (address, isTaken) => {
  expect(newsletter.options['unsubscribe']?.pattern?.test(address)).toBe(isTaken);
});

test.each([
  ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, security: 'plain' }],
  ['smtp://localhost', { host: 'localhost', port: 587, security: 'plain' }],
  ['smtp://[::1]:25', { host: '::1', port: 25, security: 'plain' }],
  [
    'smtp://u%40x:p%2Fw@mail.example.nl',
    { host: 'mail.example.nl', port: 587, security: 'starttls', login: { user: 'u@x', password: 'p/w' } },
  ],
  ['smtps://mail.example.nl', { host: 'mail.example.nl', port: 465, security: 'tls' }],
  ['https://mail.example.nl', undefined],
  ['smtp://%zz@mail.example.nl', undefined],
  ['nonsense', undefined],
])('reads SMTP_URL %s', (written, expected) => {
  expect(parseSmtpUrl(written)).toEqual(expected);
});

test('demands verified TLS of every server but one on this computer', () => {
  const options = (url: string) => connectionOptions(parseSmtpUrl(url) as SmtpServer, 1000);
  expect(options('smtp://mail.example.nl')).toMatchObject({
    secure: false,
    requireTLS: true,
    ignoreTLS: false,
    tls: { rejectUnauthorized: true },
  });
  expect(options('smtps://mail.example.nl')).toMatchObject({ secure: true, tls: { rejectUnauthorized: true } });
  expect(options('smtp://127.0.0.1:25')).toMatchObject({ secure: false, requireTLS: false, ignoreTLS: true });
});

const folder = mkdtempSync(join(tmpdir(), 'omk-dkim-'));
afterAll(() => rmSync(folder, { recursive: true }));

function keyFile(name: string, content: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

const rsa = (modulusLength: number) =>
  generateKeyPairSync('rsa', {
    modulusLength,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
const ed25519 = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;

async function sendWithKey(dkimKeyFile: string) {
  const rig = await openNewsletter({ settings: { dkimDomain: 'example.nl', dkimSelector: 'omk', dkimKeyFile } });
  const context = mailing(someReaders(2));
  const outcome = await rig.sender.send(sample.message, context);
  const mails = rig.mails.map(({ raw }) => Buffer.from(raw).toString('latin1'));
  await rig.close();
  return { outcome, mails };
}

test('signs every mail when there is a key', async () => {
  const { outcome, mails } = await sendWithKey(keyFile('good.pem', rsa(2048)));
  expect(outcome.kind).toBe('sent');
  expect(mails.map((mail) => /^DKIM-Signature: v=1; a=rsa-sha256/m.test(mail))).toEqual([true, true]);
});

test.each([
  ['too-short', () => keyFile('short.pem', rsa(1024))],
  ['not-rsa', () => keyFile('ed.pem', ed25519)],
  ['unreadable', () => keyFile('damaged.pem', 'MIIEvQIBADAN')],
  ['open-to-others', () => keyFile('open.pem', rsa(2048), 0o644)],
  ['missing', () => join(folder, 'nowhere.pem')],
])('sends nothing with a key that is %s', async (reason, file) => {
  const { outcome, mails } = await sendWithKey(file());
  expect(outcome).toMatchObject({ kind: 'rejected', problem: { code: 'config-dkim-key', params: { reason } } });
  expect(mails).toEqual([]);
});
