/** The questions of each type of post, and what their answers put into it. */
import { posix } from 'node:path';
import { type Problem, problem } from '../../core/problem.ts';
import type { PostProject } from '../../pipeline/parse.ts';
import type { Interview, Question, Reading } from '../asking/interview.ts';
import type { NewWords } from '../messages/new-words.ts';
import type { Choice } from '../prompt.ts';
import { type Invocation, textFlag } from '../run.ts';
import { readLine, readPostField } from './post-field.ts';
import type { PostType } from './post-type.ts';

/** What the answers put into the post. */
export interface PostParts {
  /** In front matter, in this order. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>> | readonly string[] | string>>;
  /** Above the place where the text comes. */
  readonly lead?: string;
}

export interface TypePlace {
  readonly interview: Interview;
  readonly invocation: Invocation;
  readonly project: PostProject;
  readonly words: NewWords;
  readonly title: string;
  /** Folder of the new post, relative to the project. */
  readonly folder: string;
  /** What can be corrected, newest first: file and title. */
  readonly posts: () => readonly Choice[];
  /** The file, relative to the project, that was typed as a path or an id. */
  readonly fileOf: (typed: string) => string | undefined;
}

export const partsOf: Readonly<Record<PostType, (place: TypePlace) => Promise<PostParts>>> = {
  news: async () => ({ fields: {} }),
  story: async (place) => {
    const who = await place.interview.answer(text(place, 'who', '--who', readLine));
    const date = await place.interview.answer(text(place, 'consentDate', '--consent-date', readConsentDay(place.project)));
    const reference = await place.interview.answer(text(place, 'reference', '--reference', readLine));
    return { fields: { consent: present({ who, date, reference }) } };
  },
  event: askEvent,
  statement: async (place) => {
    const lead = await place.interview.answer(text(place, 'statement', '--statement', readLine, place.title));
    const choices = await place.interview.answer(text(place, 'choices', '--choices', readChoices, place.words.usualChoices));
    return { fields: { poll: choices ?? [] }, lead: `> ${lead ?? ''}` };
  },
  correction: askCorrected,
};

type TextKey = Exclude<keyof NewWords['questions'], 'type'>;

function text<T>(
  { invocation, words }: TypePlace,
  key: TextKey,
  flag: string,
  read: (typed: string) => Reading<T>,
  usual?: string,
): Question<T> {
  const given = textFlag(invocation, camel(flag));
  return { flag, given, form: 'text', ...words.questions[key], ...(usual !== undefined && { usual }), read };
}

const camel = (flag: string): string => flag.replace(/^--/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const present = (values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value ? [[key, value]] : [])));

const readConsentDay =
  (project: PostProject) =>
  (typed: string): Reading<string> => {
    const date = typed.trim();
    const reading = readPostField('consent', { who: 'x', date: date || '-' }, project);
    return 'problems' in reading ? reading : { value: date };
  };

const readChoices = (typed: string): Reading<readonly string[]> => {
  const choices = typed
    .split(',')
    .map((choice) => choice.trim())
    .filter(Boolean);
  return choices.length > 0 ? { value: [...new Set(choices)] } : { problems: [problem('answer-empty', {})] };
};

/** Each answer is looked at together with those before it: an end must come after its start. */
async function askEvent(place: TypePlace): Promise<PostParts> {
  const { interview, project } = place;
  const part =
    (name: string, known: Readonly<Record<string, string>>, mayBeEmpty: boolean) =>
    (typed: string): Reading<string> => {
      const value = typed.replace(/\s+/g, ' ').trim();
      if (value === '') return mayBeEmpty ? { value } : { problems: [problem('answer-empty', {})] };
      const reading = readPostField('event', { ...known, [name]: value }, project);
      return 'problems' in reading ? reading : { value };
    };
  const start = await interview.answer(text(place, 'start', '--start', part('start', {}, false)));
  // Without a start that could be read, the others are looked at all the same.
  const known = { start: start ?? '2000-01-01' };
  const end = await interview.answer(text(place, 'end', '--end', part('end', known, true), ''));
  const location = await interview.answer(text(place, 'location', '--location', part('location', known, true), ''));
  const signup = await interview.answer(text(place, 'signup', '--signup', part('signup', known, true), ''));
  return { fields: { event: present({ start, end, location, signup }) } };
}

async function askCorrected(place: TypePlace): Promise<PostParts> {
  const { interview, invocation, words, folder, posts, fileOf } = place;
  const given = textFlag(invocation, 'corrects');
  const choices = given === undefined ? posts() : [];
  const read = (typed: string): Reading<string> => {
    const file = fileOf(typed);
    const unknown: readonly Problem[] = [problem('content-corrects-unknown', { corrects: typed })];
    return file === undefined ? { problems: unknown } : { value: file };
  };
  const question: Question<string> = { flag: '--corrects', given, form: 'choice', ...words.questions.corrects, choices, read };
  const file = await interview.answer(question);
  return { fields: file === undefined ? {} : { corrects: posix.relative(folder, file) } };
}
