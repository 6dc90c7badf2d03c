/** Sends an issue to each of its readers: a few connections side by side, every reader settled by what the server said. */
import type { CallContext, ChannelDeps } from '../../core/channel.ts';
import { isOnHold, onHold } from '../../core/delivery.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import type { Recipient, RecipientResult } from '../../core/reader.ts';
import { type MailConnection, openConnection } from './connection.ts';
import type { DeliverySettings } from './delivery-settings.ts';
import { type Issue, returnAddress } from './mail.ts';
import { domainOf, envelopeAddress } from './mail-address.ts';
import { type DomainPace, domainPace, noPace, type Pace, steadyPace } from './pace.ts';
import { quietUntil } from './quiet.ts';
import { type ReaderSource, readerSource, type Window } from './reader-source.ts';
import type { SmtpServer } from './smtp-server.ts';
import { judge, type Verdict, withoutConnection } from './verdict.ts';
import { createWatch } from './watch.ts';
import type { MailWriter } from './writing.ts';

export interface MailingOptions {
  readonly issue: Issue;
  readonly write: MailWriter;
  readonly server: SmtpServer;
  readonly settings: DeliverySettings;
  readonly context: CallContext;
  readonly deps: ChannelDeps;
}

/** After so long without a word of the ledger, a mailing makes sure that it is still its own before it goes on. */
const surenessMs = 5000;

/** Between two looks at readers who wait for their domain's turn. */
const shortestPauseMs = 20;

/** One run over the readers that are due. */
export class Mailing {
  readonly #options: MailingOptions;
  readonly #pace: Pace;
  readonly #domains: DomainPace | undefined;
  readonly #watch = createWatch();
  #source: ReaderSource;
  #stop: SendOutcome | undefined;
  /** Why a connection could not be made, for when no other finishes the work. */
  #unconnected: SendOutcome | undefined;
  #lastRefusal = '';
  #lastDelay = '';
  #hasBegun = false;
  /** A server that takes no mail at all says something of itself: until it took one, nobody is suppressed for it. */
  #hasReached = false;
  readonly #gone: RecipientResult[] = [];

  constructor(options: MailingOptions) {
    const { settings, deps } = options;
    this.#options = options;
    this.#pace = settings.rate === undefined ? noPace : steadyPace(settings.rate, deps.clock);
    this.#domains = settings.perDomain === undefined ? undefined : domainPace(settings.perDomain, deps.clock);
    this.#source = this.#newSource();
  }

  async run(): Promise<SendOutcome> {
    const { clock } = this.#options.deps;
    while (!this.#isOver()) {
      await this.#sendDue();
      const nextAt = this.#isOver() ? undefined : await this.#heldUntil();
      if (!nextAt) break;
      await clock.sleep(Math.max(shortestPauseMs, nextAt.getTime() - clock.now().getTime()), this.#options.context.signal);
      this.#source = this.#newSource();
    }
    return this.#outcome();
  }

  #isOver(): boolean {
    this.#stop ??= this.#quiet();
    return this.#stop !== undefined || this.#unconnected !== undefined || this.#options.context.signal.aborted;
  }

  #quiet(): SendOutcome | undefined {
    const { settings, deps } = this.#options;
    const until = settings.quiet && quietUntil(settings.quiet, deps.clock.now(), deps.timeZone ?? 'UTC');
    return until && { kind: 'retry', problem: problem('quiet-hours', { hours: settings.quiet?.written ?? '' }), notBefore: until };
  }

  /** When the next reader is due whom this mailing itself told to wait. */
  async #heldUntil(): Promise<Date | undefined> {
    if (!this.#domains) return undefined;
    const { nextAt } = await this.#options.context.readers.left();
    return nextAt && nextAt <= this.#domains.heldUntil() ? nextAt : undefined;
  }

  #newSource(): ReaderSource {
    return readerSource(this.#options.context.readers, windowOf(this.#options.settings), this.#options.deps.clock);
  }

  async #sendDue(): Promise<void> {
    const first = await this.#source.next();
    if (!first) return;
    this.#source.putBack(first);
    try {
      await this.#sendAll();
    } catch (error) {
      // What is known is written down, also when the mailing is no longer ours.
      await this.#source.release().catch(() => undefined);
      throw error;
    }
    await this.#source.release();
  }

  /** The first connection is made alone: a refused login is then refused once. */
  async #sendAll(): Promise<void> {
    const { settings } = this.#options;
    const connection = await this.#connect();
    if (!connection) return;
    const lanes = Math.min(settings.connections, windowOf(settings).least);
    const results = await Promise.allSettled(Array.from({ length: lanes }, (_, index) => this.#lane(index === 0 ? connection : undefined)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** One reader after the other over one connection, which is made anew when it broke or has served long enough. */
  async #lane(first: MailConnection | undefined): Promise<void> {
    let connection = first;
    let served = 0;
    try {
      for (let reader = await this.#next(); reader; reader = await this.#next()) {
        const address = envelopeAddress(reader.email);
        if (!address) {
          await this.#settle(reader, { reader: { state: 'refused', problem: problem('rejected', { detail: '553 5.1.3' }) } });
          continue;
        }
        if (await this.#isHeld(reader, address)) continue;
        if (served >= this.#options.settings.messagesPerConnection) connection?.close();
        if (!connection?.isOpen() || served >= this.#options.settings.messagesPerConnection) {
          connection = await this.#connect();
          served = 0;
        }
        if (!connection) return this.#source.putBack(reader);
        served += 1;
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
    this.#stop ??= this.#quiet();
    if (this.#stop || this.#options.context.signal.aborted) return undefined;
    return this.#source.next();
  }

  /** Whose domain had its mail for now goes back to the ledger until its next turn. */
  async #isHeld(reader: Recipient, address: string): Promise<boolean> {
    const notBefore = this.#domains?.turnOf(domainOf(address).toLowerCase());
    if (!notBefore) return false;
    await this.#source.settle(reader.id, { state: 'waiting', notBefore, isUntried: true });
    return true;
  }

  async #connect(): Promise<MailConnection | undefined> {
    const { server, deps, context } = this.#options;
    const opened = await openConnection(server, { deadlineMs: deps.deadlineMs, signal: context.signal });
    if (opened.kind === 'open') return opened.connection;
    this.#unconnected = withoutConnection(opened, deps.clock.now());
    return undefined;
  }

  async #mail(connection: MailConnection, reader: Recipient, address: string): Promise<void> {
    const { issue, write, context, deps } = this.#options;
    deps.tidyMemory?.();
    const mail = await write({ ...reader, address });
    await this.#pace.turn(context.signal);
    if (this.#stop || context.signal.aborted) return this.#source.putBack(reader);
    await this.#makeSure(reader);
    const answer = await connection.send({ from: returnAddress(issue, reader.id), to: address }, mail);
    if (answer.kind === 'refused') this.#note(answer.reply);
    await this.#settle(reader, judge({ answer, attempts: reader.attempts, now: deps.clock.now() }));
  }

  /** The code alone: a server's words may hold an address. */
  #note(reply: string): void {
    const code = reply.slice(0, 9).trim();
    if (code.startsWith('4')) this.#lastDelay = code;
    else this.#lastRefusal = code;
  }

  /** Every exchange with the ledger says that the mailing is ours; before the first mail and after a long wait it is asked. */
  async #makeSure(reader: Recipient): Promise<void> {
    const { context, deps } = this.#options;
    if (this.#hasBegun && deps.clock.now().getTime() - this.#source.writtenAt() <= surenessMs) return;
    this.#hasBegun = true;
    try {
      await context.begin();
    } catch (error) {
      // This one surely has not got it.
      this.#source.putBack(reader);
      throw error;
    }
  }

  async #settle(reader: Recipient, { reader: settlement, stop, trouble }: Verdict): Promise<void> {
    this.#stop ??= stop ?? this.#watch.see(settlement, trouble);
    if (!settlement) return this.#source.putBack(reader);
    const { suppress, ...plain } = settlement;
    if (settlement.state === 'sent') for (const result of this.#gone.splice(0)) this.#source.amend(result);
    this.#hasReached ||= settlement.state === 'sent';
    if (suppress && !this.#hasReached) this.#gone.push({ id: reader.id, settlement });
    await this.#source.settle(reader.id, this.#hasReached ? settlement : plain);
  }

  /** A mailing may take days: while it gets on, or waits as it was told to, nothing is given up. */
  async #outcome(): Promise<SendOutcome> {
    const outcome = await this.#standing();
    const isPlanned = outcome.kind === 'retry' && ['quiet-hours', 'sample-sent'].includes(outcome.problem.code);
    return outcome.kind === 'retry' && (isPlanned || this.#hasReached) ? { ...outcome, isPatient: true } : outcome;
  }

  async #standing(): Promise<SendOutcome> {
    const { issue, context } = this.#options;
    const [left, counts] = await Promise.all([context.readers.left(), context.readers.counts()]);
    if (this.#stop && (left.count > 0 || this.#stop.kind !== 'retry')) return this.#stop;
    if (left.nextAt && isOnHold({ dueAt: left.nextAt }))
      return { kind: 'retry', problem: problem('sample-sent', { count: counts.sent }), notBefore: onHold };
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
    return { kind: 'retry', problem: problem('rate-limited', { detail: this.#lastDelay }), ...(nextAt && { notBefore: nextAt }) };
  }
}

/** Two for each connection (contract newsletter 10), and no more than a limited rate needs for a quarter of a second. */
export function windowOf({ connections, rate }: DeliverySettings): Window {
  const most = rate === undefined ? connections * 2 : Math.max(1, Math.ceil(rate / 4));
  return { least: Math.min(connections * 2, most), most };
}
