import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadProject, type Project, placedInConfig } from '../../../src/cli/config.ts';
import type { Environment } from '../../../src/cli/environment.ts';
import { noLogins } from '../../../src/cli/login/logins.ts';
import type { Channel, ChannelValues } from '../../../src/core/channel.ts';
import { defaultChecks } from '../../../src/core/editorial.ts';
import { OmkError, type Problem, problem } from '../../../src/core/problem.ts';
import { aFolder, someChannels } from '../../support/project-fixture.ts';

interface Given {
  readonly yaml?: string;
  readonly dotEnv?: string;
  readonly env?: Environment;
}

function folderFor({ yaml, dotEnv }: Given): string {
  return aFolder({ ...(yaml !== undefined && { 'omk.yaml': yaml }), ...(dotEnv !== undefined && { '.env': dotEnv }) });
}

const load = (given: Given = {}, cwd = folderFor(given)): Promise<Project> =>
  loadProject({ cwd, env: given.env ?? {}, channels: someChannels });

async function problemsOf(given: Given): Promise<readonly Problem[]> {
  const error = await load(given).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OmkError);
  return (error as OmkError).problems;
}

const brief = (problems: readonly Problem[]) =>
  problems.map(({ code, where }) => [code, where?.line, where?.field].filter((part) => part !== undefined).join(' '));

const full = `# een project
mode: live
name: Om het kind
language: fy
timezone: America/New_York
hub: none
channels: [wire]
templates: sjablonen
timing: { deadline: 5s, lease: 2m, confirm: [500ms, 1h] }
late: 2d
source: feed
feed: https://example.nl/feed
forum:
  url: https://forum.example
  access: 7
wire: { thread: true, list: lijst/lezers.csv, from: "Om het kind <x@example.nl>", pace: 1/10s }
`;

describe('a project', () => {
  it('has defaults for everything', async () => {
    const cwd = folderFor({ yaml: '' });
    expect(await load({}, cwd)).toEqual({
      root: cwd,
      file: join(cwd, 'omk.yaml'),
      mode: 'sandbox',
      name: cwd.slice(cwd.lastIndexOf('/') + 1),
      language: 'nl',
      messageLanguage: 'nl',
      timezone: 'Europe/Amsterdam',
      hub: 'forum',
      channels: ['forum', 'wire'],
      kinds: someChannels,
      channelOptions: { forum: { type: 'blog', access: 'public' }, wire: { thread: false, maxCost: 0.25, pace: '8/30s' } },
      templates: 'templates',
      timing: { deadlineMs: 15_000, leaseMs: 60_000, confirmMs: [2_000, 10_000, 60_000] },
      lateMs: { forum: 86_400_000, wire: 86_400_000 },
      forward: { access: 'public', authors: [], delayMs: 600_000, notAuthors: [], notTags: [], review: 'te-beoordelen', tags: [] },
      hours: {},
      site: {},
      notify: {},
      approval: 'none',
      approvers: [],
      checks: { ...defaultChecks, search: expect.any(Function) },
      databasePath: join(cwd, '.omk/sandbox/omk.db'),
      environment: {},
      logins: noLogins,
      lines: {},
      warnings: [],
    });
  });

  it('is read with every key that it may have', async () => {
    const project = await load({ yaml: full });
    expect(project).toMatchObject({
      mode: 'live',
      name: 'Om het kind',
      language: 'fy',
      messageLanguage: 'en',
      timezone: 'America/New_York',
      channels: ['wire'],
      templates: 'sjablonen',
      timing: { deadlineMs: 5_000, leaseMs: 120_000, confirmMs: [500, 3_600_000] },
      lateMs: { forum: 172_800_000, wire: 172_800_000 },
      source: 'feed',
      feed: 'https://example.nl/feed',
      channelOptions: {
        forum: { url: 'https://forum.example', access: 7, type: 'blog' },
        wire: { thread: true, maxCost: 0.25, list: 'lijst/lezers.csv', from: 'Om het kind <x@example.nl>', pace: '1/10s' },
      },
    });
    expect(project.hub).toBeUndefined();
    expect(project.databasePath).toBe(join(project.root, '.omk/omk.db'));
  });

  it('is the same with Windows line endings and a byte-order mark', async () => {
    const { root: one, file: _one, databasePath: _path, ...plain } = await load({ yaml: full });
    const { root: two, file: _two, databasePath: _other, ...other } = await load({ yaml: `\uFEFF${full.replaceAll('\n', '\r\n')}` });
    expect(two).not.toBe(one);
    expect(other).toEqual(plain);
  });

  it('is found by walking up from the post, then from the working directory', async () => {
    const root = aFolder({ 'werk/omk.yaml': '', 'werk/nieuws/mei/post.md': '', 'elders/los.md': '' });
    const rootOf = async (start: string | undefined, cwd = root) =>
      (await loadProject({ ...(start !== undefined && { start }), cwd, env: {}, channels: someChannels })).root.slice(root.length);
    expect(await rootOf('werk/nieuws/mei/post.md')).toBe('/werk');
    expect(await rootOf('werk/nieuws/**/*.md')).toBe('/werk');
    expect(await rootOf('werk/nieuws/verdwenen.md')).toBe('/werk');
    expect(await rootOf(undefined, join(root, 'werk/nieuws'))).toBe('/werk');
    expect(await rootOf(join(root, 'elders/los.md'), join(root, 'werk'))).toBe('/werk');
    expect(await rootOf('elders/los.md')).toBe('/elders');
    expect(await rootOf(undefined, join(root, 'elders'))).toBe('/elders');
  });

  it('is the one that --project names', async () => {
    const root = aFolder({ 'a/omk.yaml': 'name: A', 'b/omk.yaml': 'name: B', 'a/post.md': '' });
    const nameOf = async (projectFlag: string) =>
      (await loadProject({ start: 'a/post.md', cwd: root, projectFlag, env: {}, channels: someChannels })).name;
    expect(await nameOf('b')).toBe('B');
    expect(await nameOf(join(root, 'b/omk.yaml'))).toBe('B');
    await expect(nameOf('c')).rejects.toThrow('content-not-found');
  });

  it('says where its keys stand, for what is found out later', async () => {
    const project = await load({ yaml: full });
    expect(placedInConfig(project, 'wire', problem('config-missing-key', { key: 'wire.list' })).where).toEqual({
      channel: 'wire',
      file: 'omk.yaml',
      field: 'wire.list',
      line: 16,
    });
    expect(placedInConfig(project, 'forum', problem('config-missing-key', { key: 'group' })).where).toMatchObject({ line: 13 });
  });
});

describe('omk.yaml: a mistake is told with its line:', () => {
  const bad: readonly (readonly [what: string, yaml: string, ...problems: string[]])[] = [
    ['YAML that is none', 'mode: "live\nname: x', 'config-syntax 2'],
    ['a key twice', 'mode: live\nmode: live', 'config-syntax 2'],
    ['a list', '- mode', 'config-wrong-type 1'],
    ['an unknown key', 'mode: live\nhubb: forum', 'config-unknown-key 2 hubb'],
    ['an unknown channel', 'twitter: {}', 'config-unknown-key 1 twitter'],
    ['an unknown option', 'forum:\n  type: blog\n  grup: x', 'config-unknown-key 3 forum.grup'],
    ['an option of posts', 'wire: { topic: x }', 'config-unknown-key 1 wire.topic'],
    ['a mode that is none', 'mode: lief', 'config-bad-choice 1 mode'],
    ['a hub that is no channel', 'hub: from', 'config-bad-choice 1 hub'],
    ['a channel that is none', 'channels:\n  - wire\n  - wier', 'config-bad-choice 3 channels'],
    ['a zone that is none', 'timezone: Amsterdam', 'config-wrong-type 1 timezone'],
    ['a language that is none', 'language: nl_NL', 'config-wrong-type 1 language'],
    ['a duration without a unit', 'late: 24', 'config-wrong-type 1 late'],
    ['no time at all', 'timing: { deadline: 0s }', 'config-wrong-type 1 timing.deadline'],
    ['a lease that ends before the call', 'timing: { deadline: 2m }', 'config-lease-short 1 timing'],
    ['templates outside the project', 'templates: ../sjablonen', 'config-path-outside 1 templates'],
    ['a list outside the project', 'wire:\n  list: /etc/passwd', 'config-path-outside 2 wire.list'],
    ['an address in the clear', 'forum: { url: http://forum.example }', 'config-insecure 1 forum.url'],
    ['an address that is none', 'forum: { url: forum.example }', 'config-wrong-type 1 forum.url'],
    ['a pace that is none', 'wire: { pace: fast }', 'config-wrong-type 1 wire.pace'],
    ['a sender that is none', 'wire: { from: Om het kind }', 'config-wrong-type 1 wire.from'],
    ['a price below nothing', 'wire: { maxCost: -1 }', 'config-wrong-type 1 wire.maxCost'],
    ['a number where a choice stands', 'forum: { access: openbaar }', 'config-bad-choice 1 forum.access'],
    ['a feed without an address', 'source: feed', 'config-missing-key 1 feed'],
  ];
  it.each(bad)('%s', async (_what, yaml, ...problems) => {
    expect(brief(await problemsOf({ yaml }))).toEqual(problems);
  });

  it('all of them at once, those of the environment included', async () => {
    const found = await problemsOf({
      yaml: 'hubb: x\nlate: x\nforum: { grup: x }',
      env: { OMK_MODE: 'lief', OMK_LANGUAGE: 'fr', OMK_DATABASE_URL: 'mysql://x' },
    });
    expect(brief(found)).toEqual([
      'config-unknown-key 1 hubb',
      'config-wrong-type 2 late',
      'config-unknown-key 3 forum.grup',
      'config-bad-choice',
      'config-bad-choice',
      'config-bad-value',
    ]);
  });

  it('with what was probably meant', async () => {
    const found = await problemsOf({ yaml: 'timezone: Amsterdam\nhub: fourm\nlanguage: nl_NL\nTime_zone: x', env: { OMK_MODE: 'life' } });
    expect(found.map(({ params }) => ('suggestion' in params ? params.suggestion : undefined))).toEqual([
      'Europe/Amsterdam',
      'forum',
      'nl-NL',
      'timezone',
      'live',
    ]);
  });

  it('when it cannot be read', async () => {
    const cwd = aFolder();
    mkdirSync(join(cwd, 'omk.yaml'));
    await expect(load({}, cwd)).rejects.toThrow('config-unreadable');
  });
});

describe('the environment', () => {
  it('wins over .env, which wins over omk.yaml', async () => {
    const yaml = 'mode: live\nlanguage: nl';
    expect(await load({ yaml, dotEnv: 'OMK_MODE=sandbox\nOMK_LANGUAGE=en' })).toMatchObject({ mode: 'sandbox', messageLanguage: 'en' });
    expect((await load({ yaml, dotEnv: 'OMK_MODE=sandbox', env: { OMK_MODE: 'live' } })).mode).toBe('live');
  });

  it('is not changed by .env', async () => {
    await load({ yaml: '', dotEnv: 'OMK_TEST_MARK=x' });
    expect(process.env.OMK_TEST_MARK).toBeUndefined();
  });

  it('names the ledger', async () => {
    const pathFor = async (url: string) => {
      const { databasePath, root } = await load({ yaml: 'mode: live', env: { OMK_DATABASE_URL: url } });
      return databasePath.replace(root, '');
    };
    expect(await pathFor('sqlite:data/x.db')).toBe('/data/x.db');
    expect(await pathFor('sqlite:/var/lib/x.db')).toBe('/var/lib/x.db');
    expect(await pathFor('sqlite:///var/lib/x.db')).toBe('/var/lib/x.db');
    expect(await pathFor('')).toBe('/.omk/omk.db');
  });

  it('cannot name a server, or a ledger that forgets', async () => {
    expect(brief(await problemsOf({ env: { OMK_DATABASE_URL: 'postgres://x:geheim@db/omk' } }))).toEqual(['config-database-server']);
    expect(brief(await problemsOf({ env: { OMK_DATABASE_URL: 'sqlite::memory:' } }))).toEqual(['config-bad-value']);
    expect(brief(await problemsOf({ env: { OMK_DATABASE_URL: 'sqlite:' } }))).toEqual(['config-bad-value']);
  });

  it('cannot move the ledger of the sandbox', async () => {
    const { databasePath, root } = await load({ yaml: '', env: { OMK_DATABASE_URL: 'sqlite:echt.db' } });
    expect(databasePath).toBe(join(root, '.omk/sandbox/omk.db'));
  });

  it('shows the sandbox no credential', async () => {
    const env = { FORUM_COOKIE: 'a', WIRE_KEY: 'b', OMK_SECRET: 'c', HTTPS_PROXY: 'http://u:p@proxy:1' };
    const project = await load({ yaml: '', env, dotEnv: 'WIRE_TOKEN=d' });
    expect(project.environment).toEqual({});
    expect(project.secret).toBeUndefined();
  });

  it('shows live mode what its channels may need, and nothing else', async () => {
    const project = await load({
      yaml: 'mode: live',
      env: { WIRE_KEY: ' b ', OMK_SECRET: 'c', HOME: '/x', NO_PROXY: '*' },
      dotEnv: '\uFEFFWIRE_TOKEN="d#e"',
    });
    expect(project.environment).toEqual({ WIRE_KEY: 'b', WIRE_TOKEN: 'd#e', NO_PROXY: '*' });
    expect(project.secret).toBe('c');
  });
});

describe('places to practise with', () => {
  const channel = {
    ...(someChannels[0] as Channel),
    check: ({ options }: ChannelValues) => (options.group ? [] : [problem('config-missing-key', { key: 'forum.group' })]),
    simulator: { ...(someChannels[0] as Channel).simulator, settings: () => ({}), options: { group: 'oefenen', type: 'news' } },
  };
  const groupOf = async (omkYaml: string, env = {}) =>
    (await loadProject({ cwd: aFolder({ 'omk.yaml': omkYaml }), env, channels: [channel] })).channelOptions['forum'];

  it('stand in for what omk.yaml has yet to name, in the sandbox alone', async () => {
    expect(await groupOf('name: A')).toMatchObject({ group: 'oefenen', type: 'blog' });
    expect(await groupOf('forum: { group: eigen }')).toMatchObject({ group: 'eigen' });
    expect((await groupOf('name: A', { OMK_MODE: 'live' }))?.['group']).toBeUndefined();
  });
});
