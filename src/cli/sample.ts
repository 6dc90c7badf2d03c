/** `publish --sample N`: the newsletter first to so many readers of the own organisation. */
import { isOnHold } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import { fail } from '../core/problem.ts';
import type { Sample } from '../core/reader.ts';
import type { PlanEntry } from '../pipeline/plan.ts';
import { type Context, channelOf } from './context.ts';
import { mailingOf, selectionOf } from './reader-list.ts';
import { type Invocation, textFlag } from './run.ts';

/** What was asked for, if anything. */
export function sampleFlag({ project }: Context, invocation: Invocation): Sample | undefined {
  const written = textFlag(invocation, 'sample');
  if (written === undefined) return undefined;
  const count = Number(written);
  if (!Number.isSafeInteger(count) || count < 1) fail('usage-bad-value', { option: '--sample', value: written, expected: '1, 2, 3 …' });
  const internal = project.channelOptions[mailingOf({ project })?.id ?? '']?.['internal'];
  if (typeof internal !== 'string') return fail('sample-nobody', {});
  return {
    count,
    domains: internal
      .toLowerCase()
      .split(',')
      .map((domain) => domain.trim()),
  };
}

/** Nothing is sent when a mailing has begun already, or when nobody would be in its sample. */
export async function checkSample(context: Context, ledger: Ledger, entries: readonly PlanEntry[], sample: Sample): Promise<void> {
  const mailings = entries.filter(({ channel, action }) => channelOf(channel).reaches === 'readers' && action !== 'skip');
  if (mailings.length === 0) fail(entries.some(({ problem }) => problem?.code === 'no-readers') ? 'sample-nobody' : 'no-mailing', {});
  for (const { channel, post, planned, delivery, message } of mailings) {
    const where = { file: post.file, channel };
    const isSameIssue = delivery?.round === planned?.round;
    if (!planned || (delivery && isSameIssue && (delivery.attempts > 0 || isOnHold(delivery)))) return fail('sample-too-late', {}, where);
    const options = context.project.channelOptions[channel] ?? {};
    const selection = selectionOf(message ?? planned.message, options);
    if ((await ledger.countReaders({ ...selection, sample })) === 0) fail('sample-nobody', {}, where);
  }
}
