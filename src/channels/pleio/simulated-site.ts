/** What the queries and mutations of the pretended site do (contract pleio 2 and 4). */
import { randomUUID } from 'node:crypto';
import type { World } from '../../core/channel.ts';
import { placeByColleagues } from './simulated-colleagues.ts';
import { plainTextOf } from './simulated-pages.ts';
import {
  account,
  groupsOf,
  inMicroseconds,
  kinds,
  pathOf,
  pathOfGroup,
  practiceGroup,
  practiceGroupByGuid,
  type SimulatedGroup,
  type StoredFile,
  type StoredPost,
} from './simulated-post.ts';

export type Visitor = 'editor' | 'stranger';

/** Fields of an input, as GraphQL has checked them. */
type Input = Partial<StoredPost>;

export interface SimulatedSite {
  /** Oldest first, as edits left them. */
  posts(): readonly StoredPost[];
  post(guid: string): StoredPost | undefined;
  file(id: string): StoredFile | undefined;
  maySee(post: StoredPost, visitor: Visitor): boolean;
  readonly world: World;
}

export function openSite(world: World): SimulatedSite {
  const posts = () => storedPosts(world);
  return {
    world,
    posts,
    post: (guid) => posts().find((post) => post.guid === guid),
    file: (id) => world.all<StoredFile>('file').find((file) => file.id === id),
    maySee: (post, visitor) => maySee(post, visitor, world),
  };
}

/** Authors see all of their own; the rest depends on level and group (contract pleio 2.4). */
function maySee(post: StoredPost, visitor: Visitor, world: World): boolean {
  if (visitor === 'editor' && !post.owner) return true;
  if (statusOf(post, world) === 'draft') return false;
  const group = groupOf(post, world);
  const isShut = group !== undefined && isClosed(group, world);
  if (visitor === 'stranger') return post.accessId === 2 && !isShut;
  if (post.accessId === 1 || post.accessId === 2) return !isShut || group.joined;
  return post.accessId === 4 && group?.joined === true;
}

function storedPosts(world: World): readonly StoredPost[] {
  const posts = new Map(world.all<StoredPost>('post').map((post) => [post.guid, post]));
  for (const { guid, ...changes } of world.all<Input & { readonly guid: string }>('edit')) {
    const post = posts.get(guid);
    if (post) posts.set(guid, { ...post, ...changes });
  }
  for (const { guid } of world.all<{ readonly guid: string }>('delete')) posts.delete(guid);
  return [...posts.values()];
}

/** The resolvers; GraphQL calls them with the arguments and the visitor. */
export const resolversOf = (site: SimulatedSite) => ({
  viewer: (_: unknown, visitor: Visitor) => viewerOf(visitor, site.world),
  site: () => ({ name: 'Om het kind', language: 'nl', defaultAccessId: 2, maxCharactersInAbstract: 320, accessIds }),
  groups: (filter: GroupFilter, visitor: Visitor) => groupList(filter, visitor, site.world),
  entity: ({ guid }: { guid: string }, visitor: Visitor) => {
    const post = site.post(guid);
    // What a post was called never becomes a group.
    const wasPost = site.world.all<StoredPost>('post').some((stored) => stored.guid === guid);
    const group = wasPost ? undefined : groupByGuid(guid, site.world);
    if (group) return { ...groupView(group, site.world), __typename: 'Group' };
    return post && site.maySee(post, visitor) ? view(post, site.world) : null;
  },
  entities: (filter: ListFilter, visitor: Visitor) => {
    if (site.world.isOn('colleagues') && !filter.userGuid) placeByColleagues(site.world, filter.containerGuid);
    return postList(filter, visitor, site);
  },
  addEntity: ({ input }: { input: Input }, visitor: Visitor) => signedIn(visitor, () => addPost(input, site)),
  editEntity: ({ input }: { input: Input }, visitor: Visitor) => signedIn(visitor, () => editPost(input, site)),
  deleteEntity: ({ input }: { input: { guid: string } }, visitor: Visitor) => signedIn(visitor, () => deletePost(input.guid, site)),
  addAttachment: ({ input }: { input: { file: File } }, visitor: Visitor) => signedIn(visitor, () => addFile(input.file, site)),
});

function signedIn<T>(visitor: Visitor, work: () => T): T {
  if (visitor === 'stranger') throw new Error('not_logged_in');
  return work();
}

function addPost(input: Input, site: SimulatedSite) {
  const { world } = site;
  const { subtype = '', accessId, timePublished, ...rest } = checked(input, site);
  if (!Object.hasOwn(kinds, subtype) || subtype === 'poll') throw new Error('invalid_subtype');
  const group = joinedGroup(rest.containerGuid, world);
  if (subtype === 'news' && world.isOn('no-editor')) throw new Error('could_not_add');
  if (subtype === 'event' && !rest.startDate) throw new Error('invalid_date');
  const at = world.clock.now().toISOString();
  const post: StoredPost = {
    title: '',
    richDescription: '',
    tags: [],
    ...rest,
    guid: randomUUID(),
    subtype,
    accessId: narrowed(accessId ?? (subtype === 'statusupdate' ? 2 : 0), group, world),
    timeCreated: at,
    timeUpdated: at,
    timePublished: timePublished === undefined ? at : timePublished,
  };
  world.add('post', { ...post });
  const entity = view(post, world);
  // The answer repeats the offset that was sent (contract pleio 2.2).
  return { entity: { ...entity, timePublished: timePublished ?? entity.timePublished } };
}

function editPost(input: Input, site: SimulatedSite) {
  const { world } = site;
  const post = site.post(input.guid ?? '');
  if (!post) throw new Error('could_not_find');
  const changes = checked(input, site);
  const accessId = narrowed(changes.accessId ?? post.accessId, groupOf(post, world), world);
  const edit = { ...changes, guid: post.guid, accessId, timeUpdated: world.clock.now().toISOString() };
  world.add('edit', edit);
  return { entity: view({ ...post, ...edit }, world) };
}

/** Anything by its guid; a group goes with all that is in it (contract pleio 2.1). */
function deletePost(guid: string, { posts, world }: SimulatedSite) {
  const found = posts().filter((post) => post.guid === guid || post.containerGuid === guid);
  if (found.length === 0) throw new Error('could_not_find');
  for (const post of found) world.add('delete', { guid: post.guid });
  return { success: true };
}

async function addFile(file: File, { world }: SimulatedSite) {
  const { name, type: mimeType } = file;
  if (name.includes('eicar')) throw new Error(`file_not_clean:${name}`);
  const id = randomUUID();
  world.add('file', { id, name, mimeType, data: Buffer.from(await file.arrayBuffer()).toString('base64') });
  return { attachment: { id, url: `/attachment/entity/${id}`, mimeType, name } };
}

/** The rules for fields (contract pleio 2.2). A key that is null counts as absent, but for the moment of publication. */
function checked(input: Input, site: SimulatedSite): Input {
  const given = Object.fromEntries(Object.entries(input).filter(([key, value]) => value !== null || key === 'timePublished')) as Input;
  const title = given.title?.trim();
  if (title !== undefined && (title === '' || [...title].length > 256)) throw new Error('invalid_value');
  if ([...(given.abstract ?? '')].length > 320) throw new Error('text_too_long');
  const image = given.featured?.imageGuid;
  if (image && !site.file(image)) throw new Error('could_not_find');
  return { ...given, ...(title !== undefined && { title }), ...(given.tags && { tags: uniqueTags(given.tags) }) };
}

const uniqueTags = (tags: readonly string[]): string[] =>
  tags.filter((tag, index) => tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === index);

function joinedGroup(guid: string | undefined, world: World): SimulatedGroup | undefined {
  if (guid === undefined) return undefined;
  const group = groupByGuid(guid, world);
  if (!group) throw new Error('could_not_find_group');
  if (!group.joined) throw new Error('user_not_member_of_group');
  return group;
}

const groupByGuid = (guid: string, world: World): SimulatedGroup | undefined =>
  groupsOf(world).find((candidate) => candidate.guid === guid) ?? practiceGroupByGuid(world, guid);

export const groupOf = ({ containerGuid }: StoredPost, world: World): SimulatedGroup | undefined =>
  groupsOf(world).find(({ guid }) => guid === containerGuid);

const isClosed = (group: SimulatedGroup, world: World): boolean => group.isClosed || world.isOn('narrow');

/** A closed group takes no wider access than its members (contract pleio 2.4). */
const narrowed = (accessId: number, group: SimulatedGroup | undefined, world: World): number =>
  group && isClosed(group, world) && (accessId === 1 || accessId === 2) ? 4 : accessId;

function statusOf({ timePublished, isArchived }: StoredPost, world: World): string {
  if (isArchived) return 'archived';
  return timePublished !== null && Date.parse(timePublished) <= world.clock.now().getTime() ? 'published' : 'draft';
}

/** A post as a query gives it: moments in UTC with microseconds. */
function view(post: StoredPost, world: World) {
  const group = groupOf(post, world);
  const description = plainTextOf(post.richDescription);
  return {
    ...post,
    __typename: kinds[post.subtype]?.type,
    url: pathOf(post, world),
    description,
    excerpt: post.abstract || description.split(/\s+/).slice(0, 26).join(' '),
    statusPublished: statusOf(post, world),
    timeCreated: inMicroseconds(post.timeCreated),
    timeUpdated: inMicroseconds(post.timeUpdated),
    timePublished: post.timePublished && inMicroseconds(new Date(post.timePublished).toISOString()),
    featured: post.featured?.imageGuid ? { alt: post.featured.alt ?? '', image: `/file/featured/${post.guid}` } : null,
    choices: post.choices?.map((text, index) => ({ guid: String(index + 1), text, votes: 0 })) ?? null,
    owner: post.owner ?? account,
    group: group ? groupView(group, world) : null,
    canEdit: !post.owner,
    views: 0,
    votes: 0,
    commentCount: 0,
  };
}

const accessIds = [0, 1, 2, 4].map((id) => ({ id, description: String(id) }));

const groupView = (group: SimulatedGroup, world: World) => ({
  ...group,
  isClosed: isClosed(group, world),
  url: pathOfGroup(group),
  membership: group.joined ? 'joined' : 'not_joined',
  memberRole: group.joined ? 'member' : null,
  isSubmitUpdatesEnabled: true,
  defaultAccessId: isClosed(group, world) ? 4 : 2,
  accessIds,
  plugins: [],
});

const viewerOf = (visitor: Visitor, world: World) => ({
  guid: `viewer:${visitor === 'editor' ? account.guid : '0'}`,
  loggedIn: visitor === 'editor',
  isBanned: false,
  isAdmin: false,
  isSubEditor: !world.isOn('no-editor'),
  has2faEnabled: false,
  user: visitor === 'editor' ? account : null,
  canWriteToContainer: ({ containerGuid, subtype }: { containerGuid?: string; subtype?: string }) =>
    visitor === 'editor' &&
    !(subtype === 'news' && world.isOn('no-editor')) &&
    (!containerGuid || groupByGuid(containerGuid, world)?.joined === true),
});

interface GroupFilter {
  readonly filter?: string;
  readonly q?: string;
  readonly offset: number;
  readonly limit: number;
}

function groupList({ filter, q = '', offset, limit }: GroupFilter, visitor: Visitor, world: World) {
  // Not a code, but the words of a crash inside (contract pleio 4.1).
  if (filter === 'mine' && visitor === 'stranger') throw new Error("'AnonymousUser' object is not iterable");
  const all = groupsOf(world);
  const named = all.some(({ name }) => name.toLowerCase() === q.toLowerCase()) ? undefined : practiceGroup(world, q);
  const found = [...all, ...(named ? [named] : [])].filter(
    ({ name, joined }) => (filter !== 'mine' || joined) && name.toLowerCase().includes(q.toLowerCase()),
  );
  return { total: found.length, edges: found.slice(offset, offset + limit).map((group) => groupView(group, world)) };
}

interface ListFilter {
  readonly containerGuid?: string;
  readonly userGuid?: string;
  readonly subtypes?: readonly string[];
  readonly statusPublished?: readonly string[];
  readonly orderBy: string;
  readonly orderDirection: string;
  readonly offset: number;
  readonly limit: number;
}

function postList(filter: ListFilter, visitor: Visitor, { posts, maySee, world }: SimulatedSite) {
  const key = filter.orderBy === 'timeCreated' || filter.orderBy === 'timeUpdated' ? filter.orderBy : 'timePublished';
  const found = posts().filter((post) => maySee(post, visitor) && matches(post, statusOf(post, world), filter));
  // Without a date: drafts come first when the newest do (contract pleio 4.3).
  found.sort((a, b) => Date.parse(a[key] ?? '9999-01-01') - Date.parse(b[key] ?? '9999-01-01'));
  if (filter.orderDirection === 'desc') found.reverse();
  return { total: found.length, edges: found.slice(filter.offset, filter.offset + filter.limit).map((post) => view(post, world)) };
}

/** Container "1" means: outside groups (contract pleio 4.3). */
const matches = (post: StoredPost, status: string, { containerGuid, userGuid, subtypes, statusPublished }: ListFilter): boolean =>
  (statusPublished ?? ['published']).includes(status) &&
  (!containerGuid || (containerGuid === '1' ? !post.containerGuid : post.containerGuid === containerGuid)) &&
  (!userGuid || userGuid === (post.owner?.guid ?? account.guid)) &&
  (!subtypes || subtypes.includes(post.subtype));
