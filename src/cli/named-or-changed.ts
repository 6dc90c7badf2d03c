/** Which posts a command is about: those that were named, or those that git says were changed. */
import { fail, type Problem } from '../core/problem.ts';
import type { Context } from './context.ts';
import { type Invocation, textFlag } from './run.ts';

export interface ChosenPosts {
  /** As they would be typed. */
  readonly files: readonly string[];
  /** Besides what is found in the posts. */
  readonly problems: readonly Problem[];
  /** By git: that there is none is an answer too. */
  readonly mayBeEmpty: boolean;
}

export async function namedOrChanged(context: Context, invocation: Invocation): Promise<ChosenPosts> {
  const revision = textFlag(invocation, 'changedSince');
  if (revision === undefined) {
    const files = invocation.args.length > 0 ? invocation.args : fail('usage-missing-argument', { name: 'FILES' });
    return { files, problems: [], mayBeEmpty: false };
  }
  const { changedFiles } = await import('./changed/publishing-changed.ts');
  return { ...(await changedFiles(context, invocation, revision)), mayBeEmpty: true };
}
