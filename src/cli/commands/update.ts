/** Brings an edit to the channels that can, and a correction to those that can't, when the author asks for one. */

import type { Rules } from '../../core/channel.ts';
import { systemClock } from '../../core/clock.ts';
import { fail, isWarning } from '../../core/problem.ts';
import { planUpdates } from '../../pipeline/plan-changes.ts';
import { briefly } from '../brief-warnings.ts';
import { carryOutChanges } from '../changing.ts';
import { channelOf, stopOnErrors } from '../context.ts';
import { preparePosts } from '../publishing.ts';
import { listFlag, type Run, textFlag } from '../run.ts';
import { tellWaivers } from '../waiving.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const prepared = await preparePosts(context, { files: invocation.args, only: listFlag(invocation, 'channels') });
    const found = briefly(context, prepared.problems);
    stopOnErrors(found);
    tellWaivers(context, prepared.waived);
    const ids = [...new Set(prepared.candidates.map(({ request }) => request.channel))];
    const rules = new Map(await Promise.all(ids.map(async (id) => [id, await context.rules(id)] as const)));
    const changes = planUpdates({
      ...prepared,
      channel: channelOf,
      rules: (id) => rules.get(id) as Rules,
      hub: context.project.hub,
      correction: textFlag(invocation, 'correction'),
      now: systemClock.now(),
    });
    if (changes.length === 0) fail('nothing-known', { post: invocation.args[0] ?? '' });
    const { words } = context.output;
    return carryOutChanges(context, invocation, {
      changes,
      question: words.confirm.update,
      problems: found.filter(isWarning),
      waived: prepared.waived,
    });
  });
