/**
 * A mailing, killed again and again in the middle, then run to its end: nobody gets a mail twice, nobody is lost, and
 * in doubt are at most those who were in hand at a kill.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startSmtp } from '../../src/sandbox/smtp.ts';
import { runJson, runOmk, startOmk } from '../support/binary.ts';
import { post, writeFiles } from '../support/project.ts';

const readerCount = 5000;
const kills = 5;
/** Two for each of five connections (docs/newsletter.md). */
const mostInHand = 10;

const addresses = Array.from({ length: readerCount }, (_, index) => `lezer${index}@example.org`);

const omkYaml = `mode: live
hub: none
channels: [newsletter]
timing: { deadline: 3s, lease: 6s, confirm: [100ms] }
newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", subscribers: lezers.csv, listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/u/{token}" }
`;

function aMailing(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'omk-kill-')));
  const rows = addresses.map((address) => `${address},Lezer,2026-05-12,formulier`);
  const lezers = ['email,name,consent_at,consent_source', ...rows, ''].join('\n');
  writeFiles(root, { 'omk.yaml': omkYaml, 'lezers.csv': lezers, 'bericht.md': post() });
  return root;
}

/** A server that remembers who got which mail. */
async function startMailbox() {
  const mails: { to: string; id: string }[] = [];
  const server = await startSmtp({
    onMail: async ({ to, raw }) => {
      const id = /^Message-ID: (\S+)/im.exec(Buffer.from(raw).toString('latin1'))?.[1] ?? '';
      mails.push({ to: to[0] ?? '', id });
      return undefined;
    },
  });
  const timesPerReader = () => {
    const times = new Map(addresses.map((address) => [address, 0]));
    for (const { to } of mails) times.set(to, (times.get(to) ?? 0) + 1);
    return times;
  };
  return { ...server, mails, timesPerReader };
}

interface Recipients {
  readonly sent: number;
  readonly unconfirmed: number;
  readonly waiting: number;
}

test(`${readerCount} readers, killed ${kills} times`, async () => {
  const root = aMailing();
  const mailbox = await startMailbox();
  const place = { cwd: root, env: { SMTP_URL: mailbox.address } };
  const standing = async (): Promise<Recipients> => {
    const { report } = await runJson(['status', 'bericht.md'], place);
    const recipients: unknown = report.posts[0]?.deliveries[0] && Reflect.get(report.posts[0].deliveries[0], 'recipients');
    return recipients as Recipients;
  };
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const aim = Math.round((readerCount * (kill - 0.5)) / kills);
      const running = startOmk(kill === 1 ? ['publish', 'bericht.md'] : ['run'], place);
      let isOver = false;
      const done = running.done.finally(() => {
        isOver = true;
      });
      while (!isOver && mailbox.mails.length < aim) await pause(2);
      running.process.kill('SIGKILL');
      expect((await done).code, 'it was over before it was killed').toBeNull();
    }
    for (let times = 0; times < 3; times += 1) await runOmk(['run'], place);

    const { sent, unconfirmed, waiting } = await standing();
    expect({ all: sent + unconfirmed, waiting }).toEqual({ all: readerCount, waiting: 0 });
    expect(unconfirmed).toBeLessThanOrEqual(kills * mostInHand);
    const times = [...mailbox.timesPerReader().values()];
    expect(Math.max(...times), 'somebody got it twice').toBe(1);
    expect(times.filter((count) => count === 0).length, 'somebody is lost').toBeLessThanOrEqual(unconfirmed);

    // A person's word: those in doubt once more. A repeat can be told by its Message-ID.
    await runOmk(['resolve', 'bericht.md', 'newsletter', '--resend-unconfirmed'], place);
    await runOmk(['run'], place);
    expect(await standing()).toMatchObject({ sent: readerCount, unconfirmed: 0 });
    expect([...mailbox.timesPerReader().values()].every((count) => count === 1 || count === 2)).toBe(true);
    expect(new Set(mailbox.mails.map(({ id }) => id)).size).toBe(readerCount);
  } finally {
    await mailbox.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}, 600_000);
