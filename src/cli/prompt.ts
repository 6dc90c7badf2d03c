/** Questions to a person at a terminal. Loaded only when one is asked. */

export interface Answers {
  readonly yes: string;
  readonly no: string;
  /** What to type, for who typed something else. */
  readonly yesOrNo: string;
}

/** Ctrl-C, or the end of input, at a question. */
export class StoppedAsking extends Error {
  override readonly name = 'StoppedAsking';
}

/** Yes or no; Ctrl-C and the end of input mean no. */
export async function askToConfirm(message: string, answers: Answers): Promise<boolean> {
  try {
    return await askYesOrNo(message, false, answers);
  } catch (error) {
    if (error instanceof StoppedAsking) return false;
    throw error;
  }
}

export const askYesOrNo = (message: string, usual: boolean, { yes, no, yesOrNo }: Answers): Promise<boolean> =>
  ask({ type: 'confirm', message, default: usual, theme: { keywords: { yes, no, error: () => yesOrNo } } });

/** What is wrong with an answer, in words; `undefined` when it will do. */
export type Objection = (typed: string) => string | undefined;

export const askText = (message: string, usual: string, objection: Objection): Promise<string> =>
  ask({ type: 'input', message, default: usual, validate: (typed: string) => objection(typed) ?? true });

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceOptions {
  readonly choices: readonly Choice[];
  /** Which keys do what. */
  readonly keys: string;
  readonly objection: Objection;
}

export const askChoice = (message: string, usual: string, { choices, keys }: ChoiceOptions): Promise<string> =>
  ask({ type: 'select', message, default: usual, choices: named(choices), pageSize: 12, loop: false, theme: tip(keys) });

/** Several of them, in their own order. */
export const askSeveral = (message: string, usual: readonly string[], { choices, keys, objection }: ChoiceOptions): Promise<string[]> =>
  ask({
    type: 'checkbox',
    message,
    choices: named(choices).map((choice) => ({ ...choice, checked: usual.includes(choice.value) })),
    pageSize: 12,
    loop: false,
    shortcuts: { all: null, invert: null },
    validate: (ticked: readonly Choice[]) => objection(ticked.map(({ value }) => value).join(',')) ?? true,
    theme: tip(keys),
  });

const named = (choices: readonly Choice[]) => choices.map(({ value, label }) => ({ value, name: label, short: label }));

const tip = (keys: string) => ({ style: { keysHelpTip: () => keys } });

/** Talk goes to stderr, so that results can be piped. */
async function ask<T>(question: { readonly type: string; readonly message: string } & Readonly<Record<string, unknown>>): Promise<T> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({ output: process.stderr });
  try {
    const { answer } = (await prompt([{ ...question, name: 'answer' } as never])) as { answer: T };
    return answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw new StoppedAsking();
    throw error;
  }
}
