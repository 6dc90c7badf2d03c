/** Every problem of every post, without network unless `--online` asks for a look at the links. */
import { isWarning } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { trackedByGit } from '../git-tracked.ts';
import { preparePosts } from '../publishing.ts';
import { isOn, listFlag, type Run } from '../run.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const { output } = context;
    const prepared = await preparePosts(context, { files: invocation.args, only: listFlag(invocation, 'channels') });
    const { candidates, skipped, uses } = prepared;
    const online = isOn(invocation, 'online') ? await (await import('../online/link-problems.ts')).onlineProblems(context, prepared) : [];
    const problems = [
      ...prepared.problems,
      ...context.missing(uses, { credentials: false }),
      ...(await trackedByGit(context.project.root)),
      ...online,
    ];
    const errors = problems.filter((problem) => !isWarning(problem)).length;
    const exitCode: ExitCode = errors > 0 ? 2 : 0;
    if (output.isJson) output.document({ posts: [], problems: problems.map(output.problemJson), exitCode });
    for (const problem of problems) output.problem(problem);
    const posts = new Set([...candidates, ...skipped].map(({ post }) => post.id)).size;
    if (!output.isJson)
      output.result(problems.length > 0 ? output.words.problemsFound(errors, problems.length - errors) : output.words.noProblems(posts));
    return exitCode;
  });
