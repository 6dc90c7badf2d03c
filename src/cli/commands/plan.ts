/** Everything rendered into one file with a digest, to be looked at, approved and sent as it is. Writes nothing else. */
import { fail, isWarning } from '../../core/problem.ts';
import { type Plan, planText, sealed } from '../../pipeline/plan-file.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { againChannels } from '../again-channels.ts';
import { type Context, stopOnErrors } from '../context.ts';
import { planWords } from '../messages/plan-words.ts';
import { namedOrChanged } from '../named-or-changed.ts';
import type { CommentParts } from '../plan-comment.ts';
import { planContent } from '../plan-content.ts';
import { storeComment, storePlan } from '../plan-store.ts';
import { preparePosts } from '../publishing.ts';
import { isOn, listFlag, type Run, textFlag } from '../run.ts';
import { shellWord, signingCommand } from '../shell-words.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const { output } = context;
    const only = listFlag(invocation, 'channels');
    const isUpdate = isOn(invocation, 'update');
    const correction = textFlag(invocation, 'correction')?.trim();
    if (correction !== undefined && !isUpdate) fail('usage-needs-flag', { flag: '--update' });
    const again = againChannels(context, invocation);
    if (again.length > 0 && isUpdate) fail('usage-bad-value', { option: '--again', value: again.join(','), expected: 'omk plan --update' });
    const chosen = await namedOrChanged(context, invocation);
    const prepared = await preparePosts(context, { ...chosen, only });
    const problems = [...chosen.problems, ...prepared.problems, ...context.missing(prepared.uses, { credentials: false })];
    const comment = textFlag(invocation, 'comment');
    if (comment !== undefined && problems.some((found) => !isWarning(found))) await writeComment(context, comment, { problems });
    stopOnErrors(problems);
    const wish = { kind: isUpdate ? 'update' : 'publish', channels: only ?? null, again, correction: correction ?? null } as const;
    const plan = sealed(planContent(context, prepared, wish));
    const path = textFlag(invocation, 'output');
    if (comment !== undefined) await writeComment(context, comment, { problems, plan, prepared });
    for (const found of problems.filter(isWarning)) output.problem(found);
    if (chosen.files.length === 0) {
      if (output.isJson) output.document({ plan: null, digest: null, problems: problems.map(output.problemJson), exitCode: 0 });
      return 0;
    }
    if (path === undefined) output.result(planText(plan).trimEnd());
    else tellWritten(context, { path, plan });
    const exitCode: ExitCode = 0;
    if (path !== undefined && output.isJson)
      output.document({ plan: path, digest: plan.digest, problems: problems.map(output.problemJson), exitCode });
    return exitCode;
  });

async function writeComment(context: Context, path: string, parts: CommentParts): Promise<void> {
  const { commentText } = await import('../plan-comment.ts');
  storeComment(path, await commentText(context, parts));
}

function tellWritten({ output, project }: Context, { path, plan }: { path: string; plan: Plan }): void {
  storePlan(path, plan);
  const words = planWords[project.messageLanguage];
  const messages = plan.posts.reduce((sum, { deliveries }) => sum + deliveries.length, 0);
  if (!output.isJson) output.result(words.written({ path, messages, posts: plan.posts.length, digest: plan.digest }));
  output.talk(words.look(shellWord(path)));
  if (project.approval === 'required') output.talk(words.sign(signingCommand(path)));
  output.talk(words.send(shellWord(path)));
}
