import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authenticate } from 'mailauth';
import PostalMime from 'postal-mime';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import type { Notice } from '../../../../src/core/channel.ts';
import type { Rig } from '../../../support/channel-rig.ts';
import { openNewsletter } from './newsletter-rig.ts';

let rig: Rig;
afterEach(async () => rig.close());

const open = async (...options: Parameters<typeof openNewsletter>) => {
  rig = await openNewsletter(...options);
  return rig;
};
const aNotice = (overrides: Partial<Notice> = {}): Notice => ({
  to: 'noor@example.nl',
  subject: 'Bevestig uw aanmelding – één klik',
  text: 'Beste lezer,\n\nhttps://nieuws.example.nl/bevestigen/x\n',
  html: '<p>Beste lezer,</p>',
  language: 'nl',
  ...overrides,
});
const notify = (notice: Notice | undefined) => rig.sender.notify?.(notice, new AbortController().signal);
const arrived = async () => PostalMime.parse(rig.mails[0]?.raw ?? '');

test('sends one mail in two forms to one address, and says that nobody need answer', async () => {
  await open();
  expect(await notify(aNotice())).toMatchObject({ kind: 'sent', receipt: { remoteId: expect.stringMatching(/^<.+@example\.nl>$/) } });
  expect(rig.mails.map(({ from, to }) => [from, to])).toEqual([['nieuwsbrief@example.nl', ['noor@example.nl']]]);
  const mail = await arrived();
  expect([mail.subject, mail.from?.address, mail.to?.map(({ address }) => address)]).toEqual([
    'Bevestig uw aanmelding – één klik',
    'nieuwsbrief@example.nl',
    ['noor@example.nl'],
  ]);
  expect([mail.text?.trim(), mail.html?.trim()]).toEqual(['Beste lezer,\n\nhttps://nieuws.example.nl/bevestigen/x', '<p>Beste lezer,</p>']);
  const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
  expect([headers.get('auto-submitted'), headers.get('content-language'), headers.has('list-unsubscribe')]).toEqual([
    'auto-generated',
    'nl',
    false,
  ]);
  expect(await rig.simulator.feed()).toMatchObject([{ title: 'Bevestig uw aanmelding – één klik', to: 'n…@example.nl' }]);
});

test('lets nothing in a subject become a header', async () => {
  await open();
  await notify(aNotice({ subject: 'Dag\r\nBcc: evil@example.nl\r\n\r\nx' }));
  const mail = await arrived();
  expect([mail.subject, mail.bcc, rig.mails[0]?.to]).toEqual(['Dag Bcc: evil@example.nl x', undefined, ['noor@example.nl']]);
});

test.each(['noor@example.nl, daan@example.nl', 'noor@example.nl\r\nRCPT TO:<x@example.nl>', 'Noor <noor@example.nl>', ''])(
  'sends nothing to what is not exactly one address: %j',
  async (to) => {
    await open();
    expect(await notify(aNotice({ to }))).toMatchObject({ kind: 'rejected', problem: { code: 'reader-bad-address' } });
    expect(rig.mails).toEqual([]);
  },
);

test('without a notice it only looks whether the server is there', async () => {
  await open();
  expect(await notify(undefined)).toMatchObject({ kind: 'sent' });
  rig.failNextMail(({ step }) => step === 'connect', { kind: 'drop' });
  expect(await notify(undefined)).toMatchObject({ kind: 'retry', problem: { code: 'unavailable' } });
  expect(rig.mails).toEqual([]);
});

test('says what the server said, without the address that it repeats', async () => {
  await open();
  rig.failNextMail(({ step }) => step === 'recipient', { kind: 'answer', answer: '550 5.1.1 <noor@example.nl> unknown' });
  const refused = await notify(aNotice());
  expect(refused).toMatchObject({ kind: 'rejected', problem: { code: 'rejected' } });
  expect(JSON.stringify(refused)).not.toContain('noor@');
  rig.failNextMail(({ step }) => step === 'recipient', { kind: 'answer', answer: '451 4.3.2 later' });
  expect(await notify(aNotice())).toMatchObject({ kind: 'retry', problem: { code: 'rate-limited' } });
  rig.failNextMail(({ step }) => step === 'message', { kind: 'drop', after: true });
  expect(await notify(aNotice())).toMatchObject({ kind: 'retry', problem: { code: 'no-answer' } });
});

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const record = `v=DKIM1; k=rsa; p=${keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

async function withKey(pem: string) {
  const folder = mkdtempSync(join(tmpdir(), 'omk-notice-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'key.pem'), pem, { mode: 0o600 });
  return open({ settings: { dkimDomain: 'example.nl', dkimSelector: 'omk', dkimKeyFile: join(folder, 'key.pem') } });
}

test('is signed so that an independent verifier accepts it', async () => {
  await withKey(keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  expect((await notify(aNotice()))?.kind).toBe('sent');
  const resolver = async (name: string, type: string) => {
    if (name === 'omk._domainkey.example.nl' && type === 'TXT') return [[record]];
    throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
  };
  const place = { resolver, ip: '192.0.2.1', helo: 'x', sender: 'n@example.nl', disableArc: true, disableBimi: true, disableDmarc: true };
  const { dkim } = await authenticate(Buffer.from(rig.mails[0]?.raw ?? ''), place);
  expect(dkim.results.map(({ status }: { status: { result: string } }) => status.result)).toEqual(['pass']);
});

test('is not sent when it should be signed and cannot be', async () => {
  await withKey('MIIEvQIBADAN');
  expect(await notify(aNotice())).toMatchObject({ kind: 'rejected', problem: { code: 'config-dkim-key' } });
  expect(rig.mails).toEqual([]);
});
