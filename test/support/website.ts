/** A website whose feed a test writes, and a project that forwards from it in the sandbox. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { runJson } from './binary.ts';
import { aProject, arrived } from './project.ts';

export interface Item {
  readonly id: string;
  readonly title: string;
  readonly text?: string;
  readonly hoursAgo?: number;
}

export async function aWebsite() {
  let items: readonly Item[] = [];
  let isAway = false;
  let isHanging = false;
  let asked = 0;
  let told = (): void => {};
  const server = createServer((_request, response) => {
    asked += 1;
    told();
    if (isHanging) return;
    if (isAway) return void response.writeHead(503).end();
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    const entries = items.map(({ id, title, text = 'Kom langs en praat mee.', hoursAgo = 0.1 }) => ({
      id,
      url: `${url}${id}`,
      title,
      content_html: `<p>${text}</p>`,
      date_published: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    }));
    response.setHeader('content-type', 'application/feed+json');
    response.end(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Site', home_page_url: url, items: entries }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  onTestFinished(async () => {
    server.closeAllConnections();
    if (server.listening) await close();
  });
  return {
    feed: `http://127.0.0.1:${port}/feed.json`,
    show: (...shown: readonly Item[]) => {
      items = shown;
    },
    /** How many times it was looked at. */
    asked: () => asked,
    goAway: (away: boolean) => {
      isAway = away;
    },
    /** It takes questions in and does not answer. */
    hang: (hanging: boolean) => {
      isHanging = hanging;
    },
    /** Resolves at the next question. */
    lookedAt: () =>
      new Promise<void>((resolve) => {
        told = resolve;
      }),
    close,
  };
}

export const yaml = (feed: string, more = '') =>
  [
    'name: Om het kind',
    'source: feed',
    `feed: ${feed}`,
    'channels: [x, yammer]',
    'timing: { deadline: 3s, lease: 6s, confirm: [100ms, 200ms, 400ms] }',
    `forward: { delay: 0 ${more}}`,
    'yammer: { community: "225000000001", pace: 100/1s }',
    '',
  ].join('\n');

export const texts = (root: string) => arrived(root, 'x', 'post').map(({ text }) => String(text).split('\n')[0]);

export async function begun(more = '') {
  const site = await aWebsite();
  const root = aProject({ 'omk.yaml': yaml(site.feed, more) });
  site.show({ id: 'oud', title: 'Stond er al' });
  const first = await runJson(['forward'], { cwd: root });
  expect([first.code, first.report.posts]).toEqual([0, []]);
  return { site, root };
}
