import { type Problem, problem } from '../../../core/problem.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule, RuleInput } from '../rule.ts';
import { type LocalMoment, localMoment } from './calendar.ts';
import type { FoundDate } from './dates.ts';
import { type Facts, factsIn } from './facts.ts';
import { dayOfPost, meantDay, type Today } from './meant.ts';
import { type FoundTime, isSameTime } from './times.ts';
import { clockText, isTold } from './versions.ts';

interface Held {
  readonly start: LocalMoment;
  readonly end: LocalMoment | undefined;
  readonly today: Today;
}

type Finding = { readonly kind: 'date' | 'time'; readonly found: FoundDate | FoundTime; readonly event: string };

/** The text names another day or hour than `event` does. */
export const eventDiffers: Rule = {
  ids: ['facts-event-differs'],
  *find(input): Iterable<Problem> {
    const { post, timeZone, now } = input;
    if (!post.event) return;
    const { start, end } = post.event;
    const held: Held = {
      start: localMoment(start, timeZone),
      end: end && localMoment(end, timeZone),
      today: dayOfPost(post, now, timeZone),
    };
    for (const [passage, finding] of findings(input, held)) {
      const { kind, found, event } = finding;
      yield problem('facts-event-differs', { kind, written: found.text, event }, whereIn(passage, post.file, found.offset));
    }
  },
};

function* findings({ passages }: RuleInput, held: Held): Iterable<readonly [Passage, Finding]> {
  const told = passages.filter((one) => isTold(one) && one.kind !== 'own');
  const body = told.filter(({ field }) => field === 'body');
  const saysTheDay = body.some(({ text }) => factsIn(text).dates.some((date) => isOn(date, held)));
  for (const passage of told) {
    const facts = factsIn(passage.text);
    const isHead = passage.field !== 'body';
    const isLabelled = label.test(passage.text);
    const other = otherDay(facts, held);
    if (other && (isHead || isLabelled || (!saysTheDay && other.weekday !== undefined))) {
      yield [passage, { kind: 'date', found: other, event: dateText(held.start) }];
      continue;
    }
    const isDated = facts.dates.some((date) => isOn(date, held));
    const time = isHead || isLabelled || isDated ? otherTime(facts, held, passage.text) : undefined;
    if (time)
      yield [passage, { kind: 'time', found: time, event: clockText((time.isEnd ? held.end : undefined)?.minutes ?? held.start.minutes) }];
  }
}

const label = /^(?:wanneer|datum|tijd|tijdstip|aanvang|begin|when|date|time|start)(?: en tijd| and time)? ?[:–-]/iu;

const isOn = (date: FoundDate, { start, end, today }: Held): boolean => {
  const number = meantDay({ ...date, ...(date.year === undefined && isDayOf(date, start) && { year: start.year }) }, today);
  return number !== undefined && number >= start.number && number <= (end ?? start).number;
};

const isDayOf = ({ day, month }: FoundDate, moment: LocalMoment): boolean => day === moment.day && month === moment.month;

/** The first day to come that is not that of the event, where the event's own day is not named. */
function otherDay({ dates }: Facts, held: Held): FoundDate | undefined {
  const days = dates.filter(({ role }) => role === 'day');
  if (days.some((date) => isOn(date, held))) return undefined;
  return days.find((date) => {
    const number = meantDay(date, held.today);
    return number !== undefined && number >= held.today.number && Math.abs(number - held.start.number) <= 366;
  });
}

/** A time where neither start nor end is named, or an end that is another. */
function otherTime({ times }: Facts, { start, end }: Held, text: string): (FoundTime & { readonly isEnd: boolean }) | undefined {
  const plain = times.filter(({ isDoor }) => !isDoor);
  const is = (time: FoundTime, moment: LocalMoment | undefined): boolean =>
    moment !== undefined && isSameTime(time, { minutes: moment.minutes, isLoose: false });
  const [first, second] = plain;
  if (!first) return undefined;
  if (!plain.some((time) => is(time, start) || is(time, end))) return { ...first, isEnd: false };
  const isRange = second && /^ ?(?:uur )?(?:tot|-|–|to|until) ?$/iu.test(text.slice(first.offset + first.text.length, second.offset));
  if (!isRange || !end || end.number !== start.number) return undefined;
  if (is(first, start) && !is(second, end)) return { ...second, isEnd: true };
  return is(second, end) && !is(first, start) ? { ...first, isEnd: false } : undefined;
}

const dateText = ({ day, month, year }: LocalMoment): string => `${day}-${month}-${year}`;
