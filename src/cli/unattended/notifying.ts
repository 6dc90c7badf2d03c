/** `--notify`: tells a person what needs one. It never rejects and never changes an exit code; what became of it is for the log. */
import { OmkError, type Problem, problem } from '../../core/problem.ts';
import { type LoadOptions, loadProject } from '../config.ts';
import { type Context, openContext } from '../context.ts';
import { notifyWords } from '../messages/notify-words.ts';
import type { Invocation } from '../run.ts';
import { remembering } from './memory.ts';
import { labelOf, type NoticeText, noticeText } from './notice-text.ts';
import { notifyEnvironment, triggers } from './notify-fields.ts';
import { openTroubles } from './open-troubles.ts';
import { whatToTell } from './telling.ts';
import { type Trouble, troublesOf } from './troubles.ts';
import { addressIn, ping, postTo, tellByMail, webhookBody } from './ways.ts';

const dayMs = 86_400_000;

type Way = 'mail' | 'webhook' | 'heartbeat';
type Results = Partial<Record<Way, Problem | undefined>>;

/** After work that came to its end: whatever stands open in the ledger, whoever caused it. */
export const tellWhatIsOpen = (context: Context): Promise<string | undefined> =>
  safely(context, async () => {
    const results = await tell(context, await openTroubles(context), { isPartial: false });
    return { ...results, ...(await signOfLife(context)) };
  });

interface StopOptions {
  readonly place: LoadOptions;
  readonly invocation: Invocation;
  /** Absent: the settings could not be read. */
  readonly context: Context | undefined;
}

/** What kept omk from its work. With settings that are broken, by as much of them as can be read. */
export async function tellStop(error: unknown, { place, invocation, context }: StopOptions): Promise<string | undefined> {
  if (context) return safely(context, () => tell(context, troublesOf(error), { isPartial: true }));
  let anyway: Context | undefined;
  try {
    anyway = await openContext(await loadProject({ ...place, anyway: true }), invocation);
    const { notify, environment } = anyway.project;
    // Of a file that cannot be read at all, nobody knows whether a webhook was meant.
    if (!notify.mail && !environment[notifyEnvironment.webhook]) return undefined;
    const known = anyway;
    return await safely(known, () => tell(known, troublesOf(error), { isPartial: true }));
  } catch {
    return undefined;
  } finally {
    await anyway?.close();
  }
}

async function safely(context: Context, work: () => Promise<Results>): Promise<string | undefined> {
  const { output } = context;
  try {
    const results = Object.entries(await work()) as [Way, Problem | undefined][];
    for (const [way, found] of results) if (found) for (const one of [problem('notify-failed', { way }), found]) output.problem(one);
    return results.length === 0 ? undefined : results.map(([way, found]) => `${way}:${found?.code ?? 'ok'}`).join(',');
  } catch (error) {
    for (const found of error instanceof OmkError ? error.problems : []) output.problem(found);
    if (!(error instanceof OmkError))
      output.note(`${output.words.bug}\n\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 'failed';
  }
}

async function tell(context: Context, all: readonly Trouble[], { isPartial }: { readonly isPartial: boolean }): Promise<Results> {
  const { project, output, clock } = context;
  const { mail, webhook, on = triggers, again = dayMs } = project.notify;
  if (!mail && !webhook) {
    if (!project.environment[notifyEnvironment.heartbeat])
      output.problem(problem('notify-nowhere', {}, { file: 'omk.yaml', field: 'notify' }));
    return {};
  }
  const troubles = all.filter(({ kind }) => on.includes(kind));
  const memory = remembering(context);
  const label = labelOf(output.label);
  const telling = whatToTell({ troubles, memory: await memory.read(), now: clock.now(), againMs: again, label, isPartial });
  if (!telling) return {};
  const text = noticeText(telling, { project: project.name, words: notifyWords[project.messageLanguage], output });
  const results: Results = {
    ...(mail && { mail: await caught(() => mailTo(context, mail, text)) }),
    ...(webhook && { webhook: await caught(() => hookTo(context, webhook, text)) }),
  };
  // Somebody knows now; a way that failed is told of in the log, and gets the next thing that happens.
  if (Object.values(results).includes(undefined)) await memory.write(telling.memory);
  return results;
}

/** Without a ledger, so that a broken one can be told of. */
const mailTo = async (context: Context, addresses: readonly string[], text: NoticeText): Promise<Problem | undefined> =>
  tellByMail(text, { sender: await context.examinee('newsletter'), addresses, language: context.project.messageLanguage });

const hookTo = (context: Context, form: 'text' | 'teams', text: NoticeText): Promise<Problem | undefined> =>
  postTo(
    addressIn(notifyEnvironment.webhook, context.project.environment[notifyEnvironment.webhook]),
    webhookBody(text, form),
    context.loginDeps(),
  );

async function signOfLife(context: Context): Promise<Results> {
  const address = context.project.environment[notifyEnvironment.heartbeat];
  if (!address) return {};
  const found = await caught(() => ping(addressIn(notifyEnvironment.heartbeat, address), context.loginDeps()));
  return { heartbeat: found };
}

async function caught(work: () => Promise<Problem | undefined>): Promise<Problem | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OmkError && error.problems[0]) return error.problems[0];
    throw error;
  }
}
