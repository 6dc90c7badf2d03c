/** The place of the year: a project, its pretend channels, two crons on two servers' clocks that are one, and a person. */
import { createServer } from 'node:net';
import { join } from 'node:path';
import { channels } from '../../../src/channels/index.ts';
import { loadProject } from '../../../src/cli/config.ts';
import { openContext } from '../../../src/cli/context.ts';
import type { Invocation } from '../../../src/cli/run.ts';
import { runDue } from '../../../src/cli/run-due.ts';
import { thisWorker } from '../../../src/cli/worker.ts';
import type { Ledger } from '../../../src/core/ledger.ts';
import { openLedger } from '../../../src/ledger/index.ts';
import type { ExitCode } from '../../../src/pipeline/report.ts';
import { announceSandbox, findSandbox } from '../../../src/sandbox/discover.ts';
import { openSwitches, type Switches } from '../../../src/sandbox/faults.ts';
import { serveSandbox } from '../../../src/sandbox/server.ts';
import { codesOf, driven } from '../driven.ts';
import { type Files, temporaryFolder, writeFiles } from '../project.ts';
import type { YearClock } from './clock.ts';
import { hoursText } from './hours.ts';

export interface Office {
  readonly root: string;
  readonly ledger: Ledger;
  readonly switches: Switches;
  /** Both crons at the same moment; rejects when one of them does. */
  tick(): Promise<readonly ExitCode[]>;
  publish(path: string): Promise<ExitCode>;
  /** The codes of what is wrong with it. */
  refused(path: string): Promise<readonly string[]>;
  command(name: string, args?: readonly string[], flags?: Invocation['flags']): Promise<ExitCode>;
  said(): string;
  write(files: Files): void;
  /** Nobody answers at this channel's address from now on, or its service is there again. */
  reach(channel: string, isReached: boolean): Promise<void>;
  close(): Promise<void>;
}

export const readers = ['noor@example.nl', 'daan@example.nl', 'amal@example.nl'];

const settings = [
  'name: Om het kind',
  // A jump of the clock is no slow call.
  'timing: { lease: 30m }',
  hoursText.all,
  'pleio: { url: https://omhetkind.pleio.nl, group: Om het kind }',
  `x: { ${hoursText.x} }`,
  `linkedin: { version: "202611", author: urn:li:organization:7001, group: "4510", mode: auto, ${hoursText.linkedin} }`,
  'yammer: { community: "225000000001" }',
  `newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", replyTo: redactie@example.nl, subscribers: lezers.csv,
              listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/afmelden/{token}", ${hoursText.newsletter} }`,
  '',
].join('\n');

const list = ['email,name,consent_at,consent_source', ...readers.map((email) => `${email},Lezer,2026-05-12,formulier`), ''].join('\n');

/** Claims of another process that lives: the one that started this one. */
function otherWorker(): string {
  const [, , ...place] = thisWorker().split(':').reverse();
  return [place.reverse().join(':'), process.ppid, 0].join(':');
}

export async function openOffice(clock: YearClock): Promise<Office> {
  const root = temporaryFolder();
  writeFiles(root, { 'omk.yaml': settings, 'lezers.csv': list });
  const folder = join(root, '.omk', 'sandbox');
  const switches = openSwitches(folder);
  const site = await serveSandbox({
    folder,
    channels,
    clock,
    port: 0,
    language: 'nl',
    project: 'Om het kind',
    timezone: 'Europe/Amsterdam',
    report: async () => ({ posts: [], problems: [] }),
    describe: ({ code }) => code,
  });
  const person = driven(root, clock);
  const ledger = openLedger({ path: join(root, '.omk', 'sandbox', 'omk.db'), clock, isDead: () => false });
  const away = new Set<string>();
  const nobody = await freePort();

  const cron = async (worker: string): Promise<ExitCode> => {
    const project = await loadProject({ cwd: root, env: {}, channels });
    const context = await openContext(project, { command: 'run', args: [], flags: { quiet: true, json: false } }, { clock, worker });
    return runDue(context).finally(() => context.close());
  };

  return {
    root,
    ledger,
    switches,
    tick: () => person.within({ command: 'run', args: [], flags: {} }, () => Promise.all([thisWorker(), otherWorker()].map(cron))),
    publish: (path) => person.publish(path),
    refused: (path) => codesOf(person.publish(path)),
    command: (name, args = [], flags = {}) => person.command(name, args, flags),
    said: person.said,
    write: (files) => writeFiles(root, files),
    reach: async (channel, isReached) => {
      if (isReached) away.delete(channel);
      else away.add(channel);
      const running = await findSandbox(folder);
      if (!running) throw new Error('The sandbox is gone.');
      const addresses = Object.fromEntries(
        Object.entries(site.addresses).map(([id, address]) => [id, away.has(id) ? unreached(address, nobody) : address]),
      );
      announceSandbox(folder, { ...running, channels: addresses });
    },
    close: async () => {
      await ledger.close();
      await site.close();
    },
  };
}

type Address = Awaited<ReturnType<typeof serveSandbox>>['addresses'][string];

const unreached = (address: Address, port: number): Address => ({
  ...address,
  http: address.http && `http://127.0.0.1:${port}`,
  smtp: address.smtp && `smtp://127.0.0.1:${port}`,
});

/** A port at which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
