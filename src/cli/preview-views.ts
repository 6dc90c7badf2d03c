/** A preview in words: what its page shows, and most of what the terminal shows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWarning, type Problem } from '../core/problem.ts';
import type { Mask } from '../pipeline/editorial/privacy/mask.ts';
import { type Changes, changesBetween } from '../preview/changes.ts';
import type { MessageView, PostView, Preview, ProblemView, StandingView } from '../preview/preview.ts';
import { type PreviewWords, previewWords } from '../preview/words.ts';
import { type Context, channelOf } from './context.ts';
import { maskOf } from './discreet-preview.ts';
import { factsOf, partFactsOf, readable } from './message-text.ts';
import type { Output } from './output.ts';
import type { Previewed, PreviewedMessage, PreviewedPost } from './previewing.ts';

export async function viewsOf(context: Context, { posts, others, masks }: Previewed): Promise<Preview> {
  const { output } = context;
  const views: PostView[] = [];
  for (const post of posts) views.push(await postView(context, post, maskOf(masks, post.file)));
  return { posts: views, problems: others.map((found) => problemView(output, found, undefined)) };
}

async function postView(context: Context, { file, post, messages, problems }: PreviewedPost, mask: Mask): Promise<PostView> {
  const { project, output } = context;
  const source = sourceOf(project.root, file);
  return {
    file: output.pathOf(file),
    slug: slugOf(file),
    title: post?.title ?? file,
    language: post?.language ?? project.language,
    ...(post?.draft && { note: wordsOf(context).draft }),
    source: source.map(mask),
    messages: await Promise.all(
      messages.map((message) => messageView(context, message, { file, language: post?.language ?? project.language, source })),
    ),
    problems: problems.map((found) => problemView(output, found, file, source)),
  };
}

/** Of its page: the path of the post, so that no two posts share one. */
export const slugOf = (file: string): string => file.replace(/\.md$/i, '');

export const wordsOf = ({ project }: Context): PreviewWords => previewWords[project.messageLanguage];

function sourceOf(root: string, file: string): readonly string[] {
  try {
    return readFileSync(join(root, file), 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\r|\n/);
  } catch {
    return [];
  }
}

interface OfPost {
  readonly source: readonly string[];
  readonly file: string;
  readonly language: string;
}

async function messageView(context: Context, previewed: PreviewedMessage, { file, language, source }: OfPost): Promise<MessageView> {
  const { output } = context;
  const { channel, destination, message, drawing, entry, problems, note } = previewed;
  const rules = await context.rules(channel);
  const html = message?.html;
  const size = html === undefined ? [] : [sizeWords(context, rules.limits.length(html), rules.limits.maxLength)];
  const told =
    note &&
    (note.code === 'edited'
      ? { ...problemView(output, note, file, source), message: wordsOf(context).update }
      : problemView(output, note, file, source));
  return {
    channel,
    label: output.label(channel),
    destination,
    isMail: channelOf(channel).reaches === 'readers',
    ...(drawing && { drawing }),
    facts: message ? [...factsOf({ ...entry, message }, rules, output), ...size] : [],
    partFacts: message ? partFactsOf(message, rules, output) : [],
    problems: [...problems.map((found) => problemView(output, found, file, source)), ...(told ? [{ ...told, isWarning: true }] : [])],
    ...standingView(context, previewed, language),
  };
}

function sizeWords(context: Context, bytes: number, max: number): string {
  const words = wordsOf(context);
  const kilobytes = (amount: number) => (amount / 1024).toLocaleString(words.locale, { maximumFractionDigits: amount < 10_240 ? 1 : 0 });
  return words.size(kilobytes(bytes), kilobytes(max));
}

function standingView(context: Context, { standing, message }: PreviewedMessage, language: string): { readonly standing?: StandingView } {
  if (!standing || !message) return {};
  const since = context.output.tell(standing.at);
  return { standing: { since, ...(!standing.isSame && { changes: changesOf(context, standing.message, message, language) }) } };
}

type Texts = NonNullable<PreviewedMessage['message']>;

const changesOf = ({ output }: Context, before: Texts, now: Texts, language: string): Changes => {
  const textOf = ({ subject, text, media }: Texts) =>
    readable([subject, text.trim(), ...media.map(({ alt }) => alt)].filter(Boolean).join('\n\n'), output.words);
  return changesBetween(textOf(before), textOf(now), language);
};

export function problemView(output: Output, found: Problem, file: string | undefined, source: readonly string[] = []): ProblemView {
  const { message, hint } = output.textOf(found);
  const { where = {} } = found;
  const isOwn = where.file === undefined || where.file === file;
  const elsewhere = isOwn ? undefined : [output.pathOf(where.file ?? ''), where.line].filter((part) => part !== undefined).join(':');
  const place = [elsewhere, where.field].filter(Boolean).join(' ');
  const line = isOwn ? (where.line ?? lineOfField(source, where.field)) : undefined;
  return {
    code: found.code,
    isWarning: isWarning(found),
    message,
    ...(hint !== undefined && { hint }),
    ...(place && { place }),
    ...(line !== undefined && { line }),
    ...(where.channel !== undefined && { channel: output.label(where.channel) }),
  };
}

/** A channel knows the key that is at fault, not its line: that of the key in the front matter. */
function lineOfField(source: readonly string[], field: string | undefined): number | undefined {
  const [key] = field?.split('.') ?? [];
  const end = source.indexOf('---', 1);
  const index = key === undefined || source[0] !== '---' ? -1 : source.findIndex((text) => text.startsWith(`${key}:`));
  return index > 0 && index < end ? index + 1 : undefined;
}
