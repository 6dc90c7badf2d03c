/** Asks for a secret, which shows as stars. */

export interface SecretQuestion {
  readonly message: string;
  /** Why this is not it; `undefined`: it may be. */
  wrong(pasted: string): string | undefined;
}

/** `undefined`: Ctrl-C, or the end of input. */
export async function askSecret({ message, wrong }: SecretQuestion): Promise<string | undefined> {
  const { default: inquirer } = await import('inquirer');
  try {
    const { answer } = await inquirer.prompt<{ answer: string }>([
      { type: 'password', name: 'answer', message, mask: '*', toggleMask: false, validate: (pasted: string) => wrong(pasted) ?? true },
    ]);
    return answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  }
}
