/** `omk init` as a person meets it: in a terminal, question by question. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runOmk } from '../support/binary.ts';
import { arrived, snapshot, temporaryFolder } from '../support/project.ts';
import { hasTmux, openTerminal, type Terminal, withoutTmux } from '../support/terminal.ts';

const first = ['Taal (language)', 'Naam van het project', 'Tijdzone', 'Kanalen', 'Hub'];
const options = ['pleio.url', 'pleio.group', 'linkedin.group', 'yammer.community', 'newsletter.from', 'newsletter.listId'];

/** Questions fold on narrow screens, so only their first word is waited for there. */
async function enter(terminal: Terminal, questions: readonly string[]): Promise<void> {
  for (const question of questions) {
    await terminal.shows(`? ${question}`);
    terminal.press('Enter');
  }
}

describe.skipIf(!hasTmux)(`omk init in a terminal${withoutTmux}`, () => {
  test('Enter on every question ends in a first publication in the sandbox', async () => {
    const root = temporaryFolder();
    const terminal = openTerminal(['init'], { cwd: root });
    await terminal.shows('stoppen kan altijd met Ctrl-C');
    await enter(terminal, [...first, ...options]);
    await enter(terminal, ['Eigen sjablonen', 'Een eerste bericht']);
    await terminal.shows('Automatisch nakijken');
    terminal.press('Enter');
    await enter(terminal, ['Een regel voor cron?']);
    const { code, screen } = await terminal.ended();
    expect(code).toBe(0);
    expect(screen).toMatch(/omk\.yaml +gemaakt/);
    expect(screen).toMatch(/✓ {2}Pleio +geplaatst/);
    expect(screen).toContain('Hoe verder:');
    expect(screen).not.toMatch(/navigate|submit|undefined/);
    expect(arrived(root, 'x', 'post')).toHaveLength(1);
  });

  test('what is typed is kept, what is wrong is asked again, and what is not chosen is not asked about', async () => {
    const root = temporaryFolder();
    const terminal = openTerminal(['init', '--no-sandbox', '--no-cron', '--ci', 'none'], { cwd: root });
    await enter(terminal, ['Taal (language)']);
    await terminal.shows('? Naam van het project');
    terminal.type('Jeugd: "één" plan 👨‍👩‍👧‍👦 #1');
    terminal.press('Enter');
    await terminal.shows('? Tijdzone');
    terminal.type('Amsterdam');
    terminal.press('Enter');
    await terminal.shows('Misschien bedoelde u');
    terminal.press(...Array.from('Amsterdam', () => 'BSpace'), 'Enter');
    await terminal.shows('? Kanalen');
    terminal.press('Down', 'Space', 'Down', 'Space', 'Down', 'Space', 'Down', 'Space', 'Enter');
    await terminal.shows('✔ Kanalen Pleio\n');
    await enter(terminal, ['Hub']);
    await terminal.shows('? pleio.url');
    terminal.type('http://omhetkind.pleio.nl');
    terminal.press('Enter');
    await terminal.shows('> ');
    terminal.press(...Array.from('http://omhetkind.pleio.nl', () => 'BSpace'));
    terminal.type('https://omhetkind.pleio.nl');
    terminal.press('Enter');
    await terminal.shows('? pleio.group');
    terminal.type('Om het kind');
    terminal.press('Enter');
    await enter(terminal, ['Eigen sjablonen', 'Een eerste bericht']);
    expect((await terminal.ended()).code).toBe(0);
    const config = readFileSync(join(root, 'omk.yaml'), 'utf8');
    expect(config).toContain(`name: 'Jeugd: "één" plan 👨‍👩‍👧‍👦 #1'\n`);
    expect(config).toContain('channels: [pleio]\n');
    expect(config).toContain('  url: https://omhetkind.pleio.nl\n');
    expect(config).not.toContain('yammer');
    expect(existsSync(join(root, '.omk', 'sandbox'))).toBe(false);
    expect((await runOmk(['check', 'content'], { cwd: root })).code).toBe(0);
  });

  test('Ctrl-C half-way leaves nothing behind, and says so', async () => {
    const root = temporaryFolder();
    const terminal = openTerminal(['init'], { cwd: root });
    await enter(terminal, first.slice(0, 3));
    await terminal.shows('? Kanalen');
    terminal.press('C-c');
    const { code, screen } = await terminal.ended();
    expect(code).toBe(2);
    expect(screen).toContain('Gestopt. Er is niets geschreven.');
    expect(snapshot(root)).toEqual({});
  });

  const answered = [
    ...['init', '--name', 'Nieuw', '--language', 'nl', '--timezone', 'Europe/Amsterdam', '--channels', 'x', '--hub', 'none'],
    ...['--no-templates', '--no-post', '--ci', 'none', '--no-cron', '--no-sandbox'],
  ];

  test('a file that is there is replaced only after a yes, and what would change is shown', async () => {
    const root = temporaryFolder();
    const cwd = root;
    expect((await runOmk([...answered, '--name', 'Oud'], { cwd })).code).toBe(0);
    const handmade = `${readFileSync(join(root, 'omk.yaml'), 'utf8')}\nlate: 48h # met de hand\n`;
    writeFileSync(join(root, 'omk.yaml'), handmade);
    const refused = openTerminal(answered, { cwd });
    await refused.shows('? omk.yaml vervangen?');
    expect(refused.screen()).toContain('- name: Oud');
    expect(refused.screen()).toContain('+ name: Nieuw');
    refused.press('Enter');
    expect((await refused.ended()).screen).toContain('bleef zoals het was');
    expect(readFileSync(join(root, 'omk.yaml'), 'utf8')).toBe(handmade);
    const agreed = openTerminal(answered, { cwd });
    await agreed.shows('? omk.yaml vervangen?');
    agreed.type('j');
    agreed.press('Enter');
    expect((await agreed.ended()).code).toBe(0);
    expect(readFileSync(join(root, 'omk.yaml'), 'utf8')).toBe(handmade.replace('name: Oud', 'name: Nieuw'));
  });

  test('a secret in .env is never shown', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, '.env'), 'X_APP_KEY=zeer-geheim\n');
    const terminal = openTerminal(answered, { cwd: root });
    await terminal.shows('Deze regels toevoegen aan .env?');
    terminal.type('j');
    terminal.press('Enter');
    const { screen } = await terminal.ended();
    expect(screen).toContain('+ X_APP_SECRET=');
    expect(screen).not.toContain('zeer-geheim');
    const env = readFileSync(join(root, '.env'), 'utf8');
    expect(env).toMatch(/^X_APP_KEY=zeer-geheim\n[\s\S]*\nX_ACCESS_SECRET=\n$/);
  });

  test('40 columns are enough', async () => {
    const root = temporaryFolder();
    const terminal = openTerminal(['init', '--channels', 'x'], { cwd: root, columns: 40 });
    await enter(terminal, ['Taal', 'Naam', 'Tijdzone', 'Hub', 'Eigen', 'Een eerste']);
    await terminal.shows('? Automatisch');
    terminal.press('Space', 'Enter');
    await enter(terminal, ['Een regel']);
    const { code, screen } = await terminal.ended();
    expect(code).toBe(0);
    expect(screen).toMatch(/✓ {2}X +geplaatst/);
    expect(existsSync(join(root, '.github', 'workflows', 'omk.yml'))).toBe(true);
  });

  test('read aloud, a choice is typed instead of looked for with arrows', async () => {
    const root = temporaryFolder();
    const terminal = openTerminal(['init', '--plain', '--no-sandbox', '--no-templates', '--no-cron', '--ci', 'none'], { cwd: root });
    await enter(terminal, ['Taal (language)', 'Naam', 'Tijdzone']);
    await terminal.shows('yammer: Yammer');
    terminal.press('BSpace');
    terminal.type('x, twitter');
    terminal.press('Enter');
    await terminal.shows('die keuze is er niet');
    terminal.press(...Array.from(', twitter', () => 'BSpace'), 'Enter');
    await terminal.shows('none: geen');
    await enter(terminal, ['Hub', 'Een eerste bericht']);
    expect((await terminal.ended()).code).toBe(0);
    expect(readFileSync(join(root, 'omk.yaml'), 'utf8')).toContain('channels: [x]\n');
  });

  test('in English, the questions after the first are in English', async () => {
    const root = temporaryFolder();
    const terminal = openTerminal(['init', '--channels', 'x', '--no-post', '--no-sandbox'], { cwd: root });
    await terminal.shows('? Taal (language)');
    terminal.type('en-GB');
    terminal.press('Enter');
    await enter(terminal, ['Name of the project', 'Time zone', 'Hub', 'Templates of your own']);
    await terminal.shows('? Check and publish');
    terminal.press('C-c');
    const { screen } = await terminal.ended();
    expect(screen).toContain('Stopped. Nothing was written.');
    expect(snapshot(root)).toEqual({});
  });
});
