/**
 * Questions that have three ways to be answered: a flag, a person at a terminal, or what holds when nothing is said. What is
 * wrong or missing is told all at once, before anything is done.
 */
import { isWarning, OmkError, type Problem, problem } from '../../core/problem.ts';
import { wrap } from '../layout.ts';
import type { Output } from '../output.ts';
import type { Choice } from '../prompt.ts';
import { type Invocation, isOn, mayAsk } from '../run.ts';

/** What an answer means, or what is wrong with it. */
export type Reading<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

export interface Question<T> {
  /** As it is typed: `--name`. */
  readonly flag: string;
  /** What was typed there, if anything. */
  readonly given: string | undefined;
  readonly form: 'text' | 'choice' | 'several' | 'yes-no';
  readonly message: string;
  /** A sentence above the question. */
  readonly explanation?: string;
  readonly choices?: readonly Choice[];
  /** What holds when nothing is said; absent: somebody must say it. */
  readonly usual?: string;
  readonly read: (typed: string) => Reading<T>;
}

export interface Interview {
  /** `undefined` only while something is missing or wrong, which `conclude` tells. */
  answer<T>(question: Question<T>): Promise<T | undefined>;
  /** Stops with everything that is wrong or missing. */
  conclude(): void;
}

export interface AskingWords {
  readonly yes: string;
  readonly no: string;
  readonly yesOrNo: string;
  readonly choiceKeys: string;
  readonly severalKeys: string;
}

export function openInterview(invocation: Invocation, output: Output, words: AskingWords): Interview {
  const problems: Problem[] = [];
  const missing: string[] = [];
  const isUsualEnough = isOn(invocation, 'yes');
  const canAsk = mayAsk(invocation);
  let needsMoreThanYes = false;

  const taken = <T>(reading: Reading<T>): T | undefined => {
    if ('value' in reading) return reading.value;
    problems.push(...reading.problems);
    return undefined;
  };
  const answer = async <T>(question: Question<T>): Promise<T | undefined> => {
    const { given, usual, read, flag } = question;
    if (given !== undefined) return taken(read(given));
    if (canAsk && !(isUsualEnough && usual !== undefined)) return taken(read(await asked(question, output, words)));
    if (usual === undefined || !isUsualEnough) missing.push(flag);
    if (usual === undefined) needsMoreThanYes = true;
    return usual === undefined ? undefined : taken(read(usual));
  };
  const conclude = () => {
    const lacking = missing.length > 0 ? [problem('answers-needed', { flags: missing, yes: !needsMoreThanYes })] : [];
    const found = [...problems, ...lacking];
    if (found.some((one) => !isWarning(one))) throw new OmkError(found);
  };
  return { answer, conclude };
}

/** The answer of a person, who is asked again as long as it will not do. */
async function asked<T>({ form, message, explanation, choices = [], usual = '', read }: Question<T>, output: Output, words: AskingWords) {
  const { askChoice, askSeveral, askText, askYesOrNo } = await import('../prompt.ts');
  const objection = (typed: string): string | undefined => {
    const reading = read(typed);
    const [wrong] = 'problems' in reading ? reading.problems : [];
    if (!wrong) return undefined;
    const { message: sentence, hint } = output.textOf(wrong);
    const told = [sentence, hint].filter(Boolean).join(' ');
    return output.isPlain ? told : wrap(told, Math.max(20, (process.stderr.columns ?? 80) - 2)).join('\n');
  };
  if (explanation !== undefined) output.talk(`\n${output.colour.dim(explanation)}`);
  // A list that is drawn anew at every key cannot be listened to.
  if (output.isPlain && choices.length > 0) {
    output.talk(choices.map(({ value, label }) => `${value}: ${label}`).join('\n'));
    return askText(message, usual, objection);
  }
  switch (form) {
    case 'text':
      return askText(message, usual, objection);
    case 'yes-no':
      return (await askYesOrNo(message, usual === 'yes', words)) ? 'yes' : 'no';
    case 'choice':
      return askChoice(message, usual, { choices, keys: words.choiceKeys, objection });
    case 'several':
      return (await askSeveral(message, usual.split(','), { choices, keys: words.severalKeys, objection })).join(',');
  }
}

/** `yes` and `no`, as switches give them. */
export const readYesNo = (typed: string): Reading<boolean> => ({ value: typed === 'yes' });

/** A switch `--x` and `--no-x` as an answer. */
export function switchAnswer({ flags }: Invocation, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined;
}
