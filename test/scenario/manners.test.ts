/** How omk behaves towards a terminal, a screen reader and a shell. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runOmk } from '../support/binary.ts';
import { aProject, settings } from '../support/project.ts';

const signs = /[✓✗→…–!?│┌└─]/u;

describe('read aloud', () => {
  test('a report is sentences without signs or columns, with --plain and with OMK_PLAIN', async () => {
    const root = aProject({ 'omk.yaml': settings() });
    const ran = await runOmk(['publish', 'bericht.md', '--plain'], { cwd: root });
    const again = await runOmk(['status'], { cwd: root, env: { OMK_PLAIN: '1' } });
    for (const { stdout } of [ran, again]) {
      const lines = stdout.split('\n').filter(Boolean);
      expect(lines.filter((line) => /^Pleio, .+: https?:\/\//.test(line))).toHaveLength(1);
      expect(lines.filter((line) => signs.test(line.replace(/https?:\S+/g, '')))).toEqual([]);
      expect(lines.filter((line) => / {2}/.test(line))).toEqual([]);
    }
  });

  test('a problem begins with a word', async () => {
    const root = aProject({ 'omk.yaml': settings(), 'leeg.md': '---\ntitle: Leeg\n---\n' });
    const { stderr, code } = await runOmk(['check', 'leeg.md', '--plain'], { cwd: root });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^Fout: leeg\.md:\d+ /)]);
    expect((await runOmk(['nonsense', '--plain'], { cwd: root })).stderr).toMatch(/^Fout: /);
  });
});

describe('help', () => {
  test('tells about commands, topics, rules and problems, and suggests what was meant', async () => {
    const cwd = aProject();
    const help = async (...names: readonly string[]) => (await runOmk(['help', ...names], { cwd })).stdout;
    expect(await help()).toBe((await runOmk(['--help'], { cwd })).stdout);
    expect(await help('publish')).toBe((await runOmk(['publish', '--help'], { cwd })).stdout);
    expect(await help('onderwerpen')).toMatch(/^ {2}hub +Pleio eerst$/m);
    expect(await help('hub')).toMatch(/^Pleio eerst\n\n/);
    expect(await help('a11y-alt-missing')).toMatch(/^a11y-alt-missing: /);
    const unknown = await runOmk(['help', 'hubb'], { cwd });
    expect([unknown.code, unknown.stdout, unknown.stderr]).toEqual([2, '', expect.stringContaining('omk help hub')]);
  });
});

/** A PATH on which `omk` is the program under test. */
function shellPath(root: string): string {
  const folder = join(root, 'bin');
  mkdirSync(folder, { recursive: true });
  symlinkSync(fileURLToPath(new URL('../../bin/omk.js', import.meta.url)), join(folder, 'omk'));
  return [folder, dirname(process.execPath), process.env.PATH].join(':');
}

const missing = (program: string): boolean => {
  try {
    execFileSync(program, ['-c', 'true']);
    return false;
  } catch {
    return true;
  }
};

describe('completion', () => {
  const typed = ['pub', 'publish --chann', 'ledger e', 'resolve bericht.md li', 'publish --channels pleio,x'];
  const completed = ['publish', '--channels', 'export', 'linkedin', 'pleio,x'];

  const inShell = (shell: string, script: string): readonly string[] => {
    const root = aProject();
    writeFileSync(join(root, 'los.txt'), '');
    const env = { PATH: shellPath(root), HOME: root, LANG: 'C.UTF-8' };
    return execFileSync(shell, ['-c', script], { cwd: root, env, encoding: 'utf8' }).trim().split('\n');
  };

  test('an unknown shell is told which there are', async () => {
    const { code, stderr } = await runOmk(['completion', 'tcsh'], { cwd: aProject() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('bash, zsh, fish')]);
  });

  test('works in bash, and offers posts as files', () => {
    const script = `source <(omk completion bash)
compopt() { :; }
try() { COMP_WORDS=(omk "$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _omk; echo "\${COMPREPLY[*]}"; }
${typed.map((words) => `try ${words}`).join('\n')}
try publish ''`;
    expect(inShell('bash', script)).toEqual([...completed, expect.stringMatching(/^bericht\.md (?!.*los)/)]);
  });

  test.skipIf(missing('fish'))(`works in fish${missing('fish') ? ' (skipped: no fish)' : ''}`, () => {
    const script = `omk completion fish | source
${typed.map((words) => `echo (complete -C 'omk ${words}' | string split -f 1 \\t | string join ' ')`).join('\n')}`;
    expect(inShell('fish', script)).toEqual(completed);
  });

  test.skipIf(missing('zsh'))(`works in zsh${missing('zsh') ? ' (skipped: no zsh)' : ''}`, () => {
    const script = `autoload -U compinit; compinit -u -D
source <(omk completion zsh)
_describe() { print -r -- "\${(P@)4%%:*}"; }
try() { words=(omk "$@"); CURRENT=$#words; _omk; }
${typed.map((words) => `try ${words}`).join('\n')}`;
    expect(inShell('zsh', script)).toEqual(completed);
  });
});
