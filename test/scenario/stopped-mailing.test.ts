/** A mailing that is stopped while it runs, by another command or by Ctrl-C, and goes on later. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startSmtp } from '../../src/sandbox/smtp.ts';
import { runJson, runOmk, startOmk } from '../support/binary.ts';
import { aProject } from '../support/project.ts';

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
  const { code } = await mailing.running.done;
  expect(code).toBe(3);
  await pause(2500);
  await expectToGoOn(mailing, ['run']);
}, 60_000);
