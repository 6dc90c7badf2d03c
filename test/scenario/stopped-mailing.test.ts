/** A mailing that is stopped while it runs, by another command or by Ctrl-C, and goes on later. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startSmtp } from '../../src/sandbox/smtp.ts';
import { runJson, runOmk, startOmk } from '../support/binary.ts';
import { aProject, post, writeFiles } from '../support/project.ts';

const readerCount = 150;
const lezers = Array.from({ length: readerCount }, (_, index) => `lezer${index}@example.org,Lezer,2026-05-12,formulier`);

const omkYaml = `mode: live
hub: none
channels: [newsletter]
newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", subscribers: lezers.csv, listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/u/{token}" }
`;

async function aRunningMailing() {
  const got: string[] = [];
  const server = await startSmtp({
    onMail: async ({ to }) => {
      got.push(to[0] ?? '');
      return undefined;
    },
    fault: ({ step }) => (step === 'message' ? { kind: 'slow', ms: 40 } : undefined),
  });
  onTestFinished(() => server.close());
  const root = aProject({ 'omk.yaml': omkYaml, 'lezers.csv': ['email,name,consent_at,consent_source', ...lezers, ''].join('\n') });
  const place = { cwd: root, env: { SMTP_URL: server.address } };
  const running = startOmk(['publish', 'bericht.md'], place);
  while (got.length < 30 && running.process.exitCode === null) await pause(5);
  return { got, running, place };
}

const standing = async (place: { cwd: string; env: Record<string, string> }) => {
  const { report } = await runJson(['status', 'bericht.md'], place);
  return report.posts[0]?.deliveries.find(({ channel }) => channel === 'newsletter');
};

async function expectToGoOn({ got, place }: Awaited<ReturnType<typeof aRunningMailing>>, command: readonly string[]) {
  const before = got.length;
  expect(before).toBeLessThan(readerCount);
  await pause(300);
  expect(got.length, 'it went on after it was stopped').toBe(before);
  const again = await runOmk(command, place);
  expect(again.code, again.stderr).toBe(0);
  expect(got).toHaveLength(readerCount);
  expect(new Set(got).size, 'somebody got it twice').toBe(readerCount);
  expect(await standing(place)).toMatchObject({ state: 'sent', recipients: { sent: readerCount, waiting: 0, unconfirmed: 0 } });
}

test('`omk cancel` stops a mailing between two readers; publishing again mails the others alone', async () => {
  const mailing = await aRunningMailing();
  const cancelled = await runOmk(['cancel', 'bericht.md'], mailing.place);
  expect(cancelled.code, cancelled.stderr).toBe(0);
  await mailing.running.done;
  const { got, place } = mailing;
  expect(await standing(place)).toMatchObject({
    state: 'cancelled',
    recipients: { sent: got.length, unconfirmed: 0, waiting: readerCount - got.length },
  });
  await expectToGoOn(mailing, ['publish', 'bericht.md']);
}, 60_000);

test('Ctrl-C pauses a mailing, and `omk run` goes on with it', async () => {
  const mailing = await aRunningMailing();
  mailing.running.process.kill('SIGINT');
  const { code, stdout, stderr } = await mailing.running.done;
  expect(code).toBe(3);
  expect(stdout + stderr).toContain('wie de nieuwsbrief nog niet had, wacht');
  expect(stdout + stderr).not.toContain('het is niet zeker');
  await pause(2500);
  await expectToGoOn(mailing, ['run']);
}, 60_000);

test('`omk pause` holds a mailing, whatever runs meanwhile, until `omk resume`', async () => {
  const mailing = await aRunningMailing();
  const { got, place } = mailing;
  const paused = await runOmk(['pause', 'bericht.md', '--reason', 'eerst overleg'], place);
  expect(paused.code, paused.stderr).toBe(0);
  expect(paused.stdout).toContain('eerst overleg');
  await mailing.running.done;
  const left = readerCount - got.length;
  const held = {
    state: 'scheduled',
    onHold: true,
    problem: { code: 'paused' },
    recipients: { sent: got.length, unconfirmed: 0, waiting: left },
  };
  expect(await standing(place)).toMatchObject(held);
  expect((await runOmk(['run'], place)).code).toBe(0);
  const again = await runOmk(['publish', 'bericht.md'], place);
  expect(again.code).toBe(4);
  expect(again.stdout).toContain('omk resume bericht.md');
  expect(again.stdout).not.toContain('9999');
  expect(await standing(place)).toMatchObject(held);
  await expectToGoOn(mailing, ['resume', 'bericht.md']);
}, 60_000);

const sampleYaml = omkYaml.replace('unsubscribe:', 'internal: "gemeente.example.nl, raad.example.nl", unsubscribe:');
const colleagues = ['a@gemeente.example.nl', 'b@Gemeente.example.nl', 'c@raad.example.nl', 'd@raad.example.nl'];

async function aSample(yaml: string, addresses: readonly string[]) {
  const got: string[] = [];
  const texts: string[] = [];
  const server = await startSmtp({
    onMail: async ({ to, raw }) => {
      got.push(to[0]?.toLowerCase() ?? '');
      texts.push(Buffer.from(raw).toString('latin1'));
      return undefined;
    },
  });
  onTestFinished(() => server.close());
  const rows = addresses.map((address) => `${address},Lezer,2026-05-12,formulier`);
  const root = aProject({ 'omk.yaml': yaml, 'lezers.csv': ['email,name,consent_at,consent_source', ...rows, ''].join('\n') });
  return { got, texts, root, place: { cwd: root, env: { SMTP_URL: server.address } } };
}

const strangers = Array.from({ length: 40 }, (_, index) => `lezer${index}@example.org`);

test('a sample goes to the own organisation first; the others wait for a word, whatever runs meanwhile', async () => {
  const { got, place } = await aSample(sampleYaml, [...strangers, ...colleagues, 'x@nepgemeente.example.nl']);
  const { code, report, stderr } = await runJson(['publish', 'bericht.md', '--sample', '3'], place);
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/opnieuw over/);
  expect(report.posts[0]?.deliveries[0]).toMatchObject({ state: 'scheduled', onHold: true, problem: { code: 'sample-sent' } });
  expect(got).toHaveLength(3);
  expect(got.every((address) => /@(gemeente|raad)\.example\.nl$/.test(address))).toBe(true);
  expect((await runOmk(['run'], place)).code).toBe(0);
  expect((await runOmk(['publish', 'bericht.md'], place)).code).toBe(0);
  const tooLate = await runOmk(['publish', 'bericht.md', '--sample', '3'], place);
  expect(tooLate.code).toBe(2);
  expect(got).toHaveLength(3);
  const resumed = await runOmk(['resume', 'bericht.md'], place);
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(new Set(got).size).toBe(45);
  expect(got).toHaveLength(45);
}, 60_000);

test('a sample that nobody would get, or that is no number, sends nothing to anybody', async () => {
  const { got, place } = await aSample(sampleYaml, strangers);
  for (const count of ['5', '0', 'veel']) {
    const { code, stderr } = await runOmk(['publish', 'bericht.md', '--sample', count], place);
    expect(code, stderr).toBe(2);
  }
  const unset = await aSample(omkYaml, colleagues);
  const refused = await runOmk(['publish', 'bericht.md', '--sample', '5'], unset.place);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('newsletter.internal');
  const emptied = await aSample(sampleYaml, []);
  const nobody = await runJson(['publish', 'bericht.md', '--sample', '5'], emptied.place);
  expect([nobody.code, nobody.report.problems.map(({ code }) => code)]).toEqual([2, ['sample-nobody']]);
  expect([...got, ...unset.got]).toEqual([]);
  expect((await runOmk(['publish', 'bericht.md'], place)).code).toBe(0);
  expect(got).toHaveLength(40);
}, 60_000);

test('a mistake that a sample brought to light is not mailed to the others: the corrected text goes out on purpose, as a new issue', async () => {
  const { got, texts, root, place } = await aSample(sampleYaml, [...strangers, ...colleagues]);
  await runJson(['publish', 'bericht.md', '--sample', '2'], place);
  writeFiles(root, { 'bericht.md': post([], 'De verbeterde tekst.') });
  const held = await runJson(['publish', 'bericht.md'], place);
  expect([held.code, held.report.posts[0]?.deliveries[0]?.problem?.code]).toEqual([4, 'begun-edited']);
  expect((await runOmk(['cancel', 'bericht.md'], place)).code).toBe(0);
  const cancelled = await runJson(['publish', 'bericht.md'], place);
  expect(cancelled.code).toBe(4);
  expect(cancelled.report.posts[0]?.deliveries[0]).toMatchObject({ state: 'cancelled', problem: { code: 'begun-edited' } });
  expect(got).toHaveLength(2);
  const again = await runJson(['publish', 'bericht.md', '--again', 'newsletter', '--yes', '--sample', '2'], place);
  expect(again.code, JSON.stringify(again.report)).toBe(0);
  expect(again.report.posts[0]?.deliveries[0]).toMatchObject({ onHold: true, problem: { code: 'sample-sent' } });
  expect((await runOmk(['resume', 'bericht.md'], place)).code).toBe(0);
  expect(got).toHaveLength(46);
  expect(texts.filter((text) => text.includes('verbeterde'))).toHaveLength(44);
}, 60_000);

test('a mailing that was stopped half-way and edited since waits; with the text that it began with, it goes on', async () => {
  const mailing = await aRunningMailing();
  await runOmk(['cancel', 'bericht.md'], mailing.place);
  await mailing.running.done;
  const { got, place } = mailing;
  const before = got.length;
  const text = readFileSync(join(place.cwd, 'bericht.md'), 'utf8');
  writeFiles(place.cwd, { 'bericht.md': text.replace('title:', 'preheader: Iets anders\ntitle:') });
  const edited = await runJson(['publish', 'bericht.md'], place);
  expect([edited.code, edited.report.posts[0]?.deliveries[0]?.problem?.code]).toEqual([4, 'begun-edited']);
  expect(got).toHaveLength(before);
  writeFiles(place.cwd, { 'bericht.md': text });
  await expectToGoOn(mailing, ['publish', 'bericht.md']);
}, 60_000);

test('what was edited while it was on hold, before anybody had it, goes out as it is now', async () => {
  const { got, texts, root, place } = await aSample(`${sampleYaml.replace(' }', ', quiet: "00:00-23:59" }')}`, strangers);
  await runOmk(['publish', 'bericht.md'], place);
  expect((await runOmk(['pause', 'bericht.md'], place)).code).toBe(0);
  writeFiles(root, { 'omk.yaml': sampleYaml, 'bericht.md': post([], 'De verbeterde tekst.') });
  expect((await runOmk(['publish', 'bericht.md'], place)).code).toBe(4);
  expect(got).toEqual([]);
  expect((await runOmk(['resume', 'bericht.md'], place)).code).toBe(0);
  expect(texts.filter((text) => text.includes('verbeterde'))).toHaveLength(40);
}, 60_000);
