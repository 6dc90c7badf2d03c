/** `omk new` in a terminal: each type with its questions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runOmk } from '../support/binary.ts';
import { aProject, snapshot, writeFiles } from '../support/project.ts';
import { hasTmux, openTerminal, type Terminal, withoutTmux } from '../support/terminal.ts';

/** Gives an answer to the question that is shown last. */
async function answer(terminal: Terminal, question: string, text = ''): Promise<void> {
  await terminal.shows(`? ${question}`);
  if (text !== '') terminal.type(text);
  terminal.press('Enter');
}

const begin = (root: string, args: readonly string[], columns = 80) =>
  openTerminal(['new', ...args, '--date', '2026-11-26', '--folder', 'content'], { cwd: root, columns });

async function made(terminal: Terminal, root: string, name: string): Promise<string> {
  const { code, screen } = await terminal.ended();
  expect(code, screen).toBe(0);
  const checked = await runOmk(['check', `content/${name}`], { cwd: root });
  expect(checked.code, checked.stderr).toBe(0);
  return readFileSync(join(root, 'content', name), 'utf8');
}

describe.skipIf(!hasTmux)(`omk new in a terminal${withoutTmux}`, () => {
  test('news asks for nothing but its type', async () => {
    const root = aProject();
    const terminal = begin(root, ['Koersbesluit: wat nu?']);
    await answer(terminal, 'Soort bericht');
    const text = await made(terminal, root, '2026-11-26-koersbesluit-wat-nu.md');
    expect(text).toMatch(/^---\ntitle: "Koersbesluit: wat nu\?"\n[\s\S]*\ndraft: true {3}#[^\n]*\n---\n\n<!-- /);
  });

  test('a title is asked for, and a story wants consent before it is begun', async () => {
    const root = aProject();
    const terminal = begin(root, []);
    await answer(terminal, 'Titel');
    await terminal.shows('Het bericht heeft een titel nodig.');
    await answer(terminal, 'Titel', 'Een moeder vertelt');
    await terminal.shows('? Soort bericht');
    terminal.press('Down');
    await answer(terminal, 'Soort bericht');
    await answer(terminal, 'Wie gaf toestemming?', 'moeder: "ja"');
    await answer(terminal, 'Wanneer?', '2026-02-30');
    await terminal.shows('> ');
    terminal.press(...Array.from('2026-02-30', () => 'BSpace'));
    await answer(terminal, 'Wanneer?', '2026-10-20');
    await answer(terminal, 'Waar ligt het bewijs?', 'dossier, 12');
    const text = await made(terminal, root, '2026-11-26-een-moeder-vertelt.md');
    expect(text).toContain(`consent: { who: 'moeder: "ja"', date: 2026-10-20, reference: "dossier, 12" }\n`);
  });

  test('an event that would end before it begins is asked about again', async () => {
    const root = aProject();
    const terminal = begin(root, ['Inloop', '--type', 'event']);
    await answer(terminal, 'Wanneer begint het?', '2026-12-01 19:30');
    await answer(terminal, 'Wanneer is het afgelopen?', '2026-12-01 18:30');
    await terminal.shows('ligt niet na het begin');
    terminal.press(...Array.from('8:30', () => 'BSpace'));
    await answer(terminal, 'Wanneer is het afgelopen?', '9:45');
    await answer(terminal, 'Waar is het?', 'De Linde, zaal 3');
    await answer(terminal, 'Webadres om aan te melden');
    const text = await made(terminal, root, '2026-11-26-inloop.md');
    expect(text).toContain('event: { start: 2026-12-01 19:30, end: 2026-12-01 19:45, location: "De Linde, zaal 3" }\n');
  });

  test('a statement has its choices', async () => {
    const root = aProject();
    const terminal = begin(root, ['Stelling van de week', '--type', 'statement']);
    await answer(terminal, 'De stelling of vraag', 'Ieder gezin één plan.');
    await answer(terminal, 'Waaruit kunnen lezers kiezen?');
    const text = await made(terminal, root, '2026-11-26-stelling-van-de-week.md');
    expect(text).toContain('poll: [Eens, Oneens]\n');
    expect(text).toContain('\n> Ieder gezin één plan.\n');
  });

  test('a correction chooses its post from a list, on 40 columns', async () => {
    const root = aProject();
    writeFiles(root, { 'content/2026-11-05-inloop.md': '---\ntitle: Inloop op dinsdag\n---\nKom langs.\n' });
    const terminal = begin(root, ['Rectificatie', '--type', 'correction'], 40);
    await terminal.shows('Inloop op dinsdag');
    terminal.press('Down');
    await answer(terminal, 'Welk bericht');
    const text = await made(terminal, root, '2026-11-26-rectificatie.md');
    expect(text).toContain('corrects: 2026-11-05-inloop.md\n');
  });

  test('Ctrl-C leaves nothing behind', async () => {
    const root = aProject();
    const before = snapshot(root);
    const terminal = begin(root, ['Inloop', '--type', 'event']);
    await answer(terminal, 'Wanneer begint het?', '2026-12-01 19:30');
    await terminal.shows('? Wanneer is het afgelopen?');
    terminal.press('C-c');
    const { code, screen } = await terminal.ended();
    expect(code).toBe(2);
    expect(screen).toContain('Gestopt. Er is niets geschreven.');
    expect(snapshot(root)).toEqual(before);
  });

  test('--edit opens the post in the editor that the person is used to', async () => {
    const root = aProject({ 'editor.sh': '#!/bin/sh\necho "Bewerkt met $1" >>"$2"\n' });
    const env = { EDITOR: 'sh editor.sh zorg' };
    const args = ['new', 'Bewerkt', '--type', 'news', '--date', '2026-11-26', '--folder', 'content', '--edit'];
    const terminal = openTerminal(args, { cwd: root, env });
    expect(await made(terminal, root, '2026-11-26-bewerkt.md')).toContain('Bewerkt met zorg\n');
    const missing = openTerminal(args, { cwd: root, env: { EDITOR: 'geen-programma' } });
    const { code, screen } = await missing.ended();
    expect(code).toBe(0);
    expect(screen).toContain('"geen-programma" kon het bericht niet openen');
    expect(screen).toContain('content/2026-11-26-bewerkt-2.md');
  });
});
