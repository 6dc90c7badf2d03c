/** What `omk doctor` says of the logins that were kept: how old they are, and until when they are good. Contacts nobody. */
import type { Channel } from '../../core/channel.ts';
import { type Check, good } from '../../core/check.ts';
import { type Credential, standingOf } from '../../core/login.ts';
import type { Problem } from '../../core/problem.ts';
import type { Project } from '../config.ts';
import { endOf } from './login-list.ts';
import { standingProblems } from './logins.ts';

/** No row where a channel is not opened with a login. */
export function checkLogin(channel: Channel, { logins }: Pick<Project, 'logins'>, now: Date): readonly Check[] {
  const credential = logins.used.has(channel.id) ? logins.stored[channel.id] : undefined;
  if (!credential) return logins.problem && channel.login ? [{ about: 'login', result: 'fault', problem: logins.problem }] : [];
  const problems = standingProblems(channel, credential, now);
  return problems.length > 0
    ? problems.map((found): Check => ({ about: 'login', result: 'fault', problem: found }))
    : [kept(credential, now)];
}

/** Problems that the rows of a login tell already. */
export const isOfLogin = ({ code }: Problem): boolean => code.startsWith('login-') || code.startsWith('credentials-');

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function kept(credential: Credential, now: Date): Check {
  const values = { account: credential.account, since: dayOf(credential.obtainedAt) };
  const until = endOf(credential);
  const isRenewed = credential.refreshToken !== undefined && until === undefined;
  if (isRenewed || standingOf(credential, now, 0).kind === 'to-renew') return good('login', 'login-renewable', values);
  return good('login', 'login-kept', { ...values, ...(until && { until: dayOf(until) }) });
}
