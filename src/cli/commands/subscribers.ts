/** The newsletter's own list: bring in, add, remove, look at, write out, forget. An address never stands in a log or an event. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import type { Ledger } from '../../core/ledger.ts';
import { fail, OmkError, type Problem, problem } from '../../core/problem.ts';
import type { Frequency } from '../../core/reader.ts';
import { frequencies } from '../../core/reader.ts';
import { type NewSubscriber, type Subscriber, type SubscriberStatus, subscriberStatuses } from '../../core/subscribers.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import type { Context } from '../context.ts';
import { emailParser, readerId } from '../email-address.ts';
import { type ListWords, listWords } from '../messages/list-words.ts';
import { mailingOf } from '../reader-list.ts';
import { type Invocation, isOn, listFlag, mayAsk, type Run, textFlag, textsFlag } from '../run.ts';
import { showSandboxNote } from '../show-report.ts';
import { importText, listText, readerText } from '../subscriber-text.ts';
import { isLanguage, plainValue } from '../subscribers-file.ts';
import { withContext } from '../with-context.ts';

const actions = { import: importFrom, add, remove, list, export: exportTo, show, forget } as const;

interface Task {
  readonly context: Context;
  readonly ledger: Ledger;
  readonly invocation: Invocation;
  readonly words: ListWords;
}

export const run: Run = (invocation) =>
  withContext(invocation, {}, async (context) => {
    const [action = ''] = invocation.args;
    const work = Object.hasOwn(actions, action) ? actions[action as keyof typeof actions] : undefined;
    if (!work) return fail('usage-bad-value', { option: 'subscribers', value: action, expected: Object.keys(actions).join(', ') });
    return work({ context, ledger: await context.ledger(), invocation, words: listWords[context.project.messageLanguage] });
  });

/** One document on stdout, or the words for a person; warnings beside it. */
function finish({ context }: Task, document: Readonly<Record<string, unknown>>, text: string, problems: readonly Problem[] = []): ExitCode {
  const { output } = context;
  if (output.isJson) output.document({ ...document, problems: problems.map(output.problemJson), exitCode: 0 });
  else if (text !== '') output.result(text);
  for (const found of problems) output.problem(found);
  return 0;
}

/** omk.yaml names a file that counts instead of this list. */
const fileOf = ({ context: { project, ...context } }: Task): string | undefined => {
  const id = mailingOf({ project, ...context })?.id;
  const path = id === undefined ? undefined : project.channelOptions[id]?.['subscribers'];
  return typeof path === 'string' ? path : undefined;
};

const isConsentRequired = ({ context }: Task): boolean =>
  context.project.channelOptions[mailingOf(context)?.id ?? '']?.['consent'] === 'required';

const fileCounts = (task: Task): readonly Problem[] => {
  const path = fileOf(task);
  return path === undefined ? [] : [problem('reader-file-counts', { path })];
};

async function importFrom(task: Task): Promise<ExitCode> {
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
  const code = finish(task, { file: name, dryRun, rows, ...counts, lines }, importText(report, { file: name, dryRun, words }), [
    ...problems,
    ...fileCounts(task),
  ]);
  showSandboxNote(context);
  return code;
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

function plainFlag(invocation: Invocation, name: string): string | undefined {
  const value = textFlag(invocation, name);
  return value === undefined ? undefined : plainValue(value) || undefined;
}

function preferencesOf(invocation: Invocation): Pick<NewSubscriber, 'audience' | 'language' | 'frequency'> {
  const [audience, language, frequency] = [
    listFlag(invocation, 'audience'),
    textFlag(invocation, 'language'),
    textFlag(invocation, 'frequency'),
  ];
  if (language !== undefined && !isLanguage(language))
    fail('usage-bad-value', { option: '--language', value: language, expected: 'nl, en, …' });
  return {
    ...(audience && { audience: audience.map(plainValue) }),
    ...(language !== undefined && { language }),
    ...(frequency !== undefined && { frequency: oneOf(frequencies, '--frequency', frequency) as Frequency }),
  };
}

const oneOf = <T extends string>(choices: readonly T[], option: string, value: string): T =>
  choices.find((choice) => choice === value) ?? fail('usage-bad-value', { option, value, expected: choices.join(', ') });

/** The address that was typed, its id, and the reader if there is one. */
async function named({ context, ledger, invocation }: Task): Promise<{ email: string; id: string; reader: Subscriber | undefined }> {
  const [, written] = invocation.args;
  if (written === undefined) return fail('usage-missing-argument', { name: 'email' });
  const email = (await emailParser())(written) ?? fail('reader-bad-address', {});
  return { email, id: readerId(await context.sign(), email), reader: await ledger.subscriber({ email }) };
}

/** By hand, a person may undo what a person or a full mailbox did; only readers themselves undo the rest. */
async function add(task: Task): Promise<ExitCode> {
  const { ledger, invocation, words, context } = task;
  const { email, id, reader } = await named(task);
  const [name, source, wording] = [plainFlag(invocation, 'name'), plainFlag(invocation, 'source'), plainFlag(invocation, 'wording')];
  if (source === undefined && isConsentRequired(task)) fail('reader-consent-required', { count: 1 });
  const consent = {
    at: systemClock.now().toISOString(),
    ...(source !== undefined && { source }),
    ...(wording !== undefined && { wording }),
  };
  const saved: NewSubscriber = {
    id,
    email,
    ...(name !== undefined && { name }),
    ...preferencesOf(invocation),
    consent: source === undefined ? {} : consent,
  };
  const [result = 'unchanged'] = await ledger.saveSubscribers([saved], { lifts: ['manual', 'bounced'] });
  if (result === 'suppressed') fail('reader-suppressed', { reason: await reasonOf(task, reader, id) });
  const now = await ledger.subscriber({ email });
  const isUnproven = now?.consent.source === undefined;
  const code = finish(task, { result }, words.saved[result], [
    ...(isUnproven ? [problem('reader-consent-missing', { count: 1 })] : []),
    ...fileCounts(task),
  ]);
  showSandboxNote(context);
  return code;
}

const reasonOf = async ({ ledger }: Task, reader: Subscriber | undefined, id: string) =>
  (reader?.suppression ?? (await ledger.suppression(id)))?.reason ?? 'manual';

async function remove(task: Task): Promise<ExitCode> {
  const { reader } = await named(task);
  if (!reader) return fail('reader-unknown', {});
  const isNew = await task.ledger.suppress(reader.id, 'manual');
  return finish(task, { result: isNew ? 'removed' : 'unchanged' }, isNew ? task.words.removed : task.words.wasRemoved, inFile(task));
}

const inFile = (task: Task): readonly Problem[] => {
  const path = fileOf(task);
  return path === undefined ? [] : [problem('reader-in-file', { path })];
};

async function forget(task: Task): Promise<ExitCode> {
  const { context, ledger, invocation, words } = task;
  const { reader, id } = await named(task);
  if (!isOn(invocation, 'yes')) {
    if (!mayAsk(invocation)) fail('usage-needs-flag', { flag: '--yes' });
    const { askToConfirm } = await import('../prompt.ts');
    if (!(await askToConfirm(words.askToForget, context.output.words.confirm))) {
      context.output.talk(context.output.words.confirm.stopped);
      return 0;
    }
  }
  // A ledger that changed its secret knows the reader by an older id; both must stay away.
  const wasKnown = [reader ? await ledger.forget(reader.id) : false, await ledger.forget(id)].includes(true);
  return finish(task, { result: wasKnown ? 'forgotten' : 'unknown' }, wasKnown ? words.forgotten : words.notThere, [
    ...inFile(task),
    ...inCopies(task),
  ]);
}

/** Copies that were kept before the ledger was brought up to date. */
function inCopies({ context: { project } }: Task): readonly Problem[] {
  const folder = dirname(project.databasePath);
  const copies = readdirSync(folder).filter((name) => name.startsWith(`${basename(project.databasePath)}.v`));
  return copies.map((name) => problem('reader-in-copy', { path: relative(project.root, join(folder, name)) }));
}

async function show(task: Task): Promise<ExitCode> {
  const { context, ledger, words } = task;
  const { reader, id } = await named(task);
  const suppression = reader?.suppression ?? (await ledger.suppression(id));
  if (!reader)
    throw new OmkError([suppression ? problem('reader-suppressed', { reason: suppression.reason }) : problem('reader-unknown', {})]);
  const results = await ledger.resultsOf(reader.id);
  return finish(task, { subscriber: documentOf(reader), results }, readerText(reader, results, { words, context }));
}

/** Without the id, which means nothing to anybody. */
const documentOf = ({ id: _id, suppression, ...reader }: Subscriber) => ({
  ...reader,
  suppression: suppression ? { reason: suppression.reason, at: suppression.at } : null,
});

/** How many readers are looked up at a time. */
const pageSize = 1000;

async function* readersOf(
  { ledger }: Task,
  filter: { statuses?: readonly SubscriberStatus[]; audience?: readonly string[] },
): AsyncGenerator<Subscriber> {
  let after: string | undefined;
  for (;;) {
    const page = await ledger.subscribers({ ...filter, limit: pageSize, ...(after !== undefined && { after }) });
    yield* page;
    after = page.at(-1)?.email;
    if (page.length < pageSize) return;
  }
}

function filterOf(invocation: Invocation): { statuses?: readonly SubscriberStatus[]; audience?: readonly string[] } {
  const [statuses, audience] = [listFlag(invocation, 'status'), listFlag(invocation, 'audience')];
  return {
    ...(statuses && { statuses: statuses.map((value) => oneOf(subscriberStatuses, '--status', value)) }),
    ...(audience && { audience }),
  };
}

async function list(task: Task): Promise<ExitCode> {
  const { context, ledger, invocation, words } = task;
  const filter = filterOf(invocation);
  const counts = await ledger.subscriberCounts(filter);
  const readers: Subscriber[] = [];
  for await (const reader of readersOf(task, filter)) readers.push(reader);
  return finish(
    task,
    { subscribers: readers.map(documentOf), counts },
    listText(readers, counts, { words, width: context.output.width }),
    fileCounts(task),
  );
}

/** Those who get mail, unless others are asked for: a list that is carried elsewhere should not bring the rest back. */
async function exportTo(task: Task): Promise<ExitCode> {
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
