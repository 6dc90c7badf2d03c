/** Waivers that took a finding away: told when a post is published, and written into the ledger once. */
import type { Ledger } from '../core/ledger.ts';
import type { Context } from './context.ts';
import { editorialWords } from './messages/editorial-words.ts';
import type { Waived } from './reading-along.ts';

/** A line for each, so that whoever publishes knows what the post departs from. */
export function tellWaivers({ output, project }: Context, waived: readonly Waived[]): void {
  const words = editorialWords[project.messageLanguage];
  for (const { post, waiver } of waived) output.talk(words.waived({ ...waiver, file: output.pathOf(post.file) }));
}

/** Once per post, rule and reason; publishing the same again adds nothing. */
export async function recordWaivers(ledger: Ledger, waived: readonly Waived[], published: ReadonlySet<string>): Promise<void> {
  const going = waived.filter(({ post }) => published.has(post.id));
  if (going.length === 0) return;
  const posts = [...new Set(going.map(({ post }) => post.id))];
  const events = await ledger.events({ posts, limit: Number.MAX_SAFE_INTEGER });
  const known = new Set(events.filter(({ kind }) => kind === 'waived').map(({ post, data }) => keyOf(post, data)));
  for (const { post, waiver } of going) {
    const { rule, reason, by } = waiver;
    const data = { rule, reason, ...(by !== undefined && { by }) };
    if (known.has(keyOf(post.id, data))) continue;
    known.add(keyOf(post.id, data));
    await ledger.note({ kind: 'waived', post: post.id, data });
  }
}

const keyOf = (post: string | undefined, { rule, reason }: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([post, rule, reason]);
