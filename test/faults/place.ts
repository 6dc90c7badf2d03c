/** One channel as it is used: its real sender, its simulator behind real sockets, the real ledger, the real dispatch. */
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, Sender } from '../../src/core/channel.ts';
import type { Clock } from '../../src/core/clock.ts';
import type { Delivery, PlannedDelivery, Settlement } from '../../src/core/delivery.ts';
import type { Ledger } from '../../src/core/ledger.ts';
import { openLedger } from '../../src/ledger/index.ts';
import { dispatch } from '../../src/pipeline/dispatch.ts';
import { defaultPolicy } from '../../src/pipeline/record.ts';
import { type ExitCode, exitCodeFor, reportDelivery } from '../../src/pipeline/report.ts';
import { openSwitches, type Switches } from '../../src/sandbox/faults.ts';
import { startSimulators } from '../../src/sandbox/simulators.ts';
import type { ChannelSample } from '../contract/samples/sample.ts';
import { defaults, loopbackNetwork } from '../support/channel-rig.ts';
import { aPlan } from '../support/ledgers.ts';

/** Real time, and whoever sleeps is there at once: looks after a minute and retries after a quarter need no waiting. */
function leapingClock(): Clock & { leap(ms: number): void } {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    sleep: async (ms) => {
      ahead += Math.max(0, ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    leap: (ms) => {
      ahead += ms;
    },
  };
}

export interface Standing {
  readonly state: string;
  readonly code: string | undefined;
  readonly exitCode: ExitCode;
  /** How often it stands at the service; of a mailing: the most that one reader got. */
  readonly count: number;
}

export interface Place {
  readonly clock: ReturnType<typeof leapingClock>;
  readonly ledger: Ledger;
  readonly switches: Switches;
  /** What `omk publish` does: plan, then send what may be sent. */
  publish(options?: { readonly unreachable?: boolean }): Promise<Standing>;
  delivery(): Promise<Delivery>;
  /** A person's word on what is in doubt. */
  resolve(settlement: Settlement): Promise<void>;
  count(): Promise<number>;
  close(): Promise<void>;
}

export interface PlaceOptions {
  readonly channel: Channel;
  readonly sample: ChannelSample;
  readonly deadlineMs: number;
}

export const readers = ['noor@example.nl', 'daan@example.nl'];

const everybody = { withoutAudience: 'all' } as const;

export async function openPlace({ channel, sample, deadlineMs }: PlaceOptions): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'omk-place-'));
  const clock = leapingClock();
  const switches = openSwitches(folder);
  const ledger = openLedger({
    path: join(folder, 'omk.db'),
    clock,
    isDead: () => false,
  });
  const simulators = await startSimulators({
    folder,
    channels: [channel],
    clock,
    switches,
  });
  const senders: Sender[] = [];
  const open = async (addresses: { readonly http: string; readonly smtp: string }) => {
    const settings = {
      ...channel.simulator.settings(addresses),
      ...sample.settings,
    };
    const sign = (text: string) => createHmac('sha256', 'test').update(text).digest('base64url');
    const readMedia = async () => new Uint8Array();
    const deps = {
      clock,
      network: loopbackNetwork,
      deadlineMs,
      readMedia,
      sign,
      resolvePath: (path: string) => path,
    };
    const sender = await channel.open({ settings, options: { ...defaults(channel), ...sample.options } }, deps);
    senders.push(sender);
    return sender;
  };
  const sender = await open(simulators.addresses[channel.id] ?? { http: '', smtp: '' });
  const port = await freePort();
  const nobody = await open({
    http: `http://127.0.0.1:${port}`,
    smtp: `smtp://127.0.0.1:${port}`,
  });
  await ledger.replaceReaders(readers.map((email) => ({ email, audience: [] })));

  const { message, destination } = sample;
  const planned = (): PlannedDelivery => aPlan({ channel: channel.id, destination, message, dueAt: clock.now() });
  const delivery = async () => {
    const [one] = await ledger.list();
    if (!one) throw new Error('Nothing was planned.');
    return one;
  };
  const count = async () =>
    channel.reaches === 'readers' ? mostMails(folder, channel.id) : (await (await simulators.instance(channel.id)).feed()).length;

  const publish: Place['publish'] = async ({ unreachable = false } = {}) => {
    await ledger.schedule([planned()]);
    await dispatch({
      ledger,
      clock,
      sender: async () => (unreachable ? nobody : sender),
      gapMs: async () => 0,
      selection: () => (channel.reaches === 'readers' ? everybody : undefined),
      worker: 'host:1:1',
      leaseMs: 60_000,
      confirmMs: [2000, 10_000, 60_000],
      policy: defaultPolicy,
      patienceMs: 15_000,
      signal: new AbortController().signal,
    });
    const one = await delivery();
    const report = {
      posts: [{ post: one.file, title: one.title, deliveries: [reportDelivery(one)] }],
      problems: [],
    };
    return {
      state: one.state,
      code: one.problem?.code,
      exitCode: exitCodeFor(report, clock.now(), 'publish'),
      count: await count(),
    };
  };

  return {
    clock,
    ledger,
    switches,
    publish,
    delivery,
    resolve: async (settlement) => {
      const { id } = await delivery();
      await ledger.move(id, 'unconfirmed', settlement, 'person');
    },
    count,
    close: async () => {
      await Promise.all(senders.map((one) => one.close?.()));
      await simulators.close();
      await ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Repeats of a Message-ID are noted by the simulated mailboxes; each counts. */
function mostMails(folder: string, channel: string): number {
  const file = join(folder, `${channel}.jsonl`);
  if (!statSync(file, { throwIfNoEntry: false })) return 0;
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const mails = lines
    .map((line) => JSON.parse(line) as { kind: string; record: { to: string } })
    .filter(({ kind }) => kind === 'mail' || kind === 'duplicate');
  const byReader = mails.reduce(countUp, new Map<string, number>());
  return Math.max(0, ...byReader.values());
}

const countUp = (counts: Map<string, number>, { record: { to } }: { record: { to: string } }) => counts.set(to, (counts.get(to) ?? 0) + 1);

/** A port at which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
