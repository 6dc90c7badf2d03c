/** `omk doctor`: what has to be right before a newsletter can go out, looked at without sending anything. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { SMTPServer } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ProblemDocument, type Ran, runOmk } from '../support/binary.ts';
import { certificate, certificateKey } from '../support/certificate.ts';
import { openDnsDouble, type Zone } from '../support/doubles-dns.ts';
import { aProject, arrived, snapshot, temporaryFolder, writeFiles } from '../support/project.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const base64 = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

const omkYaml = `mode: live
channels: [newsletter]
timing: { deadline: 2s }
newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", listId: nieuwsbrief.example.nl, bounces: "b-{token}@bounces.example.nl", unsubscribe: "https://example.nl/u/{token}" }
`;

const goodZone: Zone = {
  'example.nl': { MX: ['mail.example.nl'] },
  'bounces.example.nl': { TXT: ['v=spf1 a:mail.example.nl -all'], MX: ['mail.example.nl'] },
  'mail.example.nl': { A: ['127.0.0.1'] },
  '_dmarc.example.nl': { TXT: ['v=DMARC1; p=reject'] },
  'omk._domainkey.example.nl': { TXT: [`v=DKIM1; k=rsa; p=${base64}`] },
};

interface MailServer {
  readonly port: number;
  readonly commands: readonly string[];
}

/** STARTTLS, a login, and a note of whatever would be a mail. */
async function aMailServer(): Promise<MailServer> {
  const commands: string[] = [];
  const server = new SMTPServer({
    logger: false,
    disableReverseLookup: true,
    cert: certificate,
    key: certificateKey,
    onAuth: ({ username, password }, session, done) => {
      commands.push(`AUTH over ${session.secure ? 'TLS' : 'nothing'}`);
      if (username === 'nieuwsbrief' && password === 'geheim&woord') done(null, { user: username });
      else done(new Error('5.7.8 geheim&woord is onjuist'));
    },
    onMailFrom: (_address, _session, done) => {
      commands.push('MAIL');
      done();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (server.server.address() as { port: number }).port, commands };
}

interface Row {
  readonly channel: string | null;
  readonly about: string;
  readonly result: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly record: { readonly name: string; readonly type: string; readonly value: string } | null;
}

interface DoctorDocument {
  readonly mode: string;
  readonly checks: readonly Row[];
  readonly problems: readonly ProblemDocument[];
  readonly exitCode: number;
}

const documentOf = ({ stdout }: Ran) => JSON.parse(stdout) as DoctorDocument;
const codes = ({ checks }: DoctorDocument) => checks.map(({ code }) => code);

/**
 * A project whose mail server and name server stand on this computer. 0.0.0.0 leads here too, and is no address of
 * loopback by its name: so TLS is demanded, as everywhere else.
 */
async function aPlace({ zone = goodZone, password = 'geheim&woord', isSilent = false, env = {} as Record<string, string> } = {}) {
  const [dns, smtp] = [await openDnsDouble(zone, { isSilent }), await aMailServer()];
  const root = aProject({ 'omk.yaml': omkYaml });
  writeFileSync(join(root, 'dkim.pem'), pem, { mode: 0o600 });
  const trusted = temporaryFolder();
  writeFiles(trusted, { 'ca.pem': certificate });
  return {
    smtp,
    root,
    place: {
      cwd: root,
      env: {
        SMTP_URL: `smtp://nieuwsbrief:${encodeURIComponent(password)}@0.0.0.0:${smtp.port}`,
        DNS_SERVER: dns.address,
        DKIM_DOMAIN: 'example.nl',
        DKIM_SELECTOR: 'omk',
        DKIM_PRIVATE_KEY_FILE: 'dkim.pem',
        NODE_EXTRA_CA_CERTS: join(trusted, 'ca.pem'),
        ...env,
      },
    },
  };
}

describe('a domain and a server that are right', () => {
  test('get a mark each, exit code 0, and nothing is sent or written', async () => {
    const { place, smtp, root } = await aPlace();
    const before = snapshot(root);
    const ran = await runOmk(['doctor'], place);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('0.0.0.0 is bereikbaar, beveiligd met STARTTLS en een geldig');
    expect(ran.stdout).toContain('Geen problemen gevonden.');
    expect(ran.stdout).not.toMatch(/[✗!?]/);
    expect(smtp.commands).toEqual(['AUTH over TLS']);
    expect(snapshot(root)).toEqual(before);
  });

  test('speak English when asked', async () => {
    const { place } = await aPlace({ env: { OMK_LANGUAGE: 'en' } });
    const ran = await runOmk(['doctor'], place);
    expect(ran.stdout).toContain('No problems found.');
    expect(ran.stdout).toContain('secured by STARTTLS');
  });

  test('stand in one document', async () => {
    const { place } = await aPlace();
    const ran = await runOmk(['doctor', '--json'], place);
    const document = documentOf(ran);
    expect(document).toMatchObject({ mode: 'live', problems: [], exitCode: 0 });
    expect(codes(document)).toEqual([
      'ledger-none',
      'disk-room',
      'readers-counted',
      'runtime-good',
      'zone-known',
      'clock-unseen',
      'settings-complete',
      'server-open',
      'dkim-good',
      'spf-good',
      'dmarc-good',
      'alignment-both',
      'bounces-arrive',
    ]);
    expect(document.checks[0]).toMatchObject({ channel: null, about: 'ledger', result: 'ok', hint: null, record: null });
    expect(document.checks.find(({ code }) => code === 'server-open')).toMatchObject({ channel: 'newsletter', about: 'server' });
  });
});

describe('what is wrong', () => {
  const wrong: Zone = {
    ...goodZone,
    'bounces.example.nl': { MX: ['mail.example.nl'] },
    '_dmarc.example.nl': { TXT: ['v=DMARC1; p=none; aspf=s'] },
    'omk._domainkey.example.nl': { TXT: ['v=DKIM1; p='] },
  };

  test('is told all at once with the record to publish, exit code 2', async () => {
    const { place } = await aPlace({ zone: wrong });
    const ran = await runOmk(['doctor'], place);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toContain('bounces.example.nl heeft geen SPF-record');
    expect(ran.stdout).toContain(`  omk._domainkey.example.nl. TXT "v=DKIM1; k=rsa; p=${base64.slice(0, 20)}`);
    expect(ran.stdout).toContain('  _dmarc.example.nl. TXT "v=DMARC1; p=quarantine; aspf=s"\n');
    expect(ran.stdout).toContain('2 problemen, 1 waarschuwing');
    const document = documentOf(await runOmk(['doctor', '--json'], place));
    expect(document.exitCode).toBe(2);
    expect(document.problems.map(({ code, where }) => [code, where?.channel])).toEqual([
      ['dkim-key-revoked', 'newsletter'],
      ['spf-missing', 'newsletter'],
      ['dmarc-weak', 'newsletter'],
    ]);
    expect(codes(document)).toContain('alignment-dkim');
  });

  test('as a warning alone gives exit code 0', async () => {
    const { place } = await aPlace({ zone: { ...goodZone, '_dmarc.example.nl': { TXT: ['v=DMARC1; p=none'] } } });
    expect((await runOmk(['doctor'], place)).code).toBe(0);
  });

  test('with the login: exit code 2, and no secret is shown', async () => {
    const { place } = await aPlace({ password: 'verkeerd-geheim' });
    for (const flags of [[], ['--json']]) {
      const ran = await runOmk(['doctor', ...flags], place);
      expect(ran.code).toBe(2);
      expect(ran.stdout).toContain('weigert de aanmelding');
      expect(ran.stdout + ran.stderr).not.toMatch(/verkeerd-geheim|geheim&woord/);
    }
  });

  test('with the certificate: the password is not given away', async () => {
    const { place, smtp } = await aPlace({ env: { NODE_EXTRA_CA_CERTS: '' } });
    const document = documentOf(await runOmk(['doctor', '--json'], place));
    expect(codes(document)).toContain('server-certificate');
    expect(smtp.commands).toEqual([]);
  });

  test('with the settings: all of them, and what needs them is not looked at', async () => {
    const root = aProject({ 'omk.yaml': omkYaml.replace('[newsletter]', '[x, newsletter]') });
    const ran = await runOmk(['doctor', '--json'], { cwd: root, env: { DKIM_DOMAIN: 'example.nl', DNS_SERVER: 'dns.example' } });
    const document = documentOf(ran);
    expect(ran.code).toBe(2);
    const missing = document.problems.filter(({ code }) => code === 'config-missing').map(({ message }) => message);
    expect(missing.join()).toMatch(/X_APP_KEY.*X_APP_SECRET.*X_ACCESS_TOKEN.*X_ACCESS_SECRET.*SMTP_URL/);
    expect(document.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['config-incomplete', 'config-bad-value']));
    expect(document.checks.filter(({ code }) => code === 'channel-incomplete').map(({ channel }) => channel)).toEqual(['x', 'newsletter']);
  });

  test('with the ledger is told too', async () => {
    const root = aProject();
    expect((await runOmk(['publish', 'bericht.md'], { cwd: root })).code).toBe(0);
    const database = new DatabaseSync(join(root, '.omk', 'sandbox', 'omk.db'));
    database.exec('UPDATE events SET at = at - 1000 WHERE id = 2');
    database.close();
    const document = documentOf(await runOmk(['doctor', '--json'], { cwd: root }));
    expect(document.checks[0]).toMatchObject({ about: 'ledger', result: 'error', code: 'ledger-altered' });
    expect(document.exitCode).toBe(2);
  });
});

describe('what cannot be reached', () => {
  test('is no mistake: exit code 3, in time, and the rest is told all the same', async () => {
    const { place } = await aPlace({ isSilent: true });
    const began = performance.now();
    const ran = await runOmk(['doctor'], place);
    expect(performance.now() - began).toBeLessThan(8000);
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain('0.0.0.0 is bereikbaar');
    expect(ran.stdout).toContain('4 nu niet te bekijken');
  });

  test('gives way to a mistake: exit code 2', async () => {
    const { place } = await aPlace({ isSilent: true, password: 'verkeerd-geheim' });
    expect((await runOmk(['doctor'], place)).code).toBe(2);
  });
});

describe('which channels are looked at', () => {
  test('those of the project, each asked who this is', async () => {
    const root = aProject();
    const document = documentOf(await runOmk(['doctor', '--json'], { cwd: root }));
    const known = document.checks.filter(({ code }) => code === 'account-known').map(({ channel }) => channel);
    expect([document.exitCode, known]).toEqual([0, ['pleio', 'x', 'linkedin', 'yammer']]);
    for (const channel of ['pleio', 'x', 'linkedin', 'yammer']) expect(arrived(root, channel, 'post')).toEqual([]);
  });

  test('or those that are named', async () => {
    const root = aProject();
    const document = documentOf(await runOmk(['doctor', '--channels', 'x,newsletter', '--json'], { cwd: root }));
    expect(new Set(document.checks.map(({ channel }) => channel))).toEqual(new Set([null, 'x', 'newsletter']));
    const wrong = documentOf(await runOmk(['doctor', '--channels', 'twitter', '--json'], { cwd: root }));
    expect(wrong).toMatchObject({ exitCode: 2, problems: [{ code: 'usage-bad-value' }] });
  });
});

describe('in the sandbox', () => {
  test('everything is pretended, which is said, and no setting is read', async () => {
    const root = aProject();
    const env = { SMTP_URL: 'smtp://a:b@mail.example.nl', DNS_SERVER: '192.0.2.53', DKIM_DOMAIN: 'example.nl' };
    const ran = await runOmk(['doctor', '--channels', 'newsletter'], { cwd: root, env });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('OMK_MODE=live omk doctor');
    const document = documentOf(await runOmk(['doctor', '--channels', 'newsletter', '--json'], { cwd: root, env }));
    expect(document.mode).toBe('sandbox');
    expect(codes(document)).toEqual([
      'ledger-none',
      'disk-room',
      'files-private',
      'readers-counted',
      'runtime-good',
      'zone-known',
      'clock-unseen',
      'settings-practice',
      'server-open',
      'dkim-by-relay',
      'spf-good',
      'dmarc-good',
      'alignment-spf',
      'bounces-arrive',
    ]);
    expect(existsSync(join(root, '.omk', 'sandbox', 'omk.db'))).toBe(false);
  });

  test('a missing record can be practised', async () => {
    const root = aProject({ '.omk/sandbox/faults.json': '{ "newsletter": { "no-spf": true, "no-dmarc": true } }' });
    const document = documentOf(await runOmk(['doctor', '--channels', 'newsletter', '--json'], { cwd: root }));
    expect(document.problems.map(({ code }) => code)).toEqual(['spf-missing', 'dmarc-missing']);
  });
});
