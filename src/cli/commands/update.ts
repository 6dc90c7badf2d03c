/** Brings an edit to the channels that can, and a correction to those that can't, when the author asks for one. */
import { fail, isWarning } from '../../core/problem.ts';
import { briefly } from '../brief-warnings.ts';
import { carryOutChanges } from '../changing.ts';
import { stopOnErrors } from '../context.ts';
import { preparePosts } from '../publishing.ts';
import { listFlag, type Run, textFlag } from '../run.ts';
import { planCommand } from '../shell-words.ts';
import { changesOf } from '../updating.ts';
import { tellWaivers } from '../waiving.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    if (context.project.approval === 'required') fail('approval-needed', { command: planCommand(invocation.args, '--update') });
    const prepared = await preparePosts(context, { files: invocation.args, only: listFlag(invocation, 'channels') });
    const found = briefly(context, prepared.problems);
    stopOnErrors(found);
    tellWaivers(context, prepared.waived);
    const changes = await changesOf(context, prepared, textFlag(invocation, 'correction'));
    const { words } = context.output;
    return carryOutChanges(context, invocation, {
      changes,
      question: words.confirm.update,
      problems: found.filter(isWarning),
      waived: prepared.waived,
    });
  });
