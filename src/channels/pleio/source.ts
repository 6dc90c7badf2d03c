/** A Pleio site as a source of posts: reads only, without logging in where the site is open (contract pleio 8). */
import type { ChannelValues, SourceDeps } from '../../core/channel.ts';
import type { Source, SourceItem } from '../../core/source.ts';
import { goneOf } from './source-gone.ts';
import { findGroups, type SourceGroup } from './source-groups.ts';
import { itemOf } from './source-item.ts';
import { newestFirst } from './source-merge.ts';
import { momentOf, type Order, pagesOf } from './source-pages.ts';
import { fetchPicture } from './source-picture.ts';
import { sourceTypes } from './source-query.ts';
import { openVisit, type Visit } from './source-visit.ts';

/** What stands on its own elsewhere too; the rest by choice. */
export const defaultTypes: readonly string[] = ['blog', 'news', 'event'];

interface Opened {
  readonly visit: Visit;
  readonly groups: readonly SourceGroup[];
}

export function openSource(values: ChannelValues, deps: SourceDeps): Source {
  const kinds = kindsOf(values.options.sourceTypes);
  const missing = new Set<string>();
  let visit: Promise<Visit> | undefined;
  let groups: Promise<readonly SourceGroup[]> | undefined;

  /** Both are found once; a failure is tried again next time. */
  const visiting = (signal: AbortSignal): Promise<Visit> => {
    visit ??= openVisit({ ...values, deps }, signal).catch((error: unknown) => {
      visit = undefined;
      throw error;
    });
    return visit;
  };
  const opening = async (signal: AbortSignal): Promise<Opened> => {
    const found = await visiting(signal);
    groups ??= findGroups(found, values.options, signal).catch((error: unknown) => {
      groups = undefined;
      throw error;
    });
    return { visit: found, groups: await groups };
  };

  async function* read(order: Order, moment: Date, signal: AbortSignal): AsyncGenerator<readonly SourceItem[]> {
    const { visit: found, groups: places } = await opening(signal);
    const lists = places.map(({ container, group }) => ({
      group,
      pages: pagesOf({ visit: found, container, kinds, order, missing }, moment.getTime(), signal),
    }));
    const { site } = found.client;
    const seen = {
      site,
      isStranger: found.isStranger,
      language: found.language,
    };
    for await (const page of newestFirst(lists, (entity) => momentOf(entity, order))) {
      const now = deps.clock.now();
      const items = page.flatMap(({ entity, group }) => itemOf(entity, { ...seen, now, ...(group && { group }) }) ?? []);
      if (items.length > 0) yield items;
    }
  }

  return {
    publishedSince: (moment, signal) => read('timePublished', moment, signal),
    changedSince: (moment, signal) => read('timeUpdated', moment, signal),
    gone: async (ids, signal) => goneOf({ visit: await visiting(signal), kinds, missing }, ids, signal),
    picture: async (url, maxBytes, signal) =>
      fetchPicture(url, {
        visit: await visiting(signal),
        deps,
        maxBytes,
        signal,
      }),
  };
}

const kindsOf = (chosen: unknown): readonly string[] => {
  const known = Array.isArray(chosen) ? chosen.filter((kind): kind is string => sourceTypes.includes(String(kind))) : [];
  return known.length > 0 ? [...new Set(known)] : defaultTypes;
};
