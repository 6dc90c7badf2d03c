/** The script that a shell reads once, to complete omk's commands from then on. */
import { fail } from '../../core/problem.ts';
import { completionScripts } from '../completion-scripts.ts';
import { createPlainOutput } from '../create-output.ts';
import { helpLanguage } from '../environment.ts';
import type { Run } from '../run.ts';

export const run: Run = async ({ args: [shell = ''] }) => {
  const script = Object.hasOwn(completionScripts, shell) ? completionScripts[shell] : undefined;
  if (script === undefined)
    return fail('usage-bad-value', { option: 'completion', value: shell, expected: Object.keys(completionScripts).join(', ') });
  (await createPlainOutput(helpLanguage(), { json: false, plain: false })).result(script.trimEnd());
  return 0;
};
