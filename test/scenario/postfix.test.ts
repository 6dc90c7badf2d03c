/** The newsletter over a real mail server: what leaves omk, and what arrives behind a relay that queues and delivers. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { authenticate } from 'mailauth';
import PostalMime from 'postal-mime';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSmtp } from '../../src/sandbox/smtp.ts';
import { runJson } from '../support/binary.ts';
import { hasPostfix, type PostfixOptions, startPostfix } from '../support/postfix.ts';
import { aProject, post, writeFiles } from '../support/project.ts';

const omkYaml = `mode: live
hub: none
channels: [newsletter]
newsletter:
  from: "Om het kind <nieuwsbrief@example.nl>"
  subscribers: lezers.csv
  listId: nieuwsbrief.example.nl
  web: https://brief.example.nl
  bounces: retour+{token}@example.nl
`;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyRecord = `v=DKIM1; k=rsa; p=${createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')}`;
const resolver = async (name: string): Promise<string[][]> => {
  if (name === 'omk._domainkey.example.nl') return [[keyRecord]];
  throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
};

const readers = (names: readonly string[]) =>
  ['email,name,consent_at,consent_source', ...names.map((name) => `${name}@example.org,"Lezer, ${name}",2026-05-12,formulier`), ''].join(
    '\n',
  );

async function aRelay(names: readonly string[], elsewhere?: PostfixOptions['elsewhere']) {
  const mailboxes = ['^lezer', '^kapot', '^retour\\+'];
  const postfix = await startPostfix({ domains: ['example.org', 'example.nl'], mailboxes, ...(elsewhere && { elsewhere }) });
  onTestFinished(() => postfix.stop());
  const dkim = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const root = aProject({ 'omk.yaml': omkYaml, 'lezers.csv': readers(names), 'dkim.pem': dkim });
  chmodSync(join(root, 'dkim.pem'), 0o600);
  const env = {
    SMTP_URL: `smtp://127.0.0.1:${postfix.port}`,
    DKIM_DOMAIN: 'example.nl',
    DKIM_SELECTOR: 'omk',
    DKIM_PRIVATE_KEY_FILE: 'dkim.pem',
  };
  return { postfix, place: { cwd: root, env } };
}

const title = `over Postfix${hasPostfix ? '' : ' (skipped: no postfix)'}`;

describe.skipIf(!hasPostfix)(title, () => {
  test('every reader gets one mail, whole, signed, with a return address of its own', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `lezer${index}`);
    const { postfix, place } = await aRelay(names);
    const { code, report } = await runJson(['publish', 'bericht.md'], place);
    expect(code).toBe(0);
    expect(report.posts[0]?.deliveries[0]).toMatchObject({ state: 'sent', recipients: { sent: 200 } });
    const mails = await postfix.arrived(200);
    const delivered = mails.map((mail) => /^Delivered-To: (\S+)/m.exec(mail)?.[1]);
    expect(new Set(delivered)).toEqual(new Set(names.map((name) => `${name}@example.org`)));
    expect(mails).toHaveLength(200);
    expect(new Set(mails.map((mail) => /^Return-Path: <retour\+([a-z2-7]{43})@example\.nl>/m.exec(mail)?.[1])).size).toBe(200);
    for (const mail of mails.slice(0, 5)) await expectWhole(mail);
  }, 120_000);

  test('whoever has no mailbox is refused at once, and the others get their mail', async () => {
    const { postfix, place } = await aRelay(['lezer1', 'weg1', 'lezer2']);
    const { report } = await runJson(['publish', 'bericht.md'], place);
    expect(report.posts[0]?.deliveries[0]).toMatchObject({ state: 'sent', recipients: { sent: 2, refused: 1 } });
    expect(await postfix.arrived(2)).toHaveLength(2);
  }, 60_000);

  test('what Postfix sends back is known for whose it was, and its reader gets nothing more', async () => {
    const next = await startSmtp({
      onMail: async () => undefined,
      fault: ({ step }) => (step === 'recipient' ? { kind: 'answer', answer: '550 5.1.1 No such user here' } : undefined),
    });
    onTestFinished(() => next.close());
    const elsewhere = { address: 'kapot1@example.org', port: Number(new URL(next.address).port) };
    const { postfix, place } = await aRelay(['lezer1', 'kapot1', 'lezer2'], elsewhere);
    const sent = await runJson(['publish', 'bericht.md'], place);
    expect(sent.report.posts[0]?.deliveries[0]).toMatchObject({ state: 'sent', recipients: { sent: 3, refused: 0 } });
    const returned = (await postfix.arrived(3)).filter((mail) => /^Content-Type: multipart\/report/im.test(mail));
    expect(returned).toHaveLength(1);

    const { code, report } = await runJson(['bounces', postfix.maildir], place);
    expect(code, JSON.stringify(report)).toBe(0);
    expect(report).toMatchObject({ total: { hard: 1, suppressedNow: 1, ignored: 2, broken: 0 } });
    const shown = await runJson(['subscribers', 'show', 'kapot1@example.org'], place);
    expect(shown.report).toMatchObject({ subscriber: { suppression: { reason: 'bounced' } } });

    writeFiles(place.cwd, { 'tweede.md': post(['id: tweede'], 'Nog een bericht.') });
    const second = await runJson(['publish', 'tweede.md'], place);
    expect(second.report.posts[0]?.deliveries[0]).toMatchObject({ state: 'sent', recipients: { sent: 2 } });
  }, 60_000);
});

async function expectWhole(mail: string): Promise<void> {
  const raw = Buffer.from(mail, 'latin1');
  const { dkim } = await authenticate(raw, { resolver, trustReceived: false, disableArc: true, disableDmarc: true, disableBimi: true });
  expect(dkim.results[0]?.status.result).toBe('pass');
  const parsed = await PostalMime.parse(raw);
  expect(parsed.text).toMatch(/^https:\/\/brief\.example\.nl\/afmelden\/\S+$/m);
  expect(parsed.html).toContain('https://brief.example.nl/voorkeuren/');
  expect(parsed.headers.filter(({ key }) => ['bcc', 'x-mailer'].includes(key))).toEqual([]);
}
