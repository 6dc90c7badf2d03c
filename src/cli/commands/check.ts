/** Every problem of every post, for a person, a script, or the reports of GitHub and GitLab; without network unless `--online` asks for a look at the links. */
import { isWarning } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { formatFlag, githubCommands, gitlabReport, pathInRepository } from '../check-formats.ts';
import { showProblems } from '../check-text.ts';
import type { Context } from '../context.ts';
import { trackedByGit } from '../git-tracked.ts';
import { namedOrChanged } from '../named-or-changed.ts';
import { type Prepared, preparePosts } from '../publishing.ts';
import { type Invocation, isOn, listFlag, type Run } from '../run.ts';
import { briefForecast, forecastOfPosts } from '../schedule/forecast.ts';
import { tellWaivers } from '../waiving.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) => {
  const format = formatFlag(invocation);
  const asked: Invocation = format === 'json' ? { ...invocation, flags: { ...invocation.flags, json: true } } : invocation;
  return withContext(asked, { start: invocation.args[0] }, async (context) => {
    const { problems: besides, ...chosen } = await namedOrChanged(context, invocation);
    const prepared = await preparePosts(context, { ...chosen, only: listFlag(invocation, 'channels') });
    const online = isOn(invocation, 'online') ? await (await import('../online/link-problems.ts')).onlineProblems(context, prepared) : [];
    const { output } = context;
    const forecast = await forecastOfPosts(context, await context.existingLedger(), prepared.candidates);
    const problems = [
      ...besides,
      ...prepared.problems,
      ...context.missing(prepared.uses, { credentials: false }),
      ...(await trackedByGit(context.project.root)),
      ...(output.isJson || format !== undefined ? forecast : briefForecast(forecast)),
      ...online,
    ];
    const exitCode: ExitCode = problems.every(isWarning) ? 0 : 2;
    const told = { problems, place: pathInRepository(context.project.root), textOf: output.textOf };
    if (output.isJson) output.document({ posts: [], problems: problems.map(withLevel(context)), exitCode });
    else if (format === 'github') for (const line of githubCommands(told)) output.result(line);
    else if (format === 'gitlab') output.document(gitlabReport(told));
    else showForPeople(context, { ...prepared, problems });
    return exitCode;
  });
};

const withLevel =
  ({ output }: Context) =>
  (found: Prepared['problems'][number]) => ({ ...output.problemJson(found), level: isWarning(found) ? 'warning' : 'error' });

function showForPeople(context: Context, prepared: Prepared): void {
  const { output } = context;
  const { problems, candidates, skipped } = prepared;
  showProblems(context, prepared);
  tellWaivers(context, prepared.waived);
  const errors = problems.filter((found) => !isWarning(found)).length;
  const posts = new Set([...candidates, ...skipped].map(({ post }) => post.id)).size;
  output.result(problems.length > 0 ? output.words.problemsFound(errors, problems.length - errors) : output.words.noProblems(posts));
}
