/** `omk doctor` for real: five services on this computer that are asked, and of which none is changed. */
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ProblemDocument, type Ran, runOmk } from '../support/binary.ts';
import { certificate, certificateKey } from '../support/certificate.ts';
import { counts, type Outside, openOutside, secrets } from '../support/doubles.ts';
import { openDnsDouble } from '../support/doubles-dns.ts';
import { anAddressOfNobody, type Received } from '../support/doubles-http.ts';
import { isPost } from '../support/doubles-x.ts';
import { aProject, post, readers, settings, snapshot } from '../support/project.ts';

interface Row {
  readonly channel: string | null;
  readonly about: string;
  readonly result: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

interface DoctorDocument {
  readonly checks: readonly Row[];
  readonly problems: readonly ProblemDocument[];
  readonly exitCode: number;
}

const zone = {
  'example.nl': { TXT: ['v=spf1 a:mail.example.nl -all'], MX: ['mail.example.nl'] },
  'mail.example.nl': { A: ['127.0.0.1'] },
  '_dmarc.example.nl': { TXT: ['v=DMARC1; p=reject'] },
};

/** The doubles, with a name server for the newsletter's domain. */
async function anOutside(env: Readonly<Record<string, string>> = {}): Promise<Outside> {
  const outside = await openOutside();
  const dns = await openDnsDouble(zone);
  return { ...outside, env: { ...outside.env, DNS_SERVER: dns.address, ...env } };
}

const places = 'channels: [pleio, x, linkedin, yammer, newsletter]';
const live = (extra = '') => settings(`${places}\n${extra}`.trim());

async function examine(root: string, { env }: Outside, flags: readonly string[] = []) {
  const ran = await runOmk(['doctor', '--json', ...flags], { cwd: root, env });
  expectNoSecret(ran);
  return { ran, document: JSON.parse(ran.stdout) as DoctorDocument };
}

function expectNoSecret({ stdout, stderr }: Ran): void {
  for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
}

const row = ({ checks }: DoctorDocument, channel: string | null, about: string) =>
  checks.filter((check) => check.channel === channel && check.about === about).map(({ result, code }) => [result, code]);
const ofChannel = ({ checks }: DoctorDocument, channel: string) => checks.filter((check) => check.channel === channel);

const everything = () => true;
const isRead = ({ service, method, body }: Received): boolean => (service === 'pleio' ? !body.includes('mutation') : method === 'GET');

describe('when all is well', () => {
  test('each channel tells who this is and what may be done; exit 0, nothing is posted or written', async () => {
    const outside = await anOutside();
    const root = aProject({ 'omk.yaml': live() });
    const before = snapshot(root);
    const { ran, document } = await examine(root, outside);
    expect([ran.code, ran.stderr, document.problems]).toEqual([0, '', []]);
    expect(document.checks.filter(({ code }) => code === 'account-known').map(({ message }) => message)).toEqual([
      'Aangemeld als Redactie.',
      'Aangemeld als @omhetkind. Deze vraag kost hoogstens 1 dollarcent per dag.',
      'Aangemeld als Ada Voorbeeld.',
      'Aangemeld als Ada Voorbeeld.',
    ]);
    expect(row(document, null, 'clock')).toEqual([['ok', 'clock-right']]);
    expect(row(document, 'pleio', 'permission')).toEqual([['ok', 'may-post']]);
    expect(row(document, 'x', 'permission')).toEqual([['ok', 'may-write']]);
    expect(row(document, 'newsletter', 'server')).toEqual([['ok', 'server-open']]);
    expect(outside.timeline.filter((request) => !isRead(request))).toEqual([]);
    expect(outside.timeline.filter(({ service }) => service === 'x').map(({ target }) => target)).toEqual(['/2/users/me']);
    expect(counts(outside)).toEqual({ pleio: 0, x: 0, linkedin: 0, yammer: 0, newsletter: 0 });
    expect(snapshot(root)).toEqual(before);
  });

  test('and again after a publication, with the ledger looked at too', async () => {
    const outside = await anOutside();
    const root = aProject({ 'omk.yaml': live() });
    expect((await runOmk(['publish', 'bericht.md'], { cwd: root, env: outside.env })).code).toBe(0);
    const { document } = await examine(root, outside);
    expect(row(document, null, 'ledger')).toEqual([
      ['ok', 'ledger-verified'],
      ['ok', 'ledger-sound'],
    ]);
    expect(document.exitCode).toBe(0);
  });

  test('a channel where a person posts needs no token, and is not asked', async () => {
    const outside = await anOutside({ LINKEDIN_ACCESS_TOKEN: '' });
    const assisted = live().replace('mode: auto', 'mode: assisted');
    const { document } = await examine(aProject({ 'omk.yaml': assisted }), outside, ['--channels', 'linkedin']);
    expect(document.exitCode).toBe(0);
    expect(ofChannel(document, 'linkedin').map(({ code }) => code)).toEqual(['settings-complete', 'hand-off', 'group-unseen']);
    expect(outside.timeline).toEqual([]);
  });

  test('fits in 40 columns, but for what cannot be broken', async () => {
    const outside = await anOutside();
    const ran = await runOmk(['doctor'], { cwd: aProject({ 'omk.yaml': live() }), env: { ...outside.env, COLUMNS: '40' } });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('Geen problemen gevonden.');
    expectNoSecret(ran);
  });
});

describe('a login that is not taken', () => {
  test.each([
    ['pleio', { PLEIO_COOKIE: 'sessionid=verlopen-koek' }],
    ['x', { X_ACCESS_SECRET: 'verkeerd-geheim' }],
    ['linkedin', { LINKEDIN_ACCESS_TOKEN: 'verlopen-token' }],
    ['yammer', { YAMMER_ACCESS_TOKEN: 'verlopen-token' }],
  ])('%s: exit 2, what to do is told, and the others are looked at all the same', async (channel, env) => {
    const outside = await anOutside(env);
    const { ran, document } = await examine(aProject({ 'omk.yaml': live() }), outside);
    expect([ran.code, document.problems.map(({ code, where }) => [where?.channel, code])]).toEqual([2, [[channel, 'auth']]]);
    expect(row(document, channel, 'account')).toEqual([['error', 'auth']]);
    expect(document.problems[0]?.hint).toContain(`omk login ${channel}`);
    expect(document.problems[0]?.hint).not.toContain('omk retry');
    expect(document.checks.filter(({ code }) => code === 'account-known')).toHaveLength(3);
    expect(ran.stdout).not.toMatch(/verlopen-koek|verkeerd-geheim|verlopen-token/);
  });
});

describe('a service that is away', () => {
  test('all of them silent: exit 3 within the deadline, since they are asked side by side', async () => {
    const outside = await anOutside();
    for (const double of [outside.pleio, outside.x, outside.linkedin, outside.yammer]) double.always(everything, () => 'hang');
    const root = aProject({ 'omk.yaml': live().replace('deadline: 3s', 'deadline: 1s') });
    const before = performance.now();
    const { ran, document } = await examine(root, outside);
    expect(performance.now() - before).toBeLessThan(8000);
    expect(ran.code).toBe(3);
    expect(document.problems.map(({ code, where }) => [where?.channel, code])).toEqual(
      ['pleio', 'x', 'linkedin', 'yammer'].map((channel) => [channel, 'no-answer']),
    );
    expect(row(document, 'newsletter', 'server')).toEqual([['ok', 'server-open']]);
    expect(row(document, null, 'clock')).toEqual([['unchecked', 'clock-unseen']]);
  });

  test('nobody there, no such name, no safe connection: each has a sentence of its own', async () => {
    const nobody = await anAddressOfNobody();
    const outside = await anOutside({
      PLEIO_URL: nobody,
      X_API_URL: 'https://api.x.invalid',
      YAMMER_API_URL: nobody.replace('http://', 'https://'),
      LINKEDIN_API_URL: nobody.replace('127.0.0.1', 'localhost'),
    });
    const { ran, document } = await examine(aProject({ 'omk.yaml': live() }), outside);
    expect(ran.code).toBe(3);
    expect(row(document, 'pleio', 'account')).toEqual([['unreachable', 'unavailable']]);
    expect(row(document, 'x', 'account')).toEqual([['unreachable', 'service-unknown-name']]);
  });

  test('http where https was asked for is a mistake in the address', async () => {
    const outside = await openOutside();
    const env = { ...outside.env, YAMMER_API_URL: outside.yammer.address.replace('http://', 'https://') };
    const { document } = await examine(aProject({ 'omk.yaml': live() }), { ...outside, env }, ['--channels', 'yammer']);
    expect(row(document, 'yammer', 'account')).toEqual([['error', 'service-certificate']]);
    expect(document.exitCode).toBe(2);
  });

  test('a certificate that nobody vouches for: nothing is handed over, by any channel', async () => {
    const seen: string[] = [];
    const server = createServer({ cert: certificate, key: certificateKey }, ({ url = '' }, response) => {
      seen.push(url);
      response.end('{}');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { PLEIO_URL: address, X_API_URL: address, LINKEDIN_API_URL: address, YAMMER_API_URL: address };
    const { ran, document } = await examine(aProject({ 'omk.yaml': live() }), await anOutside(env));
    const accounts = ['pleio', 'x', 'linkedin', 'yammer'].map((channel) => row(document, channel, 'account'));
    expect(accounts).toEqual(accounts.map(() => [['error', 'service-certificate']]));
    expect([ran.code, seen]).toEqual([2, []]);
  });

  test('a mistake goes before what is away: exit 2', async () => {
    const outside = await anOutside({ PLEIO_COOKIE: 'sessionid=verlopen-koek' });
    outside.x.always(everything, () => 'cut');
    expect((await examine(aProject({ 'omk.yaml': live() }), outside)).ran.code).toBe(2);
  });
});

describe('the clock', () => {
  const answersAt = (outside: Outside, offsetMs: number) => {
    const date = new Date(Date.now() + offsetMs).toUTCString();
    for (const double of [outside.pleio, outside.x, outside.linkedin, outside.yammer])
      double.always(everything, (_request, carryOut) => ({ ...carryOut(), headers: { ...carryOut().headers, date } }));
  };

  test.each([
    [-90_000, 'warning', 'clock-off', 0, /loopt 9\d seconden voor/],
    [3_600_000, 'error', 'clock-wrong', 2, /loopt 60 minuten achter/],
  ])('is compared with what the answers say: %i ms', async (offset, result, code, exit, words) => {
    const outside = await anOutside();
    answersAt(outside, offset);
    const { ran, document } = await examine(aProject({ 'omk.yaml': live() }), outside);
    expect([ran.code, row(document, null, 'clock')]).toEqual([exit, [[result, code]]]);
    expect(ran.stdout).toMatch(words);
  });
});

describe('the surroundings', () => {
  test('settings that look wrong are told by name, never by value', async () => {
    const outside = await anOutside({
      PLEIO_COOKIE: 'csrftoken=abc-geheimpje',
      X_APP_KEY: '"sleutel-app"',
      YAMMER_ACCESS_TOKEN: 'Bearer geheim-token-yammer',
    });
    const { ran, document } = await examine(aProject({ 'omk.yaml': live() }), outside);
    const odd = document.problems.filter(({ code }) => code === 'config-odd-value').map(({ message }) => message);
    expect(odd.map((message) => message.split(' ')[0])).toEqual(['PLEIO_COOKIE', 'X_APP_KEY', 'YAMMER_ACCESS_TOKEN']);
    expect(ran.stdout).not.toContain('abc-geheimpje');
  });

  test('a file that others can read is told, where they can get at it', async () => {
    const root = aProject({ 'omk.yaml': live() });
    writeFileSync(join(root, '.env'), 'OMK_LANGUAGE=nl\n', { mode: 0o644 });
    const outside = await anOutside();
    expect(row((await examine(root, outside, ['--channels', 'x'])).document, null, 'files')).toEqual([['ok', 'files-private']]);
    chmodSync(root, 0o755);
    const { document } = await examine(root, outside, ['--channels', 'x']);
    expect(row(document, null, 'files')).toEqual([
      ['warning', 'file-open-to-others'],
      ['warning', 'file-open-to-others'],
    ]);
    expect(document.exitCode).toBe(0);
  });

  test("a template of one's own that drops the link is told", async () => {
    const files = {
      'omk.yaml': live(),
      'templates/x.txt': '{{ title }} {% if text %}{{ text }}{% endif %}',
      'templates/yammer.txt': '{{ text }} {{ link }}',
    };
    const { document } = await examine(aProject(files), await anOutside(), ['--channels', 'x']);
    expect(row(document, null, 'templates')).toEqual([['warning', 'template-forgets']]);
    expect(document.problems.map(({ message }) => message)).toEqual([expect.stringContaining('templates/x.txt')]);
  });

  test('a list of readers that cannot be used is told', async () => {
    const root = aProject({ 'omk.yaml': live(), 'lezers.csv': readers.replace('email,', 'adres,') });
    const { document } = await examine(root, await anOutside(), ['--channels', 'newsletter']);
    expect(row(document, null, 'readers')).toEqual([['error', 'config-list-column']]);
  });
});

describe('before anything goes out', () => {
  test('a dry run names the credentials that are missing, and says all the rest', async () => {
    const outside = await openOutside();
    const { X_APP_KEY: _key, YAMMER_ACCESS_TOKEN: _token, ...env } = outside.env;
    const root = aProject({ 'omk.yaml': live() });
    const ran = await runOmk(['publish', 'bericht.md', '--dry-run'], { cwd: root, env });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('Om dit echt te plaatsen ontbreken nog: X_APP_KEY en YAMMER_ACCESS_TOKEN.');
    expect(outside.timeline).toEqual([]);
    const complete = await runOmk(['publish', 'bericht.md', '--dry-run'], { cwd: root, env: outside.env });
    expect(complete.stderr).not.toContain('ontbre');
  });

  test('check warns of a version of LinkedIn that is about to end, with its place', async () => {
    const old = `${new Date().getUTCFullYear() - 1}${String(new Date().getUTCMonth() + 1).padStart(2, '0')}`;
    const root = aProject({ 'omk.yaml': live().replace('"202611"', `"${old}"`), 'bericht.md': post() });
    const ran = await runOmk(['check', 'bericht.md'], { cwd: root, env: { OMK_MODE: 'live' } });
    expect([ran.code, ran.stderr]).toEqual([
      0,
      expect.stringMatching(/omk\.yaml:\d+ \(linkedin\.version\): Versie \d{6} van de koppeling met LinkedIn loopt af/),
    ]);
  });
});

test('the one question to X is the cheapest that names the account', async () => {
  const outside = await anOutside();
  await examine(aProject({ 'omk.yaml': live() }), outside, ['--channels', 'x']);
  expect(outside.timeline.map(({ method, target }) => `${method} ${target}`)).toEqual(['GET /2/users/me']);
  expect(outside.timeline.some(isPost)).toBe(false);
});
