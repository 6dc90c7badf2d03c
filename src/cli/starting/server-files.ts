/** Which files for a server were asked for, and what each holds. */
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { problem } from '../../core/problem.ts';
import type { Interview, Reading } from '../asking/interview.ts';
import type { MessageLanguage } from '../environment.ts';
import { serverWords } from '../messages/server-words.ts';
import { ownPackage } from '../package-root.ts';
import { type Invocation, textFlag } from '../run.ts';
import { composeText, logrotateText, type ServerParts, serviceText, timerText } from './server-text.ts';
import type { WantedFile } from './wanted-files.ts';

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

export function serverFiles(root: string, kinds: readonly ServerKind[], language: MessageLanguage): readonly WantedFile[] {
  const parts: ServerParts = {
    root,
    node: process.execPath,
    program: join(ownPackage().root, 'bin', 'omk.js'),
    user: ownerOf(root),
    words: serverWords[language],
  };
  const files: Readonly<Record<ServerKind, Readonly<Record<string, string>>>> = {
    systemd: { 'omk.service': serviceText(parts), 'omk.timer': timerText(parts) },
    docker: { 'compose.yaml': composeText(parts) },
    logrotate: { 'omk.logrotate': logrotateText(parts) },
  };
  return kinds.flatMap((kind) => Object.entries(files[kind]).map(([path, text]) => ({ path, text: () => text })));
}

/** Whoever makes the project, unless that is root, or nobody with a name. */
function ownerOf(root: string): string {
  try {
    const owner = statSync(root, { throwIfNoEntry: false })?.uid ?? process.getuid?.();
    const { uid, username } = userInfo();
    return owner === uid && uid !== 0 ? username : 'omk';
  } catch {
    return 'omk';
  }
}
