/** Sets a project up by questions: everything is asked first, written afterwards, and then tried out in the sandbox. */
import { mkdirSync, realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { channels } from '../../channels/index.ts';
import { systemClock } from '../../core/clock.ts';
import { problem } from '../../core/problem.ts';
import { dayAndWeek } from '../../pipeline/dates.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { openInterview } from '../asking/interview.ts';
import { createPlainOutput } from '../create-output.ts';
import { helpLanguage, type MessageLanguage, processEnvironment } from '../environment.ts';
import { reportFailure } from '../failure.ts';
import { onInterrupt } from '../interrupt.ts';
import { type InitWords, initWords } from '../messages/init-words.ts';
import type { Output } from '../output.ts';
import { keepOutOfGit } from '../project-folder.ts';
import { StoppedAsking } from '../prompt.ts';
import { type Invocation, isOn, mayAsk, type Run, textFlag } from '../run.ts';
import { type Answers, askLanguage, askTheRest, type ProjectAnswers } from '../starting/answers.ts';
import { type PlannedFile, planFiles, writePlanned } from '../starting/file-plan.ts';
import { bringsOmk, isBegun, knownAnswers, postOfTitle } from '../starting/known-project.ts';
import type { Rehearsal } from '../starting/rehearse.ts';
import { cronPath, firstPostPath, wantedFiles } from '../starting/wanted-files.ts';

export const run: Run = async (invocation) => {
  let talk: Talk = await talkIn(helpLanguage(), invocation);
  try {
    const root = resolve(invocation.args[0] ?? textFlag(invocation, 'project') ?? '.');
    const before = await knownAnswers(root, channels);
    talk = await talkIn(languageOf(textFlag(invocation, 'language') ?? before.language), invocation);
    return await setUp({ root, before, invocation, talk, changeTalk: (next) => (talk = next) });
  } catch (error) {
    if (!(error instanceof StoppedAsking))
      return reportFailure(error, { json: isOn(invocation, 'json'), plain: isOn(invocation, 'plain'), output: talk.output });
    talk.output.talk(`\n${talk.words.stopped}`);
    return 2;
  }
};

interface Talk {
  readonly output: Output;
  readonly words: InitWords;
}

const talkIn = async (language: MessageLanguage, invocation: Invocation): Promise<Talk> => ({
  output: await createPlainOutput(language, {
    json: isOn(invocation, 'json'),
    plain: isOn(invocation, 'plain'),
    quiet: isOn(invocation, 'quiet'),
  }),
  words: initWords[language],
});

/** As omk will speak in this project. */
function languageOf(language: string | undefined): MessageLanguage {
  const env = processEnvironment();
  if (language === undefined || env.OMK_LANGUAGE) return helpLanguage(env);
  return closest(language);
}

const closest = (language: string): MessageLanguage => (/^nl(?:-|$)/i.test(language) ? 'nl' : 'en');

interface Work {
  readonly root: string;
  readonly before: Partial<ProjectAnswers>;
  readonly invocation: Invocation;
  readonly talk: Talk;
  readonly changeTalk: (talk: Talk) => void;
}

async function setUp({ root, before, invocation, talk, changeTalk }: Work): Promise<ExitCode> {
  const place = { root, invocation, channels, before, isBegun: isBegun(root) };
  const canAsk = mayAsk(invocation);
  if (canAsk && !isOn(invocation, 'yes')) talk.output.talk(talk.words.welcome(root));
  const interview = openInterview(invocation, talk.output, talk.words.asking);
  const language = await askLanguage(interview, place, talk.words);
  const rest = await talkIn(languageOf(language), invocation);
  changeTalk(rest);
  const answers = await askTheRest(interview, place, language, rest.words);
  interview.conclude();
  return make({ root, before, answers, invocation, canAsk, ...rest });
}

interface Making extends Talk {
  readonly root: string;
  readonly before: Partial<ProjectAnswers>;
  readonly answers: Answers;
  readonly invocation: Invocation;
  readonly canAsk: boolean;
}

async function make({ root, before, answers, invocation, canAsk, output, words }: Making): Promise<ExitCode> {
  const { day } = dayAndWeek(systemClock.now(), answers.timezone);
  // Files speak the language of the project, also where omk was asked to speak another one.
  const ofProject = initWords[closest(answers.language)];
  const there = postOfTitle(root, ofProject.post.title);
  const post = there ?? (answers.firstPost ? firstPostPath(day, ofProject) : undefined);
  const wanted = wantedFiles({ root, answers, before, channels, words: ofProject, post: answers.firstPost ? post : undefined });
  const planned = await planFiles(root, wanted, {
    canAsk: canAsk && !isOn(invocation, 'yes'),
    overwrite: isOn(invocation, 'overwrite'),
    output,
    words,
  });
  const interrupt = onInterrupt(output);
  mkdirSync(root, { recursive: true });
  keepOutOfGit(root);
  writePlanned(root, planned);
  const kept = planned.filter(({ state }) => state === 'kept').map(({ path }) => problem('file-kept', { path }));
  showFiles(planned, output, words);
  for (const one of kept) output.problem(one);
  await new Promise(setImmediate);
  interrupt.release();
  if (interrupt.signal.aborted) {
    output.talk(words.interrupted);
    return 2;
  }
  const isRehearsing = post !== undefined && invocation.flags['sandbox'] !== false;
  if (isRehearsing) output.talk(words.practising);
  const rehearsal = isRehearsing
    ? await (await import('../starting/rehearse.ts')).rehearse(realpathSync(root), post, invocation)
    : undefined;
  const exitCode = exitCodeOf(rehearsal);
  if (output.isJson) {
    const files = planned.map(({ path, state }) => ({ path, state }));
    output.document({ root, files, rehearsal: rehearsal?.document ?? null, problems: kept.map(output.problemJson), exitCode });
  }
  const folder = relative(process.cwd(), root);
  if (answers.cron) output.talk(`\n${words.cronHow(cronPath)}`);
  output.talk(`\n${words.next({ post, folder, lacksOmk: answers.ci.length > 0 && !bringsOmk(root) })}`);
  return exitCode;
}

/** A hand-off of the sandbox is nothing that anybody has to finish. */
const exitCodeOf = (rehearsal: Rehearsal | undefined): ExitCode =>
  rehearsal === undefined || rehearsal.exitCode === 4 ? 0 : rehearsal.exitCode;

function showFiles(planned: readonly PlannedFile[], output: Output, { states }: InitWords): void {
  if (output.isJson) return;
  const width = output.isPlain ? 0 : Math.max(...planned.map(({ path }) => path.length));
  output.result(`${planned.map(({ path, state }) => `  ${path.padEnd(width)}  ${states[state]}`).join('\n')}\n`);
}
