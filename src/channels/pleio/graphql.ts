/** How omk speaks to a Pleio site: the documents it sends, and the one way to send them (contract pleio 1). */
import type { ChannelDeps } from '../../core/channel.ts';
import type { Media } from '../../core/post.ts';
import { type Answer, call } from '../shared/http.ts';

export interface Operation {
  readonly name: string;
  readonly query: string;
}

const entity = `entity {
      guid
      ... on Blog { url accessId }
      ... on Discussion { url accessId }
      ... on Event { url accessId }
      ... on StatusUpdate { url accessId }
      ... on Question { url accessId }
      ... on News { url accessId }
    }`;

export const ADD_ENTITY: Operation = {
  name: 'AddEntity',
  query: `mutation AddEntity($input: addEntityInput!) {
  addEntity(input: $input) {
    ${entity}
  }
}`,
};

export const EDIT_ENTITY: Operation = {
  name: 'EditEntity',
  query: `mutation EditEntity($input: editEntityInput!) {
  editEntity(input: $input) {
    ${entity}
  }
}`,
};

export const DELETE_ENTITY: Operation = {
  name: 'DeleteEntity',
  query: `mutation DeleteEntity($input: deleteEntityInput!) {
  deleteEntity(input: $input) { success }
}`,
};

export const KIND_OF_ENTITY: Operation = {
  name: 'KindOfEntity',
  query: 'query KindOfEntity($guid: String!) { entity(guid: $guid) { __typename guid } }',
};

export const ADD_ATTACHMENT: Operation = {
  name: 'AddAttachment',
  query: `mutation AddAttachment($input: addAttachmentInput!) {
  addAttachment(input: $input) { attachment { id url mimeType name } }
}`,
};

export const WHO_AM_I: Operation = {
  name: 'WhoAmI',
  query: 'query WhoAmI { viewer { loggedIn user { guid } } }',
};

/** With the name, for people. */
export const WHO_IS_THIS: Operation = {
  name: 'WhoIsThis',
  query: 'query WhoIsThis { viewer { loggedIn user { guid name } } }',
};

export const MY_GROUPS: Operation = {
  name: 'MyGroups',
  query: `query MyGroups($q: String, $offset: Int, $limit: Int) {
  groups(filter: mine, q: $q, offset: $offset, limit: $limit) { total edges { guid name } }
}`,
};

/** For `omk doctor`: who is this, and on which site (contract pleio 4.1). No address of a person is asked for. */
export const LOOK_ROUND: Operation = {
  name: 'LookRound',
  query: `query LookRound {
  viewer { loggedIn isBanned user { guid name } }
  site { name accessIds { id } }
}`,
};

export const LOOK_AT_GROUP: Operation = {
  name: 'LookAtGroup',
  query: `query LookAtGroup($guid: String!) {
  entity(guid: $guid) { __typename guid ... on Group { name isClosed membership isSubmitUpdatesEnabled accessIds { id } } }
}`,
};

export const MAY_WRITE: Operation = {
  name: 'MayWrite',
  query: `query MayWrite($group: String, $subtype: String) {
  viewer { canWriteToContainer(containerGuid: $group, type: object, subtype: $subtype) }
}`,
};

export const RECENT: Operation = {
  name: 'Recent',
  query: `query Recent($group: String, $owner: String, $subtypes: [String], $offset: Int, $limit: Int) {
  entities(
    containerGuid: $group, userGuid: $owner, subtypes: $subtypes, statusPublished: [draft, published, archived],
    orderBy: timeCreated, orderDirection: desc, offset: $offset, limit: $limit
  ) {
    total
    edges {
      guid
      ... on Blog { title url timeCreated richDescription }
      ... on Discussion { title url timeCreated richDescription }
      ... on Event { title url timeCreated richDescription }
      ... on StatusUpdate { url timeCreated richDescription }
      ... on Question { title url timeCreated richDescription }
      ... on News { title url timeCreated richDescription }
    }
  }
}`,
};

export interface PleioClient {
  /** Address of the site, without a slash at the end. */
  readonly site: string;
  /** As it is sent; empty for a stranger. */
  readonly cookie: string;
  ask(operation: Operation, variables: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Answer>;
  upload(media: Media, bytes: Uint8Array, signal: AbortSignal): Promise<Answer>;
}

export function openClient(
  address: string,
  cookie: string,
  { network, deadlineMs }: Pick<ChannelDeps, 'network' | 'deadlineMs'>,
): PleioClient {
  const site = address.replace(/\/+$/, '');
  const base = headersFor(site, cookie);
  const post = (body: NonNullable<RequestInit['body']>, headers: Readonly<Record<string, string>>, signal: AbortSignal) =>
    call(network, { url: `${site}/graphql`, init: { method: 'POST', headers: { ...base, ...headers }, body }, deadlineMs, signal });
  return {
    site,
    cookie: base.cookie ?? '',
    ask: ({ name, query }, variables, signal) =>
      post(JSON.stringify({ operationName: name, query, variables }), { 'content-type': 'application/json' }, signal),
    upload: (media, bytes, signal) => post(uploadForm(media, bytes), {}, signal),
  };
}

/** Without a cookie the site sees a stranger. Origin, Referer and the CSRF token cost nothing now and keep working if a release asks for them (contract pleio 1.1). */
function headersFor(site: string, value: string): Record<string, string> {
  const own = { accept: 'application/json', origin: new URL(site).origin, referer: `${site}/` };
  if (value.trim() === '') return own;
  const cookie = value.includes('=') ? value.trim() : `sessionid=${value.trim()}`;
  const token = /(?:^|;\s*)csrftoken=([^;\s]+)/.exec(cookie)?.[1];
  return { ...own, cookie, ...(token && { 'x-csrftoken': token }) };
}

/** The parts in the order that the multipart request asks for (contract pleio 3.3). */
function uploadForm(media: Media, bytes: Uint8Array): FormData {
  const form = new FormData();
  const { name, query } = ADD_ATTACHMENT;
  form.append('operations', JSON.stringify({ operationName: name, query, variables: { input: { file: null } } }));
  form.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.append('0', new Blob([new Uint8Array(bytes)], { type: media.mimeType }), media.path.split('/').at(-1));
  return form;
}
