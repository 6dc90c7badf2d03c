/** Commands to be pasted into a shell, whatever the names of files are. */
import { namespace } from './signatures.ts';

/** What an approver gives, with the key's usual name. */
export const signingCommand = (path: string): string => `ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n ${namespace} ${shellWord(path)}`;

export const planCommand = (files: readonly string[], ...flags: readonly string[]): string =>
  ['omk plan', ...flags, ...files.map(shellWord), '-o plan.json'].join(' ');

/** A path as one word of a shell, and never as an option. */
export function shellWord(path: string): string {
  const safe = path.startsWith('-') ? `./${path}` : path;
  return /^[\w@%+=:,./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}
