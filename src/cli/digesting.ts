/** Makes a digest out of what the ledger says was published: its parts, rendered, and whom each is for. Writes nothing. */
import type { Channel } from '../core/channel.ts';
import type { Delivery } from '../core/delivery.ts';
import type { Json } from '../core/json.ts';
import type { Ledger } from '../core/ledger.ts';
import type { ChannelRequest, Post } from '../core/post.ts';
import { fail, type Problem, problem } from '../core/problem.ts';
import type { Published } from '../core/published.ts';
import type { ReaderGroup } from '../core/reader.ts';
import { webAddress } from '../core/web-paths.ts';
import {
  type DigestPart,
  type DigestSource,
  digestItems,
  digestParts,
  type Sections,
  sectionsOf,
  withoutCard,
} from '../pipeline/digest.ts';
import { type DigestPlace, digestName, digestPreheader, digestTitle, digestVariables, partNames } from '../pipeline/digest-text.ts';
import type { Candidate } from '../pipeline/plan.ts';
import { renderMessage, revisionOf } from '../pipeline/render.ts';
import { type ChannelUse, type Context, channelOf } from './context.ts';
import { cardsFromFiles } from './digest-cards.ts';
import { type DigestIntro, readDigestIntro } from './digest-intro.ts';
import { templateSource } from './publishing.ts';
import { mailingOf, type ReaderList, readReaderList } from './reader-list.ts';

export interface DigestCandidate extends Candidate {
  readonly groups: readonly ReaderGroup[];
}

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
  const { published, items, problems } = await newItems(context, ledger, { ...options, after });
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

async function newItems(
  context: Context,
  ledger: Ledger | undefined,
  { now, since, onFirst, after }: DigestOptions & { readonly after: number | undefined },
) {
  const nothing: Published = { upTo: 0, deliveries: [] };
  if (!ledger) return { published: nothing, items: [], problems: [] };
  const first = new Date(now.getTime() - firstMs);
  const from: DigestSource['after'] = since ? { at: since } : after === undefined ? { at: first } : { event: after };
  if (!since && after === undefined) onFirst(first);
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
    const [event] = (await ledger?.events({ posts: [name], limit: 1 })) ?? [];
    if (!event) return name;
    taken.add(name);
  }
}

interface Rendering {
  readonly channel: Channel;
  readonly request: ChannelRequest;
  readonly parts: readonly DigestPart[];
  readonly name: string;
  readonly upTo: number;
  readonly now: Date;
}

async function renderParts(context: Context, rendering: Rendering) {
  const { channel, request, parts, name, now } = rendering;
  const { project } = context;
  const options = project.channelOptions[channel.id] ?? {};
  const place = channel.destination(context.values(channel, request.options));
  const names = partNames(parts);
  const title = digestTitle(typeof options['digestTitle'] === 'string' ? options['digestTitle'] : undefined, now, placeOf(context));
  const candidates: DigestCandidate[] = [];
  const problems: Problem[] = [];
  for (const [index, part] of parts.entries()) {
    const suffix = names[index] ?? '';
    const id = suffix ? `${name}.${suffix}` : name;
    const post = digestPost({ id, file: id, title, language: project.language, request });
    const rendered = await renderPart(context, { ...rendering, part, post });
    problems.push(...rendered.problems.filter((found) => !problems.some((one) => JSON.stringify(one) === JSON.stringify(found))));
    if (!rendered.message || !place) continue;
    const message = { ...rendered.message, details: { ...rendered.message.details, digest: rendered.digest } };
    candidates.push({
      post,
      request,
      destination: place.id ?? place.reference,
      destinationName: suffix ? `${place.name}, ${suffix}` : place.name,
      message,
      revision: revisionOf(message),
      readers: part.readers,
      groups: part.groups,
    });
  }
  return { candidates, problems };
}

const placeOf = ({ project: { name, language, timezone } }: Context): DigestPlace => ({ project: name, language, timezone });

const digestPost = ({
  request,
  ...words
}: Pick<Post, 'id' | 'file' | 'title' | 'language'> & { readonly request: ChannelRequest }): Post => ({
  ...words,
  tags: [],
  images: [],
  media: [],
  draft: false,
  body: '',
  bodyLine: 1,
  channels: [request],
  switchedOff: [],
});

/** As many posts as are wanted, or as many as fit into a mail that is not cut off. */
async function renderPart(context: Context, rendering: Rendering & { readonly part: DigestPart; readonly post: Post }) {
  const { project } = context;
  const { channel, request, part, post, now, name, upTo } = rendering;
  const wanted = project.channelOptions[channel.id]?.['digestItems'];
  let max = Math.max(1, Math.min(typeof wanted === 'number' ? Math.floor(wanted) : 20, part.items.length));
  for (;;) {
    const sections = sectionsOf(part.items, { now, max });
    const rendered = await renderMessage({
      post: { ...post, preheader: digestPreheader(sections) },
      channel,
      request,
      rules: await context.rules(channel.id),
      templates: await templateSource(context),
      project: { name: project.name, timeZone: project.timezone },
      digest: digestVariables(sections, moreLink(context, request), placeOf(context)),
    });
    const isTooLong = rendered.problems.some(({ code }) => code === 'content-too-long');
    if (!isTooLong || max === 1) return { ...rendered, digest: { name, upTo, ...shown(sections) } };
    max = Math.max(1, Math.floor(max * 0.8));
  }
}

/** What the ledger keeps of it. */
const shown = ({ agenda, news, more }: Sections): { readonly [key: string]: Json } => ({
  posts: [...agenda, ...news].map(({ post }) => post),
  more,
});

/** Where a reader finds what there was no room for: the archive, else the hub. */
function moreLink({ project }: Context, { options: { web } }: ChannelRequest): string | undefined {
  if (typeof web === 'string') return webAddress(web, 'archive');
  const url = project.hub === undefined ? undefined : project.channelOptions[project.hub]?.['url'];
  return typeof url === 'string' ? url : undefined;
}

/** Those of this digest, as they stand in the ledger. */
export const deliveriesOf = async (ledger: Ledger, scheduled: readonly Delivery[]): Promise<readonly Delivery[]> => {
  const ids = new Set(scheduled.map(({ id }) => id));
  return (await ledger.list({ posts: scheduled.map(({ post }) => post) })).filter(({ id }) => ids.has(id));
};
