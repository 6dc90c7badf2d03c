/** The real program, killed at a named step or at any moment, then run to the end; and what stands at the services then. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { type DeliveryDocument, documentOf, type Ran, type ReportDocument, runJson, runOmk, startOmk } from '../support/binary.ts';
import { arrived, post, settings, writeFiles } from '../support/project.ts';

const readerCount = 7;
const addresses = Array.from({ length: readerCount }, (_, index) => `lezer${index}@example.nl`);
const readers = ['email,name,consent_at,consent_source', ...addresses.map((address) => `${address},Lezer,2026-05-12,formulier`), ''].join(
  '\n',
);

const paragraph = (index: number) => `Alinea ${index}: ${'kom langs en praat mee over de jeugd in uw buurt. '.repeat(4)}`;
const body = Array.from({ length: 3 }, (_, index) => paragraph(index + 1)).join('\n\n');

/** A busy computer is no fault: a call gets all the time it wants. */
const patient = settings().replace(/^timing:.*$/m, 'timing: { deadline: 30s, lease: 60s, confirm: [100ms, 200ms, 400ms] }');

/**
 * A project with a post for these channels; X gets it as a thread. With one channel there is no hub to wait for. The
 * caller removes it: tests that run side by side cannot share a hook.
 */
function aCrashProject(channels: readonly string[]): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'omk-crash-')));
  const lines = [`channels: [${channels.join(', ')}]`, 'link: https://omhetkind.pleio.nl/blog/view/1/inloop'];
  if (channels.includes('x')) lines.push('x: { thread: true, maxCost: 9 }');
  writeFiles(root, { 'omk.yaml': patient, 'lezers.csv': readers, 'bericht.md': post(lines, body) });
  return root;
}

/** Runs a story in a project of its own. */
export async function inCrashProject<T>(channels: readonly string[], story: (root: string) => Promise<T>): Promise<T> {
  const root = aCrashProject(channels);
  try {
    return await story(root);
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the pretended services shall do: `{ x: { 'accept-and-drop': 1 } }`. */
export const setFaults = (root: string, faults: Readonly<Record<string, Readonly<Record<string, true | number>>>>): void =>
  writeFiles(root, { '.omk/sandbox/faults.json': JSON.stringify(faults) });

/** How often each thing that must stand there once does so, by channel: parts of a thread and readers count alone. */
export function countsAt(root: string, channel: string): readonly number[] {
  if (channel === 'newsletter') {
    const mails = [...arrived(root, channel, 'mail'), ...arrived(root, channel, 'duplicate')];
    return addresses.map((address) => mails.filter(({ to }) => to === address).length);
  }
  if (channel === 'x') {
    const texts = arrived(root, channel, 'post').map(({ text }) => text);
    const parts = Number(/ \d+\/(\d+)$/.exec(String(texts[0] ?? ''))?.[1] ?? 0);
    if (parts === 0) return [texts.length];
    return Array.from({ length: parts }, (_, index) => texts.filter((text) => String(text).endsWith(`${index + 1}/${parts}`)).length);
  }
  return [arrived(root, channel, channel === 'yammer' ? 'message' : 'post').length];
}

const most = (counts: readonly number[]): number => Math.max(0, ...counts);
const isComplete = (counts: readonly number[]): boolean => counts.every((count) => count === 1);

export interface Kill {
  /** `before-settle`, `after-beginCall:2`. */
  readonly at?: string;
  /** Milliseconds after the start. */
  readonly after?: number;
  /** As soon as this channel's post has arrived, before it is answered. */
  readonly whenStoredAt?: string;
}

/** Publishes and is killed; tells whether it was. */
export async function publishKilled(root: string, { at, after, whenStoredAt }: Kill): Promise<boolean> {
  const running = startOmk(['publish', 'bericht.md'], { cwd: root, env: at === undefined ? {} : { OMK_CRASH_AT: at } });
  let isOver = false;
  const done = running.done.finally(() => {
    isOver = true;
  });
  if (after !== undefined) {
    await Promise.race([pause(after), done]);
    running.process.kill('SIGKILL');
  }
  while (whenStoredAt !== undefined && !isOver && most(countsAt(root, whenStoredAt)) === 0) await pause(5);
  if (whenStoredAt !== undefined) running.process.kill('SIGKILL');
  return (await done).code === null;
}

const open = ['scheduled', 'sending', 'waiting'];

/** What a person who meets a killed omk does: publish once more (nothing may have been planned yet), and let cron run. */
export async function runToTheEnd(root: string): Promise<ReportDocument> {
  const again = await runJson(['publish', 'bericht.md'], { cwd: root });
  expect([0, 3, 4], again.stderr).toContain(again.code);
  for (let times = 0; times < 8; times += 1) {
    const { report } = await runJson(['status', 'bericht.md'], { cwd: root });
    if (!deliveriesOf(report).some(({ state }) => open.includes(state))) return report;
    await pause(300);
    const ran = await runOmk(['run'], { cwd: root });
    expect([0, 3, 4], ran.stderr).toContain(ran.code);
  }
  return (await runJson(['status', 'bericht.md'], { cwd: root })).report;
}

const deliveriesOf = ({ posts }: ReportDocument): readonly DeliveryDocument[] => posts.flatMap(({ deliveries }) => deliveries);

/** Sent and there once, or in doubt and there at most once, with a person asked. */
export async function expectPromise(root: string, channels: readonly string[]): Promise<readonly string[]> {
  const report = await runToTheEnd(root);
  const deliveries = deliveriesOf(report);
  expect(deliveries.map(({ channel }) => channel).sort(), JSON.stringify(report)).toEqual([...channels].sort());
  for (const { channel, state } of deliveries) {
    const counts = countsAt(root, channel);
    expect(most(counts), `${channel} twice`).toBeLessThanOrEqual(1);
    expect(['sent', 'unconfirmed'], channel).toContain(state);
    if (state === 'sent') expect(counts, `${channel} lost`).toSatisfy(isComplete);
  }
  const doubtful = deliveries.filter(({ state }) => state === 'unconfirmed');
  if (doubtful.length > 0) expect((await runOmk(['run'], { cwd: root })).code, 'nobody is asked').toBe(4);
  for (const { channel } of doubtful) await settle(root, channel);
  return doubtful.map(({ channel }) => channel);
}

/** A person looks and says what is there; then it ends well. */
async function settle(root: string, channel: string): Promise<void> {
  const before = countsAt(root, channel);
  const missing = before.filter((count) => count === 0).length;
  const word = channel === 'newsletter' ? ['--leave-unconfirmed'] : wordOn(root, channel);
  const resolved = await runOmk(['resolve', 'bericht.md', channel, ...word], { cwd: root });
  expect(resolved.code, resolved.stderr).toBe(0);
  const ran: Ran = await runOmk(['run', '--json'], { cwd: root });
  expect(documentOf(ran).exitCode, ran.stdout).toSatisfy((code: number) => code === 0 || code === 4);
  const counts = countsAt(root, channel);
  expect(most(counts), `${channel} twice after a person's word`).toBeLessThanOrEqual(1);
  // Readers that are left in doubt may have missed it, but never more of them than were in flight.
  if (channel === 'newsletter') expect(counts.filter((count) => count === 0).length).toBeLessThanOrEqual(Math.min(missing, 10));
  else expect(counts, `${channel} lost after a person's word`).toSatisfy(isComplete);
}

const addressOf: Readonly<Record<string, (id: string) => string>> = {
  linkedin: (id) => `https://www.linkedin.com/feed/update/${id}/`,
  yammer: (id) => `https://www.yammer.com/contoso.example/messages/${id}`,
  x: (id) => `https://x.com/i/status/${id}`,
};

function wordOn(root: string, channel: string): readonly string[] {
  const [post] = arrived(root, channel, channel === 'yammer' ? 'message' : 'post');
  const isThere = isComplete(countsAt(root, channel)) && post !== undefined;
  return isThere ? ['--published', addressOf[channel]?.(String(post['id'])) ?? ''] : ['--not-published'];
}
