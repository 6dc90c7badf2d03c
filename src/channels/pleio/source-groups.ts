/** Which groups are read: by guid, by the whole of their name, or "1" for what stands outside groups (contract pleio 4.1 and 4.3). */
import type { ChannelOptions } from '../../core/post.ts';
import { problem } from '../../core/problem.ts';
import { type Fields, isFields } from './answers.ts';
import { edgesOf } from './connection.ts';
import { groupReference, isGuid } from './destination.ts';
import { GROUP_BY_GUID, GROUPS_LIKE } from './source-query.ts';
import { stop, type Visit } from './source-visit.ts';

export interface SourceGroup {
  readonly container: string;
  /** Absent: outside groups. */
  readonly group?: {
    readonly id: string;
    readonly name: string;
    readonly isClosed: boolean;
  };
}

const OUTSIDE = '1';
const PAGE = 50;
const MAX_PAGES = 20;

/** As written in omk.yaml, and by which key. */
export function wantedGroups({ sourceGroups, group }: ChannelOptions): {
  readonly names: readonly string[];
  readonly key: string;
} {
  const listed = Array.isArray(sourceGroups) ? sourceGroups.map(String).filter((name) => name.trim() !== '') : [];
  if (listed.length > 0) return { names: listed, key: 'pleio.sourceGroups' };
  return {
    names: [typeof group === 'string' && group.trim() !== '' ? group : OUTSIDE],
    key: 'pleio.group',
  };
}

export async function findGroups(visit: Visit, options: ChannelOptions, signal: AbortSignal): Promise<readonly SourceGroup[]> {
  const { names, key } = wantedGroups(options);
  const found = new Map<string, SourceGroup>();
  for (const name of names) {
    const one = await groupOf(visit, { name: name.trim(), key }, signal);
    found.set(one.container, one);
  }
  return [...found.values()];
}

interface Named {
  readonly name: string;
  readonly key: string;
}

async function groupOf(visit: Visit, named: Named, signal: AbortSignal): Promise<SourceGroup> {
  if (named.name === OUTSIDE) return { container: OUTSIDE };
  const found = isGuid(named.name) ? await byGuid(visit, named, signal) : await byName(visit, named, signal);
  const id = String(found.guid);
  // A stranger sees nothing there, today and for ever: that must not look like a quiet group.
  if (found.isClosed === true && visit.isStranger) return stop(problem('source-group-closed', { name: named.name }));
  return {
    container: id,
    group: {
      id,
      name: String(found.name ?? named.name),
      isClosed: found.isClosed === true,
    },
  };
}

async function byGuid(visit: Visit, { name, key }: Named, signal: AbortSignal): Promise<Fields> {
  const { entity } = await visit.ask(GROUP_BY_GUID, { guid: name.toLowerCase() }, signal);
  return isFields(entity) && entity.__typename === 'Group' ? entity : stop(problem('source-group-unknown', { name, key }));
}

async function byName(visit: Visit, { name, key }: Named, signal: AbortSignal): Promise<Fields> {
  const wanted = groupReference(name);
  const found: Fields[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { groups } = await visit.ask(GROUPS_LIKE, { q: name, offset: page * PAGE, limit: PAGE }, signal);
    // No list at all is no word about the group.
    if (!isFields(groups) || !Array.isArray(groups.edges)) return stop(problem('unreadable-answer', { detail: 'groups' }));
    const edges = edgesOf(groups);
    found.push(...edges.filter((one) => typeof one.guid === 'string' && groupReference(String(one.name ?? '')) === wanted));
    if (edges.length < PAGE) break;
  }
  const [first, ...others] = found;
  if (!first) return stop(problem('source-group-unknown', { name, key }));
  return others.length === 0 ? first : stop(problem('source-group-ambiguous', { name, key, count: found.length }));
}
