/** Atom, JSON Feed and a small static site of everything that was published. */
import { relative, resolve } from 'node:path';
import { isWarning, type Problem, problem } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { isLeftOver, isMadeByOmk, type Programme, type ProgrammeSettings, programmeFiles } from '../../web/programme/files.ts';
import type { Project } from '../config.ts';
import type { Context } from '../context.ts';
import { newItems } from '../digesting.ts';
import { type Invocation, type Run, textFlag } from '../run.ts';
import { withContext } from '../with-context.ts';
import { writeSite } from '../writing-site.ts';

export const run: Run = (invocation) => withContext(invocation, {}, (context) => feed(context, invocation));

async function feed(context: Context, invocation: Invocation): Promise<ExitCode> {
  const { project, output } = context;
  const { programme, unknown } = await everything(context);
  const { settings } = programme;
  const folder = resolve(textFlag(invocation, 'output') ?? resolve(project.root, 'public'));
  const { written, removed } = writeSite(folder, { files: programmeFiles(programme), isMadeByOmk, isLeftOver });
  const problems = [...project.warnings, ...unknown, ...(settings.web === undefined ? [problem('site-address-unknown', {})] : [])].filter(
    isWarning,
  );
  const shown = relative(process.cwd(), folder) || '.';
  if (output.isJson)
    output.document({
      folder: shown,
      posts: programme.items.length,
      written,
      removed,
      problems: problems.map(output.problemJson),
      exitCode: 0,
    });
  else output.result(output.words.feed(programme.items.length, shown, written.length));
  for (const one of problems) output.problem(one);
  return 0;
}

/** Everything that stands where everybody may read it, newest first. What is for a closed circle is not listed, as was meant. */
async function everything(context: Context): Promise<{ readonly programme: Programme; readonly unknown: readonly Problem[] }> {
  const { items, problems } = await newItems(context, await context.existingLedger(), { from: { event: 0 } });
  const open = items.filter(({ isNamed }) => isNamed !== true);
  const sorted = open.toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
  const unknown = problems
    .filter(({ code }) => code === 'digest-audience-unknown')
    .map(({ where }) => problem('site-post-unknown', {}, where));
  return { programme: { settings: settingsOf(context.project), items: sorted, now: context.clock.now() }, unknown };
}

function settingsOf({ name, language, timezone, site }: Project): ProgrammeSettings {
  return {
    title: site.title ?? name,
    ...(site.description !== undefined && { description: site.description }),
    ...(site.web !== undefined && { web: site.web.replace(/\/*$/, '/') }),
    language,
    timezone,
    feedItems: site.feedItems ?? 50,
  };
}
