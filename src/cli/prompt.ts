/** Questions to a person at a terminal. Loaded only when one is asked. */

/** Yes or no; Ctrl-C and the end of input mean no. */
export async function askToConfirm(message: string): Promise<boolean> {
  const { default: inquirer } = await import('inquirer');
  try {
    const { answer } = await inquirer.prompt<{ answer: boolean }>([{ type: 'confirm', name: 'answer', message, default: false }]);
    return answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return false;
    throw error;
  }
}
