/** `publish --to`: the newsletter of a post to an address or a few, as a look before it goes to the readers. */
import { randomUUID } from 'node:crypto';
import type { CallContext, ReaderQueue } from '../core/channel.ts';
import { introFor, introsOf } from '../core/intro.ts';
import { fillPermalink, type Message } from '../core/message.ts';
import type { SendOutcome } from '../core/outcome.ts';
import { fail, isWarning, type Problem, placed, problem } from '../core/problem.ts';
import type { Recipient, RecipientSettlement } from '../core/reader.ts';
import type { Candidate } from '../pipeline/plan.ts';
import type { ExitCode } from '../pipeline/report.ts';
import { type Context, channelOf, stopOnErrors } from './context.ts';
import { emailParser } from './email-address.ts';
import { onInterrupt } from './interrupt.ts';
import type { Output } from './output.ts';
import type { Prepared } from './publishing.ts';
import { showReport } from './show-report.ts';

/** Sends it and notes that it did; nothing counts as published. */
export async function sendTestMails(
  context: Context,
  prepared: Pick<Prepared, 'candidates' | 'uses' | 'problems'>,
  written: readonly string[],
): Promise<ExitCode> {
  const addresses = await checked(written);
  const ofMailings = prepared.problems.filter(({ where }) => where?.channel === undefined || isMailing(where.channel));
  stopOnErrors([...ofMailings, ...context.missing(prepared.uses.filter(({ channel }) => isMailing(channel.id)))]);
  const mailings = prepared.candidates.filter(({ request }) => isMailing(request.channel));
  if (mailings.length === 0) fail('no-mailing', {});
  const problems: Problem[] = [];
  for (const mailing of mailings) problems.push(...(await sendTest(context, mailing, addresses)));
  const exitCode = problems.some(({ code }) => code !== 'readers-refused') ? 1 : 0;
  if (exitCode === 0) context.output.talk(context.output.words.tested(addresses.join(', ')));
  return showReport(context, { posts: [], problems: [...ofMailings.filter(isWarning), ...problems] }, { command: 'publish', exitCode });
}

const isMailing = (channel: string): boolean => channelOf(channel).reaches === 'readers';

/** To more people it would be a publication, which somebody may have to approve. */
const mostTesters = 20;

async function checked(written: readonly string[]): Promise<readonly string[]> {
  const parse = await emailParser();
  const expected = 'naam@example.nl';
  if (written.length === 0) fail('usage-bad-value', { option: '--to', value: '', expected });
  if (written.length > mostTesters)
    fail('usage-bad-value', { option: '--to', value: String(written.length), expected: `1-${mostTesters}` });
  return written.map((value) => parse(value) ?? fail('usage-bad-value', { option: '--to', value, expected }));
}

async function sendTest(
  context: Context,
  { post, request, message, destination }: Candidate,
  addresses: readonly string[],
): Promise<readonly Problem[]> {
  const { signal, release } = onInterrupt(context.output);
  try {
    const queue = inMemory(lookers(addresses, message));
    const sender = await context.sender(request.channel);
    const outcome = await sender.send(asTest(message), testCall({ destination, since: context.clock.now(), signal, readers: queue }));
    const ledger = await context.ledger();
    await ledger.note({
      kind: 'tested',
      post: post.id,
      channel: request.channel,
      data: { count: addresses.length, outcome: outcome.kind },
    });
    return problemsOf(outcome, context.output).map((found) => placed(found, { file: post.file, channel: request.channel }));
  } finally {
    release();
  }
}

/** Nobody tries a test again but the person who gave it. */
const problemsOf = (outcome: SendOutcome, { textOf }: Pick<Output, 'textOf'>): readonly Problem[] => {
  if (outcome.kind === 'sent') return outcome.warning ? [outcome.warning] : [];
  if (outcome.kind === 'retry') return [problem('test-not-sent', { reason: textOf(outcome.problem).message })];
  return outcome.kind === 'handed-off' ? [] : [outcome.problem];
};

/** A post that is not on the hub yet has no address there. */
const noAddressYet = 'https://example.invalid/';

const asTest = (message: Message): Message => ({ ...fillPermalink(message, noAddressYet), subject: `[Test] ${message.subject ?? ''}` });

/**
 * A list of its own: mail programs keep it apart, and its unsubscribe link names a reader whom no list has. A new key
 * each time, so that a receiver does not take the second test for a repeat of the first.
 */
const testCall = ({
  destination,
  since,
  signal,
  readers,
}: Pick<CallContext, 'destination' | 'since' | 'signal' | 'readers'>): CallContext => ({
  key: `test ${randomUUID()}`,
  destination: `test.${destination}`,
  since,
  isTaken: async () => false,
  signal,
  begin: async () => {},
  parts: { done: [], begin: async () => {}, finish: async () => {} },
  readers,
});

/** Each address gets every form in which readers get the issue: one for each intro, and one without where some get none. */
function lookers(addresses: readonly string[], message: Message): readonly Recipient[] {
  const intros = introsOf(message);
  const forms = introFor(intros) ? intros.map(({ segment }) => [segment]) : [...intros.map(({ segment }) => [segment]), []];
  return addresses
    .flatMap((email) => forms.map((audience) => ({ email, audience })))
    .map(({ email, audience }, index) => ({ id: `test-${index + 1}`, email, audience, attempts: 1 }));
}

function inMemory(readers: readonly Recipient[]): ReaderQueue {
  const waiting: Recipient[] = [...readers];
  const results: RecipientSettlement['state'][] = [];
  const count = (state: RecipientSettlement['state']): number => results.filter((one) => one === state).length;
  return {
    exchange: async (settled, limit) => {
      results.push(...settled.map(({ settlement }) => settlement.state));
      return waiting.splice(0, limit);
    },
    left: async () => ({ count: count('waiting') + waiting.length }),
    counts: async () => ({
      sent: count('sent'),
      refused: count('refused'),
      suppressed: count('suppressed'),
      unconfirmed: count('unconfirmed'),
      waiting: count('waiting') + waiting.length,
    }),
  };
}
