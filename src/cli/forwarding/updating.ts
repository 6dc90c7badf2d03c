/** `omk forward --update`: what was edited at the source after it was sent is brought to the channels that can change it. */
import { isWarning } from '../../core/problem.ts';
import type { SourceItem } from '../../core/source.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { carryOutChanges } from '../changing.ts';
import type { Context } from '../context.ts';
import { onInterrupt } from '../interrupt.ts';
import { forwardWords } from '../messages/forward-words.ts';
import type { Invocation } from '../run.ts';
import { showReport } from '../show-report.ts';
import { changesOf } from '../updating.ts';
import { type RoundOptions, sourceLabel } from './forwarding.ts';
import { isRefused, prepareItems } from './preparing-items.ts';
import { type FoundItem, type SourceInUse, seenOf } from './reading-items.ts';

export async function updateForwarded(
  context: Context,
  invocation: Invocation,
  inUse: SourceInUse,
  { channels, only }: RoundOptions,
): Promise<ExitCode> {
  const { output, project } = context;
  const { signal, release } = onInterrupt(output);
  const found = await editedItems(context, inUse, signal).finally(release);
  const now = context.clock.now();
  const preparing = { now, channels, only, isDryRun: false, signal };
  const { items, prepared } = await prepareItems(context, inUse, found, preparing);
  const going = items.filter((item) => !isRefused(item));
  const refused = items.filter(isRefused).flatMap(({ problems }) => problems);
  if (going.length === 0) {
    output.talk(forwardWords[project.messageLanguage].nothing(sourceLabel(output.label, inUse.from, project.feed)));
    return showReport(context, { posts: [], problems: refused }, { command: 'publish', exitCode: refused.length > 0 ? 4 : 0 });
  }
  const ids = new Set(going.map(({ now: { post } }) => post));
  const changes = await changesOf(
    context,
    {
      ...prepared,
      candidates: prepared.candidates.filter(({ post }) => ids.has(post.id)),
    },
    undefined,
  );
  const code = await carryOutChanges(context, invocation, {
    changes,
    question: output.words.confirm.update,
    problems: [...refused, ...going.flatMap(({ problems }) => problems.filter(isWarning))],
  });
  const ledger = await context.ledger();
  // What a person left as it is stays to be brought another time.
  const all = await ledger.list({ posts: [...ids] });
  const isBrought = (post: string): boolean => all.some((one) => one.post === post && one.kind === 'update');
  const brought = going.filter(({ now: { post } }) => isBrought(post));
  await ledger.saveItems(
    inUse.name,
    brought.map(({ item, seen }) => seenOf(item, inUse.name, 'planned', seen && { item: seen.item, post: seen.post })),
  );
  return code;
}

/** Those that were edited after they had left, as they are now. */
async function editedItems(context: Context, { name, source }: SourceInUse, signal: AbortSignal): Promise<readonly FoundItem[]> {
  const ledger = await context.ledger();
  const seen = (await ledger.seenItems(name, { standings: ['planned'] })).filter(({ editedAt }) => editedAt !== undefined);
  if (seen.length === 0) return [];
  const oldest = new Date(Math.min(...seen.map(({ editedAt, publishedAt }) => Math.min(editedAt?.getTime() ?? 0, publishedAt.getTime()))));
  const found = new Map<string, SourceItem>();
  for await (const page of source.publishedSince(oldest, signal))
    for (const item of page) if (item.state === 'published' && item.access === 'public') found.set(item.id, item);
  return seen.flatMap((one) => {
    const item = found.get(one.item) ?? [...found.values()].find(({ url }) => url === one.url);
    return item ? [{ item, seen: one }] : [];
  });
}
