/** A real terminal for the program: tmux keeps the screen, the test types and reads. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const tmux = '/usr/bin/tmux';
export const hasTmux = existsSync(tmux);

/** For the title of tests that need a terminal. */
export const withoutTmux = hasTmux ? '' : ' (skipped: no tmux)';

const program = process.env.OMK_TEST_BIN ?? fileURLToPath(new URL('../../bin/omk.js', import.meta.url));

export interface TerminalOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

export interface Terminal {
  /** Everything that was shown so far, also what scrolled away; lines as they stand on the screen. */
  screen(): string;
  /** Types a text, letter by letter. */
  type(text: string): void;
  /** Presses keys by the names of tmux: `Enter`, `Down`, `C-c`, `BSpace`, `Space`. */
  press(...keys: readonly string[]): void;
  /** Waits until the screen shows this; gives the screen. */
  shows(expected: string | RegExp, options?: { readonly within?: number }): Promise<string>;
  /** Waits until the program has ended; gives its exit code and the last screen. */
  ended(options?: { readonly within?: number }): Promise<{ readonly code: number; readonly screen: string }>;
  close(): void;
}

const settings = [
  'set -g remain-on-exit on',
  "set -g remain-on-exit-format ''",
  'set -g status off',
  'set -g history-limit 5000',
  'set -s escape-time 0',
  '',
].join('\n');

/** Starts omk in a terminal of its own, with a tmux server that ends with the test. */
export const openTerminal = (args: readonly string[], options: TerminalOptions): Terminal =>
  openTerminalFor([process.execPath, program, ...args], options);

/** The same for any program. */
export function openTerminalFor(command: readonly string[], { cwd, env = {}, columns = 80, rows = 40 }: TerminalOptions): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'omk-terminal-'));
  writeFileSync(join(folder, 'settings'), settings);
  const ambient = { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8', TERM: 'xterm-256color', SHELL: '/bin/sh' };
  const call = (...words: readonly string[]): string =>
    execFileSync(tmux, ['-u', '-S', join(folder, 'socket'), '-f', join(folder, 'settings'), ...words], {
      env: ambient,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  // tmux now and then loses the status of what ended, so a shell writes it down.
  const ending = join(folder, 'ending');
  const noting = ['/bin/sh', '-c', 'trap : INT; "$@"; echo $? >"$0"', ending, ...command];
  call('new-session', '-d', '-x', String(columns), '-y', String(rows), '-c', cwd, ...variables, ...noting);
  const screen = () => call('capture-pane', '-p', '-S', '-').trimEnd();
  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    call('kill-server');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  onTestFinished(close);
  const until = async <T>(what: string, within: number, look: () => T | undefined): Promise<T> => {
    for (const end = Date.now() + within; ; await pause(40)) {
      const found = look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`After ${within} ms the terminal does not show ${what}:\n${screen()}`);
    }
  };
  return {
    screen,
    type: (text) => void call('send-keys', '-l', '--', text),
    press: (...keys) => void call('send-keys', ...keys),
    shows: (expected, { within = 30_000 } = {}) =>
      until(String(expected), within, () => {
        const shown = screen();
        return (typeof expected === 'string' ? shown.includes(expected) : expected.test(shown)) ? shown : undefined;
      }),
    ended: ({ within = 60_000 } = {}) =>
      until('the end of the program', within, () => {
        const dead = existsSync(ending) && /^(\d+)\n/.exec(readFileSync(ending, 'utf8'));
        return dead ? { code: Number(dead[1]), screen: screen() } : undefined;
      }),
    close,
  };
}
