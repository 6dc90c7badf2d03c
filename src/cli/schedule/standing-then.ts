/** The login and the version of the API at the moment that a post is due. What is over already is told elsewhere, wherever it is used. */
import { type Problem, problem } from '../../core/problem.ts';
import { type Context, channelOf } from '../context.ts';
import { endOf } from '../login/login-list.ts';
import { type Upcoming, whereOf } from './upcoming.ts';

type Surroundings = Pick<Context, 'project' | 'clock'>;

/** Of a login that omk keeps; of a token in the environment nobody knows how long it is good. What omk renews itself does not end. */
export function loginFinding({ project, clock }: Surroundings, upcoming: Upcoming): Problem | undefined {
  const { id, login, needs } = channelOf(upcoming.channel);
  const credential = project.logins.used.has(id) ? project.logins.stored[id] : undefined;
  const isNeeded = needs(project.channelOptions[id] ?? {}).some((name) => login?.fills.includes(name));
  const end = credential && isNeeded ? endOf(credential) : undefined;
  if (!end || end > upcoming.at || end <= clock.now()) return undefined;
  const isEstimate = credential?.isEstimate === true && credential.refreshToken === undefined;
  return problem('forecast-login', { due: upcoming.at.toISOString(), ends: end.toISOString(), isEstimate }, whereOf(upcoming));
}

/** The channel is asked as if it were that moment. */
export function versionFinding({ project, clock }: Surroundings, upcoming: Upcoming): Problem | undefined {
  if (project.mode === 'sandbox') return undefined;
  const { id, ending } = channelOf(upcoming.channel);
  const found = ending?.({ settings: {}, options: project.channelOptions[id] ?? {} }, upcoming.at) ?? [];
  const [over] = found.flatMap((one) => (one.code === 'version-ending' ? [one.params] : []));
  if (!over || !isAfter(upcoming.at, over.ends) || isAfter(clock.now(), over.ends)) return undefined;
  return problem('forecast-version', { due: upcoming.at.toISOString(), version: over.version, ends: over.ends }, whereOf(upcoming));
}

/** `day` is the last one on which it works: `2027-11-16`. */
const isAfter = (at: Date, day: string): boolean => at.toISOString().slice(0, 10) > day;
