/** From the files that a person named to candidates for the plan, with every problem on the way. Writes nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Delivery, hasLeft } from '../core/delivery.ts';
import type { TakenOver } from '../core/forward.ts';
import type { Ledger } from '../core/ledger.ts';
import type { ChannelRequest, ParsedPost, Post } from '../core/post.ts';
import { OmkError, type Problem, placed, problem } from '../core/problem.ts';
import type { Mask } from '../pipeline/editorial/privacy/mask.ts';
import type { ShownMessage } from '../pipeline/editorial/rule.ts';
import type { Candidate, Skipped } from '../pipeline/plan.ts';
import type { RenderedMessage, RenderInput } from '../pipeline/render.ts';
import type { TemplateFile, TemplateSource } from '../pipeline/template.ts';
import type { Corrected } from '../pipeline/template-variables.ts';
import { linkFor, validatePosts } from '../pipeline/validate.ts';
import type { Project } from './config.ts';
import { type ChannelUse, type Context, channelOf } from './context.ts';
import { type PostText, parseText } from './forwarding/item-text.ts';
import { standingThere, takenOver, withCard } from './forwarding/taken-over.ts';
import { endingSettings } from './live-settings.ts';
import { type ReaderList, readReaderList, selectionOf } from './reader-list.ts';
import { judgeAll, type Masks, readAlong, shownMessage, type Waived } from './reading-along.ts';
import { openReadingPool, type ReadingPool } from './reading-pool.ts';

export interface Prepared {
  readonly candidates: readonly Candidate[];
  readonly skipped: readonly Skipped[];
  readonly known: readonly Delivery[];
  readonly readers: ReaderList;
  /** Those that were named, drafts too. */
  readonly posts: readonly Post[];
  /** What the posts want of which channel, to check settings. */
  readonly uses: readonly ChannelUse[];
  /** Warnings too; with an error among them nothing may be sent. */
  readonly problems: readonly Problem[];
  /** Findings that writers decided not to follow. */
  readonly waived: readonly Waived[];
  /** For every line of a post that is shown. */
  readonly masks: Masks;
  /** What stands at the hub without omk's doing; it enters the ledger before the rest. */
  readonly takenOver: readonly TakenOver[];
}

export interface PrepareOptions {
  readonly files: readonly string[];
  /** Instead of files: posts that stand in none. */
  readonly texts?: readonly PostText[];
  /** Narrows to these channels. */
  readonly only?: readonly string[] | undefined;
  /** By a plan: that nothing is left to do is told by who compares. */
  readonly mayBeEmpty?: boolean;
  /** To look at: drafts are rendered too. */
  readonly withDrafts?: boolean;
}

/** Reads, checks and renders, post by post. */
export async function preparePosts(
  context: Context,
  { files, texts, only, mayBeEmpty = false, withDrafts = false }: PrepareOptions,
): Promise<Prepared> {
  const { project } = context;
  stopOnUnknownChannels(context, only);
  const { posts: parsed, problems, unread } = texts ? await parseTexts(project, texts) : await readPosts(context, files);
  const posts = parsed.map((post) => narrowed(post, only));
  if (!mayBeEmpty) stopOnNothingLeft(parsed, posts, only);
  const ledger = await context.existingLedger();
  const corrected = await readCorrected(context, posts);
  const ids = [...posts, ...corrected].flatMap(({ id, corrects }) => (corrects ? [id, corrects] : [id]));
  const stored = (await ledger?.list({ posts: ids })) ?? [];
  const taken = await takenOver(context, posts, stored);
  const isStored = ({ planned: { post, channel } }: TakenOver) => stored.some((one) => one.post === post && one.channel === channel);
  const known = [...stored, ...taken.filter((one) => !isStored(one)).map(standingThere)];
  const readers = await readReaderList(context, posts);
  const found: Problem[] = [
    ...project.warnings,
    ...problems,
    ...validatePosts({
      posts,
      hub: project.hub,
      hubName: context.output.label(project.hub ?? ''),
      withoutHub: parsed.filter((post) => isLeftOut(project.hub, post, only)).map(({ id }) => id),
      known,
      exists: (file) => existsSync(join(project.root, file)),
    }),
    ...readers.problems,
  ];
  const work: Work = {
    context,
    known,
    ledger,
    readers,
    posts: [...posts, ...corrected],
    templates: await templateSource(context),
    withDrafts,
  };
  const prepared = await prepareAll(work, posts, only);
  const uses = prepared.flatMap((one) => one.uses);
  const said = unique([...found, ...prepared.flatMap((one) => one.problems), ...endingSettings(context, uses)]);
  const { roughMask } = await import('../pipeline/editorial/privacy/mask.ts');
  const rough = unread.map((file) => [file, roughMask] as const);
  const masks = new Map([...rough, ...prepared.flatMap(({ post: { file }, mask }) => (mask ? [[file, mask] as const] : []))]);
  const judged = await judgeAll(project, posts, said, masks);
  const candidates = prepared.flatMap((one) => one.candidates);
  return {
    posts: prepared.map(({ post }) => post),
    candidates,
    skipped: prepared.flatMap((one) => one.skipped),
    uses,
    ...judged,
    masks,
    known,
    readers,
    takenOver: taken.map((one) => withCard(context, one, candidates)),
  };
}

interface Work {
  readonly context: Context;
  readonly known: readonly Delivery[];
  readonly ledger: Ledger | undefined;
  readonly readers: ReaderList;
  /** Those that were named, and those that they correct. */
  readonly posts: readonly ParsedPost[];
  readonly templates: TemplateSource;
  readonly withDrafts: boolean;
}

/** Post by post; many are read along beside that, so what was found comes last. */
async function prepareAll(work: Work, posts: readonly ParsedPost[], only: readonly string[] | undefined): Promise<readonly PreparedPost[]> {
  const pool = openReadingPool(posts.length, work.context.project.checks);
  try {
    const rendered: RenderedPost[] = [];
    for (const post of posts) rendered.push(await preparePost(work, post, { only, pool }));
    return await Promise.all(rendered.map(({ read }) => read));
  } finally {
    await pool.close();
  }
}

interface PreparePostOptions {
  readonly only: readonly string[] | undefined;
  readonly pool: ReadingPool;
}

interface PreparedPost {
  readonly post: Post;
  readonly mask?: Mask;
  readonly candidates: readonly Candidate[];
  readonly skipped: readonly Skipped[];
  readonly uses: readonly ChannelUse[];
  readonly problems: readonly Problem[];
}

function stopOnUnknownChannels({ project }: Context, only: readonly string[] = []): void {
  const choices = project.kinds.map(({ id }) => id);
  const wrong = only.filter((id) => !choices.includes(id));
  if (wrong.length > 0) {
    throw new OmkError(wrong.map((value) => problem('usage-bad-value', { option: '--channels', value, expected: choices.join(', ') })));
  }
}

/** A post of a folder that goes elsewhere is passed over, but a command that finds nothing at all to do says so. */
function stopOnNothingLeft(before: readonly ParsedPost[], after: readonly ParsedPost[], only: readonly string[] = []): void {
  const choices = [...new Set(before.flatMap(({ channels }) => channels.map(({ channel }) => channel)))];
  if (choices.length === 0 || after.some(({ channels, switchedOff }) => channels.length + switchedOff.length > 0)) return;
  throw new OmkError([problem('usage-bad-value', { option: '--channels', value: only.join(','), expected: choices.join(', ') })]);
}

async function readPosts({ project }: Context, patterns: readonly string[]) {
  const { findPosts } = await import('./project-files.ts');
  const { files, problems } = findPosts({ patterns, cwd: process.cwd(), root: project.root, templates: project.templates });
  const read = await parseFiles(project, files);
  return {
    ...read,
    problems: [...problems, ...read.problems],
    unread: files.filter((file) => !read.posts.some((post) => post.file === file)),
  };
}

async function parseTexts(project: Project, texts: readonly PostText[]) {
  const { parsePost } = await import('../pipeline/parse.ts');
  const results = texts.map((text) => parseText(text, project, parsePost));
  return { posts: results.flatMap(({ post }) => (post ? [post] : [])), problems: results.flatMap(({ problems }) => problems), unread: [] };
}

/** A correction may name a post by its file, and the ledger knows it by its id. What is wrong with that post is told elsewhere. */
async function readCorrected({ project }: Context, posts: readonly ParsedPost[]): Promise<readonly ParsedPost[]> {
  const named = posts.flatMap(({ corrects }) => (corrects === undefined || posts.some(({ file }) => file === corrects) ? [] : [corrects]));
  const files = [...new Set(named)].filter((file) => existsSync(join(project.root, file)));
  return files.length === 0 ? [] : (await parseFiles(project, files)).posts;
}

export async function parseFiles(project: Project, files: readonly string[]) {
  const { readPost } = await import('./project-files.ts');
  const { parsePost } = await import('../pipeline/parse.ts');
  const results = files.map((file) => {
    const read = readPost(project.root, file);
    return 'code' in read ? { problems: [read] } : parsePost({ text: read.text, file, project });
  });
  return {
    posts: results.flatMap((result) => ('post' in result && result.post ? [result.post] : [])),
    problems: results.flatMap((result) => result.problems),
  };
}

const isLeftOut = (hub: string | undefined, { channels }: ParsedPost, only: readonly string[] | undefined): boolean =>
  hub !== undefined && only !== undefined && !only.includes(hub) && channels.some(({ channel }) => channel === hub);

const narrowed = (post: ParsedPost, only: readonly string[] | undefined): ParsedPost =>
  only
    ? {
        ...post,
        channels: post.channels.filter(({ channel }) => only.includes(channel)),
        switchedOff: post.switchedOff.filter((id) => only.includes(id)),
      }
    : post;

/** Each template is read once by a command. */
export async function templateSource({ project }: Context): Promise<TemplateSource> {
  const { readTemplate } = await import('./project-files.ts');
  const known = new Map<string, TemplateFile | undefined>();
  return async (channel, variant, extension) => {
    const name = [channel, variant, extension].join('.');
    if (known.has(name)) return known.get(name);
    const found = readTemplate(project, { channel, extension, ...(variant !== undefined && { variant }) });
    const template = found && { file: found.name, text: found.text };
    known.set(name, template);
    return template;
  };
}

interface RenderedPost {
  /** Once it has been read along, too. */
  readonly read: Promise<PreparedPost>;
}

async function preparePost(work: Work, parsed: ParsedPost, { only, pool }: PreparePostOptions): Promise<RenderedPost> {
  const { loadMedia } = await import('./media.ts');
  const { media, problems } = await loadMedia(parsed.images, { root: work.context.project.root, file: parsed.file });
  const post: Post = { ...parsed, media };
  const results = await Promise.all(post.channels.map((request) => prepareRequest(work, post, request)));
  const reading = readAlong(work.context.project, post, {
    pool,
    messages: results.flatMap(({ shown }) => (shown ? [shown] : [])),
    now: work.context.clock.now(),
    sentAt: firstSent(post, work.known),
  });
  const off = post.switchedOff.filter((channel) => only?.includes(channel) ?? true);
  const read = reading.then((editorial) => ({
    post,
    ...(editorial.mask && { mask: editorial.mask }),
    candidates: results.flatMap(({ candidate }) => (candidate ? [candidate] : [])),
    skipped: [
      ...results.flatMap(({ skipped }) => (skipped ? [skipped] : [])),
      ...off.map((channel) => ({ post, channel, reason: problem('switched-off', {}) })),
    ],
    uses: results.flatMap(({ use }) => (use ? [use] : [])),
    problems: [...problems, ...editorial.problems, ...results.flatMap((result) => result.problems)].map((found) =>
      placed(found, { file: post.file }),
    ),
  }));
  // Awaited after the last post; a failure until then is not unheard.
  read.catch(() => {});
  return { read };
}

function firstSent({ id }: ParsedPost, known: readonly Delivery[]): Date | undefined {
  const moments = known.flatMap(({ post, state, firstAttemptAt }) =>
    post === id && hasLeft(state) && firstAttemptAt ? [firstAttemptAt] : [],
  );
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** What every channel finds in the same body is told once. */
const unique = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((found) => [JSON.stringify(found), found])).values(),
];

interface PreparedRequest {
  readonly shown?: ShownMessage;
  readonly candidate?: Candidate;
  readonly skipped?: Skipped;
  readonly use?: ChannelUse;
  readonly problems: readonly Problem[];
}

async function prepareRequest(work: Work, post: Post, request: ChannelRequest): Promise<PreparedRequest> {
  const { context, ledger, readers } = work;
  const channel = channelOf(request.channel);
  const use: ChannelUse = { channel, options: request.options };
  const skip = (reason: Problem, problems: readonly Problem[] = []): PreparedRequest => ({
    skipped: { post, channel: channel.id, reason },
    problems,
  });
  const place = channel.destination(context.values(channel, request.options));
  if (!place) return skip(problem('switched-off', {}));
  const templates: TemplateFile[] = [];
  const { message, revision, card, problems } = await renderRequest(
    { ...work, templates: noting(work.templates, templates) },
    post,
    request,
  );
  const shown = message && { shown: shownMessage(request, message, await context.rules(channel.id)) };
  if (post.draft && !work.withDrafts) return { ...skip(problem('is-draft', {}), problems), ...shown };
  if (!message || !revision) return { use, problems };
  const reference = `name:${place.reference}`;
  const known = place.id === undefined ? await ledger?.knownDestination(channel.id, reference) : undefined;
  const count = channel.reaches === 'readers' ? await readers.count(selectionOf(message, request.options)) : undefined;
  const candidate: Candidate = {
    post,
    request,
    destination: place.id ?? known?.id ?? reference,
    destinationName: known?.name ?? place.name,
    message,
    revision,
    ...(card && { card }),
    ...(count !== undefined && { readers: count }),
    origin: { reference: place.reference, ...(place.id !== undefined && place.id !== place.reference && { account: place.id }), templates },
  };
  return { candidate, use, problems, ...shown };
}

/** Keeps each template that was asked for. */
const noting =
  (source: TemplateSource, found: TemplateFile[]): TemplateSource =>
  async (...asked) => {
    const template = await source(...asked);
    if (template && !found.some(({ file }) => file === template.file)) found.push(template);
    return template;
  };

async function renderRequest({ context, known, posts, templates }: Work, post: Post, request: ChannelRequest): Promise<RenderedMessage> {
  const { renderMessage } = await import('../pipeline/render.ts');
  const { project } = context;
  const channel = channelOf(request.channel);
  const input: RenderInput = {
    post,
    channel,
    request,
    rules: await context.rules(channel.id),
    templates,
    link: linkFor(post, request, { hub: project.hub, known }),
    project: { name: project.name, timeZone: project.timezone, campaign: project.checks.campaign },
  };
  if (post.corrects === undefined) return renderMessage(input);
  const rendered = await renderMessage({ ...input, corrects: correctedPost(post.corrects, { hub: project.hub, known, posts }) });
  const { revision } = await renderMessage({ ...input, corrects: anyPost });
  return { ...rendered, ...(revision !== undefined && { revision }) };
}

/** Stands in for the corrected post in a revision: that it gets an address later is no edit of the correction. */
const anyPost: Corrected = { title: 'corrects', link: 'https://corrects.invalid/' };

/** The post that a correction names, with its address if the hub has it. */
function correctedPost(
  corrects: string,
  { hub, known, posts }: { hub: string | undefined; known: readonly Delivery[]; posts: readonly ParsedPost[] },
): Corrected {
  const deliveries = known.filter(({ post, file }) => post === corrects || file === corrects);
  const link = deliveries.find(({ channel, receipt }) => channel === hub && receipt?.url)?.receipt?.url;
  const title = deliveries[0]?.title ?? posts.find(({ id, file }) => id === corrects || file === corrects)?.title ?? corrects;
  return { title, link };
}
