/** A preview that is shown again whenever something that it comes from is saved, until Ctrl-C. */
import { systemClock } from '../core/clock.ts';
import { OmkError } from '../core/problem.ts';
import type { ExitCode } from '../pipeline/report.ts';
import { type Frame, indexPage } from '../preview/page.ts';
import type { Preview } from '../preview/preview.ts';
import type { Live } from '../preview/reloading.ts';
import { type ServedPreview, servePreview } from '../preview/server.ts';
import type { Context } from './context.ts';
import { createPlainOutput } from './create-output.ts';
import { helpLanguage } from './environment.ts';
import { onInterrupt } from './interrupt.ts';
import { previewDocument } from './preview-json.ts';
import { frameOf, pagesOf, writePages } from './preview-pages.ts';
import { offerToOpen, showProblems, showText, wantsPages } from './preview-show.ts';
import { problemView, viewsOf, wordsOf } from './preview-views.ts';
import { type Previewed, preparePreviews } from './previewing.ts';
import { type Invocation, isOn, listFlag, textFlag } from './run.ts';
import { type Stamps, stampsOf, untilChanged, type Watched } from './watched-files.ts';
import { withContext } from './with-context.ts';

/** What one round leaves to the next. */
interface Watch {
  readonly invocation: Invocation;
  /** Absent until there is something to look at. */
  watched?: Watched;
  /** As the files were before they were read: what is saved meanwhile differs from it. */
  seen: Stamps;
  pages: ReadonlyMap<string, (live?: Live) => string>;
  frame?: Frame;
  served?: ServedPreview;
}

export async function watchPreview(invocation: Invocation): Promise<ExitCode> {
  const { signal, release } = onInterrupt({ ...(await createPlainOutput(helpLanguage(), { json: false, plain: false })), talk: () => {} });
  const watch: Watch = { invocation, seen: new Map(), pages: new Map() };
  let code = await showRound(watch);
  while (watch.watched && code !== 70 && !signal.aborted) {
    const { watched } = watch;
    await untilChanged(() => stampsOf(watched), watch.seen, { clock: systemClock, signal });
    if (signal.aborted) break;
    watch.seen = stampsOf(watched);
    code = await showRound(watch);
  }
  await watch.served?.close();
  release();
  return signal.aborted ? 0 : code;
}

/** The pictures are known only once the posts were read. */
function followPictures(watch: Watch, watched: Watched): void {
  const dropped = new Set(watch.watched?.pictures.filter((path) => !watched.pictures.includes(path)));
  const before = [...watch.seen].filter(([name]) => !dropped.has(name));
  watch.seen = new Map([...stampsOf(watched), ...before]);
  watch.watched = watched;
}

const showRound = (watch: Watch): Promise<ExitCode> =>
  withContext(watch.invocation, { start: watch.invocation.args[0], failed: (error) => showFailure(watch, error) }, async (context) => {
    const { invocation } = watch;
    const isFirst = !watch.watched;
    const { root, templates } = context.project;
    const watched = { root, templates, patterns: invocation.args, pictures: watch.watched?.pictures ?? [] };
    if (isFirst) watch.seen = stampsOf(watched);
    const only = listFlag(invocation, 'channels');
    const found = await preparePreviews(context, { files: invocation.args, only, withPictures: wantsPages(invocation) });
    // A typing error in a name is no file that will come.
    if (isFirst && found.posts.length === 0) throw new OmkError(found.problems);
    const views = await viewsOf(context, found);
    followPictures(watch, { ...watched, pictures: found.pictures });
    if (!isFirst) separate(context);
    if (wantsPages(invocation)) await showPage(watch, context, views);
    await tell(context, watch, { found, views });
    if (isFirst) await begin(context, watch);
    return 0;
  });

interface Round {
  readonly found: Previewed;
  readonly views: Preview;
}

async function tell(context: Context, { invocation, served }: Watch, { found, views }: Round): Promise<void> {
  const { output } = context;
  if (output.isJson) output.line(await previewDocument(context, found, views, served ? { page: served.address } : {}));
  else if (wantsPages(invocation)) showProblems(context, found, views);
  else showText(context, found, views);
}

async function showPage(watch: Watch, context: Context, views: Preview): Promise<void> {
  const { redact } = context.output;
  watch.frame = frameOf(context);
  const pages = [...pagesOf(watch.frame, views)].map(([name, page]) => [name, (live?: Live) => redact(page(live))] as const);
  watch.pages = new Map(pages);
  const wanted = textFlag(watch.invocation, 'output');
  if (wanted !== undefined) writePages(context, views, wanted);
  if (watch.served) watch.served.changed();
  else watch.served = await servePreview((path, live) => pageAt(watch, path)?.(live));
}

/** The first page stands at `/`; while there is nothing but a problem, it stands everywhere. */
function pageAt({ pages }: Watch, path: string): ((live: Live) => string) | undefined {
  const [first] = pages.values();
  return pages.get(path.slice(1)) ?? (path === '/' || pages.has(brokenName) ? first : undefined);
}

const brokenName = '';

/** Settings that cannot be read right now are a problem to show like any other. */
async function showFailure(watch: Watch, error: unknown): Promise<void> {
  const { frame, served } = watch;
  if (!frame || !served || !(error instanceof OmkError)) return;
  const output = await createPlainOutput(frame.language, { json: false, plain: false });
  const problems = error.problems.map((found) => problemView(output, found, undefined));
  watch.pages = new Map([[brokenName, (live?: Live) => indexPage(frame, { posts: [], problems }, live)]]);
  served.changed();
}

async function begin(context: Context, { served, invocation }: Watch): Promise<void> {
  const { output } = context;
  const words = wordsOf(context);
  if (served && !output.isJson) output.result(words.serving(served.address));
  output.talk(`\n${words.watching}`);
  if (served && isOn(invocation, 'open')) await offerToOpen(context, served.address);
}

/** On a terminal the newest stands by itself; what was there can be scrolled to. */
function separate(context: Context): void {
  const { output, project } = context;
  if (output.isJson) return;
  const { locale, again } = wordsOf(context);
  const time = systemClock.now().toLocaleTimeString(locale, { timeZone: project.timezone });
  if (output.isScreen) output.result('\u001b[2J\u001b[H');
  output.talk(`\n${again(time)}\n`);
}
