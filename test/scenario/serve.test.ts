/** The pages for readers, by the real program over HTTP, with a real mail server. */
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readerId } from '../../src/cli/email-address.ts';
import { readerToken } from '../../src/core/issue-identity.ts';
import { type SmtpFaultSource, startSmtp } from '../../src/sandbox/smtp.ts';
import { runJson, runOmk, startOmk } from '../support/binary.ts';
import { arrived, type Files, post, temporaryFolder, writeFiles } from '../support/project.ts';

const web = 'https://nieuws.example.nl/brief';
const secret = 'geheim-van-omk';
const sign = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');

const settings = (more = ''): string => `name: Om het kind
hub: none
channels: [newsletter]
newsletter:
  from: "Om het kind <nieuwsbrief@example.nl>"
  replyTo: redactie@example.nl
  listId: nieuwsbrief.example.nl
${more}`;

interface Letter {
  readonly to: string;
  readonly text: string;
  readonly links: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
}

async function aMailServer(fault?: SmtpFaultSource) {
  const letters: Letter[] = [];
  const server = await startSmtp({
    onMail: async ({ to, raw }) => {
      const mail = await PostalMime.parse(raw);
      const text = mail.text ?? '';
      const links = [...`${text} ${mail.html ?? ''}`.matchAll(/https:\/\/nieuws\.example\.nl\/brief(\/[\w./-]+)/g)].map(
        ([, path = '']) => path,
      );
      const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
      letters.push({ to: to[0] ?? '', text, links: [...new Set(links)], headers });
      return undefined;
    },
    ...(fault && { fault }),
  });
  onTestFinished(() => server.close());
  return { letters, address: server.address };
}

function aPlace(files: Files = {}, env: Readonly<Record<string, string>> = {}) {
  const cwd = temporaryFolder();
  writeFiles(cwd, { 'omk.yaml': settings(`  web: ${web}\n`), 'bericht.md': post(['link: https://example.nl/']), ...files });
  return { cwd, env };
}

const live = (smtp: string) => ({ OMK_MODE: 'live', OMK_SECRET: secret, SMTP_URL: smtp });

/** Starts the pages and waits until they say where they are. */
async function served(place: ReturnType<typeof aPlace>, ...flags: string[]) {
  const running = startOmk(['serve', '--port', '0', '--json', ...flags], place);
  onTestFinished(() => void running.process.kill('SIGKILL'));
  let said = '';
  running.process.stdout?.on('data', (text: string) => {
    said += text;
  });
  while (!said.includes('}') && running.process.exitCode === null) await pause(10);
  const { address } = JSON.parse(said) as { address: string };
  const ask = (path: string, init?: RequestInit) => fetch(new URL(path, address), { redirect: 'manual', ...init });
  return {
    running,
    address,
    ask,
    send: (path: string, fields: Readonly<Record<string, string>> = {}) => ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
    stop: async () => {
      running.process.kill('SIGTERM');
      return running.done;
    },
  };
}

const heading = async (response: Response): Promise<string> => /<h1>(.*?)<\/h1>/.exec(await response.text())?.[1] ?? '';
const listOf = async (place: ReturnType<typeof aPlace>) => (await runOmk(['subscribers', 'list', '--json'], place)).stdout;

describe('omk serve', { timeout: 120_000 }, () => {
  it('signs somebody up, who then gets the newsletter until one click ends it', async () => {
    const mail = await aMailServer();
    const place = aPlace({ 'twee.md': post(['link: https://example.nl/2'], 'Tweede.') }, live(mail.address));
    await runOmk(['subscribers', 'add', 'daan@example.nl', '--source', 'inloop'], place);
    const site = await served(place, '--trust-proxy');
    expect(await heading(await site.send('/brief/aanmelden', { email: 'noor@example.nl', name: 'Noor' }))).toBe('Kijk in uw mailbox');
    const [asked] = mail.letters;
    expect([asked?.to, asked?.headers.get('auto-submitted'), asked?.links.length]).toEqual(['noor@example.nl', 'auto-generated', 1]);
    const confirm = asked?.links[0] ?? '';
    const before = await listOf(place);
    expect((await site.ask(confirm)).status).toBe(200);
    expect(await listOf(place), 'looking at a link changed something').toBe(before);
    expect(await heading(await site.send(confirm))).toBe('U bent aangemeld');

    expect((await runOmk(['publish', 'bericht.md'], place)).code).toBe(0);
    const issue = mail.letters.find(({ to, text }) => to === 'noor@example.nl' && text.includes('Beste Noor'));
    expect(
      mail.letters
        .slice(1)
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['daan@example.nl', 'noor@example.nl']);

    // Contract newsletter 16.4: GET on every link changes nothing, POST once and twice gives 200 and one suppression.
    const oneClick = new URL((issue?.headers.get('list-unsubscribe') ?? '').replace(/[<>]/g, '')).pathname;
    const own = [...(issue?.links ?? []), oneClick.replace('/brief', ''), `${oneClick}/`];
    expect(own.length).toBeGreaterThanOrEqual(5);
    const stood = await listOf(place);
    for (const path of own)
      for (const method of ['GET', 'HEAD']) expect([path, (await site.ask(path, { method })).status]).toEqual([path, 200]);
    expect(await listOf(place)).toBe(stood);
    for (const _time of [1, 2]) {
      const left = await site.send(oneClick, { 'List-Unsubscribe': 'One-Click' });
      expect([left.status, left.headers.get('set-cookie'), await left.text()]).toEqual([200, null, 'U bent afgemeld.\n']);
    }
    expect((await runOmk(['publish', 'twee.md'], place)).code).toBe(0);
    expect(mail.letters.slice(3).map(({ to }) => to)).toEqual(['daan@example.nl']);

    const web = await site.ask(issue?.links.find((path) => path.startsWith('/nieuwsbrief/')) ?? '');
    expect(await web.text()).toMatch(/Beste lezer,[\s\S]*Kom langs/);
    expect(await (await site.ask('/archief')).text()).toContain('Inloopavond');
    expect((await runOmk(['ledger', 'verify'], place)).code).toBe(0);
    const ended = await site.stop();
    expect([ended.code, ended.stderr.includes('@example')]).toEqual([0, false]);
  });

  it('lets a reader leave while the issue is on its way (contract newsletter 16.5)', async () => {
    const mail = await aMailServer(({ step }) => (step === 'message' ? { kind: 'slow', ms: 40 } : undefined));
    const names = Array.from({ length: 120 }, (_, index) => `lezer${index}@example.org`);
    const place = aPlace({ 'leden.csv': ['email', ...names, ''].join('\n') }, live(mail.address));
    await runOmk(['subscribers', 'import', 'leden.csv', '--source', 'ledenlijst'], place);
    const site = await served(place);
    const publishing = startOmk(['publish', 'bericht.md'], place);
    while (mail.letters.length < 20 && publishing.process.exitCode === null) await pause(5);
    const got = new Set(mail.letters.map(({ to }) => to));
    // In hand are at most ten readers; of thirty who are left, twenty at least are not.
    const leaving = names.filter((name) => !got.has(name)).slice(-30);
    for (const email of leaving) {
      const token = readerToken(sign, { purpose: 'unsubscribe', list: 'nieuwsbrief.example.nl', reader: readerId(sign, email) });
      expect((await site.send(`/afmelden/${token}`, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    }
    const { code, stderr } = await publishing.done;
    expect(code, stderr).toBe(0);
    const { report } = await runJson(['status', 'bericht.md'], place);
    const { sent = 0, suppressed = 0 } = report.posts[0]?.deliveries[0]?.recipients ?? {};
    expect([sent + suppressed, mail.letters.length]).toEqual([120, sent]);
    expect(suppressed).toBeGreaterThanOrEqual(10);
    expect(new Set(mail.letters.map(({ to }) => to)).size).toBe(sent);
  });

  it('finishes what it is doing when it is told to stop', async () => {
    const mail = await aMailServer(({ step }) => (step === 'message' ? { kind: 'slow', ms: 700 } : undefined));
    const site = await served(aPlace({}, live(mail.address)));
    const answer = site.send('/aanmelden', { email: 'noor@example.nl' });
    await pause(300);
    site.running.process.kill('SIGINT');
    expect((await answer).status).toBe(200);
    expect((await site.running.done).code).toBe(0);
    expect(mail.letters).toHaveLength(1);
  });

  it('stays up while the mail server is away, and tells its keeper without an address', async () => {
    const site = await served(aPlace({}, live('smtp://127.0.0.1:9')));
    expect((await site.send('/aanmelden', { email: 'noor@example.nl' })).status).toBe(503);
    expect((await site.ask('/health')).status).toBe(200);
    const { code, stderr } = await site.stop();
    expect([code, stderr.includes('noor')]).toEqual([0, false]);
    expect(stderr).toContain('Nieuwsbrief');
  });

  it('mails nobody again and again when the mail server takes a mail in and breaks off', async () => {
    const mail = await aMailServer(({ step }) => (step === 'message' ? { kind: 'drop', after: true } : undefined));
    const site = await served(aPlace({}, live(mail.address)));
    for (const _time of [1, 2, 3]) await site.send('/aanmelden', { email: 'noor@example.nl' });
    expect(mail.letters.map(({ to }) => to)).toEqual(['noor@example.nl']);
    expect((await site.stop()).stderr).not.toContain('noor');
  });

  it('practises in the sandbox: the mail arrives there', async () => {
    const place = aPlace();
    const site = await served(place, '--verbose');
    expect((await site.send('/aanmelden', { email: 'noor@example.nl' })).status).toBe(200);
    expect(arrived(place.cwd, 'newsletter', 'mail')).toMatchObject([
      { to: 'noor@example.nl', subject: expect.stringContaining('Bevestig') },
    ]);
    const { stderr } = await site.stop();
    expect(stderr).toContain('POST /aanmelden 200');
  });

  it('survives what strangers send', async () => {
    const site = await served(aPlace());
    const port = Number(new URL(site.address).port);
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        let answer = '';
        const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(text));
        socket.on('data', (chunk) => {
          answer += chunk.toString('latin1');
        });
        socket.on('close', () => resolve(answer));
        socket.on('error', () => resolve(answer));
      });
    const lines = [
      'GET /%zz%00 HTTP/1.1',
      'GET //evil.example/archief HTTP/1.1',
      'GET http://evil.example/ HTTP/1.1',
      'GET /\\..\\..\\omk.yaml HTTP/1.1',
    ];
    for (const line of [...lines, 'GET /../../omk.yaml HTTP/1.1', 'NOTHING', 'GET / HTTP/1.1\r\nHost: [', 'TRACE / HTTP/1.1']) {
      const answer = await raw(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer, line).toMatch(/^HTTP\/1\.1 [234]\d\d /);
      expect(answer, line).not.toMatch(/listId|at .*\.js/);
    }
    expect(await raw(`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
    expect(
      await raw(
        'POST /aanmelden HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nemail=',
      ),
    ).toMatch(/^HTTP\/1\.1 413/);
    expect((await site.ask('/health')).status).toBe(200);
    expect((await site.stop()).code).toBe(0);
  });

  it('says what is missing or in the way, and starts nothing', async () => {
    const without = await runOmk(['serve', '--json'], aPlace({ 'omk.yaml': settings() }));
    expect([without.code, JSON.parse(without.stdout).problems[0].code]).toEqual([2, 'config-web-missing']);
    const site = await served(aPlace());
    const taken = await runOmk(['serve', '--json', '--port', new URL(site.address).port], aPlace());
    expect([taken.code, JSON.parse(taken.stdout).problems[0].code]).toEqual([2, 'cannot-listen']);
    for (const flags of [
      ['--port', 'veel'],
      ['--port', '70000'],
      ['--host', '192.0.2.1', '--port', '0'],
    ]) {
      const { code, stderr } = await runOmk(['serve', ...flags], aPlace());
      expect([flags.join(' '), code, /\bat .*\.js/.test(stderr)]).toEqual([flags.join(' '), 2, false]);
    }
    const bare = await runOmk(['serve', '--json'], aPlace({}, { OMK_MODE: 'live' }));
    expect([bare.code, JSON.parse(bare.stdout).problems.map(({ code }: { code: string }) => code)]).toEqual([2, ['config-missing']]);
  });

  it('believes a proxy about its visitors only when told to', async () => {
    const often = async (...flags: string[]) => {
      const site = await served(aPlace(), ...flags);
      const statuses: number[] = [];
      for (let index = 0; index < 22; index++) {
        const headers = { 'x-forwarded-for': `203.0.113.99, 198.51.100.${index}` };
        statuses.push((await site.ask('/aanmelden', { method: 'POST', body: new URLSearchParams(), headers })).status);
      }
      await site.stop();
      return statuses.filter((status) => status === 429).length;
    };
    expect(await often('--trust-proxy')).toBe(0);
    expect(await often()).toBe(2);
  });
});
