/** Every message as its readers will see it, before anything goes out: in the terminal, or as a page. */
import { pathToFileURL } from 'node:url';
import { fail } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import type { Context } from '../context.ts';
import { namedOrChanged } from '../named-or-changed.ts';
import { offerToOpen, showPlace, showProblems, showText, wantsPages } from '../preview-show.ts';
import { viewsOf } from '../preview-views.ts';
import { isBroken, preparePreviews } from '../previewing.ts';
import { type Invocation, isOn, listFlag, type Run, textFlag } from '../run.ts';
import { withContext } from '../with-context.ts';

export const run: Run = async (invocation) =>
  isOn(invocation, 'watch') && stopWithoutNames(invocation)
    ? (await import('../preview-watch.ts')).watchPreview(invocation)
    : withContext(invocation, { start: invocation.args[0] }, (context) => preview(context, invocation));

/** What git says was changed is looked at once: while somebody writes, nothing of it is committed. */
function stopWithoutNames({ args, flags }: Invocation): true {
  if (flags['changedSince'] !== undefined) fail('usage-bad-value', { option: '--watch', value: '--changed-since', expected: 'FILES' });
  return args.length > 0 || fail('usage-missing-argument', { name: 'FILES' });
}

async function preview(context: Context, invocation: Invocation): Promise<ExitCode> {
  const wantsPage = wantsPages(invocation);
  const { problems: told, ...chosen } = await namedOrChanged(context, invocation);
  const found = await preparePreviews(context, { ...chosen, told, only: listFlag(invocation, 'channels'), withPictures: wantsPage });
  const views = await viewsOf(context, found);
  const page = wantsPage ? (await import('../preview-pages.ts')).writePages(context, views, textFlag(invocation, 'output')) : undefined;
  if (context.output.isJson) {
    const { previewDocument } = await import('../preview-json.ts');
    context.output.document(await previewDocument(context, found, views, page ? { page: page.first } : {}));
  } else if (page) {
    showProblems(context, found, views);
    showPlace(context, page);
  } else showText(context, found, views);
  if (page && isOn(invocation, 'open')) await offerToOpen(context, pathToFileURL(page.first).href);
  return isBroken(found) ? 2 : 0;
}
