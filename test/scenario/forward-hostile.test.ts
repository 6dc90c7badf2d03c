/** `omk forward` and a feed that means harm, or was made without care: nothing runs, nothing leaks, nothing is lost. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runJson, runOmk } from '../support/binary.ts';
import { aProject, arrived } from '../support/project.ts';

type Item = Readonly<Record<string, unknown>>;

/** A website that says whatever a test wants it to say. */
async function aWebsite() {
  let items: readonly Item[] = [];
  const server = createServer((_request, response) => {
    const { port } = server.address() as AddressInfo;
    response.setHeader('content-type', 'application/feed+json');
    response.end(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        home_page_url: `http://127.0.0.1:${port}/`,
        items,
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/feed.json`,
    show: (...shown: readonly Item[]) => {
      items = shown;
    },
  };
}

const recently = (minutes = 5) => new Date(Date.now() - minutes * 60_000).toISOString();
const item = (id: string, more: Item = {}): Item => ({
  id,
  title: `Bericht ${id}`,
  content_html: '<p>Kom langs.</p>',
  date_published: recently(),
  ...more,
});

async function begun(query = '') {
  const site = await aWebsite();
  const root = aProject({
    'omk.yaml': [
      'name: Om het kind',
      'source: feed',
      `feed: "${site.address}${query}"`,
      'channels: [x]',
      'timing: { deadline: 3s, lease: 6s, confirm: [100ms, 200ms, 400ms] }',
      'forward: { delay: 0 }',
      '',
    ].join('\n'),
  });
  const first = await runOmk(['forward'], { cwd: root });
  expect(first.code).toBe(0);
  return { site, root, first };
}

const titles = (root: string) => arrived(root, 'x', 'post').map(({ text }) => String(text).split('\n')[0]);

test('items that have no page of their own are each an item, not an edit of the one before', async () => {
  const { site, root } = await begun();
  site.show(item('een'));
  await runOmk(['forward'], { cwd: root });
  site.show(item('een'), item('twee'));
  await runOmk(['forward'], { cwd: root });
  site.show(item('drie'));
  await runOmk(['forward'], { cwd: root });
  expect(titles(root)).toEqual(['Bericht een', 'Bericht twee', 'Bericht drie']);
  site.show(item('vier'), item('vijf'));
  await runOmk(['forward'], { cwd: root });
  expect(titles(root).slice(3).toSorted()).toEqual(['Bericht vier', 'Bericht vijf']);
});

test('items that all lead to one page are told apart by their ids; an item that got another id is still the same', async () => {
  const { site, root } = await begun();
  const page = 'https://www.example.nl/agenda';
  site.show(item('een', { url: page }));
  await runOmk(['forward'], { cwd: root });
  site.show(item('een', { url: page }), item('twee', { url: page }));
  await runOmk(['forward'], { cwd: root });
  const own = 'https://www.example.nl/drie';
  site.show(item('drie', { url: own }));
  await runOmk(['forward'], { cwd: root });
  site.show(item('drie-opnieuw', { url: own, title: 'Bericht drie' }));
  await runOmk(['forward'], { cwd: root });
  expect(titles(root)).toEqual(['Bericht een', 'Bericht twee', 'Bericht drie']);
});

test('an edit that claims to come from the future is no reason to wait for it', async () => {
  const { site, root } = await begun();
  site.show(item('een', { date_modified: '2199-01-01T00:00:00Z' }));
  const { code } = await runOmk(['forward'], { cwd: root });
  expect([code, titles(root)]).toEqual([0, ['Bericht een']]);
});

test('a key in the address of a feed is neither shown nor kept', async () => {
  const { site, root, first } = await begun('?token=geheim-7f3a');
  site.show(item('een'));
  const runs = [first];
  for (const args of [['forward'], ['forward'], ['forward', '--dry-run'], ['log'], ['log', '--json'], ['status'], ['ledger', 'export']])
    runs.push(await runOmk(args, { cwd: root }));
  expect(runs.map(({ stdout, stderr }) => `${stdout}${stderr}`).filter((text) => text.includes('geheim-7f3a'))).toEqual([]);
  expect(titles(root)).toEqual(['Bericht een']);
});

test('what an item says stays text: no template runs, no field of a post is set, no file lands elsewhere', async () => {
  const { site, root } = await begun();
  site.show(
    item('../../../kwaad', {
      title: '../../kwaad"\n---\nchannels: [yammer]\ndraft: false # {{ 7 | times: 6 }} {% raw %}',
      content_html: '<p>---</p><p>channels: [yammer]</p><p>{{ 7 | times: 6 }} {% assign a = 1 %}</p>',
      tags: ['a: b', '- c', '"\n---\nx: y', '*anchor', '!!js/function'],
      authors: [{ name: '"\nchannels: [yammer]' }],
      summary: "'\n---\n{{ 7 | times: 6 }}",
    }),
  );
  expect((await runOmk(['forward', '--review'], { cwd: root })).code).toBe(0);
  const files = readdirSync(join(root, 'te-beoordelen')).filter((name) => name.endsWith('.md'));
  expect(files).toHaveLength(1);
  const text = readFileSync(join(root, 'te-beoordelen', files[0] ?? ''), 'utf8');
  expect(text.match(/^---$/gm)).toHaveLength(2);
  expect(text).toMatch(/^channels: \[ ?x ?\]$/m);
  expect(text).toMatch(/^draft: true$/m);
  const { report } = await runJson(['publish', '--dry-run', `te-beoordelen/${files[0]}`], { cwd: root });
  expect(report.posts.flatMap(({ deliveries }) => deliveries.map(({ channel }) => channel))).not.toContain('yammer');
  expect(text).toContain('{{ 7 | times: 6 }}');
});

test('what an item says runs nowhere on its way to a channel', async () => {
  const { site, root } = await begun();
  site.show(
    item('een', {
      title: 'Som {{ 7 | times: 6 }}',
      content_html: '<p>{% assign a = 1 %}{{ 7 | times: 6 }}</p>',
    }),
  );
  expect((await runOmk(['forward'], { cwd: root })).code).toBe(0);
  expect(titles(root)).toEqual(['Som {{ 7 | times: 6 }}']);
});

test('a number of somebody, found in the title of an item, is in no sentence, no log and no name of a file', async () => {
  const { site, root } = await begun();
  site.show(item('een', { title: 'Zaak 111222333 van een burger', content_html: '<p>Het gaat om 111222333.</p>' }));
  const runs = [];
  for (const args of [['forward', '--json'], ['log', '--json'], ['status'], ['ledger', 'export'], ['forward', '--review']])
    runs.push(await runOmk(args, { cwd: root }));
  expect(runs[0]?.code).toBe(4);
  expect(runs[0]?.stdout).toContain('privacy-bsn');
  expect(runs.map(({ stdout, stderr }) => `${stdout}${stderr}`).filter((text) => text.includes('111222333'))).toEqual([]);
  expect(arrived(root, 'x', 'post')).toEqual([]);
});
