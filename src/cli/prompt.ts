/** Questions to a person at a terminal. Loaded only when one is asked. */

export interface Answers {
  readonly yes: string;
  readonly no: string;
  /** What to type, for who typed something else. */
  readonly yesOrNo: string;
}

/** Yes or no; Ctrl-C and the end of input mean no. */
export async function askToConfirm(message: string, { yes, no, yesOrNo }: Answers): Promise<boolean> {
  const { default: inquirer } = await import('inquirer');
  try {
    const { answer } = await inquirer.prompt<{ answer: boolean }>([
      { type: 'confirm', name: 'answer', message, default: false, theme: { keywords: { yes, no, error: () => yesOrNo } } },
    ]);
    return answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return false;
    throw error;
  }
}
