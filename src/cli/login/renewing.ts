/**
 * Renews a credential without a person. One process at a time: many services let a refresh token be used once, so two
 * that use the same one would log everybody out. What was renewed is on disk before it is used.
 */
import type { Channel, ChannelValues, LoginDeps } from '../../core/channel.ts';
import { type Credential, done, failed, type Grant, type LoginFailure, type LoginResult, standingOf } from '../../core/login.ts';
import { OmkError, problem } from '../../core/problem.ts';
import { type CredentialStore, type Opened, withCredentials } from './credentials.ts';

export interface Renewal {
  readonly store: CredentialStore;
  readonly channel: Channel;
  /** What the login itself needs: the app, the addresses. */
  readonly values: ChannelValues;
  readonly deps: LoginDeps;
}

export interface RenewOptions {
  /** The service refused what is in hand, whatever its end was to be. */
  readonly isRefused?: boolean;
}

/** What to use instead of the credential in hand: what another process renewed meanwhile, or what is renewed now. */
export async function renew(inHand: Credential, renewal: Renewal, options: RenewOptions = {}): Promise<LoginResult<Credential>> {
  try {
    const result = await withCredentials(renewal.store, (opened) => renewAlone(inHand, { ...renewal, ...options }, opened));
    return result === 'busy' ? usable(inHand, renewal, failed(problem('login-busy', {}), true)) : result;
  } catch (error) {
    if (error instanceof OmkError && error.problems[0]) return failed(error.problems[0]);
    throw error;
  }
}

async function renewAlone(inHand: Credential, renewal: Renewal & RenewOptions, opened: Opened): Promise<LoginResult<Credential>> {
  const { channel, values, deps, isRefused = false } = renewal;
  const current = opened.stored[channel.id];
  if (!current) return failed(problem('login-unknown', {}));
  const standing = standingOf(current, deps.clock.now(), 0);
  const isAnother = JSON.stringify(current.settings) !== JSON.stringify(inHand.settings);
  if (standing.kind !== 'to-renew' && (isAnother || !isRefused)) return done(current);
  if (current.refreshToken === undefined) return failed(problem('login-not-renewed', { detail: '' }));
  // A token that is traded in is gone, so a full disk has to show before.
  opened.write(opened.stored);
  const answer = await refreshed(current.refreshToken, { channel, values, deps });
  if (answer.kind === 'failed') return isRefused ? answer : usable(current, renewal, answer);
  const next = renewedBy(current, answer.value, deps.clock.now());
  opened.write({ ...opened.stored, [channel.id]: next });
  return done(next);
}

/** A token that may have been traded in already is waited for, as long as a call may take. */
const neverStopped = new AbortController().signal;

async function refreshed(token: string, { channel, values, deps }: Omit<Renewal, 'store'>): Promise<LoginResult<Grant>> {
  const missing = (channel.login?.needs ?? []).filter((name) => !values.settings[name]).map((name) => channel.settings[name]?.env ?? name);
  if (missing[0] !== undefined) return failed(problem('config-missing', { name: missing[0] }));
  const way = await channel.login?.open(values, deps);
  const answer = await way?.refresh?.(token, neverStopped);
  return answer?.kind === 'done' ? answer : asRenewalFailure(answer);
}

function asRenewalFailure(failure: LoginFailure | undefined): LoginFailure {
  const params = failure?.problem.params ?? {};
  const detail = 'detail' in params ? String(params.detail) : '';
  return failure?.isPassing ? failed(problem('login-renewal-away', { detail }), true) : failed(problem('login-not-renewed', { detail }));
}

/** An app may keep its old refresh token, or be given a new one with each answer. */
function renewedBy(current: Credential, grant: Grant, now: Date): Credential {
  const { expiresAt: _over, refreshToken, refreshExpiresAt, ...kept } = current;
  return {
    ...kept,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(refreshExpiresAt !== undefined && grant.refreshToken === undefined && { refreshExpiresAt }),
    ...grant,
    renewedAt: now,
  };
}

/** It is renewed a little ahead of its end, so while nobody could be asked it may still do. */
function usable(credential: Credential, { deps }: Pick<Renewal, 'deps'>, failure: LoginFailure): LoginResult<Credential> {
  const { expiresAt } = credential;
  const isAlive = expiresAt === undefined || expiresAt.getTime() > deps.clock.now().getTime();
  return failure.isPassing && isAlive ? done(credential) : failure;
}
