/**
 * Joins the parts for one command: configuration, ledger, channels, clock, network, output. Live or sandbox is decided
 * here, once: they differ in setting values, in the ledger's path and in the hosts that the network permits.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { channels } from '../channels/index.ts';
import type { Channel, ChannelDeps, ChannelValues, LoginDeps, Network, Rules, Sender } from '../core/channel.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import type { Delivery } from '../core/delivery.ts';
import type { Opening } from '../core/hours.ts';
import type { Ledger } from '../core/ledger.ts';
import type { ChannelOptions } from '../core/post.ts';
import { isWarning, OmkError, type Problem, placed } from '../core/problem.ts';
import type { Project } from './config.ts';
import { withCrashPoint } from './crash-point.ts';
import { createOutputFor } from './create-output.ts';
import { discreet } from './discreet-sender.ts';
import { crashPoint } from './environment.ts';
import { secretsOf, withLogins } from './login/logins.ts';
import { createNetwork } from './network.ts';
import type { Output } from './output.ts';
import { createLearningRedactor } from './redact.ts';
import type { Invocation } from './run.ts';
import { channelSettings, secretValues } from './settings.ts';
import { createSigner, passingSigner } from './signer.ts';

export interface Context {
  readonly project: Project;
  readonly output: Output;
  readonly invocation: Invocation;
  readonly clock: Clock;
  /** Who claims what it sends, where that is not this process as a whole. */
  readonly worker?: string;
  /** The ledger; made when it is not there. */
  ledger(): Promise<Ledger>;
  /** The ledger if there is one: for commands that write nothing. */
  existingLedger(): Promise<Ledger | undefined>;
  rules(channel: string): Promise<Rules>;
  /** What a channel is opened with; options may be those of one post. */
  values(channel: Channel, options?: ChannelOptions): ChannelValues;
  /** The same with the addresses of the sandbox, which is opened for it where we practise. */
  openValues(channel: Channel): Promise<ChannelValues>;
  /** What logging in needs of the outside. */
  loginDeps(): LoginDeps;
  /** Blanks these as well from now on. */
  keepSecret(secrets: readonly string[]): void;
  /** Everything that keeps these channels from being used: missing settings, options that do not fit. Looking at posts takes no `credentials`. */
  missing(uses: readonly ChannelUse[], options?: { readonly credentials: boolean }): readonly Problem[];
  /** Stops with every setting that these deliveries need and that is missing. */
  checkSettings(deliveries: readonly Pick<Delivery, 'channel'>[]): void;
  /** The office hours of the channels; `undefined`: there are none. */
  opening(): Promise<Opening | undefined>;
  /** The keyed hash behind reader ids, tokens and Message-IDs. */
  sign(): Promise<(text: string) => string>;
  /** Opens a channel once. */
  sender(channel: string): Promise<Sender>;
  /** Opens a channel to be looked at, not posted to: needs no ledger. */
  examinee(channel: string): Promise<Sender>;
  close(): Promise<void>;
}

/** A channel as one post wants to use it. */
export interface ChannelUse {
  readonly channel: Channel;
  readonly options: ChannelOptions;
}

export const channelOf = (id: string): Channel => {
  const found = channels.find((channel) => channel.id === id);
  if (!found) throw new Error(`No channel ${id} in the registry.`);
  return found;
};

/** Nothing is opened or contacted until it is asked for. */
export async function openContext(
  project: Project,
  invocation: Invocation,
  { clock = systemClock, worker }: Partial<Pick<Context, 'clock' | 'worker'>> = {},
): Promise<Context> {
  const secrets = createLearningRedactor(secretValues(project, channels, project.secret));
  const output = await createOutputFor(project, invocation, secrets.redact);
  const network = createNetwork({ sandbox: project.mode === 'sandbox', env: project.environment });
  const sandboxFolder = join(project.root, '.omk', 'sandbox');
  const senders = new Map<string, Promise<Sender>>();
  let ledger: Promise<Ledger> | undefined;
  let opening: Promise<Opening | undefined> | undefined;
  let sandbox: Promise<import('../sandbox/server.ts').Sandbox> | undefined;

  const openLedger = async (): Promise<Ledger> => {
    const { keepOutOfGit } = await import('./project-folder.ts');
    const { openLedger: open } = await import('../ledger/index.ts');
    const { isDead } = await import('./worker.ts');
    keepOutOfGit(project.root, project.databasePath);
    return withCrashPoint(open({ path: project.databasePath, clock, isDead }), crashPoint());
  };
  const openSandbox = async () => {
    const { openSandbox: open } = await import('../sandbox/server.ts');
    return open({ folder: sandboxFolder, channels, clock });
  };
  const values = (channel: Channel, options?: ChannelOptions): ChannelValues => {
    const found = channelSettings(channel, project, options).values;
    return project.mode === 'sandbox' ? { ...found, settings: channel.simulator.settings(somewhere) } : found;
  };

  const open = async (channel: Channel, sign: () => Promise<(text: string) => string>): Promise<Sender> => {
    const found = await context.openValues(channel);
    const deps = await channelDeps({ project, network, clock, sign: await sign() });
    const sender =
      (await openRenewing(channel, { values: found, deps, project, learn: secrets.learn })) ?? (await channel.open(found, deps));
    return discreet(sender, output.redact);
  };

  const context: Context = {
    project,
    output,
    invocation,
    clock,
    ...(worker !== undefined && { worker }),
    ledger: () => (ledger ??= openLedger()),
    existingLedger: async () => (ledger || existsSync(project.databasePath) ? context.ledger() : undefined),
    opening: () => (opening ??= import('./openings.ts').then(({ openingsOf }) => openingsOf(project))),
    sign: () => createSigner(project, () => context.ledger()),
    rules: (id) => channelOf(id).rules(),
    values,
    openValues: async (channel) => {
      const found = values(channel);
      return project.mode === 'sandbox' ? { ...found, settings: (await (sandbox ??= openSandbox())).settings(channel.id) } : found;
    },
    loginDeps: () => ({ clock, network, deadlineMs: project.timing.deadlineMs }),
    keepSecret: secrets.learn,
    missing: (uses, { credentials } = { credentials: true }) => unique(uses.flatMap((use) => missingFor(use, context, credentials))),
    checkSettings: (deliveries) => {
      const ids = [...new Set(deliveries.map(({ channel }) => channel))];
      stopOnErrors(context.missing(ids.map((id) => ({ channel: channelOf(id), options: project.channelOptions[id] ?? {} }))));
    },
    sender: (id) => {
      const known = senders.get(id) ?? open(channelOf(id), context.sign);
      senders.set(id, known);
      return known;
    },
    examinee: (id) => {
      const opening = open(channelOf(id), async () => passingSigner());
      senders.set(`examined ${id}`, opening);
      return opening;
    },
    close: async () => {
      await Promise.allSettled([...senders.values()].map(async (sender) => (await sender).close?.()));
      // What could not be opened has been told, once.
      await (await opened(sandbox))?.close();
      await (await opened(ledger))?.close();
    },
  };
  return context;
}

const opened = <T>(opening: Promise<T> | undefined): Promise<T | undefined> => Promise.resolve(opening).catch(() => undefined);

/** Settings of a simulator that nobody will call: enough to know which destinations they lead to. */
const somewhere = { http: 'http://127.0.0.1:1', smtp: 'smtp://127.0.0.1:1', dns: '127.0.0.1:1' };

interface Outside {
  readonly project: Project;
  readonly network: Network;
  readonly clock: Clock;
  readonly sign: (text: string) => string;
}

async function channelDeps({ project, network, clock, sign }: Outside): Promise<ChannelDeps> {
  const { readMedia } = await import('./media.ts');
  const { keepMemorySteady } = await import('./steady-memory.ts');
  return {
    clock,
    network,
    deadlineMs: project.timing.deadlineMs,
    timeZone: project.timezone,
    readMedia: (media) => readMedia(project.root, media),
    sign,
    tidyMemory: keepMemorySteady(),
    resolvePath: (path) => join(project.root, path),
  };
}

function missingFor({ channel, options }: ChannelUse, context: Context, credentials: boolean): readonly Problem[] {
  const problems = credentials ? settingProblems(channel, options, context) : [];
  const misfits = channel.check?.(context.values(channel, options)) ?? [];
  return [...problems, ...misfits].map((found) => placed(found, { channel: channel.id }));
}

function settingProblems(channel: Channel, options: ChannelOptions, { project, clock }: Context): readonly Problem[] {
  const { problems } = channelSettings(channel, project, options);
  return withLogins(channel, problems, { logins: project.logins, needed: channel.needs(options), now: clock.now() });
}

interface Renewing {
  readonly values: ChannelValues;
  readonly deps: ChannelDeps;
  readonly project: Project;
  readonly learn: (secrets: readonly string[]) => void;
}

/** `undefined`: what it is opened with cannot be renewed without a person. */
async function openRenewing(channel: Channel, { values, deps, project, learn }: Renewing): Promise<Sender | undefined> {
  const { stored, used } = project.logins;
  const credential = used.has(channel.id) ? stored[channel.id] : undefined;
  if (credential?.refreshToken === undefined) return undefined;
  const [{ renewingSender }, { renew }] = await Promise.all([import('./login/renewing-sender.ts'), import('./login/renewing.ts')]);
  return renewingSender({
    credential,
    now: () => deps.clock.now(),
    open: (inHand) => channel.open({ ...values, settings: { ...values.settings, ...inHand.settings } }, deps),
    renew: async (inHand, options) => {
      const result = await renew(inHand, { store: project, channel, values, deps }, options);
      if (result.kind === 'done') learn(secretsOf(result.value));
      return result;
    },
  });
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((found) => [JSON.stringify(found), found])).values()];
}

/** Stops with every error among these; warnings are shown and passed. */
export function stopOnErrors(problems: readonly Problem[]): void {
  if (problems.some((found) => !isWarning(found))) throw new OmkError(problems);
}
