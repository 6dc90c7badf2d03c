import { type Problem, problem } from '../../../core/problem.ts';
import { whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';
import { weekdayOf } from './calendar.ts';
import type { FoundDate } from './dates.ts';
import { factsIn } from './facts.ts';
import { dayOfPost, meantDay, possibleDays, type Today } from './meant.ts';
import { isTold } from './versions.ts';

/** A weekday that does not fit its date, and a day that no calendar has. */
export const weekday: Rule = {
  ids: ['facts-weekday', 'facts-no-such-day'],
  *find({ passages, post, now, timeZone }): Iterable<Problem> {
    const today = dayOfPost(post, now, timeZone);
    for (const passage of passages.filter(isTold)) {
      for (const date of factsIn(passage.text).dates) {
        const found = problemOf(date, today, passage.text);
        if (found) yield { ...found, where: whereIn(passage, post.file, date.offset) };
      }
    }
  },
};

function problemOf(date: FoundDate, today: Today, text: string): Problem | undefined {
  if (date.day > daysIn(date)) return problem('facts-no-such-day', { written: date.text });
  const days = possibleDays(date, today);
  const meant = meantDay(date, today);
  if (date.weekday === undefined || date.role === 'not' || meant === undefined || isQuotedSlip(date, text)) return undefined;
  if (days.length === 0 || days.some((number) => weekdayOf(number) === date.weekday)) return undefined;
  return problem('facts-weekday', { written: date.text, weekday: weekdayOf(meant), year: new Date(meant * 86_400_000).getUTCFullYear() });
}

/** In a year that is not known, February may have 29. */
const daysIn = ({ month, year }: FoundDate): number => new Date(Date.UTC(year ?? 2024, month, 0)).getUTCDate();

/** A correction repeats what was wrong: "er stond dinsdag 18 november". */
const isQuotedSlip = ({ offset, end }: FoundDate, text: string): boolean =>
  /(?<!\p{L})(?:stond|schreven|meldden|noemden|said|wrote|announced)(?!\p{L})[^.!?]*$/iu.test(
    text.slice(Math.max(0, offset - 80), offset),
  ) || /^[”"’')]*,? ?(?:is|was) (?:fout|onjuist|verkeerd|niet juist|wrong|not right)/iu.test(text.slice(end, end + 30));
