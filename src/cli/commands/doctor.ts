/** Everything that publishing needs, looked at without publishing. */
import type { Pause } from '../../core/pause.ts';
import { isWarning, OmkError, problem } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import type { Context } from '../context.ts';
import { cutValues } from '../cut-values.ts';
import { checkJson, examinedText, type Grade, gradeOf, sumText } from '../examined-text.ts';
import { type Examined, examine } from '../examining.ts';
import { trackedByGit } from '../git-tracked.ts';
import { wrap } from '../layout.ts';
import { checkWords } from '../messages/check-words.ts';
import { pauseJson } from '../pause-json.ts';
import { showPause } from '../pausing.ts';
import { listFlag, type Run } from '../run.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, {}, async (context) => {
    const channels = channelsOf(context, listFlag(invocation, 'channels'));
    // Nothing is written, so Ctrl-C needs no care: it ends the process.
    const examined = await examine(context, channels, new AbortController().signal);
    return show(context, examined);
  });

function channelsOf({ project }: Context, only: readonly string[] | undefined): readonly string[] {
  const choices = project.kinds.map(({ id }) => id);
  const wrong = (only ?? []).filter((id) => !choices.includes(id));
  if (wrong.length > 0)
    throw new OmkError(wrong.map((value) => problem('usage-bad-value', { option: '--channels', value, expected: choices.join(', ') })));
  return only ? [...new Set(only)] : project.channels;
}

/** Practising reads no credentials, so it looks at none either. */
const cutInEnvironment = ({ mode, root, kinds }: Context['project']) =>
  mode === 'live' ? cutValues(root, ['OMK_SECRET', ...kinds.flatMap(({ settings }) => Object.values(settings).map(({ env }) => env))]) : [];

async function show(context: Context, examined: readonly Examined[]): Promise<ExitCode> {
  const { output, project } = context;
  const pause = await pauseOf(context);
  const words = checkWords[project.messageLanguage];
  const checks = examined.flatMap((one) => one.checks);
  const others = [...project.warnings, ...(await trackedByGit(project.root)), ...cutInEnvironment(project)];
  const count = (grade: Grade) => checks.filter((check) => gradeOf(check) === grade).length;
  const counts = {
    errors: count('error') + others.filter((one) => !isWarning(one)).length,
    warnings: count('warning') + others.filter(isWarning).length,
    unreachable: count('unreachable'),
  };
  const exitCode: ExitCode = counts.errors > 0 ? 2 : counts.unreachable > 0 ? 3 : 0;
  for (const found of others) output.problem(found);
  if (output.isJson) {
    const problems = [...others, ...checks.flatMap((check) => ('problem' in check ? [check.problem] : []))];
    output.document({
      mode: project.mode,
      ...(pause && { pause: pauseJson(pause) }),
      checks: examined.flatMap((one) => one.checks.map((check) => checkJson(one.channel, check, { words, output }))),
      problems: problems.map(output.saying(words.looking).problemJson),
      exitCode,
    });
    return exitCode;
  }
  await showPause(context, pause);
  const practice = project.mode === 'sandbox' ? [wrap(words.practice, output.width).join('\n')] : [];
  output.result([examinedText(examined, { words, output }), sumText(counts, { words, output }), ...practice].join('\n\n'));
  return exitCode;
}

/** A ledger that cannot be read has its own row. */
const pauseOf = async (context: Context): Promise<Pause | undefined> => {
  try {
    return await (await context.existingLedger())?.pause();
  } catch (error) {
    if (error instanceof OmkError) return undefined;
    throw error;
  }
};
