/** Begins a post: a dated file of a type, with what that type needs. */
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import { fail, type Problem, problem } from '../../core/problem.ts';
import { pathWithin } from '../../core/project-path.ts';
import { slugOf } from '../../core/slug.ts';
import { dayAndWeek, readMoment } from '../../pipeline/dates.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { type Interview, openInterview } from '../asking/interview.ts';
import type { Project } from '../config.ts';
import type { Context } from '../context.ts';
import { processEnvironment } from '../environment.ts';
import { type NewWords, newWords } from '../messages/new-words.ts';
import { StoppedAsking } from '../prompt.ts';
import { type Invocation, isOn, mayAsk, type Run, textFlag } from '../run.ts';
import { type KnownPosts, knownPosts } from '../starting/known-posts.ts';
import { readLine } from '../starting/post-field.ts';
import { type PostParts, partsOf } from '../starting/post-questions.ts';
import { newPostText } from '../starting/post-text.ts';
import { type PostType, postTypes } from '../starting/post-type.ts';
import { writeNew } from '../starting/write-whole.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, {}, async (context) => {
    const words = newWords[context.project.messageLanguage];
    try {
      return await begin(context, invocation, words);
    } catch (error) {
      if (!(error instanceof StoppedAsking)) throw error;
      context.output.talk(`\n${words.stopped}`);
      return 2;
    }
  });

async function begin({ project, output }: Context, invocation: Invocation, words: NewWords): Promise<ExitCode> {
  const day = dayFlag(project, invocation);
  const posts = knownPosts(project);
  const folder = folderFlag(invocation) ?? posts.usualFolder();
  const interview = openInterview(invocation, output, words.asking);
  const title = await askTitle(interview, invocation, words);
  const type = (await askType(interview, invocation, words)) ?? 'news';
  const parts = await askParts(type, { interview, invocation, project, words, posts, folder, title: title ?? '' });
  interview.conclude();
  const text = newPostText({ title: title ?? '', type, parts, words });
  const file = write(project.root, join(folder, `${day}-${slugOf(title ?? '') || words.fallback}`), text);
  const problems = isOn(invocation, 'edit') ? openEditor(join(project.root, file), invocation) : [];
  for (const one of problems) output.problem(one);
  if (output.isJson) output.document({ file, type, title, problems: problems.map(output.problemJson), exitCode: 0 });
  else output.result(output.pathOf(file));
  output.talk(words.next(output.pathOf(file)));
  return 0;
}

const askTitle = (interview: Interview, { args }: Invocation, words: NewWords): Promise<string | undefined> =>
  interview.answer({ flag: 'TITLE', given: args[0], form: 'text', ...words.questions.title, read: readTitle });

function readTitle(typed: string) {
  const reading = readLine(typed);
  return 'value' in reading ? reading : { problems: [problem('title-unreadable', {})] };
}

const askType = (interview: Interview, invocation: Invocation, { questions, types }: NewWords): Promise<PostType | undefined> =>
  interview.answer({
    flag: '--type',
    given: textFlag(invocation, 'type'),
    form: 'choice',
    ...questions.type,
    choices: postTypes.map((value) => ({ value, label: types[value] })),
    usual: 'news',
    read: (typed) => {
      const found = postTypes.find((one) => one === typed.trim());
      return found
        ? { value: found }
        : { problems: [problem('usage-bad-value', { option: '--type', value: typed, expected: postTypes.join(', ') })] };
    },
  });

interface Asking {
  readonly interview: Interview;
  readonly invocation: Invocation;
  readonly project: Project;
  readonly words: NewWords;
  readonly posts: KnownPosts;
  readonly folder: string;
  readonly title: string;
}

function askParts(type: PostType, { posts, ...asking }: Asking): Promise<PostParts> {
  const choices = () => {
    const found = posts.newest();
    return found.length > 0 ? found : fail('nothing-to-correct', {});
  };
  return partsOf[type]({ ...asking, posts: choices, fileOf: posts.fileOf });
}

/** The day in the name of the file. */
function dayFlag({ timezone }: Project, invocation: Invocation): string {
  const given = textFlag(invocation, 'date');
  if (given === undefined) return dayAndWeek(systemClock.now(), timezone).day;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(given) && readMoment(given, 'UTC').kind === 'moment';
  return isDay ? given : fail('usage-bad-value', { option: '--date', value: given, expected: 'day' });
}

function folderFlag(invocation: Invocation): string | undefined {
  const given = textFlag(invocation, 'folder');
  return given === undefined ? undefined : (pathWithin('', given) ?? fail('content-outside-project', { path: given }));
}

/** What is there already is never written over: the next one is called `-2`. */
function write(root: string, name: string, text: string): string {
  for (let number = 1; ; number += 1) {
    const file = `${name}${number === 1 ? '' : `-${number}`}.md`;
    if (writeNew(root, file, text)) return file;
  }
}

/** VISUAL or EDITOR, which may come with arguments. */
function openEditor(path: string, invocation: Invocation): readonly Problem[] {
  const { VISUAL, EDITOR } = processEnvironment();
  const editor = VISUAL?.trim() || EDITOR?.trim() || 'vi';
  if (!mayAsk(invocation)) return [problem('editor-failed', { editor, detail: 'no terminal' })];
  const [command = 'vi', ...args] = editor.split(/\s+/);
  const { error, status } = spawnSync(command, [...args, relative(process.cwd(), path)], { stdio: 'inherit' });
  if (!error && status === 0) return [];
  return [problem('editor-failed', { editor, detail: (error as NodeJS.ErrnoException | undefined)?.code ?? `exit ${status}` })];
}
