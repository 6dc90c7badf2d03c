/** The count at the end of the year. */
import { type Arrival, allArrivals, repeatedMails } from './arrivals.ts';
import { readers } from './office.ts';
import type { Stage } from './stage.ts';
import type { Troubles } from './troubles.ts';

export interface Figures {
  readonly posts: number;
  readonly deliveries: number;
  readonly mails: number;
  readonly runs: number;
  readonly troubles: number;
  readonly events: number;
  /** Exit codes of the runs. */
  readonly codes: Readonly<Record<string, number>>;
  readonly deeds: Readonly<Record<string, number>>;
  /** Of how many deliveries omk said this on the way. */
  readonly said: Readonly<Record<string, number>>;
}

export interface Year {
  /** Everything that was not as it has to be. */
  readonly violations: readonly string[];
  readonly figures: Figures;
}

/** Above what planning and sending take, and the tries of a run while a channel says "later"; far below what would fill a disk. */
const mostEvents = (deliveries: number, runs: number): number => 8 * deliveries + 12 * runs;

export async function countOf(stage: Stage, { refusals }: Troubles, codes: readonly number[]): Promise<Year> {
  const { office, calendar, posts, model } = stage;
  const deliveries = await office.ledger.list();
  const arrivals = allArrivals(office.root);
  const refused = missedAMail(arrivals);
  const { count, broken } = await office.ledger.verify();
  return {
    violations: [
      ...stage.violations,
      ...model.violations({ arrivals, deliveries, refused }),
      ...(broken === undefined ? [] : [`the log was altered at event ${broken}`]),
      ...(refused.size === refusals ? [] : [`${refused.size} readers missed a mail, and ${refusals} mailboxes said no`]),
      ...(repeatedMails(office.root) > 0 ? ['a mail came twice'] : []),
      ...(count > mostEvents(deliveries.length, codes.length) ? [`${count} events for ${deliveries.length} deliveries`] : []),
    ],
    figures: {
      posts: posts.length,
      deliveries: deliveries.length,
      mails: arrivals.filter(({ channel }) => channel === 'newsletter').length,
      runs: codes.length,
      troubles: calendar.windows.length,
      events: count,
      codes: countsOf(codes.map(String)),
      deeds: Object.fromEntries(stage.deeds),
      said: model.tally(),
    },
  };
}

/** Readers who did not get everything. */
function missedAMail(arrivals: readonly Arrival[]): ReadonlySet<string> {
  const mails = arrivals.filter(({ channel }) => channel === 'newsletter');
  const issues = new Set(mails.map(({ name }) => name)).size;
  return new Set(readers.filter((reader) => mails.filter(({ to }) => to === reader).length < issues));
}

function countsOf(found: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const one of found) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
