/** The versions of a post: what a writer wrote for one channel or for everybody in short, and the whole that they shorten. */
import type { EventDetails } from '../../../core/post.ts';
import type { Passage } from '../passage.ts';
import type { RuleInput } from '../rule.ts';
import { localMoment } from './calendar.ts';
import { allFacts, type Facts } from './facts.ts';

export interface Version {
  readonly passages: readonly Passage[];
  /** What the others say. */
  readonly others: Facts;
}

/** Code and names of days in other people's files are no promise to a reader. */
export const isTold = ({ kind }: Passage): boolean => kind !== 'code' && kind !== 'alt' && kind !== 'tag';

const isShort = ({ kind }: Passage): boolean => kind === 'title' || kind === 'summary' || kind === 'preheader';

/** Own texts against all the rest; title, summary and preheader against the body. */
export function versionsOf({ passages, post, timeZone }: Pick<RuleInput, 'passages' | 'post' | 'timeZone'>): readonly Version[] {
  const told = passages.filter(isTold);
  const body = told.filter(({ field }) => field === 'body');
  const shorts = told.filter(isShort);
  const channels = [...new Set(told.flatMap(({ kind, channel }) => (kind === 'own' && channel !== undefined ? [channel] : [])))];
  const bodyFacts = allFacts(body.map(({ text }) => text));
  const whole = merged(allFacts(shorts.map(({ text }) => text)), bodyFacts, post.event ? eventFacts(post.event, timeZone) : noFacts);
  return [
    ...shorts.map((one) => ({ passages: [one], others: bodyFacts })),
    ...channels.map((channel) => ({ passages: told.filter((one) => one.kind === 'own' && one.channel === channel), others: whole })),
  ];
}

const noFacts: Facts = { dates: [], times: [], amounts: [], phones: [], places: [] };

const merged = (...all: readonly Facts[]): Facts => ({
  dates: all.flatMap(({ dates }) => dates),
  times: all.flatMap(({ times }) => times),
  amounts: all.flatMap(({ amounts }) => amounts),
  phones: all.flatMap(({ phones }) => phones),
  places: all.flatMap(({ places }) => places),
});

function eventFacts({ start, end, location }: EventDetails, timeZone: string): Facts {
  const moments = [start, ...(end ? [end] : [])].map((at) => localMoment(at, timeZone));
  return {
    ...allFacts(location === undefined ? [] : [location]),
    dates: moments.map(({ day, month, year }) => ({ day, month, year, text: `${day}-${month}-${year}`, offset: 0, end: 0, role: 'day' })),
    times: moments.map(({ minutes }) => ({ minutes, isLoose: false, text: clockText(minutes), offset: 0, isDoor: false })),
  };
}

export const clockText = (minutes: number): string => `${Math.floor(minutes / 60)}.${String(minutes % 60).padStart(2, '0')}`;
