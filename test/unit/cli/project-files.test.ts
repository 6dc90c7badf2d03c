import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { globExpression } from '../../../src/cli/glob.ts';
import { findPosts, readPost, readTemplate } from '../../../src/cli/project-files.ts';
import { aFolder } from '../../support/project-fixture.ts';

const tree = {
  'omk.yaml': '',
  'b.md': '',
  'a.md': '',
  'nieuws/2026-11-03-een.md': '',
  'nieuws/2026-11-04-twee.md': '',
  'nieuws/mei/drie.md': '',
  'nieuws/foto.png': '',
  'README.md': '',
  'nieuws/Readme.nl.md': '',
  'CHANGELOG.md': '',
  'LICENSE.md': '',
  '_klad.md': '',
  '.stil.md': '',
  '_klad/x.md': '',
  '.omk/x.md': '',
  'templates/x.md': '',
  'nieuws/docs/x.md': '',
  'node_modules/x/x.md': '',
  'sjablonen/forum.md': '',
};

const find = (root: string, ...patterns: readonly string[]) => findPosts({ patterns, cwd: root, root, templates: 'sjablonen' });
const codes = (root: string, ...patterns: readonly string[]) => find(root, ...patterns).problems.map(({ code }) => code);

describe('posts are found', () => {
  it('by path, folder and glob, each once', () => {
    const root = aFolder(tree);
    expect(find(root, 'b.md', './b.md', join(root, 'a.md')).files).toEqual(['b.md', 'a.md']);
    expect(find(root, '.').files).toEqual(['a.md', 'b.md', 'nieuws/2026-11-03-een.md', 'nieuws/2026-11-04-twee.md', 'nieuws/mei/drie.md']);
    expect(find(root, 'nieuws/').files).toHaveLength(3);
    expect(find(root, 'nieuws/*.md').files).toHaveLength(2);
    expect(find(root, '**/*.md').files).toHaveLength(5);
    expect(find(root, 'nieuws/2026-11-0[34]-{een,drie}.md').files).toEqual(['nieuws/2026-11-03-een.md']);
    expect(find(root, '**/*.md', 'a.md', '.').problems).toEqual([]);
  });

  it('from a folder within or above the project', () => {
    const root = aFolder({ 'werk/omk.yaml': '', 'werk/nieuws/a.md': '' });
    const options = { root: join(root, 'werk'), templates: 'templates' };
    expect(findPosts({ ...options, cwd: root, patterns: ['werk/nieuws/*.md', 'werk'] }).files).toEqual(['nieuws/a.md']);
    expect(findPosts({ ...options, cwd: join(root, 'werk/nieuws'), patterns: ['a.md', '../**/*.md'] }).files).toEqual(['nieuws/a.md']);
  });

  it('by a name with brackets, when a file has that name', () => {
    const root = aFolder({ '[x].md': '' });
    expect(find(root, '[x].md').files).toEqual(['[x].md']);
  });

  it('under the place where they really are', () => {
    const root = aFolder({ 'nieuws/a.md': '' });
    symlinkSync('nieuws/a.md', join(root, 'b.md'));
    symlinkSync('nieuws', join(root, 'ook'));
    expect(find(root, '.', 'b.md', 'ook/a.md').files).toEqual(['nieuws/a.md']);
  });
});

describe('what is no post is told:', () => {
  it.each([
    ['README.md', 'content-not-a-post'],
    ['CHANGELOG.md', 'content-not-a-post'],
    ['LICENSE.md', 'content-not-a-post'],
    ['_klad.md', 'content-not-a-post'],
    ['.stil.md', 'content-not-a-post'],
    ['templates/x.md', 'content-not-a-post'],
    ['sjablonen/forum.md', 'content-not-a-post'],
    ['nieuws/docs/x.md', 'content-not-a-post'],
    ['nieuws/foto.png', 'content-not-a-post'],
    ['templates', 'content-not-a-post'],
    ['weg.md', 'content-not-found'],
    ['weg/*.md', 'content-no-posts'],
    ['*.txt', 'content-no-posts'],
    ['../elders.md', 'content-not-found'],
    ['..', 'content-outside-project'],
    ['/etc/hostname', 'content-outside-project'],
  ])('%s', (path, code) => {
    expect(codes(aFolder(tree), path)).toEqual([code]);
  });

  it('a folder without posts', () => {
    const root = aFolder({ 'leeg/README.md': '' });
    expect(codes(root, 'leeg', '.')).toEqual(['content-no-posts', 'content-no-posts']);
  });

  it('links that leave the project', () => {
    const outside = aFolder({ 'x.md': '', 'map/y.md': '' });
    const root = aFolder({ 'a.md': '' });
    symlinkSync(join(outside, 'x.md'), join(root, 'x.md'));
    symlinkSync(join(outside, 'map'), join(root, 'map'));
    expect(codes(root, 'x.md')).toEqual(['content-outside-project']);
    expect(codes(root, 'map/y.md')).toEqual(['content-outside-project']);
    expect(find(root, '.')).toMatchObject({ files: ['a.md'], problems: [{ params: { path: 'map' } }, { params: { path: 'x.md' } }] });
  });
});

describe('a post is read', () => {
  it('as UTF-8, or not at all', () => {
    const root = aFolder({ 'a.md': 'één', 'b.md': Uint8Array.of(0x65, 0xe9, 0x6e), 'c.md': 'x'.repeat(300_000) });
    mkdirSync(join(root, 'd.md'));
    expect(readPost(root, 'a.md')).toEqual({ text: 'één' });
    expect(['b.md', 'c.md', 'd.md', 'e.md'].map((file) => (readPost(root, file) as { readonly code: string }).code)).toEqual([
      'content-not-utf8',
      'content-too-big',
      'content-unreadable',
      'content-not-found',
    ]);
  });
});

describe('a template', () => {
  it('is that of the project, by channel, variant and kind of text', () => {
    const root = aFolder({ 'sjablonen/forum.md': '\uFEFFeen\r\n', 'sjablonen/forum.kort.txt': 'twee' });
    const project = { root, templates: 'sjablonen' };
    expect(readTemplate(project, { channel: 'forum', extension: 'md' })).toEqual({ name: 'sjablonen/forum.md', text: 'een\n' });
    expect(readTemplate(project, { channel: 'forum', variant: 'kort', extension: 'txt' })).toEqual({
      name: 'sjablonen/forum.kort.txt',
      text: 'twee',
    });
    expect(readTemplate(project, { channel: 'forum', variant: 'lang', extension: 'txt' })).toBeUndefined();
  });

  it('is else the one that omk ships', () => {
    const root = aFolder();
    writeFileSync(join(root, 'omk.yaml'), '');
    expect(readTemplate({ root, templates: 'templates' }, { channel: 'x', extension: 'txt' })?.name).toBe('templates/x.txt');
  });
});

describe('a glob', () => {
  it.each([
    ['*.md', 'a.md', true],
    ['*.md', 'map/a.md', false],
    ['**/*.md', 'a.md', true],
    ['**/*.md', 'map/nog/a.md', true],
    ['map/**', 'map/nog/a.md', true],
    ['?.md', 'ab.md', false],
    ['[!a].md', 'b.md', true],
    ['[!a].md', 'a.md', false],
    ['{a,b}.md', 'b.md', true],
    ['{a,b*}.md', 'bc.md', true],
    ['a,b.md', 'a,b.md', true],
    ['a+(b).md', 'a+(b).md', true],
    ['a.md', 'axmd', false],
    ['[a-c].md', 'b.md', true],
    ['a}.md', 'a}.md', true],
    ['[z-a].md', 'b.md', false],
    ['een-twee*.md', 'een-twee-drie.md', true],
  ])('%s and %s: %s', (pattern, path, fits) => {
    expect(globExpression(pattern).test(path)).toBe(fits);
  });
});
