/** Opens a channel's real sender against its own simulator over real sockets, with faults on demand. */
import { createHmac } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallContext, Channel, ChannelDeps, Network, ReaderQueue, Sender, SimulatorInstance } from '../../src/core/channel.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { PartRecord } from '../../src/core/delivery.ts';
import type { ChannelOptions } from '../../src/core/post.ts';
import type { Recipient, RecipientSettlement, RecipientState } from '../../src/core/reader.ts';
import { startDns } from '../../src/sandbox/dns.ts';
import { type Fault, serve } from '../../src/sandbox/serve.ts';
import { listensTo } from '../../src/sandbox/simulators.ts';
import { type ReceivedMail, type SmtpCall, type SmtpFault, startSmtp } from '../../src/sandbox/smtp.ts';
import { openWorld } from '../../src/sandbox/world.ts';

export const loopbackNetwork: Network = {
  fetch: (url, init) => fetch(url, { ...init, redirect: 'manual' }),
  agent: async () => new Agent(),
  permit: () => {},
};

export interface RigOptions {
  readonly options?: ChannelOptions;
  readonly settings?: Readonly<Record<string, string>>;
  /** Switches of the simulator that are on. */
  readonly on?: readonly string[];
  readonly deadlineMs?: number;
  /** Bytes of pictures by path. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

export interface Rig {
  readonly sender: Sender;
  readonly simulator: SimulatorInstance;
  /** `METHOD /path` of each request that came in. */
  readonly requests: readonly string[];
  /** Faults for the next requests that match, first come first served; each is used once. */
  failNext(matches: (request: Request) => boolean | Promise<boolean>, fault: Fault): void;
  /** Every mail that the simulator took in or refused itself. */
  readonly mails: readonly ReceivedMail[];
  /** The same for the mail server; `times` steps that match meet it. */
  failNextMail(matches: (call: SmtpCall) => boolean, fault: SmtpFault, times?: number): void;
  close(): Promise<void>;
}

export async function openRig(
  channel: Channel,
  { options = {}, settings = {}, on = [], deadlineMs = 1500, files = {} }: RigOptions = {},
): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'omk-rig-'));
  const requests: string[] = [];
  const faults: { matches: (request: Request) => boolean | Promise<boolean>; fault: Fault }[] = [];
  let simulator: SimulatorInstance | undefined;
  const server = await serve(
    (request) => {
      const { pathname, search } = new URL(request.url);
      return simulator?.handle?.(request, pathname + search) ?? Promise.resolve(new Response(null, { status: 404 }));
    },
    {
      fault: async (request) => {
        requests.push(`${request.method} ${new URL(request.url).pathname}`);
        for (const waiting of [...faults]) {
          if ((await waiting.matches(request)) && faults.includes(waiting)) return faults.splice(faults.indexOf(waiting), 1)[0]?.fault;
        }
        return undefined;
      },
    },
  );
  const mail = await mailServer(() => simulator);
  const dns = listensTo(channel).dns ? await startDns({ lookUp: async (name) => simulator?.lookUp?.(name) }) : undefined;
  const world = openWorld({ folder, channel: channel.id, clock: systemClock, address: server.address, isOn: (name) => on.includes(name) });
  simulator = await channel.simulator.open(world);
  const values = {
    settings: {
      ...channel.simulator.settings({ http: server.address, smtp: mail.address, ...(dns && { dns: dns.address }) }),
      ...settings,
    },
    options: { ...defaults(channel), ...options },
  };
  const deps: ChannelDeps = {
    clock: systemClock,
    network: loopbackNetwork,
    deadlineMs,
    readMedia: async ({ path }) => files[path] ?? readFile(path),
    sign: (text) => createHmac('sha256', 'test').update(text).digest('base64url'),
    resolvePath: (path) => path,
  };
  const sender = await channel.open(values, deps);
  return {
    sender,
    simulator,
    requests,
    failNext: (matches, fault) => void faults.push({ matches, fault }),
    mails: mail.mails,
    failNextMail: mail.failNext,
    close: async () => {
      await sender.close?.();
      await Promise.all([server.close(), mail.close(), dns?.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** A mail server for simulators that receive; the others never hear from it. */
async function mailServer(simulator: () => SimulatorInstance | undefined) {
  const mails: ReceivedMail[] = [];
  const faults: { matches: (call: SmtpCall) => boolean; fault: SmtpFault; left: number }[] = [];
  const server = await startSmtp({
    onMail: async (mail) => {
      mails.push(mail);
      return simulator()?.receive?.(mail);
    },
    fault: (call) => {
      const found = faults.find(({ matches, left }) => left > 0 && matches(call));
      if (found) found.left -= 1;
      return found?.fault;
    },
  });
  const failNext = (matches: (call: SmtpCall) => boolean, fault: SmtpFault, times = 1) => void faults.push({ matches, fault, left: times });
  return { ...server, mails, failNext };
}

/** The defaults of a channel's options. */
export function defaults(channel: Channel): ChannelOptions {
  return Object.fromEntries(
    Object.entries(channel.options).flatMap(([key, { default: value }]) => (value === undefined ? [] : [[key, value]])),
  );
}

export interface RecordedContext extends CallContext {
  readonly recordedParts: PartRecord[];
  readonly settled: Map<string, RecipientSettlement>;
}

/** A call context that keeps its journal in memory. */
export function aContext(overrides: Partial<CallContext> & { recipients?: readonly Recipient[]; destination: string }): RecordedContext {
  const recordedParts: PartRecord[] = [];
  const settled = new Map<string, RecipientSettlement>();
  return {
    key: 'delivery-1',
    since: new Date(Date.now() - 1000),
    isTaken: async () => false,
    signal: new AbortController().signal,
    begin: async () => {},
    parts: {
      done: recordedParts,
      begin: async (index) => {
        recordedParts[index] ??= { index, startedAt: new Date() };
      },
      finish: async (index, receipt) => {
        recordedParts[index] = { index, startedAt: new Date(), receipt };
      },
    },
    readers: aQueue(overrides.recipients ?? [], settled),
    ...overrides,
    recordedParts,
    settled,
  };
}

/** Readers as the ledger keeps them: whoever is put back waits again, later if a moment is named. */
function aQueue(recipients: readonly Recipient[], settled: Map<string, RecipientSettlement>): ReaderQueue {
  const rows = recipients.map((recipient) => ({ recipient, state: 'waiting' as RecipientState, attempts: recipient.attempts, dueAt: 0 }));
  const count = (...states: RecipientState[]) => rows.filter(({ state }) => states.includes(state)).length;
  return {
    exchange: async (results, limit) => {
      for (const { id, settlement } of results) {
        settled.set(id, settlement);
        const row = rows.find(({ recipient }) => recipient.id === id);
        if (row) Object.assign(row, { state: settlement.state, dueAt: settlement.notBefore?.getTime() ?? 0 });
      }
      const due = rows.filter(({ state, dueAt }) => state === 'waiting' && dueAt <= Date.now()).slice(0, limit);
      return due.map((row) => {
        row.state = 'sending';
        row.attempts += 1;
        return { ...row.recipient, attempts: row.attempts };
      });
    },
    left: async () => {
      const waiting = rows.filter(({ state }) => state === 'waiting');
      return { count: waiting.length, ...(waiting.length > 0 && { nextAt: new Date(Math.min(...waiting.map(({ dueAt }) => dueAt))) }) };
    },
    counts: async () => ({
      sent: count('sent'),
      refused: count('refused'),
      suppressed: count('suppressed'),
      unconfirmed: count('unconfirmed'),
      waiting: count('waiting', 'sending'),
    }),
  };
}
