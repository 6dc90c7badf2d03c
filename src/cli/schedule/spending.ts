/** What posts of later cost together with all others of their month, and how many a channel takes within a day. */
import { type Problem, problem } from '../../core/problem.ts';
import { dayAndWeek } from '../../pipeline/dates.ts';
import { groupBy } from '../../pipeline/group-by.ts';
import { type Context, channelOf } from '../context.ts';
import { money } from '../report-text.ts';
import { type Upcoming, whereOf } from './upcoming.ts';

const dayMs = 86_400_000;

/** By channel: those that are asked about, and all that go to the same channel in the order of their moments. */
function byChannel(later: readonly Upcoming[], beside: readonly Upcoming[]) {
  const all = groupBy([...beside, ...later], ({ channel }) => channel);
  const asked = new Set(later);
  return [...all].map(([id, found]) => ({
    channel: channelOf(id),
    asked,
    all: found.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  }));
}

/** Each post that takes the month over its budget, in the order in which the money is spent. */
export async function budgetFindings(
  context: Context,
  later: readonly Upcoming[],
  beside: readonly Upcoming[],
): Promise<readonly Problem[]> {
  const { project } = context;
  const found = byChannel(later, beside).map(async ({ channel, asked, all }): Promise<readonly Problem[]> => {
    const budget = channel.budget?.(project.channelOptions[channel.id] ?? {});
    const { cost } = budget === undefined ? {} : await channel.rules();
    if (budget === undefined || !cost) return [];
    return [...groupBy(all, ({ at }) => monthOf(at, project.timezone))].flatMap(([month, posts]) => {
      let total = 0;
      return posts.flatMap((one) => {
        total += cost(one.message);
        if (!asked.has(one) || total <= budget + 1e-9) return [];
        return [problem('forecast-budget', { due: one.at.toISOString(), month, total: money(total), budget: money(budget) }, whereOf(one))];
      });
    });
  });
  return (await Promise.all(found)).flat();
}

const monthOf = (at: Date, timezone: string): string => dayAndWeek(at, timezone).day.slice(0, 7);

/** Each post that is one too many within the 24 hours up to its moment. */
export function quotaFindings(
  { project }: Pick<Context, 'project'>,
  later: readonly Upcoming[],
  beside: readonly Upcoming[],
): readonly Problem[] {
  return byChannel(later, beside).flatMap(({ channel, asked, all }) => {
    const quota = channel.quota?.(project.channelOptions[channel.id] ?? {});
    if (!quota) return [];
    let [first, used] = [0, 0];
    return all.flatMap((one) => {
      used += quota.uses(one.message);
      for (let old = all[first]; old && one.at.getTime() - old.at.getTime() >= dayMs; old = all[++first]) used -= quota.uses(old.message);
      if (!asked.has(one) || used <= quota.most) return [];
      return [problem('forecast-quota', { due: one.at.toISOString(), count: used, most: quota.most }, whereOf(one))];
    });
  });
}
