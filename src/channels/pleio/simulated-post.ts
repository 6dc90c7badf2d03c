/** What the pretended site keeps of posts, pictures and groups, and the addresses of them (contract pleio 2.3 and 5). */
import { createHash } from 'node:crypto';
import type { World } from '../../core/channel.ts';

/** As kept: what was sent, and what the site added to it. */
export interface StoredPost {
  readonly guid: string;
  readonly subtype: string;
  readonly title: string;
  readonly richDescription: string;
  readonly accessId: number;
  readonly tags: readonly string[];
  readonly timeCreated: string;
  readonly timeUpdated: string;
  /** As sent; `null`: a draft. */
  readonly timePublished: string | null;
  readonly containerGuid?: string;
  readonly abstract?: string;
  readonly featured?: { readonly imageGuid?: string; readonly alt?: string } | null;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly location?: string;
  readonly ticketLink?: string;
  /** Of a poll. */
  readonly choices?: readonly string[];
  readonly isArchived?: boolean;
  /** Absent: the one account that can log in. */
  readonly owner?: { readonly guid: string; readonly name: string };
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly data: string;
}

export interface SimulatedGroup {
  readonly guid: string;
  readonly name: string;
  readonly isClosed: boolean;
  readonly joined: boolean;
}

/** The groups of the site, all but one joined by its one account. Two bear the same name, as happens. */
const groups: readonly SimulatedGroup[] = [
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b01', name: 'Om het kind', isClosed: false, joined: true },
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b02', name: 'Klankbordgroep', isClosed: true, joined: true },
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b03', name: 'Wijkteams', isClosed: false, joined: false },
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b04', name: 'Proeftuinen', isClosed: false, joined: true },
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b05', name: 'Proeftuinen', isClosed: false, joined: true },
];

/** The site's groups, and those that were made up for projects which practise with a group of their own. */
export const groupsOf = (world: World): readonly SimulatedGroup[] => [
  ...groups,
  ...new Map(world.all<SimulatedGroup & Record<string, unknown>>('group').map((group) => [group.guid, group])).values(),
];

/** Any group can be practised with, unless the switch `strict-groups` is on. Its guid follows from its name. */
export function practiceGroup(world: World, name: string): SimulatedGroup | undefined {
  if (world.isOn('strict-groups') || name === '') return undefined;
  const hash = createHash('sha256').update(name.toLowerCase()).digest('hex');
  const guid = hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return keepGroup(world, { guid, name: name.charAt(0).toUpperCase() + name.slice(1), isClosed: false, joined: true });
}

/** A group that a project names by its guid. */
export const practiceGroupByGuid = (world: World, guid: string): SimulatedGroup | undefined =>
  world.isOn('strict-groups') || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(guid)
    ? undefined
    : keepGroup(world, { guid, name: `Groep ${guid.slice(0, 8)}`, isClosed: false, joined: true });

function keepGroup(world: World, group: SimulatedGroup): SimulatedGroup {
  world.add('group', { ...group });
  return group;
}

export const account = {
  guid: '9a0b3c1e-0000-4d7e-9a0b-2f6f1f0a1c01',
  name: 'Redactie Om het kind',
  email: 'redactie@example.nl',
  url: '/user',
};

export const kinds: Readonly<Record<string, { readonly type: string; readonly path: string }>> = {
  blog: { type: 'Blog', path: 'blog' },
  news: { type: 'News', path: 'news' },
  discussion: { type: 'Discussion', path: 'discussion' },
  question: { type: 'Question', path: 'questions' },
  statusupdate: { type: 'StatusUpdate', path: 'update' },
  event: { type: 'Event', path: 'events' },
  poll: { type: 'Poll', path: 'polls' },
};

/** `2026-06-01T08:15:30.123000+00:00`, without a fraction when there is none. */
export const inMicroseconds = (iso: string): string =>
  iso.replace(/\.(\d{3})Z$/, (_, ms: string) => (ms === '000' ? '+00:00' : `.${ms}000+00:00`));

export const pathOfGroup = ({ guid, name }: SimulatedGroup): string => `/groups/view/${guid}/${slugOf(name)}`;

export function pathOf({ guid, subtype, title, containerGuid }: StoredPost, world: World): string {
  const group = groupsOf(world).find((candidate) => candidate.guid === containerGuid);
  const slug = subtype === 'statusupdate' ? '' : `/${slugOf(title)}`;
  return `${group && subtype !== 'news' && subtype !== 'poll' ? pathOfGroup(group) : ''}/${kinds[subtype]?.path}/view/${guid}${slug}`;
}

const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9\s_-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '-');
