/** Will it still work then? For each post of later: the login, the version of the API, the money and the room at that moment. */
import type { Delivery } from '../../core/delivery.ts';
import type { Ledger } from '../../core/ledger.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { groupBy } from '../../pipeline/group-by.ts';
import { type Candidate, dueAtOf, type PlanEntry } from '../../pipeline/plan.ts';
import { type Context, channelOf } from '../context.ts';
import { budgetFindings, quotaFindings } from './spending.ts';
import { loginFinding, versionFinding } from './standing-then.ts';
import { isSpent, type Upcoming, upcomingOf } from './upcoming.ts';

/** Of deliveries in the ledger that have not gone. */
export async function forecastOf(context: Context, ledger: Ledger, deliveries: readonly Delivery[]): Promise<readonly Problem[]> {
  const open = deliveries.filter((one) => isOpen(one) && isSpent(one));
  return forecast(context, ledger, open.map(upcomingOf));
}

/** Of what a plan gives the ledger for later. */
export async function forecastOfPlan(
  context: Context,
  ledger: Ledger | undefined,
  entries: readonly PlanEntry[],
): Promise<readonly Problem[]> {
  const upcoming = entries.flatMap(({ planned, post }) => {
    if (!planned) return [];
    const { channel, dueAt, message } = planned;
    return [{ post: post.id, file: post.file, channel, at: dueAt, message, ...lineOf(post, channel) }];
  });
  return forecast(context, ledger, upcoming);
}

/** Of posts as they stand on disk: nothing has to be in a ledger yet. */
export async function forecastOfPosts(
  context: Context,
  ledger: Ledger | undefined,
  candidates: readonly Candidate[],
): Promise<readonly Problem[]> {
  const upcoming = candidates.flatMap(({ post, request: { channel, ...request }, message }) => {
    const at = dueAtOf(post, request);
    return at ? [{ post: post.id, file: post.file, channel, at, message, ...lineOf(post, channel) }] : [];
  });
  return forecast(context, ledger, upcoming);
}

const lineOf = ({ lines }: Candidate['post'], channel: string): { readonly line?: number } => {
  const line = lines[`${channel}.publish_at`] ?? lines['publish_at'];
  return line === undefined ? {} : { line };
};

async function forecast(context: Context, ledger: Ledger | undefined, all: readonly Upcoming[]): Promise<readonly Problem[]> {
  const now = context.clock.now();
  const later = all.filter(({ at }) => at > now).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  if (later.length === 0) return [];
  const standing = later.flatMap((one) =>
    [loginFinding(context, one), versionFinding(context, one)].filter((found) => found !== undefined),
  );
  const beside = await besides(context, ledger, later);
  return [...standing, ...(await budgetFindings(context, later, beside)), ...quotaFindings(context, later, beside)];
}

/** What takes money and room as well: what went out, and what is planned besides. */
async function besides({ project, clock }: Context, ledger: Ledger | undefined, later: readonly Upcoming[]): Promise<readonly Upcoming[]> {
  const own = new Set(later.map(keyOf));
  const channels = [...new Set(later.map(({ channel }) => channel))].filter((id) => {
    const [{ budget, quota }, options] = [channelOf(id), project.channelOptions[id] ?? {}];
    return budget?.(options) !== undefined || quota?.(options) !== undefined;
  });
  const dueFrom = new Date(clock.now().getTime() - longestMonthMs);
  const known = channels.length === 0 ? [] : ((await ledger?.list({ channels, dueFrom })) ?? []);
  // What is asked about may stand in the ledger as it was before, at another moment.
  return known.filter((one) => isSpent(one) && !(isOpen(one) && own.has(keyOf(one)))).map(upcomingOf);
}

/** The month of what comes began no longer ago. */
const longestMonthMs = 32 * 86_400_000;

const keyOf = ({ post, channel }: Pick<Upcoming, 'post' | 'channel'>): string => JSON.stringify([post, channel]);

const isOpen = ({ state }: Delivery): boolean => state === 'scheduled' || state === 'waiting';

/** Of each kind and channel a few, and how many more: nobody reads a thousand. */
export function briefForecast(problems: readonly Problem[]): readonly Problem[] {
  const mostOfKind = 3;
  const groups = groupBy(problems, ({ code, where }) => JSON.stringify([code, where?.channel]));
  return [...groups.values()].flatMap((found) => {
    const rest = found.length - mostOfKind;
    const channel = found[0]?.where?.channel;
    const more = rest > 0 ? [problem('forecast-more', { count: rest }, channel === undefined ? undefined : { channel })] : [];
    return [...found.slice(0, mostOfKind), ...more];
  });
}
