/** Which files for a server are asked for. */
import { problem } from '../../core/problem.ts';
import type { Interview, Reading } from '../asking/interview.ts';
import { type Invocation, textFlag } from '../run.ts';

const serverKinds = ['systemd', 'docker', 'logrotate'] as const;
export type ServerKind = (typeof serverKinds)[number];

/** For who knows what it is: a flag, and never a question. */
export async function serverFlag(interview: Interview, invocation: Invocation): Promise<readonly ServerKind[]> {
  const given = textFlag(invocation, 'server');
  if (given === undefined) return [];
  const question = { flag: '--server', given, form: 'text', message: '', explanation: '', usual: '', read: readKinds } as const;
  return (await interview.answer<readonly ServerKind[]>(question)) ?? [];
}

function readKinds(typed: string): Reading<readonly ServerKind[]> {
  const names = typed.split(',').map((name) => name.trim());
  const wrong = names.find((name) => name !== '' && name !== 'none' && !serverKinds.some((kind) => kind === name));
  if (wrong === undefined) return { value: serverKinds.filter((kind) => names.includes(kind)) };
  return { problems: [problem('usage-bad-value', { option: '--server', value: wrong, expected: [...serverKinds, 'none'].join(', ') })] };
}
