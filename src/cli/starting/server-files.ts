/** The files for a server, as they are for this computer and this project. */
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { MessageLanguage } from '../environment.ts';
import { serverWords } from '../messages/server-words.ts';
import { ownPackage } from '../package-root.ts';
import type { ServerKind } from './server-kinds.ts';
import { composeText, logrotateText, type ServerParts, serviceText, timerText } from './server-text.ts';

interface ServerFile {
  readonly path: string;
  readonly text: () => string;
}

export function serverFiles(root: string, kinds: readonly ServerKind[], language: MessageLanguage): readonly ServerFile[] {
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
