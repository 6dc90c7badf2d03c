/** Logs in to one channel: explains, lets a person do their part, proves the result by a real call, and only then keeps it. */
import type { Channel, LoginWay } from '../../core/channel.ts';
import { type Account, type Credential, done, type Grant, type LoginResult } from '../../core/login.ts';
import { fail, OmkError, type Problem, placed, problem } from '../../core/problem.ts';
import type { Context } from '../context.ts';
import { presentableValues } from '../messages/problem-catalogue.ts';
import { channelSettings } from '../settings.ts';
import { throughBrowser } from './browser-login.ts';
import { changeCredentials, rehearse } from './credentials.ts';
import { byDevice } from './device-login.ts';
import { enter } from './entry-login.ts';
import { namesOf, secretsOf } from './logins.ts';
import type { LoginDesk } from './way.ts';

export interface LoggedIn {
  readonly credential: Credential;
  readonly warnings: readonly Problem[];
}

/** Rejects with what has to be mended first; resolves with how it ended. */
export async function logIn(context: Context, channel: Channel, desk: LoginDesk, isAllowed: boolean): Promise<LoginResult<LoggedIn>> {
  const way = await openWay(context, channel);
  if (way.kind !== 'entry' && !desk.isAsked && !isAllowed)
    fail('login-no-terminal', { flags: '--yes', names: namesOf(channel).join(', ') });
  if (way.kind === 'entry' && !desk.isAsked && !desk.isFromInput)
    fail('login-no-terminal', { flags: '--stdin', names: namesOf(channel).join(', ') });
  await rehearse(context.project);
  if (!desk.isFromInput) desk.say(way.about[desk.language]);
  const result = await carriedOut(way, channel, { context, desk });
  if (result.kind === 'failed') return result;
  const { grant, account } = result.value;
  const now = desk.clock.now();
  const credential: Credential = { account: presentable(context.output.redact(account.name)), ...grant, obtainedAt: now };
  await changeCredentials(context.project, (stored) => ({ ...stored, [channel.id]: credential }));
  return done({ credential, warnings: [...clockWarning(account, now), ...overruled(context, channel)] });
}

/** The service names it, and a terminal shows it. */
const presentable = (name: string): string => String(presentableValues({ name }).name) || '?';

/** Opened with everything that the login itself needs, or not at all. */
async function openWay(context: Context, channel: Channel): Promise<LoginWay> {
  const { login } = channel;
  if (!login) return fail('login-none', { name: channel.id, choices: choicesOf(context) });
  const values = await context.openValues(channel);
  const missing = login.needs.filter((name) => !values.settings[name]);
  const wrong = channelSettings(channel, context.project).problems.filter(({ code }) => code !== 'config-missing');
  const problems = [...missing.map((name) => problem('config-missing', { name: channel.settings[name]?.env ?? name })), ...wrong];
  if (problems.length > 0) throw new OmkError(problems.map((found) => placed(found, { channel: channel.id })));
  return login.open(values, context.loginDeps());
}

export const choicesOf = ({ project }: Context): readonly string[] => project.kinds.filter(({ login }) => login).map(({ id }) => id);

interface Proved {
  readonly grant: Grant;
  readonly account: Account;
}

interface Carrying {
  readonly context: Context;
  readonly desk: LoginDesk;
}

async function carriedOut(way: LoginWay, channel: Channel, { context, desk }: Carrying): Promise<LoginResult<Proved>> {
  const prove = async (grant: Grant): Promise<LoginResult<Proved>> => {
    // A service may say back what it was told.
    context.keepSecret(secretsOf(grant));
    desk.say(desk.words.checking);
    const proof = await way.prove(grant.settings, desk.signal);
    if (desk.signal.aborted) return { kind: 'failed', problem: problem('login-stopped', {}), isPassing: false };
    return proof.kind === 'done' ? done({ grant, account: proof.value }) : proof;
  };
  if (way.kind === 'browser') return throughBrowser(way, desk, prove);
  const granted = way.kind === 'device' ? await byDevice(way, desk) : await enter(way, channel, desk);
  return granted.kind === 'done' ? prove(granted.value) : granted;
}

/** Services sign and date by the clock; so much may differ. */
const clockToleranceMs = 5 * 60_000;

function clockWarning({ at }: Account, now: Date): readonly Problem[] {
  const differsMs = at ? Math.abs(at.getTime() - now.getTime()) : 0;
  return differsMs > clockToleranceMs ? [problem('login-clock', { minutes: Math.round(differsMs / 60_000) })] : [];
}

function overruled({ project }: Context, { id }: Channel): readonly Problem[] {
  const names = project.logins.overruledBy[id] ?? [];
  return names.length > 0 ? [problem('login-overruled', { names: names.join(', ') })] : [];
}
