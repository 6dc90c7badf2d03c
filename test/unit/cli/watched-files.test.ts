import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stampsOf, untilChanged } from '../../../src/cli/watched-files.ts';
import { temporaryFolder, writeFiles } from '../../support/project.ts';

function aFolder() {
  const root = temporaryFolder();
  writeFiles(root, { 'omk.yaml': 'name: x', 'a.md': 'een', 'templates/x.txt': 'sjabloon' });
  const watched = { root, templates: 'templates', patterns: [root], pictures: ['beeld.png'] };
  return { root, look: () => stampsOf(watched) };
}

describe('what a preview comes from', () => {
  it.each([
    ['the post is saved', (root: string) => writeFileSync(join(root, 'a.md'), 'twee')],
    [
      'the post is replaced, as some editors save',
      (root: string) => {
        writeFileSync(join(root, '.a.swp'), 'een');
        renameSync(join(root, '.a.swp'), join(root, 'a.md'));
      },
    ],
    ['the post is removed', (root: string) => rmSync(join(root, 'a.md'))],
    ['a post is added to the folder', (root: string) => writeFileSync(join(root, 'b.md'), 'b')],
    ['a template is added', (root: string) => writeFileSync(join(root, 'templates/pleio.md'), 'p')],
    ['the settings are saved', (root: string) => writeFileSync(join(root, 'omk.yaml'), 'name: y!')],
    ['a picture that was missing arrives', (root: string) => writeFileSync(join(root, 'beeld.png'), 'x')],
  ])('is seen to change when %s', (_what, change) => {
    const { root, look } = aFolder();
    const before = look();
    expect(look()).toEqual(before);
    change(root);
    expect(look()).not.toEqual(before);
  });

  it('does not change by what lies beside it', () => {
    const { root, look } = aFolder();
    const before = look();
    writeFiles(root, { '.omk/preview/a.html': 'x', 'notities.txt': 'y' });
    expect(look()).toEqual(before);
  });
});

describe('waiting for a change', () => {
  const stamps = (state: string) => new Map([['bericht.md', state]]);
  const steps = (states: readonly string[]) => {
    let at = -1;
    const asked: string[] = [];
    const look = () => {
      at = Math.min(at + 1, states.length - 1);
      asked.push(states[at] ?? '');
      return stamps(states[at] ?? '');
    };
    return { look, asked };
  };
  const clock = { now: () => new Date(0), sleep: async () => {} };

  it('ends once it has come to rest: a burst of saves is one change', async () => {
    const { look, asked } = steps(['a', 'a', 'b', 'c', 'd', 'd']);
    await untilChanged(look, stamps('a'), { clock, signal: new AbortController().signal });
    expect(asked.slice(-2)).toEqual(['d', 'd']);
  });

  it('ends at once when it is told to stop', async () => {
    const stop = new AbortController();
    const waiting = untilChanged(() => stamps('a'), stamps('a'), {
      clock: { ...clock, sleep: async () => stop.abort() },
      signal: stop.signal,
    });
    await expect(waiting).resolves.toBeUndefined();
  });
});
