/** What is done with one person of the list. Documents name what was done, never the address. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fail, type Problem, problem } from '../core/problem.ts';
import type { NewSubscriber, Subscriber } from '../core/subscribers.ts';
import type { ExitCode } from '../pipeline/report.ts';
import { emailParser, readerId } from './email-address.ts';
import { aboutFile, finish, isConsentRequired, type ListTask, plainFlag, preferencesOf } from './list-task.ts';
import { isOn, mayAsk } from './run.ts';
import { readerText } from './subscriber-text.ts';

/** The address that was typed, its id, and the reader if there is one. */
async function named({ context, ledger, invocation }: ListTask): Promise<{ email: string; id: string; reader: Subscriber | undefined }> {
  const [, written] = invocation.args;
  if (written === undefined) return fail('usage-missing-argument', { name: 'email' });
  const email = (await emailParser())(written) ?? fail('reader-bad-address', {});
  return { email, id: readerId(await context.sign(), email), reader: await ledger.subscriber({ email }) };
}

/** By hand, a person may undo what a person or a full mailbox did; only readers themselves undo the rest. */
export async function add(task: ListTask): Promise<ExitCode> {
  const { ledger, invocation, words } = task;
  const { email, id, reader } = await named(task);
  const [name, source, wording] = [plainFlag(invocation, 'name'), plainFlag(invocation, 'source'), plainFlag(invocation, 'wording')];
  if (source === undefined && isConsentRequired(task)) fail('reader-consent-required', { count: 1 });
  const consent = {
    at: task.context.clock.now().toISOString(),
    ...(source !== undefined && { source }),
    ...(wording !== undefined && { wording }),
  };
  const saved: NewSubscriber = {
    id,
    email,
    ...(name !== undefined && { name }),
    ...preferencesOf(invocation),
    consent: source === undefined && wording === undefined ? {} : consent,
  };
  const [result = 'unchanged'] = await ledger.saveSubscribers([saved], { lifts: ['manual', 'bounced'] });
  if (result === 'suppressed') fail('reader-suppressed', { reason: await reasonOf(task, reader, id) });
  const now = await ledger.subscriber({ email });
  const isUnproven = now?.consent.source === undefined;
  return finish(task, { result }, words.saved[result], [
    ...(isUnproven ? [problem('reader-consent-missing', { count: 1 })] : []),
    ...aboutFile(task, 'reader-file-counts'),
  ]);
}

const reasonOf = async ({ ledger }: ListTask, reader: Subscriber | undefined, id: string) =>
  (reader?.suppression ?? (await ledger.suppression(id)))?.reason ?? 'manual';

export async function remove(task: ListTask): Promise<ExitCode> {
  const { reader } = await named(task);
  if (!reader) return fail('reader-unknown', {});
  const isNew = await task.ledger.suppress(reader.id, 'manual');
  return finish(
    task,
    { result: isNew ? 'removed' : 'unchanged' },
    isNew ? task.words.removed : task.words.wasRemoved,
    aboutFile(task, 'reader-in-file'),
  );
}

export async function forget(task: ListTask): Promise<ExitCode> {
  const { context, ledger, invocation, words } = task;
  const { reader, id } = await named(task);
  if (!isOn(invocation, 'yes')) {
    if (!mayAsk(invocation)) fail('usage-needs-flag', { flag: '--yes' });
    const { askToConfirm } = await import('./prompt.ts');
    if (!(await askToConfirm(words.askToForget, context.output.words.confirm))) {
      context.output.talk(context.output.words.confirm.stopped);
      return 0;
    }
  }
  // A ledger that changed its secret knows the reader by an older id; both must stay away.
  const wasKnown = [reader ? await ledger.forget(reader.id) : false, await ledger.forget(id)].includes(true);
  return finish(task, { result: wasKnown ? 'forgotten' : 'unknown' }, wasKnown ? words.forgotten : words.notThere, [
    ...aboutFile(task, 'reader-in-file'),
    ...inCopies(task),
  ]);
}

/** Copies that were kept before the ledger was brought up to date. */
function inCopies({ context: { project } }: ListTask): readonly Problem[] {
  const folder = dirname(project.databasePath);
  const copies = readdirSync(folder).filter((name) => name.startsWith(`${basename(project.databasePath)}.v`));
  return copies.map((name) => problem('reader-in-copy', { path: relative(project.root, join(folder, name)) }));
}

export async function show(task: ListTask): Promise<ExitCode> {
  const { context, ledger, words } = task;
  const { reader, id } = await named(task);
  const suppression = reader?.suppression ?? (await ledger.suppression(id));
  if (!reader) return suppression ? fail('reader-suppressed', { reason: suppression.reason }) : fail('reader-unknown', {});
  const [results, bounces] = [await ledger.resultsOf(reader.id), await ledger.bouncesOf(reader.id)];
  return finish(task, { subscriber: documentOf(reader), results, bounces }, readerText(reader, { results, bounces }, { words, context }));
}

/** Without the id, which means nothing to anybody. */
export const documentOf = ({ id: _id, suppression, ...reader }: Subscriber) => ({
  ...reader,
  suppression: suppression ? { reason: suppression.reason, at: suppression.at } : null,
});
