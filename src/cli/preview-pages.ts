/** The pages of a preview: one for each post, and one that leads to them where there are several. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { channels } from '../channels/index.ts';
import { fail, OmkError, problem } from '../core/problem.ts';
import { type Frame, indexPage, madeByOmk, postPage } from '../preview/page.ts';
import type { Preview } from '../preview/preview.ts';
import type { Live } from '../preview/reloading.ts';
import type { Context } from './context.ts';
import { wordsOf } from './preview-views.ts';
import { keepOutOfGit } from './project-folder.ts';

export const frameOf = (context: Context): Frame => ({
  words: wordsOf(context),
  language: context.project.messageLanguage,
  project: context.project.name,
  channels: channels.map(({ id }) => id),
  made: context.output.tell(context.clock.now()),
});

/** By the name of its file; the first one is where to begin. */
export function pagesOf(frame: Frame, preview: Preview): ReadonlyMap<string, (live?: Live) => string> {
  const pages = preview.posts.map((post) => [`${post.slug}.html`, (live?: Live) => postPage(frame, post, preview, live)] as const);
  return preview.posts.length === 1
    ? new Map(pages)
    : new Map([['index.html', (live?: Live) => indexPage(frame, preview, live)] as const, ...pages]);
}

export interface WrittenPages {
  /** Absolute. */
  readonly first: string;
  readonly count: number;
}

/** Into `.omk/preview`, or where `-o` says: a file for one post, a folder for several. */
export function writePages(context: Context, preview: Preview, wanted: string | undefined): WrittenPages {
  const { root } = context.project;
  const pages = [...pagesOf(frameOf(context), preview)];
  const isOne = pages.length === 1;
  if (wanted !== undefined && !isOne && /\.html?$/i.test(wanted))
    fail('usage-bad-value', { option: '--output', value: wanted, expected: wordsOf(context).folder });
  const folder = wanted === undefined ? join(root, '.omk', 'preview') : resolve(wanted);
  if (wanted === undefined) keepOutOfGit(root);
  const files = pages.map(([name, page]) => ({ path: isOne && wanted !== undefined ? resolve(wanted) : join(folder, name), page }));
  const others = files.filter(({ path }) => isOfSomebody(path));
  if (others.length > 0) throw new OmkError(others.map(({ path }) => problem('site-in-the-way', { path: relative(process.cwd(), path) })));
  for (const { path, page } of files) write(path, context.output.redact(page()));
  return { first: files[0]?.path ?? folder, count: files.length };
}

/** The post itself, say, that was named behind `-o` by mistake. */
function isOfSomebody(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size > 0 && !readFileSync(path, 'utf8').includes(madeByOmk);
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const shown = relative(process.cwd(), path);
    fail('file-unwritable', { path: shown, detail: (error as NodeJS.ErrnoException).code ?? '' }, undefined, error);
  }
}
