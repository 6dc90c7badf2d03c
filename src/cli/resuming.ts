/** The end of a pause of everything: a person, or a flag, says what goes now. */
import type { Delivery } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import type { Pause } from '../core/pause.ts';
import { fail } from '../core/problem.ts';
import { type ExitCode, exitCodeFor } from '../pipeline/report.ts';
import type { Context } from './context.ts';
import { heldText, readHeld } from './held-list.ts';
import { heldAsLate, lateProblem } from './late.ts';
import { pauseWords } from './messages/pause-words.ts';
import { showPause } from './pausing.ts';
import { askWhatGoes } from './resume-choice.ts';
import { type Invocation, isOn, mayAsk, textFlag } from './run.ts';
import { send } from './sending.ts';
import { showReport, showSandboxNote } from './show-report.ts';
import { standingPosts } from './standing.ts';

/** Ends the pause by choice. Nothing changes until the choice is complete; then all of it does, at once. */
export async function resumeEverything(context: Context, invocation: Invocation): Promise<ExitCode> {
  stopOnFlags(invocation);
  const { output, project } = context;
  const words = pauseWords[project.messageLanguage];
  const ledger = await context.existingLedger();
  const pause = await ledger?.pause();
  if (!ledger || !pause) return nothingPaused(context, words.nothingPaused);
  const held = await heldNow(ledger, pause);
  const goes = await choiceOf(context, invocation, { held, pause });
  if (goes === 'stopped') {
    output.talk(output.words.confirm.stopped);
    return 0;
  }
  const now = context.clock.now();
  const late = goes === 'all' ? heldAsLate(context, held) : [];
  const going = goes === 'all' ? held.filter((one) => one.dueAt <= now && !late.includes(one)) : held.filter(({ id }) => goes.includes(id));
  context.checkSettings(going);
  const hasEnded = await ledger.endPause(goes === 'all' ? {} : { goes });
  if (!hasEnded) return nothingPaused(context, words.nothingPaused);
  return goOn(context, ledger, { held, going, late });
}

const nothingPaused = (context: Context, said: string): ExitCode => {
  context.output.talk(said);
  return showReport(context, { posts: [], problems: [] }, { command: 'publish', exitCode: 0 });
};

function stopOnFlags(invocation: Invocation): void {
  if (textFlag(invocation, 'channels') !== undefined) fail('flag-needs-file', { flag: '--channels' });
  if (isOn(invocation, 'all') && isOn(invocation, 'none')) fail('flags-exclude', { flags: '--all, --none' });
}

/** Those that somebody may choose: what waits for its hub goes with the hub. */
const heldNow = async (ledger: Ledger, pause: Pause): Promise<readonly Delivery[]> =>
  (await readHeld(ledger, pause)).stopped.filter(({ state }) => state === 'scheduled');

interface ChoiceInput {
  readonly held: readonly Delivery[];
  readonly pause: Pause;
}

async function choiceOf(
  context: Context,
  invocation: Invocation,
  { held, pause }: ChoiceInput,
): Promise<'all' | 'stopped' | readonly string[]> {
  if (isOn(invocation, 'all')) return 'all';
  if (isOn(invocation, 'none')) return [];
  if (!mayAsk(invocation)) fail('resume-needs-choice', { count: held.length });
  await showPause(context, pause);
  if (held.length > 0) return askWhatGoes(context, held);
  const words = pauseWords[context.project.messageLanguage];
  context.output.result(heldText({ stopped: [], underWay: [], byHand: [] }, context.output, words));
  return 'all';
}

interface GoingOn {
  readonly held: readonly Delivery[];
  readonly going: readonly Delivery[];
  readonly late: readonly Delivery[];
}

async function goOn(context: Context, ledger: Ledger, { held, going, late }: GoingOn): Promise<ExitCode> {
  const { output, project } = context;
  const words = pauseWords[project.messageLanguage];
  const [posts, now] = [new Set(going.map(({ post }) => post)), context.clock.now()];
  const stays = held.filter((one) => one.dueAt <= now && !going.includes(one) && !late.includes(one));
  output.talk(
    [words.ended, going.length > 0 && words.goes(going.length), stays.length > 0 && words.stays(stays.length)].filter(Boolean).join(' '),
  );
  const ids = new Set(going.map(({ id }) => id));
  // What waits for a hub that goes now, goes with it.
  const read = async () => (await ledger.list({ posts: [...posts] })).filter(({ id, state }) => ids.has(id) || state === 'waiting');
  const ours = posts.size === 0 ? [] : await read();
  for (const { id } of ours) ids.add(id);
  await send(context, ours);
  const shown = posts.size === 0 ? [] : await read();
  const report = {
    posts: await standingPosts(shown, { ledger, hub: project.hub, output }),
    problems: late.map(lateProblem),
  };
  const found = exitCodeFor(report, context.clock.now(), 'publish');
  // What is too late waits for a person's word, as after any `omk run`.
  const code = showReport(context, report, { command: 'publish', exitCode: late.length > 0 && (found === 0 || found === 3) ? 4 : found });
  if (report.posts.length > 0) showSandboxNote(context);
  return code;
}
