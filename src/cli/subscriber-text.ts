/** The list, one reader and the result of an import, as a person reads them. */
import type { Bounce } from '../core/bounce.ts';
import type { ReaderResult, Subscriber, SubscriberStatus } from '../core/subscribers.ts';
import type { Context } from './context.ts';
import type { ImportReport } from './importing.ts';
import { columns } from './layout.ts';
import type { ListWords } from './messages/list-words.ts';
import { createMoments, type TellMoment } from './moments.ts';
import { shortList } from './subscribers-file.ts';

export function importText(report: ImportReport, { file, dryRun, words }: { file: string; dryRun: boolean; words: ListWords }): string {
  const { added, changed, unchanged, suppressed, suppressedLines, duplicateLines, invalid, rows } = report;
  const counts = { added, changed, unchanged, suppressed, duplicate: duplicateLines.length, invalid: invalid.length };
  const lines = { suppressed: suppressedLines, duplicate: duplicateLines, invalid: invalid.map(({ line }) => line) };
  const told = Object.entries(counts).filter(([kind, count]) => count > 0 || kind === 'added');
  const width = Math.max(...told.map(([, count]) => String(count).length));
  const rowsTold = told.map(([kind, count]) => {
    const where = kind in lines ? ` (${words.lines(shortList(lines[kind as keyof typeof lines]))})` : '';
    return `  ${String(count).padStart(width)}  ${words.counts[kind as keyof typeof counts]}${where}`;
  });
  return [words.imported(file, rows, dryRun), ...rowsTold].join('\n');
}

export function listText(
  readers: readonly Subscriber[],
  counts: Readonly<Record<SubscriberStatus, number>>,
  { words, width }: { words: ListWords; width: number },
): string {
  if (readers.length === 0) return words.empty;
  const rows = readers.map(({ email, name = '', status, frequency, audience }) => ({
    cells: [email, name],
    text: [
      [words.statuses[status], status === 'active' && frequency !== 'each' && words.frequencies[frequency], audience.join(', ')]
        .filter(Boolean)
        .join(' · '),
    ],
  }));
  return `${columns(rows, { width, left: 0 })}\n\n${words.totals(counts)}`;
}

/** Everything that is kept about a person: also the answer when somebody asks for it. */
export function readerText(
  reader: Subscriber,
  { results, bounces }: { results: readonly ReaderResult[]; bounces: readonly Bounce[] },
  { words, context }: { words: ListWords; context: Context },
): string {
  const { fields } = words;
  const tell = createMoments(context.project.messageLanguage, context.project.timezone);
  const { consent, suppression, requestedAt, confirmedAt } = reader;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [fields.email, reader.email],
    [fields.name, reader.name],
    [fields.status, words.statuses[reader.status]],
    [fields.suppressed, suppression && `${words.reasons[suppression.reason]}, ${tell(suppression.at)}`],
    [fields.audience, reader.audience.join(', ') || words.noAudience],
    [fields.language, reader.language],
    [fields.frequency, words.frequencies[reader.frequency]],
    [fields.consent, [consent.source, consent.at].filter(Boolean).join(', ') || words.noConsent],
    [fields.wording, consent.wording],
    [fields.requested, requestedAt && tell(requestedAt)],
    [fields.confirmed, confirmedAt && tell(confirmedAt)],
    [fields.since, tell(reader.createdAt)],
    ...results.map(({ title, state }, index) => [index === 0 ? fields.issues : '', `${title}: ${words.results[state]}`] as const),
    ...bounces.map((bounce, index) => [index === 0 ? fields.bounces : '', bounceLine(bounce, words.bounces[bounce.class], tell)] as const),
  ];
  const told = rows.flatMap(([field, value]) => (value === undefined ? [] : [{ cells: [field], text: [value] }]));
  return columns(told, { width: context.output.width, left: 0 });
}

const bounceLine = ({ title, status, at }: Bounce, words: string, tell: TellMoment): string =>
  `${[title, [words, status].filter(Boolean).join(' ')].filter(Boolean).join(': ')}, ${tell(at)}`;
