/** What omk asks a site when it reads there. A release that lacks a field is asked without it (contract pleio 0: the schema may have drifted). */
import type { Operation } from './graphql.ts';

const common = ['title', 'url', 'timeCreated', 'timeUpdated', 'timePublished', 'statusPublished', 'accessId'];
const written = [...common, 'tags', 'richDescription', 'owner { guid name }'];
const whole = [...written, 'abstract', 'featured { image alt }'];
const group = 'group { guid name isClosed }';

/** By subtype: the name that GraphQL has for it, and what it holds. News never says its group; a poll has no text. */
const types: Readonly<Record<string, readonly [type: string, fields: readonly string[]]>> = {
  blog: ['Blog', [...whole, group]],
  news: ['News', whole],
  discussion: ['Discussion', [...whole, group]],
  event: ['Event', [...whole, group, 'startDate', 'endDate', 'location', 'ticketLink']],
  question: ['Question', [...whole, group]],
  statusupdate: ['StatusUpdate', [...written, group]],
  poll: ['Poll', [...common, 'choices { text }']],
};

export const sourceTypes: readonly string[] = Object.keys(types);

/** The subtype behind a name of GraphQL. */
export const kindOf = (typeName: unknown): string | undefined => sourceTypes.find((kind) => types[kind]?.[0] === typeName);

/** `Blog.abstract` */
export type Missing = ReadonlySet<string>;

export interface Wanted {
  readonly kinds: readonly string[];
  /** What this site does not know. */
  readonly missing: Missing;
  /** Without the text of posts, where that is too much. */
  readonly isLight?: boolean;
}

function fragments({ kinds, missing, isLight = false }: Wanted): string {
  return kinds
    .flatMap((kind) => {
      const [type = '', fields = []] = types[kind] ?? [];
      const shown = fields.filter((field) => !missing.has(`${type}.${field.split(' ')[0]}`) && !(isLight && field === 'richDescription'));
      return type === '' || missing.has(type) ? [] : [`      ... on ${type} { ${shown.join(' ')} }`];
    })
    .join('\n');
}

export const listOperation = (wanted: Wanted): Operation => ({
  name: 'Published',
  query: `query Published($group: String, $subtypes: [String], $order: OrderBy, $offset: Int, $limit: Int) {
  viewer { loggedIn }
  entities(containerGuid: $group, subtypes: $subtypes, orderBy: $order, orderDirection: desc, offset: $offset, limit: $limit) {
    total
    edges {
      __typename
      guid
${fragments(wanted)}
    }
  }
}`,
});

/** Several at once, each under a name of its own. */
export function standingOperation(count: number, wanted: Wanted): Operation {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const status = wanted.kinds.flatMap((kind) => {
    const type = types[kind]?.[0] ?? '';
    return missingStatus(type, wanted.missing) ? [] : [`... on ${type} { statusPublished }`];
  });
  return {
    name: 'Standing',
    query: `query Standing(${numbers.map((at) => `$g${at}: String!`).join(', ')}) {
  viewer { loggedIn }
${numbers.map((at) => `  e${at}: entity(guid: $g${at}) { __typename guid ${status.join(' ')} }`).join('\n')}
}`,
  };
}

const missingStatus = (type: string, missing: Missing): boolean =>
  type === '' || missing.has(type) || missing.has(`${type}.statusPublished`);

/** What a refusal of the query says the site does not know: words of graphql-core and graphql-js alike. */
export function missingIn(messages: readonly string[]): readonly string[] {
  return messages.flatMap((message) => {
    const [, field, type] = /^Cannot query field ['"](\w+)['"] on type ['"](\w+)['"]/.exec(message) ?? [];
    if (field && type) return [`${type}.${field}`];
    const unknown = /^Unknown type ['"](\w+)['"]/.exec(message)?.[1];
    return unknown ? [unknown] : [];
  });
}

/** A stranger is answered too, on an open site (contract pleio 4.1). */
export const WHO_READS: Operation = {
  name: 'WhoReads',
  query: 'query WhoReads { viewer { loggedIn user { guid } } site { name language } }',
};

export const GROUPS_LIKE: Operation = {
  name: 'GroupsLike',
  query: `query GroupsLike($q: String, $offset: Int, $limit: Int) {
  groups(q: $q, offset: $offset, limit: $limit) { total edges { guid name isClosed } }
}`,
};

export const GROUP_BY_GUID: Operation = {
  name: 'GroupByGuid',
  query: 'query GroupByGuid($guid: String!) { entity(guid: $guid) { __typename guid ... on Group { name isClosed } } }',
};
