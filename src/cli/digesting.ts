/** Makes a digest out of what the ledger says was published. Writes nothing. */
import type { Channel } from '../core/channel.ts';
import type { Delivery } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import type { ChannelRequest } from '../core/post.ts';
import { fail, type Problem, problem } from '../core/problem.ts';
import type { Published } from '../core/published.ts';
import { digestParts } from '../pipeline/digest.ts';
import { type DigestSource, digestItems, withoutCard } from '../pipeline/digest-items.ts';
import { digestName } from '../pipeline/digest-text.ts';
import { type ChannelUse, type Context, channelOf } from './context.ts';
import { cardsFromFiles } from './digest-cards.ts';
import { type DigestIntro, readDigestIntro } from './digest-intro.ts';
import { type DigestCandidate, renderParts } from './digest-parts.ts';
import { mailingOf, type ReaderList, readReaderList } from './reader-list.ts';

export interface PreparedDigest {
  readonly name: string;
  readonly channel: Channel;
  /** How far the digest before it came. */
  readonly after: number | undefined;
  readonly upTo: number;
  /** Is there anything new at all, for whomever? */
  readonly hasNews: boolean;
  /** Is there anybody who gets mail? */
  readonly hasReaders: boolean;
  readonly candidates: readonly DigestCandidate[];
  readonly readers: ReaderList;
  readonly uses: readonly ChannelUse[];
  readonly problems: readonly Problem[];
}

export interface DigestOptions {
  readonly now: Date;
  /** Instead of since the last digest. */
  readonly since?: Date | undefined;
  /** As it was typed. */
  readonly intro?: string | undefined;
  /** Told when there was no digest before. */
  readonly onFirst: (since: Date) => void;
}

/** How far the first digest looks back. */
const firstMs = 7 * 86_400_000;

export async function prepareDigest(context: Context, options: DigestOptions): Promise<PreparedDigest> {
  const { project } = context;
  const channel = mailingOf(context) ?? fail('no-mailing', {});
  const given = project.channelOptions[channel.id] ?? {};
  const intro = introFor(context, given, options);
  const request: ChannelRequest = {
    channel: channel.id,
    link: false,
    template: 'digest',
    options: { ...given, ...(intro && { intro: intro.intro }) },
  };
  const uses: readonly ChannelUse[] = [{ channel, options: request.options }];
  const readers = await readReaderList(context, [{ channels: [request] }]);
  const ledger = await context.existingLedger();
  const after = await ledger?.digestedUpTo();
  const { published, items, problems } = await newItems(context, ledger, {
    from: ledger ? startOf(options, after) : { event: 0 },
  });
  const groups = await readers.groups();
  const parts = digestParts(items, groups, { withoutAudience: given['withoutAudience'] === 'none' ? 'none' : 'all' });
  const name = await freeName(ledger, options.now, project.timezone);
  const rendered = await renderParts(context, { channel, request, parts, name, upTo: published.upTo, now: options.now });
  return {
    name,
    channel,
    after,
    upTo: published.upTo,
    hasNews: items.length > 0,
    hasReaders: groups.length > 0,
    candidates: rendered.candidates,
    readers,
    uses,
    problems: [
      ...project.warnings,
      ...readers.problems,
      ...(intro?.problems ?? []),
      ...problems,
      ...rendered.problems.map((one) => inIntro(one, intro)),
    ],
  };
}

function introFor({ project }: Context, given: ChannelRequest['options'], { intro }: DigestOptions): DigestIntro | undefined {
  if (intro !== undefined) return readDigestIntro(intro, { root: project.root, folder: process.cwd() });
  const { digestIntro } = given;
  return typeof digestIntro === 'string' ? readDigestIntro(digestIntro, { root: project.root, folder: project.root }) : undefined;
}

/** What is wrong with the words at the beginning is wrong in their file. */
const inIntro = (found: Problem, intro: DigestIntro | undefined): Problem =>
  intro && found.where?.field === 'newsletter.intro' ? { ...found, where: { file: intro.file } } : found;

function startOf({ now, since, onFirst }: DigestOptions, after: number | undefined): DigestSource['after'] {
  if (since) return { at: since };
  if (after !== undefined) return { event: after };
  const first = new Date(now.getTime() - firstMs);
  onFirst(first);
  return { at: first };
}

/** Every post that became news after a moment, and what is left out of it. */
export async function newItems(context: Context, ledger: Ledger | undefined, { from }: { readonly from: DigestSource['after'] }) {
  const nothing: Published = { upTo: 0, deliveries: [] };
  if (!ledger) return { published: nothing, items: [], problems: [] };
  const published = await ledger.publishedAfter(from);
  const source = {
    deliveries: published.deliveries,
    after: from,
    hub: context.project.hub,
    isMailing: (channel: string) => channelOf(channel).reaches === 'readers',
  };
  const { items, closed, unknown } = digestItems({ ...source, cards: await cardsFromFiles(context, ledger, withoutCard(source)) });
  return {
    published,
    items,
    problems: [
      ...closed.map((file) => problem('digest-closed', {}, { file })),
      ...unknown.map((file) => problem('digest-audience-unknown', {}, { file })),
    ],
  };
}

async function freeName(ledger: Ledger | undefined, now: Date, timezone: string): Promise<string> {
  const taken = new Set<string>();
  for (;;) {
    const name = digestName(now, timezone, (one) => taken.has(one));
    const events = (await ledger?.events({ posts: [name], limit: 1 })) ?? [];
    if (events.length === 0) return name;
    taken.add(name);
  }
}

/** Those of this digest, as they stand in the ledger. */
export const deliveriesOf = async (ledger: Ledger, scheduled: readonly Delivery[]): Promise<readonly Delivery[]> => {
  const ids = new Set(scheduled.map(({ id }) => id));
  return (await ledger.list({ posts: scheduled.map(({ post }) => post) })).filter(({ id }) => ids.has(id));
};
