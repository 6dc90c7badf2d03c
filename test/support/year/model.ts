/** What must be true of each post at each channel at the end of the year, worked out beside omk and not from what omk says it did. */
import type { Delivery } from '../../../src/core/delivery.ts';
import type { Arrival } from './arrivals.ts';
import type { Window } from './calendar.ts';
import { atCron, hourMs, isOpen, minuteMs, openFrom } from './hours.ts';
import { readers } from './office.ts';
import { isSpoke, meantFor, type YearPost } from './posts.ts';

/** What a person did to one post at one channel: from then on it may go at any hour. */
interface Act {
  readonly at: number;
  readonly what: 'retry' | 'resolve' | 'resume' | 'through' | 'pause';
}

interface Known {
  post: YearPost;
  handedInAt: number;
  /** Channels at which a person took it back in time. */
  readonly cancelled: Set<string>;
  readonly acts: Map<string, Act[]>;
  /** The moment that omk last named for another try, and why. */
  readonly retryAt: Map<string, number>;
  /** Codes of what was said of it on the way. */
  readonly said: Map<string, Set<string>>;
}

/** What a run may take between its beginning and the call: looks at a lost answer, retries after some seconds, a clock set back. */
const withinRun = 4 * minuteMs;

/** What is there in the end. */
export interface YearsEnd {
  readonly arrivals: readonly Arrival[];
  readonly deliveries: readonly Delivery[];
  /** Readers whose mailbox said no. */
  readonly refused: ReadonlySet<string>;
}

export type Model = ReturnType<typeof modelOf>;

export function modelOf(windows: readonly Window[]) {
  const known = new Map<string, Known>();
  const of = (name: string): Known => {
    const found = known.get(name);
    if (!found) throw new Error(`Nobody handed in ${name}.`);
    return found;
  };
  const actsOf = ({ post, acts }: Known, channel: string): readonly Act[] => [
    ...(acts.get(channel) ?? []),
    // What waits for its hub goes along.
    ...(isSpoke(post, channel) ? (acts.get('pleio') ?? []) : []),
  ];
  const isAnyHour = (one: Known, channel: string): boolean => actsOf(one, channel).some(({ what }) => what !== 'pause');

  /** The moment that was meant, as soon as its channel is open from there on, and not before its hub is meant to go. */
  const planned = ({ post, handedInAt }: Known, channel: string): number => {
    const hub = isSpoke(post, channel) ? openFrom('pleio', Math.max(meantFor(post, 'pleio'), handedInAt)) : 0;
    return openFrom(channel, Math.max(meantFor(post, channel), handedInAt, hub));
  };

  /** Nothing goes before this. */
  const notBefore = (one: Known, channel: string, hub: number): number =>
    isAnyHour(one, channel) ? Math.max(meantFor(one.post, channel), hub) : Math.max(planned(one, channel), hub);

  /** When it has to be there at the latest: the next cron from when nothing stands in its way. */
  const notAfter = (one: Known, channel: string, hub: number): number => {
    const acts = actsOf(one, channel).map(({ at }) => at);
    let at = Math.max(planned(one, channel), hub, one.retryAt.get(channel) ?? 0, ...acts);
    for (let round = 0; round < 50; round += 1) {
      if (!isAnyHour(one, channel)) at = openFrom(channel, at);
      const tick = atCron(at);
      const inTheWay = windows.find(
        (window) => (window.channel === undefined || window.channel === channel) && tick >= window.from && tick < window.until,
      );
      // Cron comes by after closing time for what was meant just before it.
      const isClosed = !isAnyHour(one, channel) && !isOpen(channel, tick);
      if (!inTheWay && !isClosed) return tick + withinRun;
      at = inTheWay?.until ?? tick;
    }
    throw new Error('The year never lets it go.');
  };

  return {
    handIn: (post: YearPost, at: number) => {
      const before = known.get(post.name);
      if (before) Object.assign(before, { post, handedInAt: at });
      else known.set(post.name, { post, handedInAt: at, cancelled: new Set(), acts: new Map(), retryAt: new Map(), said: new Map() });
    },
    cancel: (name: string) => {
      const { cancelled, post } = of(name);
      for (const channel of post.channels) cancelled.add(channel);
    },
    act: (name: string, channel: string, act: Act) => {
      const { acts } = of(name);
      acts.set(channel, [...(acts.get(channel) ?? []), act]);
    },
    post: (name: string) => of(name).post,
    plannedFor: (name: string, channel: string) => planned(of(name), channel),

    /** Looks at what is open in the ledger after a run; tells what omk says too little or too much about. */
    see: ({ post, channel, state, attempts, dueAt, problem }: Delivery, now: number): readonly string[] => {
      const one = known.get(nameOf(post));
      if (!one) return [`${post}: nobody handed it in`];
      const place = `${one.post.name} at ${channel}`;
      if (problem) one.said.set(channel, (one.said.get(channel) ?? new Set()).add(problem.code));
      if (state === 'failed' || state === 'unconfirmed') return problem ? [] : [`${place}: ${state} without a reason`];
      if (state !== 'scheduled' || attempts === 0) return [];
      const due = dueAt.getTime();
      one.retryAt.set(channel, due);
      if (!problem) return due <= now ? [] : [`${place}: tried, and no word why it goes once more`];
      if (problem.code === 'outside-hours') return due === openFrom(channel, due) ? [] : [`${place}: moved into closed hours`];
      const most = problem.code === 'rate-limited' ? 25 * hourMs : 18 * minuteMs;
      return due - now > most ? [`${place}: ${problem.code}, and the next try only ${new Date(due).toISOString()}`] : [];
    },

    /** Everything that is not as it has to be. */
    violations: ({ arrivals, deliveries, refused }: YearsEnd): readonly string[] => {
      const found: string[] = [];
      const byPlace = new Map<string, Arrival[]>();
      for (const arrival of arrivals) {
        const place = `${arrival.name} at ${arrival.channel}`;
        byPlace.set(place, [...(byPlace.get(place) ?? []), arrival]);
        if (!known.has(arrival.name)) found.push(`${place}: nobody handed it in`);
      }
      for (const one of known.values()) for (const channel of one.post.channels) found.push(...wrongOf(one, channel));
      return found;

      function wrongOf(one: Known, channel: string): readonly string[] {
        const { post } = one;
        const place = `${post.name} at ${channel}`;
        const there = byPlace.get(place) ?? [];
        const delivery = deliveries.find(
          (known) => nameOf(known.post) === post.name && known.channel === channel && known.kind === 'publish',
        );
        const hub = isSpoke(post, channel) ? Math.min(...(byPlace.get(`${post.name} at pleio`) ?? []).map(({ at }) => at)) : 0;
        const tell = (wrong: string | false) => (wrong === false ? [] : [`${place} (${describe(one, channel, delivery)}): ${wrong}`]);
        if (one.cancelled.has(channel))
          return [...tell(there.length > 0 && 'cancelled, and it is there'), ...tell(delivery?.state !== 'cancelled' && 'not cancelled')];
        const wanted = channel === 'newsletter' ? readers.filter((reader) => !isGone(reader, there)) : [undefined];
        const got = there.map(({ to }) => to);
        if ([...got].sort().join() !== [...wanted].sort().join())
          return tell(`came ${got.length} times (${got}) instead of ${wanted.length}`);
        return [
          ...tell(delivery?.state !== 'sent' && 'not called sent'),
          ...there.flatMap((arrival) => [
            ...wrongMoment(one, arrival, hub).flatMap(tell),
            ...tell(arrival.version !== post.version && 'an older text'),
          ]),
        ];
      }

      /** Whoever's mailbox said no gets nothing from then on: what came before was the last. */
      function isGone(reader: string, there: readonly Arrival[]): boolean {
        const last = Math.max(...arrivals.filter(({ to }) => to === reader).map(({ at }) => at));
        return refused.has(reader) && there.every(({ at }) => at > last);
      }

      function wrongMoment(one: Known, { channel, at }: Arrival, hub: number): readonly string[] {
        const earliest = notBefore(one, channel, hub);
        const latest = notAfter(one, channel, hub);
        const isThrough = actsOf(one, channel).some(({ what }) => what === 'through');
        const stopped = windows.find(
          ({ kind, from, until }) => (kind === 'pause' || kind === 'server-off') && at > from + withinRun && at < until,
        );
        return [
          ...(at < earliest ? [`${iso(at)} is before ${iso(earliest)}`] : []),
          ...(at > latest ? [`${iso(at)} is after ${iso(latest)}`] : []),
          ...(at < (one.post.embargo?.at ?? 0) ? [`${iso(at)} is under embargo`] : []),
          ...(!isAnyHour(one, channel) && !isOpen(channel, at - withinRun) && !isOpen(channel, at)
            ? [`${iso(at)} is outside office hours`]
            : []),
          ...(stopped && !isThrough ? [`${iso(at)} is while ${stopped.kind}`] : []),
        ];
      }
    },

    /** How many deliveries nothing stood in the way of, and what was said of the others. */
    tally: (): Readonly<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const { said } of known.values())
        for (const codes of said.values()) for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
      return counts;
    },
  };

  function describe(one: Known, channel: string, delivery: Delivery | undefined): string {
    const acts = actsOf(one, channel).map(({ what, at }) => `${what} ${iso(at)}`);
    const said = [...(one.said.get(channel) ?? [])];
    const planNote = `meant ${iso(meantFor(one.post, channel))}, planned ${iso(planned(one, channel))}`;
    return [planNote, delivery ? `${delivery.state}, ${delivery.attempts} tries` : 'unknown', ...said, ...acts].join('; ');
  }
}

export const nameOf = (post: string): string => /(bericht-\d+|crisis)(?:\.md)?$/.exec(post)?.[1] ?? post;

const iso = (at: number): string => (Number.isFinite(at) ? new Date(at).toISOString().slice(0, 16) : String(at));
