/** Items become posts and go through everything that a post from disk goes through, up to the plan. */
import type { SeenItem, TakenOver } from '../../core/forward.ts';
import { isWarning, type Problem, problem } from '../../core/problem.ts';
import type { SourceItem } from '../../core/source.ts';
import { postIdOf } from '../../pipeline/forward-decision.ts';
import { postText } from '../../pipeline/item-post.ts';
import { type PlanEntry, planDeliveries } from '../../pipeline/plan.ts';
import { renamed } from '../commands/publish.ts';
import { type Context, stopOnErrors } from '../context.ts';
import { type Prepared, preparePosts } from '../publishing.ts';
import { fetchPicture } from './item-picture.ts';
import type { PostText } from './item-text.ts';
import { type FoundItem, type SourceInUse, seenOf } from './reading-items.ts';
import { isOnlyThought } from './taken-over.ts';
import { toldTitle } from './told-title.ts';

export interface PreparedItem {
  readonly item: SourceItem;
  readonly seen?: SeenItem;
  /** As it will be remembered. */
  readonly now: SeenItem;
  readonly title: string;
  readonly entries: readonly PlanEntry[];
  readonly takenOver: readonly TakenOver[];
  /** Warnings too; with an error among them it does not go. */
  readonly problems: readonly Problem[];
}

export interface PreparingOptions {
  readonly now: Date;
  readonly channels: readonly string[];
  readonly only: readonly string[] | undefined;
  /** Nothing is written: pictures stay where they are. */
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
}

export interface PreparedBatch {
  readonly items: readonly PreparedItem[];
  readonly prepared: Prepared;
}

/** Where pictures are kept until they are sent: never in git, and practice apart from the real thing. */
export const pictureFolder = ({ project }: Context): string => (project.mode === 'sandbox' ? '.omk/sandbox/forward' : '.omk/forward');

export async function prepareItems(
  context: Context,
  inUse: SourceInUse,
  found: readonly FoundItem[],
  options: PreparingOptions,
): Promise<PreparedBatch> {
  const texts: PostText[] = [];
  const pictures = new Map<string, Problem>();
  for (const one of found) {
    const text = await textOf(context, inUse, one, options);
    texts.push(text);
    if (text.picture) pictures.set(one.item.id, text.picture);
  }
  const prepared = await preparePosts(context, {
    files: [],
    texts,
    only: options.only,
    mayBeEmpty: true,
  });
  // What concerns no post concerns them all.
  const common = prepared.problems.filter(({ where }) => !found.some(({ item }) => item.url === where?.file));
  stopOnErrors([...common, ...context.missing(prepared.uses, { credentials: !options.isDryRun })]);
  const known = prepared.known.filter((one) => !isOnlyThought(one));
  const twins = await renamed({ ...prepared, known }, await context.existingLedger());
  const entries = planDeliveries({
    ...prepared,
    hub: context.project.hub,
    now: options.now,
    again: [],
  });
  const items = found.map(({ item, seen }): PreparedItem => {
    const id = seen?.post ?? postIdOf(inUse.name, item.id);
    const title = toldTitle(item);
    const picture = pictures.get(item.id);
    const own = prepared.problems.filter(({ where }) => where?.file === item.url).map(withoutLine);
    const twin = twins.flatMap((one) => (one.where?.file === item.url && one.code === 'content-renamed' ? [one.params.other] : []));
    return {
      item,
      ...(seen && { seen }),
      now: seenOf(item, inUse.name, 'planned', {
        post: id,
        ...(seen && { item: seen.item }),
      }),
      title,
      entries: entries.filter((entry) => entry.post.id === id && !isTakenBack(entry, seen)),
      takenOver: prepared.takenOver.filter(({ planned }) => planned.post === id),
      problems: [
        ...(picture ? [{ ...picture, where: { file: item.url } }] : []),
        ...own,
        ...twin.map((other) => problem('forward-twin', { title, other }, { file: item.url })),
      ],
    };
  });
  return { items, prepared };
}

export const isRefused = ({ problems }: PreparedItem): boolean => problems.some((one) => !isWarning(one));

async function textOf(
  context: Context,
  inUse: SourceInUse,
  { item, seen }: FoundItem,
  { now, channels, isDryRun, signal }: PreparingOptions,
): Promise<PostText & { readonly picture?: Problem }> {
  const { project } = context;
  const place = {
    root: project.root,
    folder: pictureFolder(context),
    source: inUse.source,
    signal,
  };
  const picture = isDryRun ? undefined : await fetchPicture(item, place);
  const due = dueAt(item, { now, delayMs: project.forward.delayMs });
  const text = postText(item, {
    id: seen?.post ?? postIdOf(inUse.name, item.id),
    from: inUse.from,
    isHub: inUse.isHub,
    channels,
    ...(due > now && { publishAt: due }),
    ...(typeof picture === 'string' && { picture }),
  });
  return {
    url: item.url,
    text,
    ...(typeof picture === 'object' && { picture }),
  };
}

/** Its writer gets some time to mend what they see only now. What can be read now was not edited tomorrow, whatever it says. */
function dueAt({ publishedAt, updatedAt }: SourceItem, { now, delayMs }: { readonly now: Date; readonly delayMs: number }): Date {
  const editedAt = Math.min(updatedAt?.getTime() ?? 0, now.getTime());
  return new Date(Math.max(publishedAt.getTime(), editedAt) + delayMs);
}

/** A line of the text that was made of it says nothing to anybody. */
function withoutLine(found: Problem): Problem {
  const { line: _line, ...where } = found.where ?? {};
  return { ...found, where };
}

/** What a person took back by hand does not go out because somebody edits the original. */
const isTakenBack = ({ delivery }: PlanEntry, seen: SeenItem | undefined): boolean =>
  seen?.standing === 'planned' && delivery?.state === 'cancelled';
