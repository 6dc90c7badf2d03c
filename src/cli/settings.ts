/** What comes from the environment and `.env`: the switches of omk and the credentials of the channels. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Channel, ChannelValues } from '../core/channel.ts';
import type { ChannelOptions } from '../core/post.ts';
import { type Problem, problem } from '../core/problem.ts';
import { suggest } from '../pipeline/suggest.ts';
import { isSafe, urlOf } from '../pipeline/yaml-fields.ts';
import type { Environment, MessageLanguage } from './environment.ts';
import { type Logins, secretsOf } from './login/logins.ts';
import { notifyEnvironment } from './unattended/notify-fields.ts';

export type Mode = 'sandbox' | 'live';

type Report = (found: Problem) => void;

/** The environment, over what `.env` beside omk.yaml says. */
export async function withDotEnv(root: string, env: Environment, report: Report): Promise<Environment> {
  const text = readDotEnv(join(root, '.env'), report);
  if (text === undefined) return env;
  const { parse } = await import('dotenv');
  return { ...parse(text.replace(/^\uFEFF/, '')), ...env };
}

function readDotEnv(path: string, report: Report): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code !== 'ENOENT') report(problem('config-unreadable', { path: '.env', detail: code }));
    return undefined;
  }
}

export interface Switches {
  readonly mode: Mode;
  readonly messageLanguage: MessageLanguage;
  /** Absolute. */
  readonly databasePath: string;
  readonly secret?: string;
}

/** OMK_MODE and its companions; `fallback` is what omk.yaml says. */
export function readSwitches(
  env: Environment,
  fallback: { readonly root: string; readonly mode: Mode; readonly language: string },
  report: Report,
): Switches {
  const mode = chosen('OMK_MODE', ['sandbox', 'live'], env, report) ?? fallback.mode;
  const messageLanguage = chosen('OMK_LANGUAGE', ['nl', 'en'], env, report) ?? (/^nl(-|$)/.test(fallback.language) ? 'nl' : 'en');
  const named = databasePath(env.OMK_DATABASE_URL?.trim(), report);
  const path = mode === 'sandbox' ? '.omk/sandbox/omk.db' : (named ?? '.omk/omk.db');
  const secret = mode === 'live' ? env.OMK_SECRET?.trim() : undefined;
  return { mode, messageLanguage, databasePath: resolve(fallback.root, path), ...(secret && { secret }) };
}

function chosen<const T extends string>(name: string, choices: readonly T[], env: Environment, report: Report): T | undefined {
  const value = env[name]?.trim();
  const found = choices.find((choice) => choice === value);
  if (!value || found) return found;
  const suggestion = suggest(value, choices);
  report(problem('config-bad-choice', { key: name, value: value.slice(0, 40), choices, ...(suggestion && { suggestion }) }));
  return undefined;
}

/** `sqlite:PATH`. A ledger in memory would forget what was sent, so it is none. */
function databasePath(url: string | undefined, report: Report): string | undefined {
  if (!url) return undefined;
  const path = /^sqlite:(?:\/\/)?(?!:memory:)(.+)$/.exec(url)?.[1];
  if (path) return path;
  report(
    /^postgres(?:ql)?:/i.test(url)
      ? problem('config-database-server', {})
      : problem('config-bad-value', { name: 'OMK_DATABASE_URL', expected: 'database' }),
  );
  return undefined;
}

const tellingAddresses = Object.values(notifyEnvironment);

const proxies = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];

/** What the rest of omk may see of the environment. Practising reads no credential of a channel at all. */
export function visibleEnvironment(env: Environment, mode: Mode, channels: readonly Channel[]): Environment {
  const credentials = channels.flatMap(({ settings }) => Object.values(settings).map((setting) => setting.env));
  const names = [...tellingAddresses, ...(mode === 'sandbox' ? [] : [...proxies, ...credentials])];
  return Object.fromEntries(names.flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])));
}

/** What `channelSettings` needs of a project. */
export interface SettingsSource {
  readonly mode: Mode;
  readonly environment: Environment;
  readonly channelOptions: Readonly<Record<string, ChannelOptions>>;
}

export interface ChannelSettings {
  readonly values: ChannelValues;
  /** Every setting that is missing or wrong. */
  readonly problems: readonly Problem[];
}

/**
 * The values that a channel is opened with. In the sandbox there are no settings and nothing is missing: its simulator
 * gives them. `options`: those of one request, when they decide what is needed.
 */
export function channelSettings(channel: Channel, project: SettingsSource, options?: ChannelOptions): ChannelSettings {
  const { mode, environment, channelOptions } = project;
  const chosenOptions = options ?? channelOptions[channel.id] ?? {};
  if (mode === 'sandbox') return { values: { settings: {}, options: chosenOptions }, problems: [] };
  const named = Object.entries(channel.settings);
  const settings = Object.fromEntries(
    named.flatMap(([name, setting]) => {
      const value = environment[setting.env] || setting.default;
      return value ? [[name, value] as const] : [];
    }),
  );
  const needed = channel.needs(chosenOptions);
  const missing = needed.filter((name) => !settings[name]).map((name) => channel.settings[name]?.env ?? name);
  const problems = [
    ...missing.map((name) => problem('config-missing', { name }, { channel: channel.id, field: name })),
    ...named.flatMap(([name, { env, address }]) => (address && settings[name] ? addressProblems(env, settings[name], channel.id) : [])),
  ];
  return { values: { settings, options: chosenOptions }, problems };
}

/** Encrypted, unless it stays on this computer; never with a password inside. */
function addressProblems(name: string, value: string, channel: string): readonly Problem[] {
  const where = { channel, field: name };
  const url = urlOf(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return [problem('config-bad-value', { name, expected: 'address' }, where)];
  return isSafe(url) ? [] : [problem('config-insecure', { name, address: url.origin }, where)];
}

/** Everything that must be blanked in what is printed or stored. */
export function secretValues(
  { environment, logins }: Pick<SettingsSource, 'environment'> & { readonly logins: Logins },
  channels: readonly Channel[],
  secret?: string,
): readonly string[] {
  const settings = channels.flatMap((channel) => Object.values(channel.settings));
  const values = settings.flatMap(({ env, secret: isSecret }) => (isSecret && environment[env] ? [environment[env]] : []));
  const passwords = proxies.flatMap((name) => decodedPassword(environment[name]));
  const kept = Object.values(logins.stored).flatMap(secretsOf);
  const addresses = tellingAddresses.flatMap((name) => wholeAndPath(environment[name]));
  return [...new Set([...values, ...kept, ...passwords, ...addresses, ...(secret ? [secret] : [])])];
}

/** What makes such an address a secret stands behind its host. */
function wholeAndPath(address: string | undefined): readonly string[] {
  if (!address) return [];
  const url = urlOf(address);
  return url && url.pathname.length > 8 ? [address, url.pathname] : [address];
}

function decodedPassword(address: string | undefined): readonly string[] {
  const password = address && URL.canParse(address) ? new URL(address).password : '';
  return password ? [password, decodeURIComponent(password)] : [];
}
