import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNew, writeWhole } from '../../../../src/cli/starting/write-whole.ts';
import { OmkError } from '../../../../src/core/problem.ts';
import { aFolder } from '../../../support/project-fixture.ts';

const codeOf = (act: () => void): string => {
  try {
    act();
    return 'done';
  } catch (error) {
    return error instanceof OmkError ? error.message : String(error);
  }
};

describe('a file that is written whole', () => {
  it('never takes the place of another that came meanwhile', () => {
    const root = aFolder({ 'a.md': 'eerst' });
    expect(codeOf(() => writeWhole(root, 'a.md', { text: 'later', isNew: true }))).toBe('file-unwritable');
    expect(writeNew(root, 'a.md', 'later')).toBe(false);
    expect([readFileSync(join(root, 'a.md'), 'utf8'), readdirSync(root)]).toEqual(['eerst', ['a.md']]);
  });

  it('keeps its permissions, and stays what a link leads to', () => {
    const root = aFolder({ 'echt.txt': 'oud' });
    chmodSync(join(root, 'echt.txt'), 0o640);
    symlinkSync('echt.txt', join(root, 'link.txt'));
    writeWhole(root, 'link.txt', { text: 'nieuw', isNew: false });
    expect(lstatSync(join(root, 'link.txt')).isSymbolicLink()).toBe(true);
    expect([readFileSync(join(root, 'echt.txt'), 'utf8'), statSync(join(root, 'echt.txt')).mode & 0o777]).toEqual(['nieuw', 0o640]);
    expect(readdirSync(root).sort()).toEqual(['echt.txt', 'link.txt']);
  });

  it('makes folders on the way, and a secret for its owner alone', () => {
    const root = aFolder({});
    writeWhole(root, 'a/b/.env', { text: 'x', isNew: true, mode: 0o600 });
    expect(statSync(join(root, 'a/b/.env')).mode & 0o777).toBe(0o600);
  });

  it('does not leave the project by a link, nor through a file', () => {
    const root = aFolder({ bestand: '' });
    mkdirSync(join(root, 'project'));
    symlinkSync(realpathSync(root), join(root, 'project/uit'));
    const project = join(root, 'project');
    expect(codeOf(() => writeWhole(project, 'uit/a.md', { text: '', isNew: true }))).toBe('content-outside-project');
    expect(codeOf(() => writeWhole(root, 'bestand/a.md', { text: '', isNew: true }))).toBe('file-unwritable');
    expect(readdirSync(root).sort()).toEqual(['bestand', 'project']);
  });
});
