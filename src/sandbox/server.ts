/** The front of the sandbox: pretended channels for one publish, or for as long as `omk sandbox` runs with its page. */
import { channels as registry } from '../channels/index.ts';
import type { Channel } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import { announceSandbox, findSandbox, newSandboxId, type RunningSandbox } from './discover.ts';
import { openSwitches } from './faults.ts';
import type { PageOptions } from './page.ts';
import { serve } from './serve.ts';
import { type Addresses, listensTo, type SimulatorOptions, type Simulators, startSimulators } from './simulators.ts';

/** The port of the page, as the manual names it. */
export const sandboxPort = 4810;

/** Each channel's port follows the page's, in the order of the registry: a link of an earlier run then still leads somewhere. */
const portsAfter = (page: number) => (channelId: string) => {
  const index = registry.findIndex(({ id }) => id === channelId);
  return page > 0 && index >= 0 ? page + 1 + index : undefined;
};

export type SandboxOptions = Omit<SimulatorOptions, 'portOf'>;

/** What a publish needs of the sandbox. */
export interface Sandbox {
  readonly addresses: Readonly<Record<string, Addresses>>;
  /** The address of the page, when `omk sandbox` runs in this project. */
  readonly page?: string;
  /** Settings of a channel, by short name, that lead to its simulator. */
  settings(channelId: string): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A sandbox within this process, with its simulators at hand. */
export interface OwnSandbox extends Sandbox {
  instance: Simulators['instance'];
}

/** The sandbox that runs in this project, else one within this process. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const running = await findSandbox(options.folder);
  const hasAll = running && options.channels.every((channel) => isReached(channel, running.channels[channel.id]));
  return hasAll ? joined(running, options.channels) : startSandbox(options);
}

/** A sandbox of an older omk may lack a server that this one needs. */
const isReached = (channel: Channel, addresses: Addresses | undefined): boolean =>
  addresses !== undefined && (addresses.dns !== undefined || !listensTo(channel).dns);

/** Starts simulators within this process, whether or not another sandbox runs. */
export async function startSandbox(options: SandboxOptions): Promise<OwnSandbox> {
  const { addresses, instance, close } = await startSimulators({ ...options, portOf: portsAfter(sandboxPort) });
  return { addresses, instance, close, settings: settingsOf(options.channels, addresses) };
}

const joined = ({ page, channels: addresses }: RunningSandbox, channels: readonly Channel[]): Sandbox => ({
  addresses,
  page,
  settings: settingsOf(channels, addresses),
  close: async () => {},
});

function settingsOf(channels: readonly Channel[], addresses: Readonly<Record<string, Addresses>>): Sandbox['settings'] {
  return (id) => {
    const channel = channels.find((one) => one.id === id);
    const address = addresses[id];
    return channel && address ? channel.simulator.settings(address) : {};
  };
}

export interface SiteOptions extends Pick<PageOptions, 'language' | 'project' | 'timezone' | 'report' | 'describe'> {
  readonly folder: string;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  /** Of the page; the channels take the ports after it. A port that is taken is replaced by any free one; 0: any free ones. */
  readonly port?: number;
}

export interface Site {
  readonly page: string;
  readonly addresses: Readonly<Record<string, Addresses>>;
  close(): Promise<void>;
}

/**
 * What `omk sandbox` runs: every simulator and the page. Answers with the sandbox that runs already, if one does;
 * `already` then tells so, and closing does nothing to it.
 */
export async function serveSandbox(options: SiteOptions): Promise<Site & { readonly already: boolean }> {
  const running = await findSandbox(options.folder);
  if (running) return { page: running.page, addresses: running.channels, already: true, close: async () => {} };
  return { ...(await startSite(options)), already: false };
}

async function startSite({ folder, channels, clock, port = sandboxPort, ...shown }: SiteOptions): Promise<Site> {
  const { createPage } = await import('./page.ts');
  const id = newSandboxId();
  const switches = openSwitches(folder);
  const simulators = await startSimulators({ folder, channels, clock, portOf: portsAfter(port), switches });
  const page = createPage({
    ...shown,
    id,
    channels,
    switches,
    addresses: simulators.addresses,
    feed: async (channel) => (await simulators.instance(channel)).feed(),
  });
  const server = await serve(page, { port });
  const { addresses } = simulators;
  const withdraw = announceSandbox(folder, { pid: process.pid, id, page: server.address, channels: addresses });
  const close = async () => {
    withdraw();
    await Promise.all([server.close(), simulators.close()]);
  };
  return { page: server.address, addresses, close };
}
