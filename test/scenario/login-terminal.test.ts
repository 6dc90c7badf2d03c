/** omk login at a real terminal: what is typed shows as stars, and Ctrl-C leaves nothing behind. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aProject } from '../support/project.ts';
import { hasTmux, openTerminal, type Terminal, withoutTmux } from '../support/terminal.ts';

const stored = (root: string): object => {
  const file = join(root, '.omk/sandbox/credentials');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { channels: object }).channels : {};
};

async function answer(terminal: Terminal, question: RegExp, text: string): Promise<void> {
  await terminal.shows(question);
  terminal.type(text);
  terminal.press('Enter');
}

describe.skipIf(!hasTmux)(`omk login at a terminal${withoutTmux}`, () => {
  test.each([80, 40])('asks for the four keys of X, in %i columns, and shows none of them', async (columns) => {
    const root = aProject();
    const terminal = openTerminal(['login', 'x'], { cwd: root, columns });
    await terminal.shows('zandbak');
    await answer(terminal, /\? API key(?! secret)/, 'sandbox-app-key');
    await answer(terminal, /\? API key secret/, 'sandbox-app-secret');
    await answer(terminal, /\? Access token(?! secret)/, '7001-sandbox-access-token');
    await answer(terminal, /\? Access token secret/, 'sandbox-access-secret');
    const { code, screen } = await terminal.ended();
    expect([code, Object.keys(stored(root))]).toEqual([0, ['x']]);
    expect(screen).toContain('Ingelogd als @omhetkind.');
    expect(screen).not.toMatch(/sandbox-app-key|sandbox-app-secret|7001-|sandbox-access/);
    for (const line of screen.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
  });

  test('says at once that something pasted cannot be it, and takes the next try', async () => {
    const root = aProject();
    const terminal = openTerminal(['login', 'pleio'], { cwd: root });
    await answer(terminal, /\? Cookie sessionid/, 'taal=nl; thema=donker');
    // Nothing in another language, such as the library's own hint on keys.
    expect(await terminal.shows('Dit is geen Cookie sessionid')).not.toContain('ctrl+t');
    terminal.press('C-u');
    terminal.type('taal=nl; sessionid=sandbox-redactie');
    terminal.press('Enter');
    const { code, screen } = await terminal.ended();
    expect([code, screen.includes('Ingelogd als Redactie Om het kind.'), screen.includes('sandbox-redactie')]).toEqual([0, true, false]);
  });

  test('that is left with Ctrl-C half-way keeps nothing', async () => {
    const root = aProject();
    const terminal = openTerminal(['login', 'x'], { cwd: root });
    await answer(terminal, /\? API key(?! secret)/, 'sandbox-app-key');
    await terminal.shows(/\? API key secret/);
    terminal.press('C-c');
    const { code, screen } = await terminal.ended();
    expect([code, stored(root)]).toEqual([2, {}]);
    expect(screen).toContain('afgebroken; er is niets bewaard');
  });

  test('waits for a code in 40 columns without breaking the address or the code', async () => {
    const root = aProject();
    const terminal = openTerminal(['login', 'yammer'], { cwd: root, columns: 40 });
    const screen = await terminal.shows(/^ {2}[A-Z]{9}$/m);
    expect(screen).toMatch(/^ {2}http:\/\/127\.0\.0\.1:\d+\/devicelogin$/m);
    const [, address = ''] = /^ {2}(http\S+)$/m.exec(screen) ?? [];
    const [, code = ''] = /^ {2}([A-Z]{9})$/m.exec(screen) ?? [];
    await fetch(address, { method: 'POST', body: new URLSearchParams({ code, decision: 'yes' }) });
    expect((await terminal.ended()).code).toBe(0);
  });
});
