/** What the actions of `omk subscribers` share: what they work on, what was typed, how they end. */
import type { Ledger } from '../core/ledger.ts';
import { plainValue } from '../core/plain-value.ts';
import type { ChannelOptions } from '../core/post.ts';
import { fail, type Problem, problem } from '../core/problem.ts';
import { frequencies } from '../core/reader.ts';
import type { Preferences } from '../core/subscribers.ts';
import type { ExitCode } from '../pipeline/report.ts';
import type { Context } from './context.ts';
import type { ListWords } from './messages/list-words.ts';
import { mailingOf } from './reader-list.ts';
import { type Invocation, listFlag, textFlag } from './run.ts';
import { isLanguage } from './subscribers-file.ts';

export interface ListTask {
  readonly context: Context;
  readonly ledger: Ledger;
  readonly invocation: Invocation;
  readonly words: ListWords;
}

/** One document on stdout, or the words for a person; warnings beside it. */
export function finish(
  { context, words }: ListTask,
  document: Readonly<Record<string, unknown>>,
  text: string,
  problems: readonly Problem[] = [],
): ExitCode {
  const { output, project } = context;
  if (output.isJson) output.document({ ...document, problems: problems.map(output.problemJson), exitCode: 0 });
  else if (text !== '') output.result(text);
  for (const found of problems) output.problem(found);
  if (project.mode === 'sandbox') output.talk(`\n${words.practice}`);
  return 0;
}

const optionsOf = ({ context }: ListTask): ChannelOptions => {
  const id = mailingOf(context)?.id;
  return (id === undefined ? undefined : context.project.channelOptions[id]) ?? {};
};

export const isConsentRequired = (task: ListTask): boolean => optionsOf(task)['consent'] === 'required';

/** A word about the file that omk.yaml names instead of this list, where it does. */
export function aboutFile(task: ListTask, code: 'reader-file-counts' | 'reader-in-file'): readonly Problem[] {
  const path = optionsOf(task)['subscribers'];
  return typeof path === 'string' ? [problem(code, { path })] : [];
}

export function plainFlag(invocation: Invocation, name: string): string | undefined {
  const value = textFlag(invocation, name);
  return value === undefined ? undefined : plainValue(value) || undefined;
}

export function preferencesOf(invocation: Invocation): Preferences {
  const [audience, language, frequency] = [
    listFlag(invocation, 'audience'),
    textFlag(invocation, 'language'),
    textFlag(invocation, 'frequency'),
  ];
  if (language !== undefined && !isLanguage(language))
    fail('usage-bad-value', { option: '--language', value: language, expected: 'nl, en, …' });
  return {
    ...(audience && { audience: audience.map(plainValue).filter(Boolean) }),
    ...(language !== undefined && { language }),
    ...(frequency !== undefined && { frequency: oneOf(frequencies, '--frequency', frequency) }),
  };
}

export const oneOf = <T extends string>(choices: readonly T[], option: string, value: string): T =>
  choices.find((choice) => choice === value) ?? fail('usage-bad-value', { option, value, expected: choices.join(', ') });
