/** Looks at everything that publishing needs, without publishing: the project, then its channels side by side. */
import type { Channel } from '../core/channel.ts';
import { type Check, type CheckSubject, type RemarkCode, type RemarkParams, remark } from '../core/check.ts';
import { isWarning, OmkError, type Problem, placed, problem } from '../core/problem.ts';
import { placedInConfig } from './config.ts';
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

const ok = <Code extends RemarkCode>(about: CheckSubject, code: Code, params: RemarkParams[Code]): Check => ({
  about,
  result: 'ok',
  remark: remark(code, params),
});

const notLooked = (code: 'channel-unchecked' | 'channel-incomplete'): Check => ({
  about: 'channel',
  result: 'unchecked',
  remark: remark(code, {}),
});

const faults = (about: CheckSubject, problems: readonly Problem[]): readonly Check[] =>
  problems.map((found) => ({ about, result: 'fault', problem: found }));

/** What has to be mended first is an answer too. */
async function told(about: CheckSubject, look: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof OmkError)) throw error;
    return faults(about, error.problems);
  }
}

const lookAtLedger = (context: Context): Promise<readonly Check[]> =>
  told('ledger', async () => {
    const ledger = await context.existingLedger();
    if (!ledger) return [ok('ledger', 'ledger-none', {})];
    const { count, broken } = await ledger.verify();
    return broken === undefined
      ? [ok('ledger', 'ledger-verified', { events: count })]
      : faults('ledger', [problem('ledger-altered', { line: broken })]);
  });

async function lookAtChannel(context: Context, channel: Channel, signal: AbortSignal): Promise<readonly Check[]> {
  const options = context.project.channelOptions[channel.id] ?? {};
  const found = context.missing([{ channel, options }]).map((one) => placedInConfig(context.project, channel.id, one));
  const settings = faults('settings', found);
  if (found.some((one) => !isWarning(one))) return [...settings, notLooked('channel-incomplete')];
  const complete = ok('settings', context.project.mode === 'sandbox' ? 'settings-practice' : 'settings-complete', {});
  const checks = await told('channel', async () => {
    const sender = await context.examinee(channel.id);
    return (await sender.check?.(signal)) ?? [notLooked('channel-unchecked')];
  });
  return [...(found.length === 0 ? [complete] : settings), ...checks];
}
