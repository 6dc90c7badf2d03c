/** Reads mail that came back, and takes those off the list whom it ends. The mail itself is left as it is. */
import { readSoftLimit } from '../../core/bounce.ts';
import { fail, type Problem, problem } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { type BounceRun, readBounces } from '../bounces/bounce-run.ts';
import { bounceText } from '../bounces/bounce-text.ts';
import { openBoxes } from '../bounces/mail-boxes.ts';
import { MailOwners } from '../bounces/mail-owners.ts';
import type { Context } from '../context.ts';
import { bounceWords } from '../messages/bounce-words.ts';
import { mailingOf } from '../reader-list.ts';
import { isOn, type Run } from '../run.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, {}, async (context) => {
    const { args } = invocation;
    if (args.length === 0 && process.stdin.isTTY) fail('bounces-no-input', {});
    const boxes = openBoxes(args.length > 0 ? args : ['-'], () => process.stdin);
    const dryRun = isOn(invocation, 'dryRun');
    const found = await readBounces({ boxes, dryRun, ...(await bookOf(context)) });
    if (args.length === 0 && found.total.read === 0) fail('bounces-no-input', {});
    return tell(context, found, dryRun);
  });

async function bookOf(context: Context) {
  const ledger = await context.existingLedger();
  const channel = mailingOf(context)?.id;
  if (!ledger || channel === undefined) return fail('bounces-nothing-mailed', {});
  const { bounces: returnAddress, softBounces } = context.project.channelOptions[channel] ?? {};
  const sign = await context.sign();
  const owners = await MailOwners.open({
    sign,
    book: ledger,
    channel,
    ...(typeof returnAddress === 'string' && { returnAddress }),
    now: context.clock.now(),
  });
  return { owners, sign, book: ledger, softLimit: readSoftLimit(softBounces) };
}

function tell({ output, project }: Context, found: BounceRun, dryRun: boolean): ExitCode {
  const words = bounceWords[project.messageLanguage];
  const { files, total, issues } = found;
  const exitCode: ExitCode = total.read > 0 && total.broken === total.read ? 2 : 0;
  const problems = problemsOf(found, exitCode === 2);
  if (output.isJson) output.document({ dryRun, files, total, issues, problems: problems.map(output.problemJson), exitCode });
  else output.result(bounceText(found, { words, width: output.width, dryRun }));
  for (const one of problems) output.problem(one);
  if (project.mode === 'sandbox') output.talk(`\n${words.practice}`);
  return exitCode;
}

function problemsOf({ total, brokenPlaces, alarms }: BounceRun, isAllBroken: boolean): readonly Problem[] {
  return [
    ...(isAllBroken ? [problem('bounces-all-broken', { count: total.broken })] : []),
    ...(total.broken > 0 ? [problem('bounces-broken', { count: total.broken, places: brokenPlaces })] : []),
    ...alarms.map((alarm) => problem('bounces-one-code', alarm)),
  ];
}
