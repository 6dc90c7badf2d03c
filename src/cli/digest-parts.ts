/** The parts of a digest, each rendered as an issue for its readers. */
import type { Channel } from '../core/channel.ts';
import type { Json } from '../core/json.ts';
import type { ChannelRequest, Post } from '../core/post.ts';
import type { Problem } from '../core/problem.ts';
import type { ReaderGroup } from '../core/reader.ts';
import { webAddress } from '../core/web-paths.ts';
import { type DigestPart, type Sections, sectionsOf } from '../pipeline/digest.ts';
import { type DigestPlace, digestPreheader, digestTitle, digestVariables, partNames } from '../pipeline/digest-text.ts';
import type { Candidate } from '../pipeline/plan.ts';
import { renderMessage, revisionOf } from '../pipeline/render.ts';
import type { Context } from './context.ts';
import { templateSource } from './publishing.ts';

export interface DigestCandidate extends Candidate {
  readonly groups: readonly ReaderGroup[];
}

interface Rendering {
  readonly channel: Channel;
  readonly request: ChannelRequest;
  readonly parts: readonly DigestPart[];
  readonly name: string;
  readonly upTo: number;
  readonly now: Date;
}

export async function renderParts(context: Context, rendering: Rendering) {
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
  waive: [],
  head: '',
  lines: {},
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
      project: { name: project.name, timeZone: project.timezone, campaign: project.checks.campaign },
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
