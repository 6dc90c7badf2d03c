/** The lists of several groups as one, newest first, without reading further than is needed. */
import type { Fields } from './answers.ts';
import type { SourceGroup } from './source-groups.ts';

export interface GroupList {
  readonly group: SourceGroup['group'];
  readonly pages: AsyncGenerator<readonly Fields[]>;
}

export interface Found {
  readonly entity: Fields;
  readonly group: SourceGroup['group'];
}

const PAGE = 50;

export async function* newestFirst(lists: readonly GroupList[], momentOf: (entity: Fields) => number): AsyncGenerator<readonly Found[]> {
  const heads = lists.map(({ group, pages }) => ({
    group,
    pages,
    waiting: [] as Fields[],
    isOver: false,
  }));
  const seen = new Set<unknown>();
  let page: Found[] = [];
  for (;;) {
    for (const head of heads) {
      while (!head.isOver && head.waiting.length === 0) {
        const next = await head.pages.next();
        if (next.done) head.isOver = true;
        else head.waiting = [...next.value];
      }
    }
    const full = heads.filter(({ waiting }) => waiting.length > 0);
    const [newest] = full.toSorted((a, b) => momentOf(b.waiting[0] ?? {}) - momentOf(a.waiting[0] ?? {}));
    const entity = newest?.waiting.shift();
    if (!newest || !entity) break;
    if (seen.has(entity.guid)) continue;
    seen.add(entity.guid);
    page.push({ entity, group: newest.group });
    if (page.length === PAGE) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
