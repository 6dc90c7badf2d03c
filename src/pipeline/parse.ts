/** The first step: the text of a file becomes a post, or problems with file and line. */
import { isSeq } from 'yaml';
import { type ChannelOptions, type ChannelRequest, type ImageReference, MAX_POST_BYTES, type ParsedPost } from '../core/post.ts';
import { type Problem, problem } from '../core/problem.ts';
import { folderOf, pathWithin } from '../core/project-path.ts';
import { type BodyImage, findImages } from './body-images.ts';
import { normalise, type SplitFile, splitFile } from './front-matter.ts';
import { maxLevels } from './markdown-tokens.ts';
import { defaultsOf } from './option-reader.ts';
import { type ChannelKind, channelFields, type PostFields, postFields, type Section } from './post-fields.ts';
import { type Entry, entriesOf, linesOf, report } from './yaml-entry.ts';
import { map, requireKeys } from './yaml-fields.ts';

/** What a post takes over from its project. */
export interface PostProject {
  readonly language: string;
  readonly timezone: string;
  /** Where a post goes that names no channels. */
  readonly channels: readonly string[];
  /** All channels there are. */
  readonly kinds: readonly ChannelKind[];
  /** By channel: the section of omk.yaml, defaults filled in. */
  readonly channelOptions: Readonly<Record<string, ChannelOptions>>;
}

export interface ParseInput {
  readonly text: string;
  /** Relative to omk.yaml, with "/". */
  readonly file: string;
  readonly project: PostProject;
}

export interface ParseResult {
  /** There as soon as the rest of it can be checked; not to be published when `problems` holds an error. */
  readonly post?: ParsedPost;
  readonly problems: readonly Problem[];
}

export function parsePost({ text, file, project }: ParseInput): ParseResult {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_POST_BYTES) return { problems: [problem('content-too-big', { bytes, max: MAX_POST_BYTES }, { file })] };
  const problems: Problem[] = [];
  const reporting = { file, report: (found: Problem) => void problems.push(found) };
  const split = splitFile(normalise(text), file, reporting.report);
  const post = split && readSplit(split, project, reporting);
  const inOrder = problems.toSorted((a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0));
  return { ...(post && { post }), problems: inOrder };
}

interface Reporting {
  readonly file: string;
  readonly report: (found: Problem) => void;
}

interface ReadFile extends SplitFile {
  readonly pictures: readonly BodyImage[];
}

function readSplit(split: SplitFile, project: PostProject, reporting: Reporting): ParsedPost | undefined {
  const { frontMatter, bodyLine } = split;
  const pictures = findImages(split.body);
  const whole = { ...split, pictures: pictures ?? [] };
  if (!pictures)
    reporting.report(problem('content-too-deep', { levels: maxLevels }, { file: reporting.file, line: bodyLine, field: 'body' }));
  if (frontMatter) {
    const post = readPost(frontMatter, whole, project);
    return pictures && post;
  }
  inlineImages(whole, [], reporting);
  return undefined;
}

type Found = PostFields & { readonly sections: ReadonlyMap<string, Section> };

function readPost(root: Entry, split: ReadFile, project: PostProject): ParsedPost | undefined {
  const found = readFields(root, project);
  if (!found) return undefined;
  const { file, report: add } = root.source;
  const channels = requestsOf(found, root, project);
  if (isBlank(split.body, found.draft) && !(channels.length > 0 && channels.every(({ text }) => text))) {
    add(problem('content-empty', {}, { file, line: split.bodyLine, field: 'body' }));
  }
  const covers = coverImages(found, file);
  return {
    ...pick(found, ['embargo', 'summary', 'link', 'audience', 'preheader', 'event', 'poll', 'corrects', 'captions', 'consent', 'source']),
    ...(found.publish_at && { publishAt: found.publish_at }),
    id: (found.id ?? file).normalize('NFC'),
    file,
    title: found.title ?? file,
    language: found.language ?? project.language,
    tags: found.tags ?? [],
    images: [...covers, ...inlineImages(split, covers, root.source)],
    waive: found.waive ?? [],
    draft: found.draft ?? false,
    head: split.head,
    body: split.body,
    bodyLine: split.bodyLine,
    lines: linesOf(root),
    channels,
    switchedOff: [...found.sections].filter(([, { off }]) => off).map(([id]) => id),
  };
}

/** Comments are no text: no reader sees them. A draft may still have to be written. */
const isBlank = (body: string, draft = false): boolean => body === '' || (!draft && body.replace(/<!--[\s\S]*?-->/g, '').trim() === '');

/** All keys at once, so that one look finds every unknown one. */
function readFields(root: Entry, { timezone, kinds }: PostProject): Found | undefined {
  const sectionReaders = channelFields(timezone, kinds);
  const found = map({ ...sectionReaders, ...postFields(timezone, kinds) })(root);
  if (!found) return undefined;
  requireKeys(root, 'title');
  const sections = Object.keys(sectionReaders).flatMap((id) => {
    const section = (found as Readonly<Record<string, Section | undefined>>)[id];
    return section ? [[id, section] as const] : [];
  });
  return { ...(found as PostFields), sections: new Map(sections) };
}

function requestsOf({ channels, sections }: Found, root: Entry, project: PostProject): readonly ChannelRequest[] {
  const wanted = new Set(channels ?? project.channels);
  const written = new Map(entriesOf(root)).get('channels') ?? root;
  if (isReadInFull(written, channels)) {
    if (wanted.size === 0) report(written, 'content-no-channels', {});
    for (const [id, { off, entry }] of sections) if (!off && !wanted.has(id)) report(entry, 'content-no-effect', { key: id });
  }
  return [...wanted].filter((id) => !sections.get(id)?.off).map((id) => requestFor(id, sections.get(id), project));
}

function requestFor(channel: string, section: Section | undefined, { kinds, channelOptions }: PostProject): ChannelRequest {
  const defaults = defaultsOf(kinds.find(({ id }) => id === channel)?.options ?? {});
  return {
    channel,
    link: true,
    ...section?.common,
    options: { ...defaults, ...channelOptions[channel], ...section?.options },
  };
}

const isRemote = (source: string): boolean => /^https?:\/\//i.test(source);

function coverImages({ image, images }: Found, file: string): readonly ImageReference[] {
  const covers = [...(image ? [image] : []), ...(images ?? [])];
  return covers.flatMap(({ src, alt, decorative, entry }) => {
    const path = pathWithin(folderOf(file), src);
    if (isRemote(src)) report(entry, 'content-image-remote', { path: src });
    else if (!path) report(entry, 'content-image-outside', { path: src });
    if (!alt && !decorative) report(entry, 'a11y-alt-missing', { path: src });
    return path ? [{ path, source: src, alt: decorative ? '' : (alt ?? ''), decorative, role: 'cover' as const, line: entry.line }] : [];
  });
}

/** A picture in the body can also say that it is decorative by standing in the front matter as such. */
function inlineImages(
  { pictures, bodyLine }: ReadFile,
  covers: readonly ImageReference[],
  { file, report: add }: Reporting,
): readonly ImageReference[] {
  return pictures.flatMap(({ source, alt, line, ...said }) => {
    const where = { file, line: bodyLine + line - 1, field: 'body' };
    const path = pathWithin(folderOf(file), decoded(source));
    const decorative = said.decorative || (!alt && covers.some((one) => one.decorative && one.path === path));
    if (!alt && !decorative) add(problem('a11y-alt-missing', { path: source }, where));
    if (isRemote(source)) {
      // In a mail it would tell the other site who reads it, and when.
      add(problem('content-image-remote', { path: source.slice(0, 80) }, where));
      return [];
    }
    if (path) return [{ path, source, alt, decorative, role: 'inline' as const, line: where.line }];
    add(problem('content-image-outside', { path: source.slice(0, 80) }, where));
    return [];
  });
}

/** In Markdown a space may be written as %20. */
function decoded(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source;
  }
}

const pick = <T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> =>
  Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Pick<T, K>;

/** A misspelt channel has been reported; what follows from it need not be. */
const isReadInFull = ({ node }: Entry, channels: readonly string[] = []): boolean => !isSeq(node) || node.items.length === channels.length;
