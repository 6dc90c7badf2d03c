/** The document of `omk preview --json`: that of a dry run, with what a preview adds to it. */
import { isWarning } from '../core/problem.ts';
import { reportEntry } from '../pipeline/report.ts';
import type { MessageView, Preview } from '../preview/preview.ts';
import type { Context } from './context.ts';
import type { Previewed, PreviewedMessage, PreviewedPost } from './previewing.ts';
import { reportDocument } from './report-json.ts';

export async function previewDocument(context: Context, previewed: Previewed, { posts }: Preview, pages: object): Promise<object> {
  const { output } = context;
  const exitCode = previewed.problems.some((found) => !isWarning(found)) ? 2 : 0;
  const documents = previewed.posts.map(async (post, index) => {
    const deliveries = post.messages.map((message, at) => deliveryDocument(context, post, message, posts[index]?.messages[at]));
    return { post: post.file, title: post.post?.title ?? post.file, deliveries: await Promise.all(deliveries) };
  });
  return { posts: await Promise.all(documents), ...pages, problems: previewed.problems.map(output.problemJson), exitCode };
}

async function deliveryDocument(
  context: Context,
  post: PreviewedPost,
  { entry, message, channel, problems, note, standing }: PreviewedMessage,
  view: MessageView | undefined,
): Promise<object> {
  const { limits, cost } = await context.rules(channel);
  const price = message && cost?.(message);
  const report = {
    ...reportEntry(entry),
    problem: note ?? null,
    ...(message && { message }),
    ...(price !== undefined && { cost: price }),
  };
  const [base] = reportDocument({ posts: [{ post: post.file, title: '', deliveries: [report] }], problems: [] }, 0, context.output).posts;
  const texts = message?.parts?.map(({ text }) => text) ?? (message ? [message.html ?? message.text] : []);
  return {
    ...base?.deliveries[0],
    lengths: texts.map((text) => limits.length(text, message?.link)),
    maxLength: limits.maxLength,
    ...(entry.readers !== undefined && { readers: entry.readers }),
    changes: standing ? { since: standing.at.toISOString(), ...countsOf(view) } : null,
    problems: problems.map(context.output.problemJson),
  };
}

const countsOf = (view: MessageView | undefined): object => {
  const changes = view?.standing?.changes;
  return changes ? { isSame: false, added: changes.added, removed: changes.removed } : { isSame: true, added: 0, removed: 0 };
};
