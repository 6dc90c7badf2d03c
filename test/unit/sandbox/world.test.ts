import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { openWorld } from '../../../src/sandbox/world.ts';
import { temporaryFolder } from './temporary-folder.ts';

const open = (folder: string) => openWorld({ folder, channel: 'x', clock: systemClock, address: 'http://127.0.0.1:1', isOn: () => false });

describe('the memory of a simulator', () => {
  it('gives the records of a kind, oldest first', () => {
    const world = open(temporaryFolder());
    world.add('post', { id: 1 });
    world.add('file', { id: 2 });
    world.add('post', { id: 3 });
    expect(world.all('post')).toEqual([{ id: 1 }, { id: 3 }]);
    expect(world.all('nothing')).toEqual([]);
  });

  it('shows at once what another process added', () => {
    const folder = temporaryFolder();
    const [one, other] = [open(folder), open(folder)];
    one.add('post', { id: 1 });
    expect(other.all('post')).toEqual([{ id: 1 }]);
    other.add('post', { id: 2 });
    expect(one.all('post')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(open(folder).all('post')).toHaveLength(2);
  });

  it('waits for the rest of a line that ends inside a character', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'x.jsonl');
    const line = Buffer.from(`${JSON.stringify({ kind: 'post', record: { text: 'é€😀' } })}\n`);
    const world = open(folder);
    const seen: number[] = [];
    for (const byte of line) {
      appendFileSync(file, Buffer.from([byte]));
      seen.push(world.all('post').length);
    }
    expect(world.all('post')).toEqual([{ text: 'é€😀' }]);
    expect(seen.slice(0, -1).every((count) => count === 0)).toBe(true);
  });

  it('loses nothing behind a line that a killed process left unfinished', () => {
    const folder = temporaryFolder();
    const world = open(folder);
    world.add('post', { id: 1 });
    appendFileSync(join(folder, 'x.jsonl'), '{"kind":"post","record":{"id":');
    world.add('post', { id: 2 });
    expect(world.all('post')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('begins again when somebody empties the sandbox', () => {
    const folder = temporaryFolder();
    const world = open(folder);
    world.add('post', { id: 1 });
    world.all('post');
    rmSync(folder, { recursive: true });
    expect(world.all('post')).toEqual([]);
    world.add('post', { id: 2 });
    expect(world.all('post')).toEqual([{ id: 2 }]);
    writeFileSync(join(folder, 'x.jsonl'), '');
    expect(world.all('post')).toEqual([]);
  });

  it('hands out lists that later records do not change', () => {
    const world = open(temporaryFolder());
    world.add('post', { id: 1 });
    const before = world.all('post');
    world.add('post', { id: 2 });
    world.all('post');
    expect(before).toHaveLength(1);
  });
});
