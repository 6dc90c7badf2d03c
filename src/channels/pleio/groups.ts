/** The guid behind a group's name: the site searches for a part of it, omk wants the whole of it, once (contract pleio 4.1). */
import type { SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import type { Fields } from './answers.ts';
import { ask, type Connection, edgesOf, signedIn } from './connection.ts';
import { groupReference } from './destination.ts';
import { MY_GROUPS } from './graphql.ts';

interface Group {
  readonly id: string;
  readonly name: string;
}

const PAGE = 50;
const MAX_PAGES = 20;

export async function resolveGroup(connection: Connection, reference: string, signal: AbortSignal): Promise<Group | SendOutcome> {
  const account = await signedIn(connection, signal);
  return typeof account === 'string' ? groupNamed(connection, reference, signal) : account;
}

/** For whoever knows already that the account is signed in. */
export async function groupNamed(connection: Connection, reference: string, signal: AbortSignal): Promise<Group | SendOutcome> {
  const groups = await groupsLike(connection, reference, signal);
  if (!Array.isArray(groups)) return groups;
  const [first, ...others] = groups.filter(({ name }) => groupReference(name) === groupReference(reference));
  if (!first) return { kind: 'rejected', problem: problem('destination-unknown', { name: asWritten(connection, reference) }) };
  if (others.length === 0) return first;
  return { kind: 'rejected', problem: problem('destination-ambiguous', { name: first.name, count: others.length + 1 }) };
}

/** A reference is in small letters; a person wrote the name otherwise. */
const asWritten = ({ place }: Connection, reference: string): string => (groupReference(place) === reference ? place : reference);

async function groupsLike(connection: Connection, name: string, signal: AbortSignal): Promise<Group[] | SendOutcome> {
  const groups: Group[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const reply = await ask(connection, MY_GROUPS, { q: name, offset: page * PAGE, limit: PAGE }, signal);
    if (reply.kind === 'failed') return reply.outcome;
    const edges = edgesOf(reply.data.groups);
    groups.push(...edges.flatMap(groupOf));
    if (edges.length < PAGE) break;
  }
  return groups;
}

const groupOf = ({ guid, name }: Fields): Group[] => (typeof guid === 'string' && typeof name === 'string' ? [{ id: guid, name }] : []);
