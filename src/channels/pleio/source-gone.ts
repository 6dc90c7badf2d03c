/** Which posts are no longer there: only those for which the site itself says so, while it lets us in (contract pleio 4.2 and 8). */
import { problem } from '../../core/problem.ts';
import { parseJson } from '../shared/http.ts';
import { errorsOf, type Fields, isFields } from './answers.ts';
import { learn } from './source-pages.ts';
import { type Missing, standingOperation } from './source-query.ts';
import { stop, unknownFields, type Visit } from './source-visit.ts';

const AT_ONCE = 20;

export interface Asking {
  readonly visit: Visit;
  readonly kinds: readonly string[];
  readonly missing: Set<string> & Missing;
}

export async function goneOf(asking: Asking, ids: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
  const gone: string[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    gone.push(...(await goneAmong(asking, ids.slice(from, from + AT_ONCE), signal)));
  }
  return gone;
}

async function goneAmong(asking: Asking, ids: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
  const { visit, kinds, missing } = asking;
  const operation = standingOperation(ids.length, { kinds, missing });
  const answer = await visit.raw(operation, Object.fromEntries(ids.map((id, at) => [`g${at}`, id])), signal);
  if (learn(missing, unknownFields(answer))) return goneAmong(asking, ids, signal);
  const data = visit.data(answer);
  // The site did answer who is asking, so a null is a null and not a door that was shut.
  if (!isFields(data.viewer)) return stop(problem('unreadable-answer', { detail: 'viewer' }));
  const json = answer.kind === 'answer' ? parseJson(answer.body) : undefined;
  const refused = isFields(json) ? errorsOf(json).find((message) => message !== NOT_A_MEMBER) : undefined;
  if (refused !== undefined) return stop(problem('unreadable-answer', { detail: refused.slice(0, 200) }));
  return ids.filter((_, at) => isGone(data, `e${at}`));
}

/** A group that was closed to us: what stands in it is no longer there for everybody. */
const NOT_A_MEMBER = 'user_not_member_of_group';

/** A post that was taken back to a draft is still there for its author, but for no reader. */
function isGone(data: Fields, name: string): boolean {
  if (!(name in data)) return false;
  const entity = data[name];
  return entity === null || (isFields(entity) && entity.statusPublished === 'draft');
}
