/** Looks at everything that publishing needs, without publishing: the project and its channels, side by side. */
import type { Channel } from '../core/channel.ts';
import { answered, type Check, good, type SawDate, unchecked } from '../core/check.ts';
import { isWarning, placed } from '../core/problem.ts';
import { type Context, channelOf } from './context.ts';
import { watchClock } from './doctor/clock.ts';
import { lookAtDisk, lookAtLedger } from './doctor/ledger.ts';
import { listOf, lookAtReaders } from './doctor/readers.ts';
import { lookAtFiles, lookAtRuntime, lookAtZone } from './doctor/surroundings.ts';
import { lookAtTemplates } from './doctor/templates.ts';
import { oddValues } from './doctor/values.ts';
import { checkLogin, isOfLogin } from './login/login-checks.ts';

export interface Examined {
  /** Absent: of the project. */
  readonly channel?: string;
  readonly checks: readonly Check[];
}

export async function examine(context: Context, channels: readonly string[], signal: AbortSignal): Promise<readonly Examined[]> {
  const watch = watchClock(context.clock);
  const looking: Looking = { context, signal, sawDate: watch.sawDate };
  const [project, ...others] = await Promise.all([
    lookAtProject(context, channels),
    ...channels.map((id) => lookAtChannel(channelOf(id), looking)),
  ]);
  const ofChannels = channels.map((channel, index) => ({
    channel,
    checks: (others[index] ?? []).map((check) => inChannel(check, channel)),
  }));
  return [{ checks: [...project, watch.check()] }, ...ofChannels];
}

/** One row or several of each. */
async function lookAtProject(context: Context, channels: readonly string[]): Promise<readonly Check[]> {
  const { project } = context;
  const list = listOf(context);
  const rows = await Promise.all([
    lookAtLedger(context),
    lookAtDisk(context),
    lookAtFiles(project, list === undefined ? [] : [list]),
    lookAtReaders(context, channels),
    lookAtTemplates(project),
    lookAtRuntime(),
    lookAtZone(project, context.clock),
  ]);
  return rows.flat();
}

const inChannel = (check: Check, channel: string): Check =>
  'problem' in check ? { ...check, problem: placed(check.problem, { channel }) } : check;

const notLooked = (code: 'channel-unchecked' | 'channel-incomplete'): Check => unchecked('channel', code, {});

interface Looking {
  readonly context: Context;
  readonly signal: AbortSignal;
  readonly sawDate: SawDate;
}

async function lookAtChannel(channel: Channel, { context, signal, sawDate }: Looking): Promise<readonly Check[]> {
  const options = context.project.channelOptions[channel.id] ?? {};
  const found = context.missing([{ channel, options }]);
  const ofLogin = checkLogin(channel, context.project, context.clock.now());
  const settings = [
    ...found.filter((one) => !isOfLogin(one)).map((one): Check => ({ about: 'settings', result: 'fault', problem: one })),
    ...oddValues(channel, context.project),
  ];
  if (found.some((one) => !isWarning(one))) return [...settings, ...ofLogin, notLooked('channel-incomplete')];
  const complete =
    context.project.mode === 'sandbox' ? unchecked('settings', 'settings-practice', {}) : good('settings', 'settings-complete', {});
  const checks = await answered('channel', async () => {
    const sender = await context.examinee(channel.id);
    return (await sender.check?.(signal, sawDate)) ?? [notLooked('channel-unchecked')];
  });
  return [...(settings.length === 0 ? [complete] : settings), ...ofLogin, ...checks];
}
