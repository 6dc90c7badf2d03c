/** Where a channel's credentials come from: the environment, or a login that was kept. */
import type { Channel } from '../../core/channel.ts';
import { type Credential, dayMs, standingOf } from '../../core/login.ts';
import { type Problem, problem } from '../../core/problem.ts';
import type { Environment } from '../environment.ts';
import { readCredentials, type Stored } from './credentials.ts';

export interface Logins {
  /** All that is kept. */
  readonly stored: Stored;
  /** Channels that are opened with what is kept. */
  readonly used: ReadonlySet<string>;
  /** By channel: variables of the environment that are there instead. */
  readonly overruledBy: Readonly<Record<string, readonly string[]>>;
  /** Why what is kept cannot be used. */
  readonly problem?: Problem;
}

export const noLogins: Logins = { stored: {}, used: new Set(), overruledBy: {} };

/**
 * What was kept, set against the environment. That wins for a channel as a whole: a key of one app with the token of
 * another is refused by the service in words that help nobody.
 */
export function readLogins(root: string, environment: Environment, channels: readonly Channel[]): Logins {
  const { stored, problem: found } = readCredentials({ root, mode: 'live' });
  const overruledBy = Object.fromEntries(
    channels.map((channel) => [channel.id, namesOf(channel).filter((name) => environment[name]?.trim())] as const),
  );
  const used = channels.filter(({ id }) => stored[id] && overruledBy[id]?.length === 0).map(({ id }) => id);
  return { stored, used: new Set(used), overruledBy, ...(found && { problem: found }) };
}

/** Variables that a login of this channel stands in for. */
export const namesOf = ({ login, settings }: Channel): readonly string[] =>
  (login?.fills ?? []).flatMap((name) => settings[name]?.env ?? []);

/** What is kept, as if it stood in the environment. */
export function asEnvironment({ stored, used }: Logins, channels: readonly Channel[]): Environment {
  const entries = channels
    .filter(({ id }) => used.has(id))
    .flatMap(({ id, login, settings }) =>
      (login?.fills ?? []).map((name) => [settings[name]?.env ?? name, stored[id]?.settings[name]] as const),
    );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Everything of a credential that nobody may read. */
export const secretsOf = ({ settings, refreshToken }: Pick<Credential, 'settings' | 'refreshToken'>): readonly string[] => [
  ...Object.values(settings),
  ...(refreshToken === undefined ? [] : [refreshToken]),
];

/** What has to be told about a credential that is used: it ends soon, or is over. */
export function standingProblems(channel: Channel, credential: Credential, now: Date): readonly Problem[] {
  const standing = standingOf(credential, now, channel.login?.warnDays ?? 0);
  const where = { channel: channel.id };
  switch (standing.kind) {
    case 'good':
    case 'to-renew':
      return [];
    case 'ending': {
      const days = Math.floor((standing.until.getTime() - now.getTime()) / dayMs);
      return [problem('login-ending', { at: standing.until.toISOString(), days }, where)];
    }
    case 'overdue':
      return [problem('login-overdue', { at: standing.since.toISOString() }, where)];
    case 'ended':
      return [problem('login-ended', { at: standing.since.toISOString() }, where)];
  }
}

/** What keeps a channel from being opened, once what is kept is known: `needed` are short names of settings. */
export function withLogins(
  channel: Channel,
  problems: readonly Problem[],
  { logins, needed, now }: { readonly logins: Logins; readonly needed: readonly string[]; readonly now: Date },
): readonly Problem[] {
  const fills = (channel.login?.fills ?? []).filter((name) => needed.includes(name));
  if (fills.length === 0) return problems;
  const names = fills.map((name) => channel.settings[name]?.env);
  const isOfLogin = (found: Problem) => found.code === 'config-missing' && names.includes(found.params.name);
  if (logins.problem && problems.some(isOfLogin)) return [logins.problem, ...problems.filter((found) => !isOfLogin(found))];
  const credential = logins.used.has(channel.id) ? logins.stored[channel.id] : undefined;
  return credential ? [...problems, ...standingProblems(channel, credential, now)] : problems;
}
