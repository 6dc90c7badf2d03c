/** Gets the credentials of a channel with a person's help; shows what is kept; erases it. */
import { fail, type Problem, placed } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { type Context, channelOf } from '../context.ts';
import { onInterrupt } from '../interrupt.ts';
import { wrap } from '../layout.ts';
import { changeCredentials } from '../login/credentials.ts';
import { choicesOf, type LoggedIn, logIn } from '../login/logging-in.ts';
import { endOf, listLogins, listText } from '../login/login-list.ts';
import type { LoginDesk } from '../login/way.ts';
import { loginWords } from '../messages/login-words.ts';
import { createMoments } from '../moments.ts';
import { type Invocation, isOn, mayAsk, type Run } from '../run.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, {}, async (context) => {
    if (isOn(invocation, 'list')) return showList(context);
    const [name] = invocation.args;
    if (name === undefined) return fail('usage-missing-argument', { name: 'channel' });
    if (!choicesOf(context).includes(name)) return fail('login-none', { name, choices: choicesOf(context) });
    return isOn(invocation, 'logout') ? logOut(context, name) : logInTo(context, name, invocation);
  });

async function showList(context: Context): Promise<ExitCode> {
  const { output, project } = context;
  const { logins, problem } = listLogins(context, context.clock.now());
  const problems = problem ? [problem] : [];
  const exitCode: ExitCode = problem ? 2 : 0;
  for (const found of problems) output.problem(found);
  if (output.isJson) output.document({ mode: project.mode, logins, problems: problems.map(output.problemJson), exitCode });
  else output.result(listText(logins, context, loginWords[project.messageLanguage]));
  return exitCode;
}

async function logOut({ output, project }: Context, channel: string): Promise<ExitCode> {
  const words = loginWords[project.messageLanguage];
  let was = false;
  await changeCredentials(project, ({ [channel]: gone, ...others }) => {
    was = gone !== undefined;
    return others;
  });
  if (!was) fail('login-unknown', {}, { channel });
  if (output.isJson) output.document({ mode: project.mode, channel, loggedOut: true, problems: [], exitCode: 0 });
  else output.result(wrap(`${words.forgotten(output.label(channel))} ${words.stillValid}`, output.width).join('\n'));
  return 0;
}

async function logInTo(context: Context, channel: string, invocation: Invocation): Promise<ExitCode> {
  const { output, project } = context;
  // Ctrl-C leaves nothing behind and needs no second one.
  const { signal, release } = onInterrupt({ ...output, talk: () => {} });
  // What a person has to do is said also to who asked for quiet.
  const say = output.isQuiet && !output.isJson ? output.result : output.talk;
  const desk: LoginDesk = {
    language: project.messageLanguage,
    words: loginWords[project.messageLanguage],
    clock: context.clock,
    isAsked: mayAsk(invocation),
    isFromInput: isOn(invocation, 'stdin') && process.stdin.isTTY !== true,
    signal,
    say,
    warn: (found) => output.problem(placed(found, { channel })),
  };
  if (project.mode === 'sandbox') say(desk.words.practice);
  try {
    const result = await logIn(context, channelOf(channel), desk, isOn(invocation, 'yes'));
    return result.kind === 'done' ? showKept(context, channel, result.value) : showFailure(context, channel, result);
  } finally {
    release();
  }
}

function showKept({ output, project }: Context, channel: string, { credential, warnings }: LoggedIn): ExitCode {
  const words = loginWords[project.messageLanguage];
  const problems = warnings.map((found) => placed(found, { channel }));
  for (const found of problems) output.problem(found);
  const { account, obtainedAt, isEstimate, refreshToken } = credential;
  const until = endOf(credential);
  if (output.isJson) {
    const login = { channel, account, since: obtainedAt, until: until ?? null, isRenewed: refreshToken !== undefined };
    output.document({ mode: project.mode, login, problems: problems.map(output.problemJson), exitCode: 0 });
    return 0;
  }
  const tell = createMoments(project.messageLanguage, project.timezone);
  const ends = until ? (isEstimate ? words.usually : words.until)(tell(until)) : words.forever;
  const path = project.mode === 'sandbox' ? '.omk/sandbox/credentials' : '.omk/credentials';
  const told = [words.kept(account, path), refreshToken === undefined ? ends : words.renewed];
  output.result(told.flatMap((text) => wrap(text, output.width)).join('\n'));
  return 0;
}

interface Failure {
  readonly problem: Problem;
  readonly isPassing: boolean;
}

/** Refused: 1. Given up by the person or out of time: 2. Nobody could be reached: 3. */
function showFailure({ output, project }: Context, channel: string, { problem, isPassing }: Failure): ExitCode {
  const found = placed(problem, { channel });
  const isUndecided = problem.code === 'login-stopped' || problem.code === 'login-too-late';
  const exitCode: ExitCode = isPassing ? 3 : isUndecided ? 2 : 1;
  output.problem(found);
  if (output.isJson) output.document({ mode: project.mode, login: null, problems: [output.problemJson(found)], exitCode });
  return exitCode;
}
