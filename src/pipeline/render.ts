/** Makes the message of one post for one channel: templates, fitting, and the channel's own rules. */
import { createHash } from 'node:crypto';
import type { Card } from '../core/card.ts';
import type { Channel, Rendered, Rules, TemplateFormat } from '../core/channel.ts';
import type { Intro } from '../core/intro.ts';
import { canonicalJson, type Json } from '../core/json.ts';
import type { Message } from '../core/message.ts';
import type { ChannelRequest, Media, Post } from '../core/post.ts';
import { type Problem, problem } from '../core/problem.ts';
import type { RichText } from '../core/rich-text.ts';
import { findImages } from './body-images.ts';
import { cardOf } from './card.ts';
import { cleanPost } from './clean-post.ts';
import { fitText, plain, tidyText } from './fit.ts';
import { toHtml } from './html.ts';
import { type ReadMarkdown, readMarkdown } from './markdown.ts';
import { toPlainText } from './plain-text.ts';
import { extensions, renderTemplate, type TemplateFile, type TemplateSource } from './template.ts';
import { type Content, type Corrected, type ProjectName, templateInput } from './template-variables.ts';
import { textWithoutTracking } from './tracking.ts';

export interface RenderInput {
  readonly post: Post;
  readonly channel: Pick<Channel, 'id' | 'formats'>;
  readonly request: ChannelRequest;
  readonly rules: Rules;
  readonly templates: TemplateSource;
  /** The permalink's marker, the post's own link, or nothing; left out where the request wants no link. */
  readonly link?: string | undefined;
  readonly project: ProjectName;
  readonly corrects?: Corrected | undefined;
  /** What a digest lists. */
  readonly digest?: Json;
}

export interface RenderedMessage {
  /** Absent only when a template is missing or wrong, or the body cannot be read. */
  readonly message?: Message;
  /** Hash of the message as it is here, so with the permalink's marker in place. */
  readonly revision?: string;
  /** What a digest will tell of the post. */
  readonly card?: Card;
  readonly problems: readonly Problem[];
}

export async function renderMessage(written: RenderInput): Promise<RenderedMessage> {
  const input = withoutTrackers(written);
  const { post, channel, request, rules, project } = input;
  const read = await readContent(input);
  const { content, problems } = read;
  if (problems.some(({ code }) => code === 'content-too-deep')) return { problems };
  const found = await findTemplates(input);
  if ('problem' in found) return { problems: [...problems, found.problem] };
  const rendered = await renderFormats(found.templates, read, input);
  if (!rendered.formats) return { problems: unique([...problems, ...rendered.problems]) };
  const link = content.link;
  const media = shownMedia(post, content);
  const intros = await readIntros(input);
  const composed = rules.compose({
    post,
    request,
    rendered: rendered.formats,
    ...(link !== undefined && { link }),
    media,
    project: project.name,
    ...(intros.found.length > 0 && { intros: intros.found }),
  });
  return {
    message: composed.message,
    revision: revisionOf(composed.message),
    card: cardOf(content, rules.isClosed?.(composed.message) ?? false),
    problems: unique([...problems, ...rendered.problems, ...intros.problems, ...composed.problems]).map((each) =>
      inChannel(each, channel.id),
    ),
  };
}

/** Two messages with one revision are the same to every reader. */
export const revisionOf = (message: Message): string => createHash('sha256').update(canonicalJson(message)).digest('hex');

/** No address tells others who clicked, wherever it was written. */
function withoutTrackers(input: RenderInput): RenderInput {
  const { post, request, link, project } = input;
  const clean = (text: string): string => textWithoutTracking(text, project.campaign);
  return {
    ...input,
    ...(link !== undefined && { link: clean(link) }),
    request: request.text === undefined ? request : { ...request, text: clean(request.text) },
    post: cleanPost(post, project.campaign),
  };
}

interface ReadContent {
  readonly content: Content;
  readonly problems: readonly Problem[];
}

async function readContent({ post, channel, request, rules, link, project, corrects, digest }: RenderInput): Promise<ReadContent> {
  const isRich = channel.formats.some((format) => format !== 'text');
  const own = request.text?.trim() || undefined;
  const { campaign } = project;
  const body = await readBody(post, campaign);
  const replaced = own !== undefined && isRich;
  const shown: ReadMarkdown = replaced
    ? await readMarkdown(own, { media: post.media, campaign, where: { file: post.file, field: `${channel.id}.text` } })
    : body;
  const content: Content = {
    post,
    source: replaced ? own : post.body,
    richText: shown.richText,
    original: body.richText,
    own,
    isOwnRich: isRich,
    // On short channels a note's number would point to nothing.
    footnotes: channel.formats.includes('html'),
    link: request.link ? link : undefined,
    project,
    corrects,
    digest: digest ?? null,
    isThread: rules.isThread?.(request) ?? false,
    channelVariables: rules.variables?.(request) ?? {},
  };
  return { content, problems: shown.problems };
}

const readBodies = new WeakMap<Post, Promise<ReadMarkdown>>();

/** Every channel starts from the same body, so it is read once. */
function readBody(post: Post, campaign: ProjectName['campaign']): Promise<ReadMarkdown> {
  const reading =
    readBodies.get(post) ?? readMarkdown(post.body, { media: post.media, campaign, where: { file: post.file, line: post.bodyLine } });
  readBodies.set(post, reading);
  return reading;
}

/** Checked and cleaned as bodies are. */
async function readIntros({
  post,
  channel,
  request,
  rules,
  project: { campaign },
}: RenderInput): Promise<{ found: readonly Intro[]; problems: readonly Problem[] }> {
  const found: Intro[] = [];
  const problems: Problem[] = [];
  for (const { segment, markdown } of rules.intros?.(request) ?? []) {
    const where = { file: post.file, field: `${channel.id}.intro` };
    const read = await readMarkdown(markdown, { where, campaign });
    // Of another site, a picture tells it who reads the mail; of the project, its description stands there.
    const remote = (findImages(markdown) ?? []).filter(({ source }) => /^https?:/i.test(source));
    problems.push(...read.problems, ...remote.map(({ source }) => problem('content-image-remote', { path: source.slice(0, 80) }, where)));
    found.push({ segment, text: toPlainText(read.richText, { footnotes: true }), html: toHtml(read.richText, post.language) });
  }
  return { found, problems };
}

type Found = { readonly templates: ReadonlyMap<TemplateFormat, TemplateFile> } | { readonly problem: Problem };

/** A variant need not exist in every format, but in one of them. */
async function findTemplates({ post, channel, request, templates }: RenderInput): Promise<Found> {
  const found = new Map<TemplateFormat, TemplateFile>();
  const missing = (variant: string, format: TemplateFormat): Found => ({
    problem: problem(
      'template-missing',
      { name: `${channel.id}${variant}.${extensions[format]}` },
      { file: post.file, channel: channel.id },
    ),
  });
  let hasVariant = request.template === undefined;
  for (const format of channel.formats) {
    const variant = request.template === undefined ? undefined : await templates(channel.id, request.template, extensions[format]);
    const template = variant ?? (await templates(channel.id, undefined, extensions[format]));
    if (!template) return missing('', format);
    hasVariant ||= variant !== undefined;
    found.set(format, template);
  }
  const [first] = channel.formats;
  return hasVariant || !first ? { templates: found } : missing(`.${request.template}`, first);
}

interface RenderedFormats {
  readonly formats?: Rendered;
  readonly problems: readonly Problem[];
}

async function renderFormats(
  templates: ReadonlyMap<TemplateFormat, TemplateFile>,
  { content, problems: known }: ReadContent,
  input: RenderInput,
): Promise<RenderedFormats> {
  const problems: Problem[] = [];
  const formats: { markdown?: RichText; text?: string; html?: string } = {};
  for (const [format, template] of templates) {
    const result = renderTemplate(template, templateInput(format, content));
    if ('problem' in result) problems.push(inChannel(result.problem, input.channel.id));
    else if (format === 'html') formats.html = result.output.trim();
    else if (format === 'text') formats.text = finishText(result.output, content, input);
    else {
      const { campaign } = input.project;
      const read = await readMarkdown(result.output, { media: content.post.media, campaign, where: { file: template.file } });
      formats.markdown = read.richText;
      problems.push(...newProblems(read.problems, known));
    }
  }
  return problems.some(({ code }) => code === 'template-error' || code === 'content-too-deep') ? { problems } : { formats, problems };
}

/** Links of the body were judged where they stand; what is left are those of the template. */
const newProblems = (found: readonly Problem[], known: readonly Problem[]): readonly Problem[] =>
  found.filter(({ params }) => !known.some((each) => canonicalJson(each.params) === canonicalJson(params)));

/** The author's own text is never shortened: what does not fit is for the author to say. */
function finishText(output: string, { own, link, isThread }: Content, { rules }: RenderInput): string {
  if (own !== undefined) {
    const text = tidyText(plain(output));
    return link === undefined || text.includes(link) ? text : `${text}\n\n${link}`;
  }
  const { maxLength, length } = rules.limits;
  return isThread ? tidyText(plain(output)) : fitText(output, { max: maxLength, length: (text) => length(text, link), link });
}

/** Covers first, then the pictures of the text as it is shown; each once. */
function shownMedia({ media }: Post, { own, isOwnRich }: Content): readonly Media[] {
  const isShown = ({ role, source }: Media): boolean => role === 'cover' || own === undefined || !isOwnRich || own.includes(source);
  const shown = [...media.filter(({ role }) => role === 'cover'), ...media.filter(({ role }) => role === 'inline')].filter(isShown);
  return shown.filter((one, index) => shown.findIndex(({ hash }) => hash === one.hash) === index);
}

const inChannel = (found: Problem, channel: string): Problem =>
  found.code.startsWith('content-unsafe') ? found : { ...found, where: { channel, ...found.where } };

const unique = (problems: readonly Problem[]): readonly Problem[] => {
  const seen = new Set<string>();
  return problems.filter((each) => {
    const key = canonicalJson(each);
    return !seen.has(key) && seen.add(key);
  });
};
