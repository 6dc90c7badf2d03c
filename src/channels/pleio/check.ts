/** For `omk doctor`: is the cookie taken, is the group there, may this account post in it, and for whom (contract pleio 4.1). */
import type { ChannelValues } from '../../core/channel.ts';
import { type Check, type CheckSubject, fault, good, type SawDate } from '../../core/check.ts';
import { checkOfOutcome, troubleOf } from '../shared/look.ts';
import { type Fields, isFields, isJson, isLoginPage } from './answers.ts';
import { type Connection, replyTo } from './connection.ts';
import { containerOf, destinationOf } from './destination.ts';
import { LOOK_AT_GROUP, LOOK_ROUND, MAY_WRITE, type Operation } from './graphql.ts';
import { groupNamed } from './groups.ts';
import { accessLevels, accessName, accessOf, typeOf } from './kinds.ts';

export interface Looking {
  readonly connection: Connection;
  readonly values: ChannelValues;
  readonly signal: AbortSignal;
  readonly sawDate?: SawDate | undefined;
}

export async function checkSite(looking: Looking): Promise<readonly Check[]> {
  const { values } = looking;
  const seen = await ask(looking, LOOK_ROUND, {}, 'account');
  if ('trouble' in seen) return seen.trouble;
  const { viewer, site } = seen.data;
  const account = accountOf(viewer);
  if (!account) return [fault('account', 'auth', {})];
  if (account.isBlocked) return [fault('account', 'account-blocked', { name: account.name })];
  const hasCsrf = /(?:^|;\s*)csrftoken=\S/.test(values.settings.cookie ?? '');
  const known = [good('account', 'account-known', { name: account.name }), good('cookie', 'cookie-accepted', { hasCsrf })];
  const place = await placeOf(looking, site);
  if ('trouble' in place) return [...known, ...place.trouble];
  return [
    ...known,
    good('destination', 'destination-known', { name: place.name }),
    ...(await rights(looking, place)),
    ...audience(values, place),
  ];
}

interface Place {
  readonly guid?: string;
  readonly name: string;
  readonly isClosed: boolean;
  readonly takesUpdates: boolean;
  /** Levels that can be chosen there; empty: not told. */
  readonly levels: readonly number[];
}

/** The data of an answer, or what is in its way. */
type Seen = { readonly data: Fields } | { readonly trouble: readonly Check[] };

async function ask(looking: Looking, operation: Operation, variables: Fields, about: CheckSubject): Promise<Seen> {
  const { connection, signal, sawDate } = looking;
  const answer = await connection.client.ask(operation, variables, signal);
  const host = new URL(connection.client.site).host;
  if (answer.kind !== 'answer') return { trouble: listed(troubleOf(answer, { about, host })) };
  const { status, headers, body } = answer;
  sawDate?.(headers.get('date'));
  if (status === 403 && /csrf/i.test(body)) return { trouble: [fault(about, 'csrf-wanted', {})] };
  if (status < 300 && !isJson(headers) && !isLoginPage(headers, body)) return { trouble: [fault(about, 'service-not-api', { host })] };
  const reply = replyTo(connection, answer, 'prepare');
  return reply.kind === 'failed' ? { trouble: checkOfOutcome(about, reply.outcome) } : reply;
}

const listed = (check: Check | undefined): readonly Check[] => (check ? [check] : []);

/** Nobody where the site takes the visitor for a stranger. */
function accountOf(viewer: unknown): { readonly name: string; readonly isBlocked: boolean } | undefined {
  if (!isFields(viewer) || viewer.loggedIn !== true || !isFields(viewer.user)) return undefined;
  return { name: String(viewer.user.name ?? viewer.user.guid), isBlocked: viewer.isBanned === true };
}

async function placeOf(looking: Looking, site: unknown): Promise<Place | { readonly trouble: readonly Check[] }> {
  const { connection, values, signal } = looking;
  const { id, reference, name } = destinationOf(values);
  if (id !== undefined && containerOf(id) === undefined) {
    const levels = isFields(site) ? levelsOf(site.accessIds) : [];
    return { name: isFields(site) && typeof site.name === 'string' ? site.name : name, isClosed: false, takesUpdates: true, levels };
  }
  const found = id === undefined ? await groupNamed(connection, reference, signal) : { id };
  if ('kind' in found) return { trouble: checkOfOutcome('destination', found) };
  return groupAt(looking, found.id, name);
}

async function groupAt(looking: Looking, guid: string, written: string): Promise<Place | { readonly trouble: readonly Check[] }> {
  const seen = await ask(looking, LOOK_AT_GROUP, { guid }, 'destination');
  if ('trouble' in seen) return seen;
  const { entity } = seen.data;
  if (!isFields(entity) || entity.__typename !== 'Group')
    return { trouble: [fault('destination', 'destination-unknown', { name: written })] };
  const name = String(entity.name ?? written);
  if (entity.membership !== 'joined') return { trouble: [fault('destination', 'not-a-member', { name })] };
  const levels = levelsOf(entity.accessIds);
  return { guid, name, isClosed: entity.isClosed === true, takesUpdates: entity.isSubmitUpdatesEnabled !== false, levels };
}

const levelsOf = (list: unknown): readonly number[] =>
  Array.isArray(list) ? list.flatMap((one) => (isFields(one) && typeof one.id === 'number' ? [one.id] : [])) : [];

async function rights(looking: Looking, { guid, name, takesUpdates }: Place): Promise<readonly Check[]> {
  const type = typeOf(looking.values.options.type);
  const seen = await ask(looking, MAY_WRITE, { group: guid ?? null, subtype: type }, 'permission');
  if ('trouble' in seen) return seen.trouble;
  const { viewer } = seen.data;
  const mayWrite = isFields(viewer) && viewer.canWriteToContainer === true && (takesUpdates || type !== 'statusupdate');
  return mayWrite ? [good('permission', 'may-post', { name })] : [fault('permission', 'may-not-post', { name, type })];
}

/** A closed group takes no wider access than its members (contract pleio 2.4). */
function audience({ options }: ChannelValues, { isClosed, levels }: Place): readonly Check[] {
  const level = accessOf(options.access);
  const wanted = accessName(level);
  const isWide = level === accessLevels.public || level === accessLevels['logged-in'];
  if (isClosed && isWide) return [fault('access', 'access-will-narrow', { wanted, got: accessName(accessLevels.group) })];
  if (levels.length > 0 && !levels.includes(level)) return [fault('access', 'access-unknown', { level: wanted })];
  return [good('access', 'access-possible', { audience: wanted })];
}
