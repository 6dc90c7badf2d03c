/** `omk resume` in a terminal: a person chooses what goes; until the choice is complete, nothing changes. */
import { describe, expect, test } from 'vitest';
import { runJson, runOmk, statesOf } from '../support/binary.ts';
import { aProject, post, settings } from '../support/project.ts';
import { hasTmux, openTerminal, withoutTmux } from '../support/terminal.ts';

const titled = (title: string, ...lines: readonly string[]): string =>
  post(['channels: [pleio, x]', ...lines]).replace('title: Inloopavond', `title: ${title}`);

async function everythingPaused() {
  const root = aProject({
    'omk.yaml': settings(),
    'a.md': titled('Rooster van de wijkteams in de stad en daarbuiten'),
    'b.md': titled('Tentoonstelling'),
    'c.md': post(['channels: [pleio, x]', 'language: ar', 'publish_at: 2099-12-01 09:00'], 'مرحبا').replace(
      'Inloopavond',
      'مرحبا بكم في الاجتماع',
    ),
  });
  await runOmk(['pause', '--reason', 'brand'], { cwd: root });
  await runOmk(['publish', 'a.md', 'b.md', 'c.md'], { cwd: root });
  return root;
}

const standing = async (root: string, file: string) => (await runJson(['status', file], { cwd: root })).report;

describe.skipIf(!hasTmux)(`omk resume in a terminal${withoutTmux}`, () => {
  test('sends what was chosen, holds what was not and should have gone, and leaves the rest its moment', { timeout: 60_000 }, async () => {
    const root = await everythingPaused();
    const terminal = openTerminal(['resume'], { cwd: root });
    const screen = await terminal.shows('◯ 1 dec, 09:00');
    expect(screen).toContain('Alles staat stil sinds');
    expect(screen).toMatch(/Rooster.*\(Pleio; al voorbij\)/);
    terminal.press('Down', 'Space', 'Enter');
    const { code, screen: last } = await terminal.ended({ within: 30_000 });
    expect(code, last).toBe(0);
    expect(last).toContain('1 plaatsing gaat nu uit. 1 plaatsing blijft in de wacht');
    expect(statesOf(await standing(root, 'b.md'))).toEqual({ pleio: 'sent', x: 'sent' });
    expect((await standing(root, 'a.md')).posts[0]?.deliveries[0]).toMatchObject({ state: 'scheduled', onHold: true });
    expect((await standing(root, 'c.md')).posts[0]?.deliveries[0]).toMatchObject({ dueAt: '2099-12-01T08:00:00.000Z' });
  });

  test('Ctrl-C at the choice changes nothing', { timeout: 60_000 }, async () => {
    const root = await everythingPaused();
    const terminal = openTerminal(['resume'], { cwd: root });
    await terminal.shows('◯ 1 dec, 09:00');
    terminal.press('Space', 'C-c');
    const { code, screen } = await terminal.ended();
    expect(code, screen).toBe(0);
    expect(screen).toContain('Er is niets veranderd.');
    expect(await standing(root, 'a.md')).toMatchObject({ pause: { reason: 'brand' } });
    expect(statesOf(await standing(root, 'a.md'))).toEqual({ pleio: 'scheduled', x: 'waiting' });
  });

  test('has a line for each choice in 40 columns', { timeout: 60_000 }, async () => {
    const root = await everythingPaused();
    const terminal = openTerminal(['resume'], { cwd: root, columns: 40 });
    const screen = await terminal.shows('◯ 1 dec, 09:00');
    const lines = screen.split('\n');
    const first = lines.findIndex((line) => line.includes('◯'));
    for (const line of lines.slice(first, first + 3)) expect(line, screen).toMatch(/^.◯ \d+ \p{L}+\.?, \d\d:\d\d \S/u);
    terminal.press('C-c');
    await terminal.ended();
  });
});
