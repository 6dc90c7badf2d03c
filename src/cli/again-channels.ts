import { fail } from '../core/problem.ts';
import type { Context } from './context.ts';
import { type Invocation, listFlag } from './run.ts';

/** Channels on which a person wants the same post once more. */
export function againChannels({ project }: Context, invocation: Invocation): readonly string[] {
  const again = listFlag(invocation, 'again') ?? [];
  const choices = project.kinds.map(({ id }) => id);
  const wrong = again.find((id) => !choices.includes(id));
  if (wrong !== undefined) fail('usage-bad-value', { option: '--again', value: wrong, expected: choices.join(', ') });
  return again;
}
