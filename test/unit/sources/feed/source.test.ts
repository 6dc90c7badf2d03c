/** A feed as a source: what is asked of the website, and what is said when it does not answer as it should. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createNetwork } from '../../../../src/cli/network.ts';
import { anAddressOfNobody } from '../../../support/doubles-http.ts';
import { ages, all, never, openAt, problemOf, website } from './serving.ts';

const item = (number: number, date = `2026-11-${String(number).padStart(2, '0')}T10:00:00Z`) =>
  `<entry><id>${number}</id><title>T ${number}</title><link href="/${number}"/><updated>${date}</updated></entry>`;
const atom = (entries: readonly string[], next?: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${next === undefined ? '' : `<link rel="next" href="${next}"/>`}${entries.join('')}</feed>`;
const titles = (found: readonly { readonly title: string }[]) => found.map(({ title }) => title);

describe('what was published since', () => {
  test('comes newest first, and what is older does not', async () => {
    const { address } = await website(() => ({ body: atom([item(3), item(20), item(11)]) }));
    const source = await openAt(address);
    expect(titles(await all(source.publishedSince(ages, never)))).toEqual(['T 20', 'T 11', 'T 3']);
    expect(titles(await all(source.publishedSince(new Date('2026-11-11T10:00:00Z'), never)))).toEqual(['T 20', 'T 11']);
  });

  test('is read page after page, for as long as there is something new enough, each entry once', async () => {
    const pages: Readonly<Record<string, string>> = {
      '/feed': atom([item(20), item(19)], '/feed?p=2'),
      '/feed?p=2': atom([item(19), item(18)], '/feed?p=3'),
      '/feed?p=3': atom([item(5)], '/feed?p=4'),
      '/feed?p=4': atom([item(4)], '/feed'),
    };
    const { address, asked } = await website((path) => ({ body: pages[path] ?? '' }));
    const source = await openAt(`${address}/feed`);
    expect(titles(await all(source.publishedSince(new Date('2026-11-10'), never)))).toEqual(['T 20', 'T 19', 'T 18']);
    expect(asked.map(({ path }) => path)).toEqual(['/feed', '/feed?p=2', '/feed?p=3']);
    expect(await all(source.publishedSince(ages, never))).toHaveLength(5);
  });

  test('ends where every page says that there is another, and where that one is the same', async () => {
    let page = 0;
    const endless = await website(() => {
      page += 1;
      return { body: atom([item(page, '2026-11-20T10:00:00Z')], `/?p=${page}`) };
    });
    expect(await problemOf(all((await openAt(endless.address)).publishedSince(ages, never)))).toEqual([
      ['source-endless', { address: `${endless.address}/`, pages: 200 }],
    ]);
    let time = 0;
    const same = await website(() => ({ body: atom([item(1)], `/?p=${(time += 1)}`) }));
    expect(await all((await openAt(same.address)).publishedSince(ages, never))).toHaveLength(1);
    expect(same.asked).toHaveLength(2);
  });

  test('follows no page of another host', async () => {
    const { address, asked } = await website(() => ({ body: atom([item(1)], 'https://elders.example/2') }));
    expect(await all((await openAt(address)).publishedSince(ages, never))).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  test('holds ten thousand entries', async () => {
    const many = Array.from({ length: 10_000 }, (_, number) => item(number, '2026-11-20T10:00:00Z'));
    const { address } = await website(() => ({ body: atom(many) }));
    const source = await openAt(address, { deadlineMs: 60_000 });
    expect(new Set((await all(source.publishedSince(ages, never))).map(({ id }) => id)).size).toBe(10_000);
  });

  test('stops when it is told to', async () => {
    const many = Array.from({ length: 200 }, (_, number) => item(number, '2026-11-20T10:00:00Z'));
    const { address } = await website(() => ({ body: atom(many) }));
    const stop = new AbortController();
    const pages = (await openAt(address)).publishedSince(ages, stop.signal)[Symbol.asyncIterator]();
    expect((await pages.next()).value).toHaveLength(50);
    stop.abort();
    await expect(pages.next()).rejects.toThrow(/abort/i);
  });
});

test('what was changed since is what says so, and what does not say', async () => {
  const entries = [item(1), '<entry><id>2</id><title>T 2</title><published>2026-11-02T10:00:00Z</published></entry>', item(25)];
  const { address } = await website(() => ({ body: atom(entries) }));
  const source = await openAt(address);
  if (!source.changedSince) throw new Error('a feed says what was changed');
  expect(titles(await all(source.changedSince(new Date('2026-11-20'), never)))).toEqual(['T 25', 'T 2']);
});

test('the website is asked whether it changed, and then sends nothing', async () => {
  const { address, asked } = await website((_, headers) =>
    headers['if-none-match'] === '"1"'
      ? { status: 304, body: '' }
      : { headers: { etag: '"1"', 'last-modified': 'Fri, 20 Nov 2026 12:00:00 GMT' }, body: atom([item(1)]) },
  );
  const source = await openAt(address);
  for (const _ of [1, 2]) expect(await all(source.publishedSince(ages, never))).toHaveLength(1);
  expect(asked[1]?.headers).toMatchObject({ 'if-none-match': '"1"', 'if-modified-since': 'Fri, 20 Nov 2026 12:00:00 GMT' });
  expect(asked[0]?.headers).not.toHaveProperty('if-none-match');
});

test('a packed feed is unpacked, and counts by what it is then', async () => {
  const packed = await website(() => ({ headers: { 'content-encoding': 'gzip' }, body: gzipSync(atom([item(1)])) }));
  expect(await all((await openAt(packed.address)).publishedSince(ages, never))).toHaveLength(1);
  const bomb = await website(() => ({ headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(60_000_000)) }));
  expect(await problemOf(all((await openAt(bomb.address)).publishedSince(ages, never)))).toEqual([
    ['source-too-large', { address: `${bomb.address}/`, max: 5_000_000 }],
  ]);
});

describe('it is said', () => {
  const asking = async (page: Parameters<typeof website>[0], more = {}) => {
    const { address } = await website(page);
    const said = await problemOf(all((await openAt(`${address}/feed?key=geheim`, more)).publishedSince(ages, never)));
    return JSON.parse(JSON.stringify(said).replaceAll(address, 'SITE'));
  };

  test.each([
    [404, 'source-gone', { status: 404 }],
    [410, 'source-gone', { status: 410 }],
    [403, 'source-refused', { status: 403 }],
    [500, 'source-away', { detail: 'HTTP 500' }],
    [429, 'source-away', { detail: 'HTTP 429' }],
    [304, 'source-refused', { status: 304 }],
  ])('when the website answers %i, without what stands behind the question mark', async (status, code, more) => {
    expect(await asking(() => ({ status, body: '' }))).toEqual([[code, { address: 'SITE/feed', ...more }]]);
  });

  test('when it is a page, and which feed that page names', async () => {
    const head = '<link rel="stylesheet" href="x"><link href="/nieuws.xml" type="application/rss+xml" rel="alternate">';
    const page = (text: string) =>
      asking(() => ({ headers: { 'content-type': 'text/html' }, body: `<!DOCTYPE html>\n<html><head>${text}</head><body></body></html>` }));
    expect(await page(head)).toEqual([['source-page', { address: 'SITE/feed', feed: 'SITE/nieuws.xml' }]]);
    expect(await page('')).toEqual([['source-page', { address: 'SITE/feed' }]]);
  });

  test.each(['', '   ', 'hallo', '{"a":1}', '{', '<svg/>', '<opml version="2.0"/>', '<rss/>'])('when it is no feed: %j', async (body) => {
    expect(await asking(() => ({ body }))).toEqual([['source-unreadable', { address: 'SITE/feed' }]]);
  });

  test('when it takes too long, or nobody answers', async () => {
    expect(await asking(() => ({}), { deadlineMs: 50 })).toEqual([['source-away', { address: 'SITE/feed', detail: '0.05 s' }]]);
    const address = await anAddressOfNobody();
    expect(await problemOf(all((await openAt(address)).publishedSince(ages, never)))).toEqual([
      ['source-away', { address: `${address}/`, detail: 'ECONNREFUSED' }],
    ]);
  });

  test.each(['feed', 'ftp://a.example/feed', 'http://a.example/feed', 'https://naam:woord@a.example/feed', 'file:///etc/passwd', ''])(
    'when %j is no address to ask',
    async (address) => {
      const said = await problemOf(openAt(address));
      expect(said).toMatchObject([['source-address', {}]]);
      expect(JSON.stringify(said)).not.toContain('woord');
    },
  );

  test('when practising leads outside', async () => {
    const network = createNetwork({ sandbox: true, env: {} });
    expect(await problemOf(openAt('https://a.example/feed', { network }))).toMatchObject([['config-sandbox-outside', {}]]);
  });
});

describe('a redirect', () => {
  const to = (location: string) => async () => {
    const { address } = await website((path) =>
      path === '/feed' ? { status: 302, headers: { location }, body: '' } : { body: atom([item(1)]) },
    );
    return problemOf(all((await openAt(`${address}/feed`)).publishedSince(ages, never)));
  };

  test('on its own host is followed, and what is relative is relative to where it ends', async () => {
    const { address } = await website((path) =>
      path === '/feed' ? { status: 301, headers: { location: '/b/feed' }, body: '' } : { body: atom([item(1).replace('"/1"', '"1"')]) },
    );
    expect(await all((await openAt(`${address}/feed`)).publishedSince(ages, never))).toMatchObject([{ url: `${address}/b/1` }]);
  });

  test.each([
    ['http://a.example/', 'insecure'],
    ['https://10.0.0.1/', 'inside'],
    ['https://intern.example/', 'inside'],
    ['https://a:b@c.example/', 'nonsense'],
    ['file:///etc/passwd', 'insecure'],
    ['http://[', 'nonsense'],
    ['/feed', 'too-many'],
  ])('to %s is not followed', async (location, reason) => {
    expect(await to(location)()).toMatchObject([['source-redirect', { reason }]]);
  });

  test('is asked for over a guarded connection, unless the host is that of the feed', async () => {
    const real = createNetwork({ sandbox: false, env: {} });
    const asked: (readonly [string, boolean])[] = [];
    const fetch: typeof real.fetch = async (url, init) => {
      asked.push([new URL(url).hostname, init !== undefined && 'guarded' in init]);
      return new URL(url).hostname === 'a.example'
        ? new Response(null, { status: 302, headers: { location: 'https://b.example/feed' } })
        : new Response(atom([item(1)]));
    };
    const guarded = async () => ({ guarded: true }) as RequestInit;
    const source = await openAt('https://a.example/feed', { network: { ...real, fetch }, mayAsk: async () => true, guarded });
    expect(await all(source.publishedSince(ages, never))).toHaveLength(1);
    expect(asked).toEqual([
      ['a.example', false],
      ['b.example', true],
    ]);
  });

  test('never leads from the web to this computer', async () => {
    const { address, asked } = await website(() => ({ body: atom([item(1)]) }));
    const real = createNetwork({ sandbox: false, env: {} });
    const fetch: typeof real.fetch = async (url, init) =>
      new URL(url).hostname === 'a.example' ? new Response(null, { status: 302, headers: { location: address } }) : real.fetch(url, init);
    const source = await openAt('https://a.example/feed', { network: { ...real, fetch }, mayAsk: async () => true });
    expect(await problemOf(all(source.publishedSince(ages, never)))).toMatchObject([['source-redirect', { reason: 'insecure' }]]);
    expect(asked).toEqual([]);
  });
});

describe('a picture', () => {
  test('is fetched as it is, up to a size, and only where anybody may go', async () => {
    const { address } = await website((path) => (path === '/p.png' ? { body: Buffer.from([137, 80, 78, 71]) } : { status: 404, body: '' }));
    const source = await openAt(`${address}/feed`);
    expect([...(await source.picture(`${address}/p.png`, 100, never))]).toEqual([137, 80, 78, 71]);
    expect(await problemOf(source.picture(`${address}/p.png`, 3, never))).toEqual([
      ['source-too-large', { address: `${address}/p.png`, max: 3 }],
    ]);
    expect(await problemOf(source.picture(`${address}/q.png`, 3, never))).toMatchObject([['source-gone', { status: 404 }]]);
    expect(await problemOf(source.picture('https://169.254.169.254/latest', 3, never))).toMatchObject([
      ['source-redirect', { reason: 'inside' }],
    ]);
    expect(await problemOf(source.picture('nergens', 3, never))).toMatchObject([['source-address', {}]]);
  });
});
