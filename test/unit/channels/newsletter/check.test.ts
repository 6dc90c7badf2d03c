/** What `omk doctor` sees of the newsletter, against a real name server and a real mail server on this computer. */
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { checkServer } from '../../../../src/channels/newsletter/check-server.ts';
import type { SmtpServer } from '../../../../src/channels/newsletter/smtp-server.ts';
import type { ChannelOptions } from '../../../../src/core/post.ts';
import { certificate, certificateKey } from '../../../support/certificate.ts';
import { openDnsDouble, type Zone } from '../../../support/doubles-dns.ts';
import { codesOf } from './domain/a-zone.ts';
import { openNewsletter } from './newsletter-rig.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
let base64 = '';
beforeAll(() => {
  base64 = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
});

function aKeyFile(mode = 0o600): string {
  const folder = mkdtempSync(join(tmpdir(), 'omk-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'dkim.pem');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  chmodSync(file, mode);
  return file;
}

const goodZone = (): Zone => ({
  'example.nl': { TXT: ['v=spf1 mx -all'], MX: ['mail.example.nl'] },
  'mail.example.nl': { A: ['127.0.0.1'] },
  'bounces.example.nl': { TXT: ['v=spf1 ip4:127.0.0.1 -all'], MX: ['mail.example.nl'] },
  '_dmarc.example.nl': { TXT: ['v=DMARC1; p=reject'] },
  // Longer than one string of DNS, and reached through an alias, as relays publish them.
  'omk._domainkey.example.nl': { CNAME: 'omk.relay.example' },
  'omk.relay.example': { TXT: [[`v=DKIM1; k=rsa; p=${base64.slice(0, 200)}`, base64.slice(200)]] },
});

interface Looked {
  readonly zone?: Zone;
  readonly options?: ChannelOptions;
  readonly keyFile?: string;
  readonly isSilent?: boolean;
  readonly deadlineMs?: number;
}

async function look({ zone = goodZone(), options = {}, keyFile, isSilent = false, deadlineMs = 1500 }: Looked) {
  const dns = await openDnsDouble(zone, { isSilent });
  const dkim = keyFile === undefined ? {} : { dkimDomain: 'example.nl', dkimSelector: 'omk', dkimKeyFile: keyFile };
  const rig = await openNewsletter({ options, settings: { dns: dns.address, ...dkim }, deadlineMs });
  onTestFinished(() => rig.close());
  const checks = (await rig.sender.check?.(new AbortController().signal)) ?? [];
  return { codes: codesOf(checks), checks, mails: rig.mails, questions: dns.questions };
}

test('finds everything right, and sends nothing', async () => {
  const { codes, mails } = await look({ keyFile: aKeyFile() });
  expect(codes).toEqual(['server-open', 'dkim-good', 'spf-good', 'dmarc-good', 'alignment-both', 'bounces-arrive']);
  expect(mails).toEqual([]);
});

test('says plainly that it does not sign, and asks for no key', async () => {
  const { codes, questions } = await look({});
  expect(codes).toEqual(['server-open', 'dkim-by-relay', 'spf-good', 'dmarc-good', 'alignment-spf', 'bounces-arrive']);
  expect(questions.join()).not.toContain('_domainkey');
});

test('looks at the domain that mail comes back to', async () => {
  const { checks, questions } = await look({ options: { bounces: 'b-{token}@Bounces.example.nl' } });
  expect(questions).toContain('TXT bounces.example.nl');
  expect(questions).toContain('MX bounces.example.nl');
  expect(questions).not.toContain('TXT example.nl');
  expect(JSON.stringify(checks)).toContain('bounces.example.nl');
});

test('reads an internationalised domain as DNS has it', async () => {
  const { questions } = await look({ options: { from: 'Info <info@bücher.example>' }, zone: {} });
  expect(questions).toContain('TXT xn--bcher-kva.example');
  expect(questions).toContain('TXT _dmarc.xn--bcher-kva.example');
});

test('tells everything that is wrong in one go', async () => {
  const wrong: Zone = {
    'example.nl': { TXT: ['v=spf1 include:weg.example +all', 'iets anders'], MX: ['.'] },
    '_dmarc.example.nl': { TXT: ['v=DMARC1; p=none; pct=50'] },
    'omk._domainkey.example.nl': { TXT: ['v=DKIM1; p='] },
  };
  const { codes } = await look({ zone: wrong, keyFile: aKeyFile() });
  expect(codes).toEqual([
    'server-open',
    'dkim-key-revoked',
    'spf-include-missing',
    'spf-open',
    'dmarc-weak',
    'dmarc-old-tags',
    'alignment-both',
    'bounces-refused',
  ]);
});

test('a key that others may read is told before anything is asked about it', async () => {
  const { codes, questions } = await look({ keyFile: aKeyFile(0o644) });
  expect(codes).toContain('config-dkim-key');
  expect(questions.join()).not.toContain('_domainkey');
});

test('does not hang where DNS is dead: the mail server is told all the same', async () => {
  const began = performance.now();
  const { codes } = await look({ isSilent: true, keyFile: aKeyFile(), deadlineMs: 400 });
  expect(codes).toEqual(['server-open', 'unreachable', 'unreachable', 'unreachable', 'unreachable']);
  expect(performance.now() - began).toBeLessThan(3000);
});

const patience = () => ({ deadlineMs: 700, signal: new AbortController().signal });

/** Its port; what a test wants of it in `options`. */
async function aServer(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ logger: false, authOptional: true, disableReverseLookup: true, ...options });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return (server.server.address() as { port: number }).port;
}

const login = { user: 'nieuwsbrief', password: 'geheim' };
const refuses: SMTPServerOptions = {
  allowInsecureAuth: true,
  onAuth: (_auth, _session, done) => done(new Error('5.7.8 geheim is onjuist')),
};

test.each<[string, SMTPServerOptions, Partial<SmtpServer>, string]>([
  ['whose certificate nobody vouches for', { cert: certificate, key: certificateKey }, { security: 'starttls' }, 'server-certificate'],
  [
    'the same, with TLS from the start',
    { secure: true, cert: certificate, key: certificateKey },
    { security: 'tls' },
    'server-certificate',
  ],
  ['without STARTTLS', { disabledCommands: ['STARTTLS'] }, { security: 'starttls' }, 'server-no-tls'],
  ['that speaks TLS later than asked', {}, { security: 'tls' }, 'server-no-tls'],
  ['that refuses the login', refuses, { security: 'plain', login }, 'server-login-refused'],
  ['that knows no login', { disabledCommands: ['AUTH'] }, { security: 'plain', login }, 'server-no-login'],
  [
    'that is busy',
    { onConnect: (_session, done) => done(Object.assign(new Error('later'), { responseCode: 421 })) },
    { security: 'plain' },
    'unreachable',
  ],
  [
    'that wants nobody',
    { onConnect: (_session, done) => done(Object.assign(new Error('weg'), { responseCode: 554 })) },
    { security: 'plain' },
    'server-refused',
  ],
])('a mail server %s', async (_name, options, server, code) => {
  const checks = await checkServer({ host: '127.0.0.1', port: await aServer(options), security: 'plain', ...server }, patience());
  expect(codesOf(checks)).toEqual([code]);
  expect(JSON.stringify(checks)).not.toContain('geheim');
});

test('a mail server that never speaks, and one that is not there', async () => {
  const silent: Server = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  expect(codesOf(await checkServer({ host: '127.0.0.1', port, security: 'plain' }, patience()))).toEqual(['unreachable']);
  await new Promise<void>((resolve) => void silent.close(() => resolve()));
  expect(codesOf(await checkServer({ host: '127.0.0.1', port, security: 'plain' }, patience()))).toEqual(['unreachable']);
});
