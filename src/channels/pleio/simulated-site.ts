/** What the pretended site keeps, and what its queries and mutations do with it (contract pleio 2 and 4). */
import { randomUUID } from 'node:crypto';
import type { World } from '../../core/channel.ts';
import { plainTextOf } from './simulated-pages.ts';

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

/** The groups of the site. Two bear the same name, as happens. */
export const groups: readonly SimulatedGroup[] = [
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b01', name: 'Om het kind', isClosed: false, joined: true },
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b02', name: 'Klankbordgroep', isClosed: true, joined: true },
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b03', name: 'Wijkteams', isClosed: false, joined: false },
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b04', name: 'Proeftuinen', isClosed: false, joined: true },
  { guid: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b05', name: 'Proeftuinen', isClosed: false, joined: true },
];

const account = { guid: '9a0b3c1e-0000-4d7e-9a0b-2f6f1f0a1c01', name: 'Redactie Om het kind', email: 'redactie@example.nl', url: '/user' };

const kinds: Readonly<Record<string, { readonly type: string; readonly path: string }>> = {
  blog: { type: 'Blog', path: 'blog' },
  news: { type: 'News', path: 'news' },
  discussion: { type: 'Discussion', path: 'discussion' },
  question: { type: 'Question', path: 'questions' },
  statusupdate: { type: 'StatusUpdate', path: 'update' },
  event: { type: 'Event', path: 'events' },
};

const accessIds = [0, 1, 2, 4].map((id) => ({ id, description: String(id) }));

export type Visitor = 'editor' | 'stranger';

/** Fields of an input, as GraphQL has checked them; a key that is null counts as absent, but for `timePublished`. */
type Input = Partial<StoredPost> & { readonly guid?: string; readonly subtype?: string };

export function openSite(world: World) {
  const now = () => world.clock.now().toISOString();

  const all = (): readonly StoredPost[] => {
    const posts = new Map(world.all<StoredPost>('post').map((post) => [post.guid, post]));
    for (const { guid, ...changes } of world.all<Input & { guid: string }>('edit')) {
      const post = posts.get(guid);
      if (post) posts.set(guid, { ...post, ...changes });
    }
    for (const { guid } of world.all<{ guid: string }>('delete')) posts.delete(guid);
    return [...posts.values()];
  };

  const statusOf = ({ timePublished }: StoredPost) => (timePublished !== null && Date.parse(timePublished) <= world.clock.now().getTime() ? 'published' : 'draft');
  /** There is one account, so the editor is the author of everything. */
  const maySee = (post: StoredPost, visitor: Visitor) => visitor === 'editor' || (post.accessId === 2 && statusOf(post) === 'published');
  const isClosed = ({ isClosed: closed }: SimulatedGroup) => closed || world.isOn('narrow');

  const groupView = (group: SimulatedGroup) => ({
    ...group,
    isClosed: isClosed(group),
    url: pathOfGroup(group),
    membership: group.joined ? 'joined' : 'not_joined',
    memberRole: group.joined ? 'member' : null,
    isSubmitUpdatesEnabled: true,
    defaultAccessId: isClosed(group) ? 4 : 2,
    accessIds,
    plugins: [],
  });

  /** As a query gives it: moments in UTC with microseconds. */
  const view = (post: StoredPost) => {
    const group = groups.find(({ guid }) => guid === post.containerGuid);
    return {
      ...post,
      __typename: kinds[post.subtype]?.type,
      url: pathOf(post),
      description: plainTextOf(post.richDescription),
      excerpt: post.abstract ?? plainTextOf(post.richDescription).split(/\s+/).slice(0, 26).join(' '),
      statusPublished: statusOf(post),
      timeCreated: inMicroseconds(post.timeCreated),
      timeUpdated: inMicroseconds(post.timeUpdated),
      timePublished: post.timePublished && inMicroseconds(new Date(post.timePublished).toISOString()),
      featured: post.featured ? { alt: post.featured.alt ?? '', image: `/file/featured/${post.guid}` } : null,
      owner: account,
      group: group ? groupView(group) : null,
      canEdit: true,
      views: 0,
    };
  };

  /** A closed group takes no wider access than its members (contract pleio 2.4). */
  const narrowed = (accessId: number, group: SimulatedGroup | undefined) => (group && isClosed(group) && (accessId === 1 || accessId === 2) ? 4 : accessId);

  const container = (guid: string | undefined): SimulatedGroup | undefined => {
    if (guid === undefined) return undefined;
    const group = groups.find((candidate) => candidate.guid === guid);
    if (!group) throw new Error('could_not_find_group');
    if (!group.joined) throw new Error('user_not_member_of_group');
    return group;
  };

  const checked = (input: Input): Input => {
    const title = input.title?.trim();
    if (title !== undefined && (title === '' || [...title].length > 256)) throw new Error('invalid_value');
    if (input.abstract !== undefined && [...input.abstract].length > 320) throw new Error('text_too_long');
    const image = input.featured?.imageGuid;
    if (image && !world.all<StoredFile>('file').some(({ id }) => id === image)) throw new Error('could_not_find');
    return { ...input, ...(title !== undefined && { title }), ...(input.tags && { tags: uniqueTags(input.tags) }) };
  };

  const signedIn = (visitor: Visitor) => {
    if (visitor === 'stranger') throw new Error('not_logged_in');
  };

  const add = (input: Input): StoredPost => {
    const { subtype = '', accessId, timePublished, ...rest } = checked(input);
    if (!Object.hasOwn(kinds, subtype)) throw new Error('invalid_subtype');
    const group = container(rest.containerGuid);
    if (subtype === 'news' && world.isOn('no-editor')) throw new Error('could_not_add');
    if (subtype === 'event' && !rest.startDate) throw new Error('invalid_date');
    const at = now();
    const level = accessId ?? (subtype === 'statusupdate' ? 2 : 0);
    return {
      title: '',
      richDescription: '',
      tags: [],
      ...rest,
      guid: randomUUID(),
      subtype,
      accessId: narrowed(level, group),
      timeCreated: at,
      timeUpdated: at,
      timePublished: timePublished === undefined ? at : timePublished,
    };
  };

  const find = (guid: string) => all().find((post) => post.guid === guid);

  return {
    all,
    find,
    maySee,
    groupOf: (post: StoredPost) => groups.find(({ guid }) => guid === post.containerGuid),
    file: (id: string) => world.all<StoredFile>('file').find((file) => file.id === id),

    /** The resolvers; GraphQL calls them with the arguments and the visitor. */
    root: {
      viewer: (_: unknown, visitor: Visitor) => ({
        guid: `viewer:${visitor === 'editor' ? account.guid : '0'}`,
        loggedIn: visitor === 'editor',
        isBanned: false,
        isAdmin: false,
        isSubEditor: !world.isOn('no-editor'),
        has2faEnabled: false,
        user: visitor === 'editor' ? account : null,
        canWriteToContainer: ({ containerGuid }: { containerGuid?: string }) =>
          visitor === 'editor' && (!containerGuid || groups.some(({ guid, joined }) => joined && guid === containerGuid)),
      }),
      site: () => ({ name: 'Om het kind', language: 'nl', defaultAccessId: 2, maxCharactersInAbstract: 320, accessIds }),
      groups: ({ filter, q = '', offset, limit }: { filter?: string; q?: string; offset: number; limit: number }, visitor: Visitor) => {
        // Not a code, but what a crash inside says (contract pleio 4.1).
        if (filter === 'mine' && visitor === 'stranger') throw new Error("'AnonymousUser' object is not iterable");
        const found = groups.filter(({ name, joined }) => (filter !== 'mine' || joined) && name.toLowerCase().includes(q.toLowerCase()));
        return { total: found.length, edges: found.slice(offset, offset + limit).map(groupView) };
      },
      entity: ({ guid }: { guid: string }, visitor: Visitor) => {
        const post = find(guid);
        return post && maySee(post, visitor) ? view(post) : null;
      },
      entities: (filter: ListFilter, visitor: Visitor) => {
        const found = all().filter((post) => maySee(post, visitor) && matches(post, statusOf(post), filter));
        const key = filter.orderBy === 'timeCreated' || filter.orderBy === 'timeUpdated' ? filter.orderBy : 'timePublished';
        const sorted = [...found].sort((a, b) => Date.parse(a[key] ?? '9999-01-01') - Date.parse(b[key] ?? '9999-01-01'));
        if (filter.orderDirection === 'desc') sorted.reverse();
        return { total: sorted.length, edges: sorted.slice(filter.offset, filter.offset + filter.limit).map(view) };
      },
      addEntity: ({ input }: { input: Input }, visitor: Visitor) => {
        signedIn(visitor);
        const post = add(withoutNulls(input));
        world.add('post', { ...post });
        // The answer repeats the offset that was sent (contract pleio 2.2).
        return { entity: { ...view(post), timePublished: input.timePublished ?? view(post).timePublished } };
      },
      editEntity: ({ input }: { input: Input }, visitor: Visitor) => {
        signedIn(visitor);
        const post = find(input.guid ?? '');
        if (!post) throw new Error('could_not_find');
        const changes = checked(withoutNulls(input));
        const group = groups.find(({ guid }) => guid === post.containerGuid);
        const accessId = narrowed(changes.accessId ?? post.accessId, group);
        const edit = { ...changes, guid: post.guid, accessId, timeUpdated: now() };
        world.add('edit', edit);
        return { entity: view({ ...post, ...edit }) };
      },
      deleteEntity: ({ input }: { input: { guid: string } }, visitor: Visitor) => {
        signedIn(visitor);
        if (!find(input.guid)) throw new Error('could_not_find');
        world.add('delete', { guid: input.guid, at: now() });
        return { success: true };
      },
      addAttachment: async ({ input }: { input: { file: File } }, visitor: Visitor) => {
        signedIn(visitor);
        const { name, type } = input.file;
        if (name.includes('eicar')) throw new Error(`file_not_clean:${name}`);
        const id = randomUUID();
        world.add('file', { id, name, mimeType: type, data: Buffer.from(await input.file.arrayBuffer()).toString('base64') });
        return { attachment: { id, url: `/attachment/entity/${id}`, mimeType: type, name } };
      },
    },
  };
}

interface ListFilter {
  readonly containerGuid?: string;
  readonly userGuid?: string;
  readonly subtype?: string;
  readonly subtypes?: readonly string[];
  readonly statusPublished?: readonly string[];
  readonly orderBy: string;
  readonly orderDirection: string;
  readonly offset: number;
  readonly limit: number;
}

/** Container "1" means: outside groups (contract pleio 4.3). */
function matches(post: StoredPost, status: string, { containerGuid, userGuid, subtype, subtypes, statusPublished }: ListFilter): boolean {
  const kindsWanted = subtypes ?? (subtype ? [subtype] : undefined);
  return (
    (statusPublished ?? ['published']).includes(status) &&
    (!containerGuid || (containerGuid === '1' ? !post.containerGuid : post.containerGuid === containerGuid)) &&
    (!userGuid || userGuid === account.guid) &&
    (!kindsWanted || kindsWanted.includes(post.subtype))
  );
}

const withoutNulls = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).filter(([key, value]) => value !== null || key === 'timePublished')) as Input;

const uniqueTags = (tags: readonly string[]): string[] => tags.filter((tag, index) => tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === index);

/** `2026-06-01T08:15:30.123000+00:00`, without a fraction when there is none. */
const inMicroseconds = (iso: string): string => iso.replace(/\.(\d{3})Z$/, (_, ms: string) => (ms === '000' ? '+00:00' : `.${ms}000+00:00`));

const pathOfGroup = ({ guid, name }: SimulatedGroup): string => `/groups/view/${guid}/${slugOf(name)}`;

function pathOf({ guid, subtype, title, containerGuid }: StoredPost): string {
  const group = groups.find((candidate) => candidate.guid === containerGuid);
  const slug = subtype === 'statusupdate' ? '' : `/${slugOf(title)}`;
  return `${group && subtype !== 'news' ? pathOfGroup(group) : ''}/${kinds[subtype]?.path}/view/${guid}${slug}`;
}

const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9\s_-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '-');
