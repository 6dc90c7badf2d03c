/** What every source promises, tried over real sockets against the place that it reads. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OmkError } from '../../src/core/problem.ts';
import type { SourceItem } from '../../src/core/source.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { SourceSample } from './sources/source-sample.ts';

const samples: SourceSample[] = [];
for (const file of readdirSync(new URL('./sources/', import.meta.url)).filter((name) => name !== 'source-sample.ts')) {
  samples.push(((await import(`./sources/${file.replace(/\.ts$/, '')}.ts`)) as { readonly sample: SourceSample }).sample);
}

const minute = 60_000;
const never = () => new AbortController().signal;

async function pagesOf(pages: AsyncIterable<readonly SourceItem[]>): Promise<readonly (readonly SourceItem[])[]> {
  const found: (readonly SourceItem[])[] = [];
  for await (const page of pages) found.push(page);
  return found;
}

const itemsOf = async (pages: AsyncIterable<readonly SourceItem[]>): Promise<readonly SourceItem[]> => (await pagesOf(pages)).flat();

/** The codes that it stopped with. */
async function troubleOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof OmkError) return error.problems.map(({ code }) => code);
    throw error;
  }
}

describe.each(samples)('a source of $id', ({ open }) => {
  async function opened(deadlineMs = 2000) {
    const clock = fixedClock();
    const rig = await open(clock, deadlineMs);
    const start = clock.now().getTime();
    /** So many posts, the first the oldest, each a minute after the one before. */
    const placed = (count: number) =>
      Array.from({ length: count }, (_, index) => rig.place({ title: `Bericht ${index}`, at: new Date(start + index * minute) }));
    return { clock, rig, placed, since: new Date(start - minute), until: (count: number) => clock.advance(count * minute) };
  }

  it('gives nothing where nothing stands', async () => {
    const { rig, since } = await opened();
    expect(await itemsOf(rig.source.publishedSince(since, never()))).toEqual([]);
    expect(await rig.source.gone?.([], never())).toEqual(rig.source.gone ? [] : undefined);
  });

  it('gives what was published since, newest first, each with address, words and moment', async () => {
    const { rig, placed, until, clock } = await opened();
    const ids = placed(4);
    until(4);
    const since = new Date(clock.now().getTime() - 2 * minute);
    const items = await itemsOf(rig.source.publishedSince(since, never()));
    expect(items.map(({ id }) => id)).toEqual([ids[3], ids[2]]);
    for (const item of items) {
      expect(item).toMatchObject({ title: expect.stringMatching(/^Bericht \d$/), state: 'published', access: 'public' });
      expect([new URL(item.url).protocol, item.body.trim() !== '', item.publishedAt >= since]).toEqual(['http:', true, true]);
    }
  });

  it('loses nothing and repeats nothing over many pages', async () => {
    const { rig, placed, until, since } = await opened();
    const ids = placed(173);
    until(173);
    const pages = await pagesOf(rig.source.publishedSince(since, never()));
    expect(pages.every((page) => page.length > 0)).toBe(true);
    expect(pages.flat().map(({ id }) => id)).toEqual([...ids].reverse());
  });

  it('loses nothing while others publish between two pages', async () => {
    const { rig, placed, until, since, clock } = await opened();
    const ids = placed(120);
    until(120);
    const items: SourceItem[] = [];
    for await (const page of rig.source.publishedSince(since, never())) {
      items.push(...page);
      for (let count = 0; count < 3; count += 1) rig.place({ title: 'Tussendoor', at: clock.now() });
    }
    const found = items.map(({ id }) => id);
    expect(found.filter((id) => ids.includes(id))).toEqual([...ids].reverse());
    expect(new Set(found).size).toBe(found.length);
  });

  it('loses nothing while others delete between two pages', async () => {
    const { rig, placed, until, since } = await opened();
    if (!rig.remove) return;
    const ids = placed(120);
    until(120);
    const items: SourceItem[] = [];
    for await (const page of rig.source.publishedSince(since, never())) {
      items.push(...page);
      if (items.length <= 60) for (const { id } of page.slice(0, 20)) rig.remove(id);
    }
    expect(items.map(({ id }) => id)).toEqual([...ids].reverse());
  });

  it('can be left before its end', async () => {
    const { rig, placed, until, since } = await opened();
    placed(120);
    until(120);
    for await (const page of rig.source.publishedSince(since, never())) {
      expect(page.length).toBeGreaterThan(0);
      break;
    }
  });

  it('tells what changed, newest first', async () => {
    const { rig, placed, until, clock } = await opened();
    const { edit } = rig;
    if (!edit || !rig.source.changedSince) return;
    const ids = placed(3);
    until(60);
    const since = clock.now();
    edit(ids[0] ?? '', 'Nieuwe titel');
    const items = await itemsOf(rig.source.changedSince(since, never()));
    expect(items.map(({ id, title }) => [id, title])).toEqual([[ids[0], 'Nieuwe titel']]);
  });

  it('tells what is gone, and that alone', async () => {
    const { rig, placed, until } = await opened();
    if (!rig.remove || !rig.source.gone) return;
    const ids = placed(45);
    until(45);
    const gone = [ids[3], ids[30]].map(String);
    for (const id of gone) rig.remove(id);
    expect(await rig.source.gone(ids, never())).toEqual(gone);
  });

  describe('when something is in the way', () => {
    const answer = (status: number, body: string, headers: Readonly<Record<string, string>>) =>
      ({ kind: 'answer', after: false, response: () => new Response(body, { status, headers }) }) as const;
    const html = { 'content-type': 'text/html' };
    const faults = [
      ['a page of HTML', answer(200, '<html><title>Onderhoud</title></html>', html)],
      ['a storm', answer(503, '<html></html>', html)],
      ['a redirect', answer(301, '', { location: 'https://elders.example/' })],
      ['a wish for patience', answer(429, '', { ...html, 'retry-after': '5' })],
      ['a refusal', answer(403, '<html><title>Verboden</title></html>', html)],
      ['half an answer', answer(200, '{"data":{"ent', { 'content-type': 'application/json' })],
      ['a cut connection', { kind: 'drop', after: false }],
      ['silence', { kind: 'hang', after: false }],
    ] as const;

    it.each(faults)('%s: stops with a problem, calls nothing gone, and works the next time', async (_, fault) => {
      const { rig, placed, until, since } = await opened(400);
      const ids = placed(2);
      until(2);
      rig.failNext(fault);
      expect(await troubleOf(() => itemsOf(rig.source.publishedSince(since, never())))).toHaveLength(1);
      if (rig.source.gone) {
        rig.failNext(fault);
        expect(await troubleOf(async () => rig.source.gone?.(ids, never()))).toHaveLength(1);
      }
      expect((await itemsOf(rig.source.publishedSince(since, never()))).map(({ id }) => id)).toEqual([...ids].reverse());
    });

    it('the second page: the first was given, and then it stops with a problem', async () => {
      const { rig, placed, until, since } = await opened(400);
      placed(120);
      until(120);
      let given = 0;
      const work = async () => {
        for await (const page of rig.source.publishedSince(since, never())) {
          given += page.length;
          rig.failNext({ kind: 'drop', after: false }, { kind: 'drop', after: false });
        }
      };
      expect([await troubleOf(work), given > 0 && given < 120]).toEqual([[expect.any(String)], true]);
    });

    it('omk is told to stop: it stops at once', async () => {
      const { rig, placed, until, since } = await opened(60_000);
      placed(2);
      until(2);
      const stopping = new AbortController();
      rig.failNext({ kind: 'hang', after: false });
      rig.beforeNext(() => {});
      const work = troubleOf(() => itemsOf(rig.source.publishedSince(since, stopping.signal)));
      stopping.abort();
      expect(await work).toEqual(['interrupted']);
      expect(await troubleOf(() => itemsOf(rig.source.publishedSince(since, stopping.signal)))).toEqual(['interrupted']);
    });

    it('a door that was shut: asks for a login, and calls nothing gone', async () => {
      const { rig, placed, until, since } = await opened();
      if (!rig.close) return;
      const ids = placed(2);
      until(2);
      await itemsOf(rig.source.publishedSince(since, never()));
      rig.close();
      expect(await troubleOf(() => itemsOf(rig.source.publishedSince(since, never())))).toEqual(['auth']);
      expect(await troubleOf(async () => rig.source.gone?.(ids, never()))).toEqual(['auth']);
    });
  });

  describe('a picture', () => {
    const bytes = new Uint8Array(Array.from({ length: 4000 }, (_, index) => index % 251));

    it('comes with all its bytes, and never with more than is wanted', async () => {
      const { rig } = await opened();
      const url = rig.picture(bytes);
      expect(await rig.source.picture(url, 4000, never())).toEqual(bytes);
      expect(await troubleOf(() => rig.source.picture(url, 3999, never()))).toEqual(['media-too-big']);
    });

    it('of somewhere else is not asked for', async () => {
      const { rig } = await opened();
      const elsewhere = [
        'http://127.0.0.1:1/plaat.png',
        'https://elders.example/plaat.png',
        'file:///etc/passwd',
        'http://169.254.169.254/',
      ];
      for (const url of elsewhere) expect(await troubleOf(() => rig.source.picture(url, 9, never()))).toEqual(['source-picture-elsewhere']);
    });

    it('that redirects elsewhere is not followed', async () => {
      const { rig } = await opened();
      const url = rig.picture(bytes);
      await rig.source.picture(url, 4000, never());
      rig.failNext({
        kind: 'answer',
        after: false,
        response: () => new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/latest/' } }),
      });
      expect(await troubleOf(() => rig.source.picture(url, 4000, never()))).toEqual(['source-picture-elsewhere']);
    });
  });
});
