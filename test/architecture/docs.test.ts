import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import { commands } from '../../src/cli/commands/table.ts';
import { loadProject } from '../../src/cli/config.ts';
import { parsePost } from '../../src/pipeline/parse.ts';
import { postFields } from '../../src/pipeline/post-fields.ts';
import { interfaceCommands } from '../support/page-tables.ts';
import { between, blocksAfter, firstCells, pathOf, readPage, withBetween } from '../support/pages.ts';
import { aFolder, aProject } from '../support/project-fixture.ts';

const inFolder = (folder: string) =>
  readdirSync(pathOf(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

const pages = ['README.md', ...inFolder('docs'), ...inFolder('src')];

/** A heading as the address of its place on the page. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (page: string): readonly string[] =>
  [...readPage(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

describe.each(pages)('%s', (page) => {
  it('links to files and headings that are there', () => {
    const prose = readPage(page).replace(/^```[\s\S]*?^```/gm, '');
    const links = [...prose.matchAll(/\]\(((?!https?:|mailto:)[^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : join(dirname(page), file);
      return !existsSync(pathOf(target)) || (anchor !== undefined && !anchorsIn(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});

describe('README.md', () => {
  const readme = readPage('README.md');

  it('names every field of a post', () => {
    const fields = [...Object.keys(postFields('Europe/Amsterdam', channels)), ...channels.map(({ id }) => id)];
    expect([...firstCells(between(readme, 'fields'))].sort()).toEqual(fields.sort());
  });

  it.each(blocksAfter(readme, 'post'))('shows a post without mistakes: %#', (text) => {
    const project = aProject({ channels: channels.map(({ id }) => id), kinds: channels });
    expect(parsePost({ text, file: 'post.md', project }).problems).toEqual([]);
  });

  it('has a heading for every channel that needs something', () => {
    const [, settings = ''] = readme.split('## Settings and how to get them');
    for (const { label } of channels) expect(settings).toContain(`\n### ${label.en}`);
  });
});

describe.each(['README.md', 'docs/interface.md'])('the omk.yaml of %s', (page) => {
  it('can be read', async () => {
    const [text = ''] = blocksAfter(readPage(page), 'project');
    const project = await loadProject({ cwd: aFolder({ 'omk.yaml': text }), env: {}, channels });
    expect(project.warnings).toEqual([]);
    expect(project.name).toBe('Om het kind');
  });
});

const imported = /(?:from |import\()'((?:@[\w-]+\/)?[a-z][\w-]*)/g;

describe.each(['core', 'pipeline', 'channels', 'sources/feed', 'ledger', 'cli'])('src/%s/README.md', (folder) => {
  it('says of every package why it is here', () => {
    const readme = readPage(`src/${folder}/README.md`);
    const files = readdirSync(pathOf(`src/${folder}`), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const packages = files.flatMap((file) => [...readPage(`src/${folder}/${file}`).matchAll(imported)].map(([, name = '']) => name));
    expect([...new Set(packages)].filter((name) => name !== 'node' && !readme.includes(name))).toEqual([]);
  });
});

describe('docs/interface.md', () => {
  const text = readPage('docs/interface.md');

  it('says which commands there are (brought up to date by this test with -u)', async () => {
    const page = withBetween(text, 'commands', interfaceCommands(between(text, 'commands')));
    await expect(page).toMatchFileSnapshot(pathOf('docs/interface.md'));
  });

  it('names every command', () => {
    expect(commands.map(({ name }) => `omk ${name}`).filter((command) => !text.includes(command))).toEqual([]);
  });

  it('promises for later no option that is there', () => {
    const [, later = ''] = /Later: (`--.*?)\. /.exec(text) ?? [];
    const promised = [...later.matchAll(/`(--[\w-]+)/g)].map(([, flag = '']) => flag);
    const there = commands.flatMap(({ flags }) => flags.map((flag) => flag.flags));
    expect(promised.filter((flag) => there.some((one) => one.startsWith(flag)))).toEqual([]);
  });

  it('shows a post of which every key is known', () => {
    const example = /```yaml\n(---\n[\s\S]*?)```/.exec(text)?.[1]?.replaceAll('https://…', 'https://example.nl/') ?? '';
    const project = aProject({ channels: channels.map(({ id }) => id), kinds: channels });
    const { problems } = parsePost({ text: example, file: 'post.md', project });
    expect(problems).toEqual([]);
  });
});
