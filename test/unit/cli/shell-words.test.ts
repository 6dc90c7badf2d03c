import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCommand, shellWord, signingCommand } from '../../../src/cli/shell-words.ts';

/** What a shell makes of it. */
const words = (command: string): string => execFileSync('/bin/sh', ['-c', `printf '<%s>' ${command}`], { encoding: 'utf8' });

describe('a command to be pasted into a shell', () => {
  it('shows usual paths as they are', () => {
    expect(signingCommand('plan.json')).toBe('ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n omk-plan plan.json');
    expect(planCommand(['content/bericht.md', 'twee.md'], '--update')).toBe('omk plan --update content/bericht.md twee.md -o plan.json');
  });

  it.each(["'; touch gehackt; '", '$(touch gehackt)', '`touch gehackt`', 'a b', 'é👩‍👧 مرحبا', '*', '~', 'regel\neinde', '"', '\\'])(
    'keeps %j one word',
    (path) => {
      expect(words(shellWord(path))).toBe(`<${path}>`);
    },
  );

  it('never makes an option of a path', () => {
    expect(words(shellWord('--help'))).toBe('<./--help>');
    fc.assert(fc.property(fc.string(), (path) => !shellWord(path).startsWith('-')));
  });
});
