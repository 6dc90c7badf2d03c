import { type Problem, problem } from '../../../core/problem.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule, RuleInput } from '../rule.ts';
import { localMoment } from './calendar.ts';
import type { FoundDate } from './dates.ts';
import { factsIn } from './facts.ts';
import { dayOfPost, meantDay } from './meant.ts';
import { isTold } from './versions.ts';

/** An event that is over, or an invitation that has run out, when the post goes out. */
export const past: Rule = {
  ids: ['facts-past'],
  *find(input): Iterable<Problem> {
    const { post, timeZone, now } = input;
    const { event, lines, file } = post;
    const out = goesOutAt(input);
    if (event && (event.end ?? event.start) < out) {
      const { day, month, year } = localMoment(event.start, timeZone);
      const line = lines['event.start'];
      yield problem(
        'facts-past',
        { what: 'event', written: `${day}-${month}-${year}` },
        { file, field: 'event.start', ...(line !== undefined && { line }) },
      );
    }
    const today = localMoment(out, timeZone);
    for (const passage of input.passages.filter(isTold)) {
      for (const date of factsIn(passage.text).dates.filter(({ role }) => role === 'deadline' || role === 'day')) {
        const last = meantDay(date, dayOfPost(post, now, timeZone));
        if (last === undefined || last >= today.number || !asksStill(passage, date)) continue;
        yield problem('facts-past', { what: 'deadline', written: date.text }, whereIn(passage, file, date.offset));
      }
    }
  },
};

/** The last of its channels. */
function goesOutAt({ post, now, goesOut = now }: RuleInput): Date {
  const usual = post.publishAt ?? post.embargo;
  const planned = post.channels.flatMap(({ publishAt = usual }) => (publishAt ? [publishAt] : []));
  return new Date(Math.max((usual ?? goesOut).getTime(), ...planned.map((one) => one.getTime())));
}

const asks =
  /(?<!\p{L})(?:meld\p{L}*|aanmeld\p{L}*|aan te melden|inschrij\p{L}*|schrijf|opgeven|geef|reageer\p{L}*|reageren|reactie|stuur|insturen|inleveren|stem|stemmen|solliciteer|solliciteren|vraag|vragen|aanvragen|doe mee|sign up|register|registration|apply|respond|reply|vote|send|join)(?!\p{L})/iu;
const isOver = /(?<!\p{L})(?:kon|konden|was|waren|had|hadden|liep|sloot|gesloten|could|closed|were|ended)(?!\p{L})/iu;

/** To come somewhere on a day. */
const invites =
  /^\s*(?:kom(?:t u|en jullie)?|bezoek)(?!\p{L})|(?<!\p{L})(?:kom(?:t|en)? (?:u|je|jij|jullie|ook|gerust|langs)|van harte welkom|nodigen (?:wij |we )?(?:u|je|jullie)|join us|come (?:to|and)|you are (?:all )?(?:invited|welcome))(?!\p{L})/iu;

/** The sentence asks something of the reader, and does not look back. */
function asksStill({ text }: Passage, { offset: from, end: to, role, year, weekday }: FoundDate): boolean {
  const before = text.slice(0, from);
  const start = Math.max(...[...before.matchAll(/[.!?](?=\s)/g)].map(({ index }) => index + 1), 0);
  const after = text.slice(to).search(/[.!?](?:\s|$)/);
  const sentence = text.slice(start, after === -1 ? undefined : to + after);
  // Which day a day without its year or weekday is, is no more than a guess.
  const isSure = role === 'deadline' || year !== undefined || weekday !== undefined;
  return isSure && (role === 'deadline' ? asks : invites).test(sentence) && !isOver.test(sentence);
}
