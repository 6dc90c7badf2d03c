/** The pause of everything as people and scripts are told of it, and how it begins. */
import { type Pause, type PauseWish, pausedProblem } from '../core/pause.ts';
import { isWarning, OmkError, type Problem, problem } from '../core/problem.ts';
import type { ExitCode } from '../pipeline/report.ts';
import type { Context } from './context.ts';
import { heldJson, heldText, readHeld } from './held-list.ts';
import { wrap } from './layout.ts';
import { plainFlag } from './list-task.ts';
import { pauseWords } from './messages/pause-words.ts';
import { futureMoment } from './moment-flag.ts';
import { pauseJson } from './pause-json.ts';
import { type Invocation, textFlag } from './run.ts';

/** One line: since when, until when, why. */
export const pauseLine = (pause: Pause, { output }: Pick<Context, 'output'>): string =>
  wrap(output.textOf(pausedProblem(pause)).message, output.width).join('\n');

/** What every page that shows where things stand begins with; nothing when nothing is paused. */
export async function showPause(context: Context, pause: Pause | undefined): Promise<void> {
  if (!pause || context.output.isJson) return;
  const { output, project } = context;
  output.result(
    `${output.colour.bold(pauseLine(pause, context))}\n${wrap(pauseWords[project.messageLanguage].how, output.width).join('\n')}\n`,
  );
}

/** Stops everything at once. */
export async function pauseEverything(context: Context, invocation: Invocation): Promise<ExitCode> {
  const { output, project } = context;
  const { wish, problems } = wishOf(context, invocation);
  if (problems.some((found) => !isWarning(found))) throw new OmkError(problems);
  const ledger = await context.ledger();
  const before = await ledger.pauseAll(wish);
  const pause = await ledger.pause();
  const held = await readHeld(ledger, pause);
  if (output.isJson) {
    const { stopped, underWay, byHand } = held;
    output.document({
      pause: pause ? pauseJson(pause) : null,
      before: before ? pauseJson(before) : null,
      held: stopped.map(heldJson),
      underWay: underWay.map(heldJson),
      byHand: byHand.map(heldJson),
      problems: problems.map(output.problemJson),
      exitCode: 0,
    });
  } else {
    await showPause(context, pause);
    output.result(heldText(held, output, pauseWords[project.messageLanguage]));
  }
  if (before) output.talk(`\n${pauseWords[project.messageLanguage].newer}`);
  if (project.mode === 'sandbox') output.talk(`\n${pauseWords[project.messageLanguage].practice}`);
  for (const found of problems) output.problem(found);
  return 0;
}

/** Everything that is wrong with what was asked, at once. */
function wishOf({ project, clock }: Context, invocation: Invocation): { readonly wish: PauseWish; readonly problems: readonly Problem[] } {
  const given = textFlag(invocation, 'until');
  const reason = plainFlag(invocation, 'reason');
  const until = given === undefined ? { problems: [] } : futureMoment('--until', given, { timezone: project.timezone, now: clock.now() });
  const misplaced = textFlag(invocation, 'channels') === undefined ? [] : [problem('flag-needs-file', { flag: '--channels' })];
  return {
    wish: { ...('at' in until && { until: until.at }), ...(reason !== undefined && { reason }) },
    problems: [...misplaced, ...until.problems],
  };
}
