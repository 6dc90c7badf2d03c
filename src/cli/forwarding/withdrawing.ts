/** Items that are no longer there for everybody: what has not left stays here, and for the rest a person is asked. */
import { type Delivery, hasLeft, whatStands } from '../../core/delivery.ts';
import { isTakenOver, type SeenItem } from '../../core/forward.ts';
import type { Ledger } from '../../core/ledger.ts';
import { type Problem, problem } from '../../core/problem.ts';
import type { Context } from '../context.ts';

export interface Withdrawn {
  readonly problems: readonly Problem[];
  /** To be remembered once a person was told. */
  readonly seen: readonly SeenItem[];
}

export async function withdraw(
  context: Context,
  items: readonly SeenItem[],
  { isDryRun }: { readonly isDryRun: boolean },
): Promise<Withdrawn> {
  if (items.length === 0) return { problems: [], seen: [] };
  const ledger = await context.ledger();
  const all = await ledger.list({ posts: items.map(({ post }) => post) });
  const problems: Problem[] = [];
  for (const { post, url } of items) {
    const deliveries = all.filter((one) => one.post === post && !isTakenOver(one));
    const open = deliveries.filter(isStillHere);
    if (!isDryRun) await cancelAll(ledger, open);
    problems.push(...told(context, { post, url, deliveries, hasOpen: open.length > 0 }));
  }
  return {
    problems,
    seen: items.map((seen) => ({ ...seen, standing: 'gone' })),
  };
}

const isStillHere = ({ kind, state }: Delivery): boolean => kind === 'publish' && ['scheduled', 'waiting', 'failed'].includes(state);

async function cancelAll(ledger: Ledger, open: readonly Delivery[]): Promise<void> {
  for (const { id, state } of open) await ledger.move(id, state, { state: 'cancelled' }, 'source');
}

/** Keeps here what of this post has not left; tells whether there was anything. A better text brings it back. */
export async function holdBack(context: Context, post: string, { isDryRun }: { readonly isDryRun: boolean }): Promise<boolean> {
  const open = ((await (await context.existingLedger())?.list({ posts: [post] })) ?? []).filter(
    (one) => isStillHere(one) && !isTakenOver(one),
  );
  if (!isDryRun && open.length > 0) await cancelAll(await context.ledger(), open);
  return open.length > 0;
}

interface Standing {
  readonly post: string;
  readonly url: string;
  readonly deliveries: readonly Delivery[];
  readonly hasOpen: boolean;
}

function told({ output }: Context, { post, url, deliveries, hasOpen }: Standing): readonly Problem[] {
  const title = deliveries[0]?.title ?? url;
  const out = deliveries.filter((one) => one.kind === 'publish' && hasLeft(one.state) && !whatStands(one, deliveries).retraction);
  const channels = [...new Set(out.map(({ channel }) => output.label(channel)))];
  if (channels.length > 0) return [problem('forward-gone', { title, post, channels }, { file: url })];
  return hasOpen ? [problem('forward-gone-unsent', { title }, { file: url })] : [];
}
