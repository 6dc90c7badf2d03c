/** How a preview is told of: as text, or as the place of its page. */
import { relative } from 'node:path';
import { isWarning } from '../core/problem.ts';
import type { Preview } from '../preview/preview.ts';
import type { Context } from './context.ts';
import { openAddress } from './open-address.ts';
import type { WrittenPages } from './preview-pages.ts';
import { previewText, sumOf } from './preview-text.ts';
import { wordsOf } from './preview-views.ts';
import type { Previewed } from './previewing.ts';
import { type Invocation, isOn, textFlag } from './run.ts';

/** A page is asked for by any of the flags that need one. */
export const wantsPages = (invocation: Invocation): boolean =>
  isOn(invocation, 'html') || isOn(invocation, 'open') || textFlag(invocation, 'output') !== undefined;

export function showText(context: Context, found: Previewed, views: Preview): void {
  const { output, project } = context;
  output.result(previewText(found, views, { output, words: wordsOf(context), language: project.messageLanguage }));
}

/** What has to be mended, and how much there is in all: the rest stands on the page. */
export function showProblems(context: Context, { problems }: Previewed, views: Preview): void {
  const { output } = context;
  for (const found of problems) if (!isWarning(found)) output.problem(found);
  output.result(sumOf({ problems: [...views.problems, ...views.posts.flatMap((post) => post.problems)] }, wordsOf(context)));
}

export function showPlace(context: Context, { first, count }: WrittenPages): void {
  const words = wordsOf(context);
  const path = relative(process.cwd(), first) || first;
  context.output.result(count === 1 ? words.written(path) : words.writtenSeveral(count, path));
}

/** Where no browser can be opened, the address helps. */
export async function offerToOpen(context: Context, address: string): Promise<void> {
  if (!(await openAddress(address))) context.output.talk(wordsOf(context).openYourself(address));
}
