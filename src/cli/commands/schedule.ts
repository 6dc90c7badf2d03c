/** The coming weeks as a calendar: what goes when and where, and whether it will still work then. */
import { fail, OmkError, problem } from '../../core/problem.ts';
import { dayAndWeek } from '../../pipeline/dates.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import type { Context } from '../context.ts';
import { version } from '../environment.ts';
import { scheduleWords } from '../messages/schedule-words.ts';
import { pauseJson } from '../pause-json.ts';
import { showPause } from '../pausing.ts';
import { type Invocation, isOn, listFlag, type Run, textFlag } from '../run.ts';
import { calendarText } from '../schedule/calendar-text.ts';
import { type Calendar, type CalendarWish, type Entry, entryJson, readCalendar, readDay } from '../schedule/entries.ts';
import { briefForecast, forecastOf } from '../schedule/forecast.ts';
import { stateWord } from '../state-word.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) => withContext(invocation, {}, (context) => showSchedule(context, invocation));

async function showSchedule(context: Context, invocation: Invocation): Promise<ExitCode> {
  const { output, project } = context;
  const wish = wishOf(context, invocation);
  const file = icalFlag(invocation);
  const ledger = await context.existingLedger();
  const calendar = await readCalendar(ledger, wish, context);
  if (isOn(invocation, 'ics')) return showIcal(context, calendar, file);
  const open = [...calendar.overdue, ...calendar.entries].map(({ delivery }) => delivery);
  const problems = ledger ? await forecastOf(context, ledger, open) : [];
  if (output.isJson) {
    output.document({
      from: calendar.from,
      until: calendar.end,
      timezone: project.timezone,
      pause: calendar.pause ? pauseJson(calendar.pause) : null,
      entries: calendar.entries.map(entryJson),
      overdue: calendar.overdue.map(entryJson),
      onHold: calendar.onHold.map(entryJson),
      problems: problems.map(output.problemJson),
      exitCode: 0,
    });
    return 0;
  }
  await showPause(context, calendar.pause);
  const { holidayNames } = await import('../../pipeline/holidays.ts');
  const { timezone, messageLanguage } = project;
  const nameOf = holidayNames('NL', messageLanguage);
  output.result(calendarText(calendar, { output, words: scheduleWords[messageLanguage], timezone, nameOf }));
  for (const found of briefForecast(problems)) output.problem(found);
  return 0;
}

const mostWeeks = 520;

/** Everything that is wrong with what was asked, at once. */
function wishOf({ project, clock }: Context, invocation: Invocation): CalendarWish {
  const channels = listFlag(invocation, 'channels');
  const [givenWeeks, givenFrom] = [textFlag(invocation, 'weeks'), textFlag(invocation, 'from')];
  const weeks = givenWeeks === undefined ? 4 : Number(givenWeeks);
  const from = givenFrom === undefined ? dayAndWeek(clock.now(), project.timezone).day : readDay(givenFrom.trim(), project.timezone);
  const choices = project.kinds.map(({ id }) => id);
  const isWeeks = givenWeeks?.trim() !== '' && Number.isInteger(weeks) && weeks >= 1 && weeks <= mostWeeks;
  const bad = (option: string, value: string, expected: string) => problem('usage-bad-value', { option, value, expected });
  const problems = [
    ...(isWeeks ? [] : [bad('--weeks', givenWeeks ?? '', `1 – ${mostWeeks}`)]),
    ...(from === undefined ? [bad('--from', givenFrom ?? '', 'day')] : []),
    ...(channels ?? []).filter((id) => !choices.includes(id)).map((value) => bad('--channels', value, choices.join(', '))),
  ];
  if (problems.length > 0 || from === undefined) throw new OmkError(problems);
  return { from, days: weeks * 7, channels };
}

/** Where to write it; absent: to stdout. */
function icalFlag(invocation: Invocation): string | undefined {
  const file = textFlag(invocation, 'output');
  if (file !== undefined && !isOn(invocation, 'ics')) fail('usage-needs-flag', { flag: '--ics' });
  if (isOn(invocation, 'ics') && isOn(invocation, 'json')) fail('flags-exclude', { flags: '--ics, --json' });
  return file;
}

async function showIcal({ output, project, clock }: Context, { overdue, entries }: Calendar, file: string | undefined): Promise<ExitCode> {
  const { icalText } = await import('../schedule/ical.ts');
  const words = scheduleWords[project.messageLanguage];
  const stateOf = ({ delivery, mark }: Entry) => [stateWord(delivery, output.words), ...(mark ? [words.marks[mark]] : [])].join(', ');
  const all = [...overdue, ...entries];
  const text = icalText(all, { name: project.name, version: version(), now: clock.now(), label: output.label, stateOf });
  if (file === undefined) output.result(text.replace(/\r\n$/, '\r'));
  else {
    const { storeIcal } = await import('../schedule/store-ical.ts');
    storeIcal(file, text);
    output.talk(words.written(all.length, file));
  }
  return 0;
}
