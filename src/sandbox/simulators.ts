/** Starts the pretended services: servers for web, mail and names as each channel needs, each opened when it is first needed. */
import type { Channel, SimulatorAddresses, SimulatorInstance } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import type { RunningDns } from './dns.ts';
import { faultsOf, mailFaultsOf, openSwitches, type Switches } from './faults.ts';
import { type RunningServer, serve } from './serve.ts';
import type { SmtpOptions } from './smtp.ts';
import { openWorld } from './world.ts';

export type Addresses = SimulatorAddresses;

export interface SimulatorOptions {
  /** `.omk/sandbox` of the project. */
  readonly folder: string;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  /** The port that a channel should have, so that its links stay alive; any free one when it has none or it is taken. */
  readonly portOf?: (channelId: string) => number | undefined;
  readonly switches?: Switches;
}

export interface Simulators {
  readonly addresses: Readonly<Record<string, Addresses>>;
  instance(channelId: string): Promise<SimulatorInstance>;
  close(): Promise<void>;
}

interface Started {
  readonly addresses: Addresses;
  instance(): Promise<SimulatorInstance>;
  close(): Promise<void>;
}

export async function startSimulators({
  channels,
  portOf,
  folder,
  switches = openSwitches(folder),
  ...shared
}: SimulatorOptions): Promise<Simulators> {
  const started = new Map<string, Started>();
  const start = async (channel: Channel) => {
    const port = portOf?.(channel.id);
    started.set(channel.id, await startOne(channel, { ...shared, ...(port !== undefined && { port }), folder, switches }));
  };
  const close = async () => void (await Promise.all([...started.values()].map((one) => one.close())));
  const results = await Promise.allSettled(channels.map(start));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  return {
    addresses: Object.fromEntries([...started].map(([id, { addresses }]) => [id, addresses])),
    instance: async (id) => {
      const one = started.get(id);
      if (!one) throw new Error(`No simulator of ${id} was started.`);
      return one.instance();
    },
    close,
  };
}

interface OneOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly port?: number;
  readonly switches: Switches;
}

async function startOne(channel: Channel, { folder, clock, port, switches }: OneOptions): Promise<Started> {
  let opening: Promise<SimulatorInstance> | undefined;
  let addresses: Addresses = { http: '', smtp: '' };
  const instance = () => {
    const isOn = (name: string) => switches.isOn(channel.id, name);
    opening ??= channel.simulator.open(openWorld({ folder, channel: channel.id, clock, address: addresses.http || addresses.smtp, isOn }));
    return opening;
  };
  const listening = listensTo(channel);
  const [http, smtp, dns] = await Promise.all([
    listening.http ? startHttp(channel, { instance, switches, ...(port !== undefined && { port }) }) : undefined,
    listening.smtp ? startMail(channel, { instance, switches, ...(port !== undefined && { port }) }) : undefined,
    listening.dns ? startNames({ instance, ...(port !== undefined && { port }) }) : undefined,
  ]);
  addresses = { http: http?.address ?? '', smtp: smtp?.address ?? '', ...(dns && { dns: dns.address }) };
  return { addresses, instance, close: async () => void (await Promise.all([http?.close(), smtp?.close(), dns?.close()])) };
}

/** What a channel's settings lead to tells which servers it needs, without loading its simulator. */
export function listensTo({ simulator }: Channel): Readonly<Record<keyof Addresses, boolean>> {
  const marks = { http: 'http://simulator.invalid', smtp: 'smtp://simulator.invalid', dns: 'dns.simulator.invalid:53' };
  const values = Object.values(simulator.settings(marks));
  const names = (mark: string) => values.some((value) => value.includes(mark));
  return { http: names(marks.http), smtp: names(marks.smtp), dns: names(marks.dns) };
}

interface Listening {
  readonly instance: () => Promise<SimulatorInstance>;
  readonly switches: Switches;
  readonly port?: number;
}

function startHttp({ id }: Channel, { instance, switches, ...listen }: Listening): Promise<RunningServer> {
  const handler = async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    return (await instance()).handle?.(request, pathname + search) ?? new Response(null, { status: 404 });
  };
  return serve(handler, { ...listen, fault: faultsOf(id, switches, instance) });
}

async function startMail({ id }: Channel, { instance, switches, ...listen }: Listening): Promise<RunningServer> {
  const { startSmtp } = await import('./smtp.ts');
  const onMail: SmtpOptions['onMail'] = async (mail) => {
    const simulator = await instance();
    return simulator.receive ? simulator.receive(mail) : '550 5.1.1 nobody receives mail here';
  };
  return startSmtp({ ...listen, onMail, fault: mailFaultsOf(id, switches, instance) });
}

async function startNames({ instance, ...listen }: Omit<Listening, 'switches'>): Promise<RunningDns> {
  const { startDns } = await import('./dns.ts');
  return startDns({ ...listen, lookUp: async (name) => (await instance()).lookUp?.(name) });
}
