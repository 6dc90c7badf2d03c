/** Mail that comes back: from a real mail server to a reader who gets no more mail, with the real program. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSmtp } from '../../src/sandbox/smtp.ts';
import { runOmk } from '../support/binary.ts';
import { post, snapshot, temporaryFolder, writeFiles } from '../support/project.ts';
import { type Copy, forged, mboxOf, returned } from '../support/returned-mail.ts';

const omkYaml = `mode: live
name: Om het kind
hub: none
channels: [newsletter]
newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/afmelden/{token}",
              bounces: "retour+{token}@example.nl" }
`;

interface Document {
  readonly total: Readonly<Record<string, number>>;
  readonly files: readonly Readonly<Record<string, number | string>>[];
  readonly issues: readonly { readonly title: string; readonly codes: Readonly<Record<string, number>> }[];
  readonly problems: readonly { readonly code: string; readonly message: string }[];
  readonly exitCode: number;
}

const readers = ['noor', 'daan', 'sam', 'roos'] as const;

/** A project whose list was mailed one issue over a real mail server; what each reader's mail carried. */
async function aMailedProject() {
  const got: { from: string; to: string; headers: string }[] = [];
  const server = await startSmtp({
    onMail: async ({ from, to, raw }) => {
      got.push({ from, to: to[0] ?? '', headers: Buffer.from(raw).toString('utf8').split('\r\n\r\n', 1)[0] ?? '' });
      return undefined;
    },
  });
  onTestFinished(() => server.close());
  const cwd = temporaryFolder();
  const list = ['email,name', ...readers.map((name) => `${name}@example.org,${name}`), ''].join('\n');
  writeFiles(cwd, { 'omk.yaml': omkYaml, 'bericht.md': post(['link: https://example.nl/']), 'leden.csv': list });
  const env = { SMTP_URL: server.address, OMK_LANGUAGE: 'en' };
  const omk = (args: readonly string[], input?: Uint8Array) => runOmk(args, { cwd, env, ...(input && { input }) });
  const bounces = async (args: readonly string[], input?: Uint8Array) => {
    const ran = await omk(['bounces', ...args, '--json'], input);
    return { ...ran, document: JSON.parse(ran.stdout) as Document };
  };
  await omk(['subscribers', 'import', 'leden.csv', '--source', 'ledenlijst']);
  const published = await omk(['publish', 'bericht.md']);
  expect(published.code, published.stderr).toBe(0);
  const copies = Object.fromEntries(got.map((mail) => [mail.to.split('@', 1)[0], copyOf(mail)])) as Record<(typeof readers)[number], Copy>;
  return { cwd, got, copies, omk, bounces };
}

function copyOf({ from, headers }: { from: string; headers: string }): Copy {
  const header = (name: string) => new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(headers)?.[1]?.replace(/\r\n/g, '') ?? '';
  return {
    return: from,
    messageId: header('Message-ID'),
    unsubscribe: header('List-Unsubscribe').replace(/^<|>$/g, ''),
    feedbackId: header('Feedback-ID'),
  };
}

describe('omk bounces', { timeout: 120_000 }, () => {
  it('takes off the list whose mail came back, and the next issue does not go there', async () => {
    const { cwd, got, copies, omk, bounces } = await aMailedProject();
    expect(copies.noor.return).toMatch(/^retour\+[a-z2-7]{43}@example\.nl$/);
    expect(new Set(got.map(({ from }) => from)).size).toBe(readers.length);

    const first = await bounces(['-'], returned('postfix', copies.noor));
    expect(first).toMatchObject({
      code: 0,
      document: { total: { read: 1, hard: 1, suppressedNow: 1 }, issues: [{ codes: { '5.1.1': 1 } }] },
    });
    expect((await bounces([], returned('yahoo-arf', copies.daan))).document.total).toMatchObject({ complaints: 1, suppressedNow: 1 });
    expect((await bounces([], returned('exim', { messageId: copies.sam.messageId }))).document.total).toMatchObject({ suppressedNow: 1 });
    expect((await bounces([], returned('exim', forged))).document.total).toMatchObject({ unknown: 1, suppressedNow: 0 });

    const shown = await omk(['subscribers', 'show', 'noor@example.org']);
    expect(shown.stdout).toMatch(/No mail any more +mail came back, /);
    expect(shown.stdout).toMatch(/Mail back +Inloopavond: address does not exist 5\.1\.1, /);
    const json = JSON.parse((await omk(['subscribers', 'show', 'daan@example.org', '--json'])).stdout) as Record<string, unknown>;
    expect(json).toMatchObject({
      subscriber: { suppression: { reason: 'complained' } },
      bounces: [{ class: 'complaint', status: 'abuse' }],
    });

    const before = got.length;
    writeFileSync(join(cwd, 'tweede.md'), post(['link: https://example.nl/2'], 'Tweede.'));
    expect((await omk(['publish', 'tweede.md'])).code).toBe(0);
    expect(got.slice(before).map(({ to }) => to)).toEqual(['roos@example.org']);
    expect((await omk(['subscribers', 'add', 'daan@example.org', '--source', 'x'])).code).toBe(2);
    const traces = [await omk(['log', '--json']), await omk(['ledger', 'export'])].map(({ stdout }) => stdout);
    expect(traces[0]).toContain('"bounced"');
    expect(traces.join()).not.toMatch(/@example\.org/);
  });

  it('reads a mailbox on disk, says what it did, and the second time that nothing has changed', async () => {
    const { cwd, copies, omk, bounces } = await aMailedProject();
    const mails = [
      returned('sendmail', copies.noor),
      returned('gmail', copies.daan),
      returned('out-of-office', copies.sam),
      returned('haraka', forged),
      Buffer.from([1, 2, 3]),
    ];
    writeFileSync(join(cwd, 'retour.mbox'), mboxOf(mails));
    for (const folder of ['new', 'cur', 'tmp']) mkdirSync(join(cwd, 'Maildir', folder), { recursive: true });
    mails.forEach((mail, index) => {
      writeFileSync(join(cwd, 'Maildir', index % 2 === 0 ? 'new' : 'cur', `${index}.host`), mail);
    });
    const before = snapshot(cwd, 'Maildir');
    const total = { read: 5, hard: 1, soft: 1, ignored: 1, unknown: 1, broken: 1 };

    const tried = await bounces(['retour.mbox', '--dry-run']);
    expect(tried).toMatchObject({ code: 0, document: { dryRun: true, total: { ...total, suppressedNow: 1 } } });
    const text = await omk(['bounces', 'retour.mbox']);
    expect(text).toMatchObject({ code: 0 });
    expect(text.stdout).toContain('retour.mbox: 5 mails read.');
    expect(text.stdout).toMatch(/1 {2}no mail from now on/);
    expect(text.stdout).toMatch(/Inloopavond\n {2}5\.2\.1 {2}1\n {2}5\.2\.2 {2}1/);
    expect(text.stderr).toContain('retour.mbox#5');
    expect(text.stdout + text.stderr).not.toContain('@');
    const again = await bounces(['Maildir', 'retour.mbox']);
    expect(again.document.files).toMatchObject([
      { file: 'Maildir', ...total, suppressedNow: 0, repeated: 2 },
      { file: 'retour.mbox', ...total, suppressedNow: 0, repeated: 2 },
    ]);
    expect(again.document.problems).toMatchObject([{ code: 'bounces-broken' }]);
    expect(snapshot(cwd, 'Maildir')).toEqual(before);
  });

  it('is piped fifty mails at once by a mail server, and loses none of them', async () => {
    const { copies, omk } = await aMailedProject();
    // As Postfix hands them over: with the line of an mbox on top, and what is quoted there not here.
    const piped = (name: string, copy: Copy) =>
      Buffer.concat([Buffer.from('From MAILER-DAEMON  Mon Nov 23 09:00:05 2026\n'), returned(name, copy)]);
    const systems = ['postfix', 'exim', 'exchange', 'haraka', 'sendmail'];
    const runs = Array.from({ length: 50 }, (_, index) =>
      omk(['bounces', '-', '--json'], piped(systems[index % 5] ?? '', copies[readers[index % 4] ?? 'noor'])),
    );
    const done = await Promise.all(runs);
    expect(done.filter(({ code }) => code !== 0)).toEqual([]);
    const totals = done.map(({ stdout }) => (JSON.parse(stdout) as Document).total);
    const sum = (name: string) => totals.reduce((all, total) => all + (total[name] ?? 0), 0);
    expect({ hard: sum('hard'), now: sum('suppressedNow') }).toEqual({ hard: 50, now: 4 });
    // Four readers, each with three codes at most of the five systems (5.1.1 twice): the rest is a repetition.
    expect(sum('repeated')).toBe(50 - 4 * 4);
    expect((await omk(['ledger', 'verify'])).code).toBe(0);
  });

  it('says what is wrong with what it is given, in the language of the project, and ends with 2', async () => {
    const { cwd, omk, bounces } = await aMailedProject();
    mkdirSync(join(cwd, 'map'));
    writeFileSync(join(cwd, 'foto.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]));
    writeFileSync(join(cwd, 'leeg.mbox'), '');
    const codes = async (...args: string[]) => {
      const { code, document } = await bounces(args);
      return [code, ...document.problems.map((problem) => problem.code)];
    };
    expect(await codes('weg.mbox', 'map')).toEqual([2, 'bounces-unreadable', 'bounces-no-maildir']);
    expect(await codes('foto.jpg')).toEqual([2, 'bounces-all-broken', 'bounces-broken']);
    expect(await codes('leeg.mbox')).toEqual([0]);
    expect(await codes()).toEqual([2, 'bounces-no-input']);
    expect((await omk(['bounces'])).stderr).toContain('There is no mail to read.');
    const elsewhere = await runOmk(['bounces', '-', '--json'], { cwd: temporaryFolder(), input: readFileSync(join(cwd, 'foto.jpg')) });
    expect(elsewhere).toMatchObject({ code: 2 });
    expect(elsewhere.stdout).toContain('bounces-nothing-mailed');
    writeFileSync(join(cwd, 'omk.yaml'), omkYaml.replace('bounces:', 'softBounces: veel, bounces:'));
    expect(await codes('leeg.mbox')).toEqual([2, 'config-wrong-type']);
  });
});
