/** What can still be known of posts that were published before omk kept cards: from what was mailed, and from their files. */
import type { Card } from '../core/card.ts';
import type { Delivery } from '../core/delivery.ts';
import type { Json } from '../core/json.ts';
import type { Ledger } from '../core/ledger.ts';
import type { ParsedPost } from '../core/post.ts';
import { cardOf } from '../pipeline/card.ts';
import { type Context, channelOf } from './context.ts';

export async function cardsFromFiles(context: Context, ledger: Ledger, posts: readonly string[]): Promise<ReadonlyMap<string, Card>> {
  if (posts.length === 0) return new Map();
  const deliveries = await ledger.list({ posts });
  const cards = new Map<string, Card>();
  for (const post of posts) {
    const card = await cardFrom(
      context,
      deliveries.filter((one) => one.post === post && one.kind === 'publish'),
    );
    if (card) cards.set(post, card);
  }
  return cards;
}

/** Whom an issue went to counts more than what the file says by now. Without either nobody knows for whom the post is. */
async function cardFrom(context: Context, deliveries: readonly Delivery[]): Promise<Card | undefined> {
  const [first] = deliveries;
  if (!first) return undefined;
  const issue = deliveries.find(({ channel }) => channelOf(channel).reaches === 'readers');
  const written = await writtenCard(context, first.file);
  if (!issue) return written && (await withAccess(context, written, deliveries));
  const { audience: _written, ...rest } = written ?? { title: issue.title, language: context.project.language };
  const audience = textsOf(issue.message.details['audience']);
  return withAccess(context, { ...rest, ...(audience && { audience }) }, deliveries);
}

async function withAccess({ project, rules }: Context, card: Card, deliveries: readonly Delivery[]): Promise<Card> {
  const atHub = deliveries.find(({ channel }) => channel === project.hub);
  const isClosed = atHub !== undefined && (await rules(atHub.channel)).isClosed?.(atHub.message) === true;
  return { ...card, ...(isClosed && { isClosed }) };
}

async function writtenCard({ project }: Context, file: string): Promise<Card | undefined> {
  const { readPost } = await import('./project-files.ts');
  const { parsePost } = await import('../pipeline/parse.ts');
  const read = readPost(project.root, file);
  const post: ParsedPost | undefined = 'code' in read ? undefined : parsePost({ text: read.text, file, project }).post;
  if (!post) return undefined;
  const { readMarkdown } = await import('../pipeline/markdown.ts');
  const { richText } = await readMarkdown(post.body);
  const { cleanPost } = await import('../pipeline/clean-post.ts');
  return cardOf({ post: cleanPost({ ...post, media: [] }, project.checks.campaign), original: richText, corrects: undefined }, false);
}

const textsOf = (value: Json | undefined): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
