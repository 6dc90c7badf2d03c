/** Sends an issue to each of its readers: a few connections side by side, every reader settled by what the server said. */
import type { CallContext, ChannelDeps, ChannelValues, Sender } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import type { Finding, SendOutcome } from '../../core/outcome.ts';
import { fail, OmkError, problem } from '../../core/problem.ts';
import type { Recipient } from '../../core/reader.ts';
import { type MailConnection, openConnection } from './connection.ts';
import { signatureFault, signingOptions } from './dkim.ts';
import { type Issue, issueStem, writeMail } from './mail.ts';
import { domainOf, envelopeAddress, type MailAddress, parseMailbox } from './mail-address.ts';
import { type ReaderSource, readerSource } from './reader-source.ts';
import { parseSmtpUrl, type SmtpServer } from './smtp-server.ts';
import { judge, patience, type Verdict, withoutConnection } from './verdict.ts';

/** Connections side by side, and readers taken at a time: never more than ten in flight (contract newsletter 8). */
const lanes = 5;
const window = 5;

export function openSender(values: ChannelValues, deps: ChannelDeps): Sender {
  return {
    send: (message, context) => send(message, context, { values, deps }),
    find: (_message, { readers }) => find(readers),
  };
}

interface Opened {
  readonly values: ChannelValues;
  readonly deps: ChannelDeps;
}

async function send(message: Message, context: CallContext, { values, deps }: Opened): Promise<SendOutcome> {
  try {
    const server = serverOf(values, deps);
    const issue = await prepare(message, context, { values, deps });
    return await new Mailing({ issue, server, context, deps }).run();
  } catch (error) {
    if (!(error instanceof OmkError) || !error.problems[0]) throw error;
    return { kind: 'rejected', problem: error.problems[0] };
  }
}

/** Nobody is left, or somebody may still be tried: sending goes on. Only readers in doubt are for a person. */
async function find(readers: CallContext['readers']): Promise<Finding> {
  const [{ count }, counts] = await Promise.all([readers.left(), readers.counts()]);
  const { unconfirmed } = counts;
  // A mailing of which this ledger knows no reader was made elsewhere: nobody here can tell whom it reached.
  if (Object.values(counts).every((each) => each === 0)) return { kind: 'unsure', isFinal: true };
  if (count > 0 || unconfirmed === 0) return { kind: 'resumable' };
  return { kind: 'unsure', problem: problem('readers-unconfirmed', { count: unconfirmed }) };
}

function serverOf({ settings }: ChannelValues, { network }: ChannelDeps): SmtpServer {
  const server = parseSmtpUrl(settings['smtp'] ?? '');
  if (!server) return fail('config-bad-value', { name: 'SMTP_URL', expected: 'address' });
  const host = server.host.includes(':') ? `[${server.host}]` : server.host;
  // TLS is certain wherever it is not this computer, so the host is judged as one that is reached over TLS.
  network.permit(`https://${host}:${server.port}`);
  return server;
}

/** All that the readers share. Refuses before the first of them when a picture is gone or a mail cannot be signed. */
async function prepare(message: Message, { key, destination, since }: CallContext, { values, deps }: Opened): Promise<Issue> {
  const { options } = values;
  const replyTo = mailbox(options['replyTo']);
  const from = mailbox(options['from']) ?? fail('config-missing-key', { key: 'newsletter.from' });
  const pictures = await Promise.all(message.media.map(async (media) => ({ media, bytes: await deps.readMedia(media) })));
  const issue: Issue = {
    message,
    from,
    ...(replyTo && { replyTo }),
    listId: destination,
    ...(typeof options['unsubscribe'] === 'string' && { unsubscribe: options['unsubscribe'] }),
    language: typeof message.details['language'] === 'string' ? message.details['language'] : 'nl',
    date: since,
    stem: issueStem(deps.sign, destination, key),
    pictures,
    sign: deps.sign,
  };
  return signed(issue, { values, deps });
}

const mailbox = (written: unknown): MailAddress | undefined => (typeof written === 'string' ? parseMailbox(written) : undefined);

/** With a key, mail that cannot be signed is not sent: one is written and verified first (contract newsletter 1.8). */
async function signed(issue: Issue, { values: { settings }, deps }: Opened): Promise<Issue> {
  const { dkimDomain: domain, dkimSelector: selector, dkimKeyFile: file } = settings;
  if (!domain || !selector || !file) return issue;
  const { options, key } = await signingOptions({ domain, selector, file, path: deps.resolvePath(file) });
  const probe = await writeMail({ ...issue, dkim: options }, { id: 'probe', address: issue.from.address });
  const fault = signatureFault(probe, key);
  if (fault) fail('unsigned-mail', { detail: fault });
  return { ...issue, dkim: options };
}

interface MailingOptions {
  readonly issue: Issue;
  readonly server: SmtpServer;
  readonly context: CallContext;
  readonly deps: ChannelDeps;
}

/** One run over the readers that are due. */
class Mailing {
  readonly #options: MailingOptions;
  readonly #source: ReaderSource;
  readonly #inARow = { later: 0, policy: 0, doubt: 0, broken: 0 };
  #stop: SendOutcome | undefined;
  /** Why a connection could not be made, for when no other finishes the work. */
  #unconnected: SendOutcome | undefined;
  #lastRefusal = '';

  constructor(options: MailingOptions) {
    this.#options = options;
    this.#source = readerSource(options.context.readers, window);
  }

  async run(): Promise<SendOutcome> {
    const first = await this.#source.next();
    if (first) {
      this.#source.putBack(first);
      await this.#sendAll();
      await this.#source.release();
    }
    return this.#outcome();
  }

  /** The first connection is made alone: a refused login is then refused once. */
  async #sendAll(): Promise<void> {
    const connection = await this.#connect();
    if (!connection) return;
    const results = await Promise.allSettled(Array.from({ length: lanes }, (_, index) => this.#lane(index === 0 ? connection : undefined)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** One reader after the other over one connection, which is made anew when it broke. */
  async #lane(first: MailConnection | undefined): Promise<void> {
    let connection = first;
    try {
      for (let reader = await this.#next(); reader; reader = await this.#next()) {
        const address = envelopeAddress(reader.email);
        if (!address) {
          await this.#settle(reader, { reader: { state: 'refused', problem: problem('rejected', { detail: '553 5.1.3' }) } });
          continue;
        }
        connection = connection?.isOpen() ? connection : await this.#connect();
        if (!connection) return this.#source.putBack(reader);
        await this.#mail(connection, reader, address);
      }
    } catch (error) {
      // The delivery is no longer ours, or something is broken: the other lanes stop after the mail in hand.
      this.#stop ??= { kind: 'retry', problem: problem('interrupted', {}) };
      throw error;
    } finally {
      connection?.close();
    }
  }

  async #next(): Promise<Recipient | undefined> {
    if (this.#stop || this.#options.context.signal.aborted) return undefined;
    return this.#source.next();
  }

  async #connect(): Promise<MailConnection | undefined> {
    const { server, deps, context } = this.#options;
    const opened = await openConnection(server, { deadlineMs: deps.deadlineMs, signal: context.signal });
    if (opened.kind === 'open') return opened.connection;
    this.#unconnected = withoutConnection(opened, deps.clock.now());
    return undefined;
  }

  async #mail(connection: MailConnection, reader: Recipient, address: string): Promise<void> {
    const { issue, context, deps } = this.#options;
    const mail = await writeMail(issue, { ...reader, address });
    await context.begin();
    const answer = await connection.send({ from: issue.from.address, to: address }, mail);
    if (answer.kind === 'refused') this.#lastRefusal = answer.reply.slice(0, 9).trim();
    await this.#settle(reader, judge({ answer, attempts: reader.attempts, since: context.since, now: deps.clock.now() }));
  }

  async #settle(reader: Recipient, { reader: settlement, stop, trouble }: Verdict): Promise<void> {
    if (settlement) await this.#options.context.readers.settle(reader.id, settlement);
    else this.#source.putBack(reader);
    if (stop) this.#stop ??= stop;
    for (const kind of ['later', 'policy', 'doubt', 'broken'] as const) {
      this.#inARow[kind] = trouble?.kind === kind ? this.#inARow[kind] + 1 : 0;
      if (trouble?.kind === kind && this.#inARow[kind] >= patience[kind]) this.#stop ??= trouble.outcome;
    }
  }

  async #outcome(): Promise<SendOutcome> {
    const { issue, context } = this.#options;
    const [left, counts] = await Promise.all([context.readers.left(), context.readers.counts()]);
    if (this.#stop && (left.count > 0 || this.#stop.kind !== 'retry')) return this.#stop;
    if (left.count > 0) return this.#later(left.nextAt);
    if (counts.unconfirmed > 0) return { kind: 'unknown', problem: problem('readers-unconfirmed', { count: counts.unconfirmed }) };
    if (counts.sent === 0)
      return {
        kind: 'rejected',
        problem: counts.refused > 0 ? problem('nobody-reached', { count: counts.refused }) : problem('no-readers', {}),
      };
    const receipt = { remoteId: `${issue.stem}@${domainOf(issue.from.address)}` };
    if (counts.refused === 0) return { kind: 'sent', receipt };
    return { kind: 'sent', receipt, warning: problem('readers-refused', { count: counts.refused, detail: this.#lastRefusal }) };
  }

  #later(nextAt: Date | undefined): SendOutcome {
    if (this.#options.context.signal.aborted) return { kind: 'retry', problem: problem('interrupted', {}) };
    if (this.#unconnected) return this.#unconnected;
    return { kind: 'retry', problem: problem('rate-limited', { detail: this.#lastRefusal }), ...(nextAt && { notBefore: nextAt }) };
  }
}
