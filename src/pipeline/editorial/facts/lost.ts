import type { FactKind } from '../../../core/facts-problem.ts';
import type { EventDetails } from '../../../core/post.ts';
import { type Problem, problem } from '../../../core/problem.ts';
import type { Rule, RuleInput, ShownMessage } from '../rule.ts';
import { type LocalMoment, localMoment, weekdayOf, weekdays } from './calendar.ts';
import { isSameDay } from './dates.ts';
import { allFacts, type Facts, factsIn } from './facts.ts';
import { addressesIn } from './links.ts';
import { dayOfPost } from './meant.ts';
import { isSameTime } from './times.ts';

/** What a reader needs and one channel does not tell: of an event when and where, of a shortened text its last day or number. */
export const lost: Rule = {
  ids: ['facts-lost'],
  *find(input): Iterable<Problem> {
    const { post, messages } = input;
    for (const shown of messages) {
      const missing = post.event ? missingOfEvent(shown, post.event, input) : missingByShortening(shown, input);
      if (missing.length === 0) continue;
      const field = `${shown.channel}.text`;
      const line = post.lines[field];
      const place = shown.request.text === undefined ? {} : { field, ...(line !== undefined && { line }) };
      yield problem('facts-lost', { missing }, { file: post.file, channel: shown.channel, ...place });
    }
  },
};

function missingOfEvent({ message, showsEvent }: ShownMessage, event: EventDetails, input: RuleInput): readonly FactKind[] {
  if (showsEvent) return [];
  const text = [message.subject, message.text].filter(Boolean).join('\n');
  const facts = factsIn(text);
  const start = localMoment(event.start, input.timeZone);
  const isOnlyDay = start.minutes === 0 && event.end === undefined;
  const missing: FactKind[] = [];
  if (!saysDay(text, facts, start, input)) missing.push('date');
  if (!isOnlyDay && !facts.times.some((time) => isSameTime(time, { minutes: start.minutes, isLoose: false }))) missing.push('time');
  if (event.location !== undefined && !saysPlace(text, event.location)) missing.push('place');
  if (event.signup !== undefined && message.link === undefined && addressesIn(text).length === 0) missing.push('signup');
  return missing;
}

/** "Vanavond", "morgen" and "dinsdag" will do for what comes within a week. */
function saysDay(text: string, { dates }: Facts, start: LocalMoment, { post, now, timeZone }: RuleInput): boolean {
  if (dates.some((date) => isSameDay(date, start))) return true;
  const away = start.number - dayOfPost(post, now, timeZone).number;
  if (away <= 1 && /(?<!\p{L})(?:vandaag|vanavond|vanmiddag|morgen|morgenavond|today|tonight|tomorrow)(?!\p{L})/iu.test(text)) return true;
  const names = [...weekdays].flatMap(([name, day]) => (day === weekdayOf(start.number) && name.length > 5 ? [name] : []));
  return away <= 7 && new RegExp(`(?<!\\p{L})(?:${names.join('|')})`, 'iu').test(text);
}

/** Any part of it that names something: "De Linde", "Veenmeer". */
function saysPlace(text: string, location: string): boolean {
  const simple = plain(text.slice(0, 20_000));
  const names = location
    .slice(0, 300)
    .split(/[,;/()]|(?<=\S)\s+(?=\d)/)
    .flatMap((part) => [part, ...(part.match(/\p{Lu}[\p{L}'’-]{3,}/gu) ?? [])]);
  return names.map(plain).some((name) => name.length > 3 && simple.includes(name)) || plain(location).length <= 3;
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** Omk cut the summary, and what went cannot be found at the end of a link either way. */
function missingByShortening({ message, request }: ShownMessage, { post, passages }: RuleInput): readonly FactKind[] {
  if (request.text !== undefined || !/\S…|\s…/.test(message.text)) return [];
  const summary = post.summary;
  const isCut = summary !== undefined && message.text.includes(summary.slice(0, 20)) && !message.text.includes(summary.trim());
  const missing: FactKind[] = [];
  if (isCut) {
    const [told, all] = [factsIn(message.text), allFacts([summary])];
    if (all.dates.some(({ role, ...date }) => role === 'deadline' && !told.dates.some((one) => isSameDay(one, date)))) missing.push('date');
    if (all.times.some((time) => !told.times.some((one) => isSameTime(one, time)))) missing.push('time');
  }
  const asks = passages.some(
    ({ field, links, text }) =>
      field === 'body' && links.length > 0 && /(?<!\p{L})(?:meld\p{L}*|aanmelden|inschrijven|sign up|register)(?!\p{L})/iu.test(text),
  );
  if (asks && message.link === undefined && addressesIn(message.text).length === 0) missing.push('signup');
  return missing;
}
