/** A post of a site as omk forwards it. Lenient: what a site leaves out is no reason to lose a post. */
import type { EventDetails } from '../../core/post.ts';
import type { SourceItem } from '../../core/source.ts';
import { type Fields, isFields } from './answers.ts';
import { accessLevels } from './kinds.ts';
import { listBody, plainBody, readBody } from './read-body.ts';
import { safeAddress } from './read-inlines.ts';
import { oneLine } from './read-text.ts';
import type { SourceGroup } from './source-groups.ts';
import { kindOf } from './source-query.ts';

export interface Seen {
  readonly site: string;
  readonly isStranger: boolean;
  readonly language?: string | undefined;
  readonly now: Date;
  /** Where it was found. */
  readonly group?: SourceGroup['group'];
}

/** `undefined`: nothing that omk forwards. */
export function itemOf(entity: Fields, seen: Seen): SourceItem | undefined {
  const kind = kindOf(entity.__typename);
  const id = typeof entity.guid === 'string' ? entity.guid : '';
  if (kind === undefined || id === '') return undefined;
  const group = groupOf(entity.group) ?? seen.group;
  return {
    id,
    url: urlOf(entity.url, { kind, id, site: seen.site }),
    ...textsOf(entity, id, seen.site),
    ...datesOf(entity, seen.now),
    ...authorOf(entity.owner),
    tags: tagsOf(entity.tags),
    kind,
    ...(group && { group: { id: group.id, name: group.name } }),
    state: stateOf(entity, seen),
    access: accessOf(entity, seen.isStranger, group?.isClosed === true),
    ...imageOf(entity.featured, seen.site),
    ...(kind === 'event' && eventOf(entity)),
    ...(seen.language && { language: seen.language }),
  };
}

const lineOf = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : '');

type Texts = Pick<SourceItem, 'title' | 'summary' | 'body' | 'poll'>;

function textsOf(entity: Fields, id: string, site: string): Texts {
  const { markdown, opening } = readBody(typeof entity.richDescription === 'string' ? entity.richDescription : '', site);
  const summary = lineOf(entity.abstract);
  const title = lineOf(entity.title) || shortened(oneLine(opening)) || shortened(summary) || id;
  const poll = choicesOf(entity.choices);
  return {
    title,
    ...(summary && { summary }),
    body: markdown || (poll ? listBody(poll) : plainBody(summary || title)),
    ...(poll && { poll }),
  };
}

const MAX_TITLE = 100;

/** The first words, for a status update that has no title. */
function shortened(text: string): string {
  if (text.length <= MAX_TITLE) return text;
  const cut = text.slice(0, MAX_TITLE).replace(/\p{Surrogate}$/u, '');
  return `${cut.replace(/\s+\S*$/, '') || cut}…`;
}

/** The address from the answer; without one the guid alone leads there (contract pleio 5). */
function urlOf(url: unknown, { kind, id, site }: { readonly kind: string; readonly id: string; readonly site: string }): string {
  if (typeof url === 'string' && /^\/(?![/\\])/.test(url)) return new URL(`${site}${url}`).href;
  const whole = safeAddress(url, site);
  return whole !== undefined && new URL(whole).origin === new URL(site).origin ? whole : `${site}/${kind}/view/${encodeURIComponent(id)}`;
}

function dateOf(value: unknown): Date | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at);
}

function datesOf({ timePublished, timeCreated, timeUpdated }: Fields, now: Date): Pick<SourceItem, 'publishedAt' | 'updatedAt'> {
  const updatedAt = dateOf(timeUpdated);
  return {
    publishedAt: dateOf(timePublished) ?? dateOf(timeCreated) ?? now,
    ...(updatedAt && { updatedAt }),
  };
}

function authorOf(owner: unknown): Pick<SourceItem, 'author'> {
  const name = isFields(owner) ? lineOf(owner.name) : '';
  if (!isFields(owner) || name === '') return {};
  return {
    author: { ...(typeof owner.guid === 'string' && { id: owner.guid }), name },
  };
}

const tagsOf = (tags: unknown): readonly string[] => (Array.isArray(tags) ? [...new Set(tags.map(lineOf).filter(Boolean))] : []);

function choicesOf(choices: unknown): readonly string[] | undefined {
  const texts = Array.isArray(choices)
    ? choices
        .filter(isFields)
        .map(({ text }) => lineOf(text))
        .filter(Boolean)
    : [];
  return texts.length > 0 ? texts : undefined;
}

function groupOf(group: unknown): SourceGroup['group'] {
  if (!isFields(group) || typeof group.guid !== 'string') return undefined;
  return {
    id: group.guid,
    name: lineOf(group.name),
    isClosed: group.isClosed === true,
  };
}

/** A scheduled post is a draft that has its moment; it becomes visible by itself (contract pleio 8). */
function stateOf({ statusPublished, timePublished }: Fields, { isStranger, now }: Seen): SourceItem['state'] {
  if (statusPublished === 'published' || statusPublished === 'archived') return statusPublished;
  const at = dateOf(timePublished);
  if (at && at > now) return 'scheduled';
  if (statusPublished === 'draft') return 'draft';
  return at || isStranger ? 'published' : 'draft';
}

/** Level 2 is everybody (contract pleio 2.4). Where a level is not told, it is public only if a stranger sees it. */
function accessOf({ accessId }: Fields, isStranger: boolean, isGroupClosed: boolean): SourceItem['access'] {
  const isOpen = typeof accessId === 'number' ? accessId === accessLevels.public : isStranger;
  return isOpen && !isGroupClosed ? 'public' : 'closed';
}

/** A cover that has words; whether one without is a mere decoration, Pleio does not tell. */
function imageOf(featured: unknown, site: string): Pick<SourceItem, 'image'> {
  const alt = isFields(featured) ? lineOf(featured.alt) : '';
  const url = isFields(featured) ? safeAddress(featured.image, site) : undefined;
  return alt !== '' && url !== undefined ? { image: { url, alt } } : {};
}

function eventOf({ startDate, endDate, location, ticketLink }: Fields): {
  readonly event?: EventDetails;
} {
  const start = dateOf(startDate);
  if (!start) return {};
  const end = dateOf(endDate);
  const place = lineOf(location);
  const signup = typeof ticketLink === 'string' && URL.canParse(ticketLink) ? safeAddress(ticketLink, ticketLink) : undefined;
  return {
    event: {
      start,
      ...(end && end >= start && { end }),
      ...(place && { location: place }),
      ...(signup && { signup }),
    },
  };
}
