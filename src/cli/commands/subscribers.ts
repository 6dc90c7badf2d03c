/** The newsletter's own list: bring in, add, remove, look at, write out, forget. An address never stands in a log or an event. */
import { resolve } from 'node:path';
import { fail } from '../../core/problem.ts';
import { type Subscriber, type SubscriberFilter, subscriberStatuses } from '../../core/subscribers.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { aboutFile, finish, isConsentRequired, type ListTask, oneOf, plainFlag, preferencesOf } from '../list-task.ts';
import { listWords } from '../messages/list-words.ts';
import { add, documentOf, forget, remove, show } from '../one-subscriber.ts';
import { type Invocation, isOn, listFlag, type Run, textFlag, textsFlag } from '../run.ts';
import { importText, listText } from '../subscriber-text.ts';
import { withContext } from '../with-context.ts';

const actions = { import: importFrom, add, remove, list, export: exportTo, show, forget } as const;

export const run: Run = (invocation) =>
  withContext(invocation, {}, async (context) => {
    const [action = ''] = invocation.args;
    const work = Object.hasOwn(actions, action) ? actions[action as keyof typeof actions] : undefined;
    if (!work) return fail('usage-bad-value', { option: 'subscribers', value: action, expected: Object.keys(actions).join(', ') });
    return work({ context, ledger: await context.ledger(), invocation, words: listWords[context.project.messageLanguage] });
  });

async function importFrom(task: ListTask): Promise<ExitCode> {
  const { context, ledger, invocation, words } = task;
  const [, name] = invocation.args;
  if (name === undefined) return fail('usage-missing-argument', { name: 'file' });
  const { importSubscribers } = await import('../importing.ts');
  const [source, wording] = [plainFlag(invocation, 'source'), plainFlag(invocation, 'wording')];
  const dryRun = isOn(invocation, 'dryRun');
  const report = await importSubscribers(ledger, await context.sign(), {
    file: { path: resolve(name), name, columns: columnsOf(invocation) },
    ...(source !== undefined && { source }),
    ...(wording !== undefined && { wording }),
    ...preferencesOf(invocation),
    isConsentRequired: isConsentRequired(task),
    dryRun,
  });
  const { problems, invalid, duplicateLines, suppressedLines, rows, added, changed, unchanged, suppressed } = report;
  const counts = { added, changed, unchanged, suppressed, duplicate: duplicateLines.length, invalid: invalid.length };
  const lines = { invalid, duplicate: duplicateLines, suppressed: suppressedLines };
  return finish(task, { file: name, dryRun, rows, ...counts, lines }, importText(report, { file: name, dryRun, words }), [
    ...problems,
    ...aboutFile(task, 'reader-file-counts'),
  ]);
}

const columnNames = ['email', 'name', 'audience', 'language', 'frequency', 'consent_at', 'consent_source', 'consent_wording', 'status'];

/** `--column email=E-mailadres`, as often as needed. */
function columnsOf(invocation: Invocation): Readonly<Record<string, string>> {
  return Object.fromEntries(
    textsFlag(invocation, 'column').map((value) => {
      const [, column = '', theirs = ''] = /^([^=]+)=(.+)$/.exec(value) ?? [];
      if (!columnNames.includes(column))
        fail('usage-bad-value', { option: '--column', value, expected: columnNames.map((one) => `${one}=…`).join(', ') });
      return [column, theirs];
    }),
  );
}

/** How many readers are looked up at a time. */
const pageSize = 1000;

async function* readersOf({ ledger }: ListTask, filter: SubscriberFilter): AsyncGenerator<Subscriber> {
  let after: string | undefined;
  for (;;) {
    const page = await ledger.subscribers({ ...filter, limit: pageSize, ...(after !== undefined && { after }) });
    yield* page;
    after = page.at(-1)?.email;
    if (page.length < pageSize) return;
  }
}

function filterOf(invocation: Invocation): SubscriberFilter {
  const [statuses, audience] = [listFlag(invocation, 'status'), listFlag(invocation, 'audience')];
  return {
    ...(statuses && { statuses: statuses.map((value) => oneOf(subscriberStatuses, '--status', value)) }),
    ...(audience && { audience }),
  };
}

async function list(task: ListTask): Promise<ExitCode> {
  const { context, ledger, invocation, words } = task;
  const filter = filterOf(invocation);
  const counts = await ledger.subscriberCounts(filter);
  const readers: Subscriber[] = [];
  for await (const reader of readersOf(task, filter)) readers.push(reader);
  return finish(
    task,
    { subscribers: readers.map(documentOf), counts },
    listText(readers, counts, { words, width: context.output.width }),
    aboutFile(task, 'reader-file-counts'),
  );
}

/** Those who get mail, unless others are asked for: a list that is carried elsewhere should not bring the rest back. */
async function exportTo(task: ListTask): Promise<ExitCode> {
  const { context, invocation, words } = task;
  const { writeReaders } = await import('../subscribers-export.ts');
  const readers = readersOf(task, { statuses: ['active'], ...filterOf(invocation) });
  const path = textFlag(invocation, 'output');
  if (path === undefined && context.output.isJson) {
    const found: Subscriber[] = [];
    for await (const reader of readers) found.push(reader);
    return finish(task, { subscribers: found.map(documentOf) }, '');
  }
  const count = await writeReaders(readers, path === undefined ? context.output.result : path);
  context.output.talk(words.exported(count));
  return context.output.isJson ? finish(task, { readers: count, file: path }, '') : 0;
}
