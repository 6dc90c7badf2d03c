/** What happened, newest first; with --follow also what happens. */
import { type Approval, approvalKinds } from '../../core/approval.ts';
import type { Delivery, LedgerEvent } from '../../core/delivery.ts';
import { fail, type Problem, placed } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { approvalText } from '../approval-text.ts';
import type { Context } from '../context.ts';
import { onInterrupt } from '../interrupt.ts';
import { knownPost } from '../known-post.ts';
import { columns } from '../layout.ts';
import { editorialWords } from '../messages/editorial-words.ts';
import { createMoments } from '../moments.ts';
import { type Invocation, isOn, type Run, textFlag } from '../run.ts';
import { sinceFlag } from '../since-flag.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: textFlag(invocation, 'post') }, (context) => showLog(context, invocation));

const defaultLimit = 50;
const followMs = 1000;

export async function showLog(context: Context, invocation: Invocation): Promise<ExitCode> {
  const { output } = context;
  const limit = limitFlag(invocation);
  const ledger = await context.existingLedger();
  const named = textFlag(invocation, 'post');
  const posts = named === undefined ? undefined : eventsOf(named, await knownPost(context, ledger, named));
  const channel = channelFlag(context, invocation);
  const since = sinceFlag(context, invocation);
  const filter = { ...(since && { since }), ...(channel !== undefined && { channel }), ...(posts && { posts }) };
  const events = (await ledger?.events({ ...filter, limit })) ?? [];
  if (events.length === 0 && !output.isJson && !isOn(invocation, 'follow')) output.result(output.words.empty);
  print(context, events);
  if (ledger && isOn(invocation, 'follow')) {
    const { signal } = onInterrupt({ ...output, talk: () => {} });
    let afterId = events[0]?.id ?? 0;
    while (!signal.aborted && !output.isClosed()) {
      await context.clock.sleep(followMs, signal);
      const more = await ledger.events({ ...filter, limit: 1000, afterId });
      afterId = more.at(-1)?.id ?? afterId;
      print(context, more);
    }
  }
  return 0;
}

/** A digest has a name, and a post for each of its parts. */
const eventsOf = (named: string, deliveries: readonly Delivery[]): readonly string[] => [
  ...new Set([named, ...deliveries.map(({ post }) => post)]),
];

function print({ output, project }: Context, events: readonly LedgerEvent[]): void {
  if (output.isJson) {
    for (const { at, ...event } of events) output.line({ ...event, at: at.toISOString() });
    return;
  }
  if (events.length === 0) return;
  const tell = createMoments(project.messageLanguage, project.timezone);
  const rows = events.map((event) => ({
    cells: [tell(event.at), event.channel ? output.label(event.channel) : ''],
    text: [`${output.words.events[kindOf(event)] ?? event.kind} — ${event.post ?? ''}`, ...detailsOf(event, { output, project })],
  }));
  output.result(columns(rows, { width: output.width, left: 0 }));
}

/** A test mail may also not have been sent. */
const kindOf = ({ kind, data }: LedgerEvent): string => (kind === 'tested' && data['outcome'] !== 'sent' ? 'untested' : kind);

/** The address or the reason, where the event has one. */
function detailsOf(
  { kind, data, channel, post }: LedgerEvent,
  { output, project }: Pick<Context, 'output' | 'project'>,
): readonly string[] {
  if (kind === 'waived') return [editorialWords[project.messageLanguage].logged(data as { rule: string; reason: string; by?: string })];
  const { receipt, problem } = data as { receipt?: { url?: string }; problem?: Problem };
  return [
    ...approvalLines(kind, data, output),
    receipt?.url,
    problem && output.textOf(placed(problem, { ...(channel && { channel }), ...(post && { file: post }) })).message,
  ].filter((line): line is string => line !== undefined);
}

/** Who approved, and the plan that it was: its digest is whole, so that it can be found again. */
function approvalLines(kind: string, data: LedgerEvent['data'], { words }: Context['output']): readonly string[] {
  if (!Object.values<string>(approvalKinds).includes(kind)) return [];
  const { plan, by = [] } = data as unknown as Pick<Approval, 'plan'> & Partial<Approval>;
  return by.length > 0 ? [approvalText({ plan, by }, words.approval), plan] : [plan];
}

function limitFlag(invocation: Invocation): number {
  const given = textFlag(invocation, 'limit');
  const limit = given === undefined ? defaultLimit : Number(given);
  return Number.isSafeInteger(limit) && limit > 0
    ? limit
    : fail('usage-bad-value', { option: '--limit', value: given ?? '', expected: '1, 2, 3 …' });
}

function channelFlag({ project }: Context, invocation: Invocation): string | undefined {
  const given = textFlag(invocation, 'channel');
  const choices = project.kinds.map(({ id }) => id);
  return given === undefined || choices.includes(given)
    ? given
    : fail('usage-bad-value', { option: '--channel', value: given, expected: choices.join(', ') });
}
