/** Looks at everything that publishing needs, without publishing: the project, then its channels side by side. */
import type { Channel } from '../core/channel.ts';
import { answered, type Check, fault, good, unchecked } from '../core/check.ts';
import { isWarning, placed } from '../core/problem.ts';
import { type Context, channelOf } from './context.ts';

export interface Examined {
  /** Absent: of the project. */
  readonly channel?: string;
  readonly checks: readonly Check[];
}

export async function examine(context: Context, channels: readonly string[], signal: AbortSignal): Promise<readonly Examined[]> {
  const ofProject = async (): Promise<Examined> => ({ checks: await lookAtLedger(context) });
  const ofChannel = async (channel: string): Promise<Examined> => {
    const checks = await lookAtChannel(context, channelOf(channel), signal);
    return { channel, checks: checks.map((check) => inChannel(check, channel)) };
  };
  return Promise.all([ofProject(), ...channels.map(ofChannel)]);
}

const inChannel = (check: Check, channel: string): Check =>
  'problem' in check ? { ...check, problem: placed(check.problem, { channel }) } : check;

const notLooked = (code: 'channel-unchecked' | 'channel-incomplete'): Check => unchecked('channel', code, {});

const lookAtLedger = (context: Context): Promise<readonly Check[]> =>
  answered('ledger', async () => {
    const ledger = await context.existingLedger();
    if (!ledger) return [good('ledger', 'ledger-none', {})];
    const { count, broken } = await ledger.verify();
    return broken === undefined
      ? [good('ledger', 'ledger-verified', { events: count })]
      : [fault('ledger', 'ledger-altered', { line: broken })];
  });

async function lookAtChannel(context: Context, channel: Channel, signal: AbortSignal): Promise<readonly Check[]> {
  const options = context.project.channelOptions[channel.id] ?? {};
  const found = context.missing([{ channel, options }]);
  const settings = found.map((one): Check => ({ about: 'settings', result: 'fault', problem: one }));
  if (found.some((one) => !isWarning(one))) return [...settings, notLooked('channel-incomplete')];
  const complete = good('settings', context.project.mode === 'sandbox' ? 'settings-practice' : 'settings-complete', {});
  const checks = await answered('channel', async () => {
    const sender = await context.examinee(channel.id);
    return (await sender.check?.(signal)) ?? [notLooked('channel-unchecked')];
  });
  return [...(found.length === 0 ? [complete] : settings), ...checks];
}
