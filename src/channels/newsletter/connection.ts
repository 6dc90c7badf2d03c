/**
 * One connection to the mail server. nodemailer's own pool cannot tell whether a broken connection had begun to take a
 * mail in (contract newsletter 8); handing the mail over as a stream that notes when it is taken can.
 */
import { Readable, Transform } from 'node:stream';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { errorCode } from '../shared/http.ts';
import type { SmtpServer } from './smtp-server.ts';

export type SmtpStep = 'connect' | 'secure' | 'login' | 'sender' | 'recipient' | 'message';

/** What the server made of a mail. */
export type MailAnswer =
  | { readonly kind: 'accepted' }
  /** It said no or later; `reply` is what it said. */
  | { readonly kind: 'refused'; readonly step: SmtpStep; readonly status: number; readonly reply: string }
  /** The connection broke; `begun`: the mail was on its way, and may be there. */
  | { readonly kind: 'lost'; readonly begun: boolean; readonly detail: string };

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

export interface MailConnection {
  readonly isOpen: () => boolean;
  send(envelope: Envelope, mail: Uint8Array): Promise<MailAnswer>;
  close(): void;
}

export type Opened =
  | { readonly kind: 'open'; readonly connection: MailConnection; readonly isLoggedIn: boolean }
  | Exclude<MailAnswer, { kind: 'accepted' }>;

type Connection = InstanceType<typeof import('nodemailer/lib/smtp-connection').default>;

/** How long each step may take, and when omk is told to stop. */
export interface Patience {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** A mail that is on its way when omk is told to stop gets this long, so that its reader is not left in doubt. */
const graceMs = 2000;

/** Connects, secures and logs in; each within the deadline. */
export async function openConnection(server: SmtpServer, { deadlineMs, signal }: Patience): Promise<Opened> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const connection = new SMTPConnection(connectionOptions(server, deadlineMs));
  const steps = stepsOf(connection, deadlineMs);
  const stop = stopping(signal, steps.end);
  try {
    if (signal.aborted) throw aborted();
    await steps.run((done) => connection.connect(done));
    if (server.login && connection.allowsAuth) await login(connection, server.login, steps);
  } catch (error) {
    stop.forget();
    connection.close();
    return answerOf(error, false);
  }
  stop.giveTime(graceMs);
  return {
    kind: 'open',
    // A server that offers no login is not logged in to.
    isLoggedIn: server.login !== undefined && connection.allowsAuth,
    connection: {
      isOpen: steps.isOpen,
      send: (envelope, mail) => sendOver(connection, steps, { envelope, mail }),
      close: () => {
        stop.forget();
        if (steps.isOpen()) connection.quit();
        else connection.close();
      },
    },
  };
}

/** TLS is verified wherever it is used, and demanded from everybody but this computer. */
export const connectionOptions = ({ host, port, security }: SmtpServer, deadlineMs: number): SMTPConnectionOptions => ({
  host,
  port,
  secure: security === 'tls',
  requireTLS: security === 'starttls',
  ignoreTLS: security === 'plain',
  tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
  connectionTimeout: deadlineMs,
  greetingTimeout: deadlineMs,
  dnsTimeout: deadlineMs,
  socketTimeout: deadlineMs,
  socketCloseTimeout: 1000,
  logger: false,
});

const login = (connection: Connection, { user, password }: { user: string; password: string }, { run }: Steps) =>
  run((done) => connection.login({ user, pass: password }, done));

type Done = (error?: Error | null) => void;

interface Steps {
  /** Runs one step; rejects with its error, or at the deadline or when it is ended, which closes the connection. */
  run(step: (done: Done) => void): Promise<void>;
  end(error: Error): void;
  readonly isOpen: () => boolean;
}

/** Steps come one after the other, so that they share one listener and each needs a timer alone. */
function stepsOf(connection: Connection, deadlineMs: number): Steps {
  let isBroken = false;
  let finish: Done | undefined;
  connection.on('error', (error) => {
    isBroken = true;
    finish?.(error);
  });
  const end = (error: Error) => {
    connection.close();
    finish?.(error);
  };
  return {
    isOpen: () => !isBroken && !connection.destroyed,
    end,
    run: (step) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => end(Object.assign(new Error('deadline'), { code: 'ETIMEDOUT' })), deadlineMs);
        finish = (error) => {
          finish = undefined;
          clearTimeout(timer);
          if (error) reject(error);
          else resolve();
        };
        step((error) => finish?.(error));
      }),
  };
}

const aborted = (): Error => Object.assign(new Error('stopped'), { code: 'ABORTED' });

/** Ends a connection when omk is told to stop: at once while it is made, later once mails go over it. */
function stopping(signal: AbortSignal, end: (error: Error) => void) {
  let timeMs = 0;
  let timer: NodeJS.Timeout | undefined;
  const onStop = () => {
    timer = setTimeout(() => end(aborted()), timeMs);
  };
  signal.addEventListener('abort', onStop, { once: true });
  return {
    giveTime: (ms: number) => {
      timeMs = ms;
    },
    // The signal lives as long as the mailing, so nothing may stay on it.
    forget: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onStop);
    },
  };
}

/** As it travels: a dot that begins a line is two, and the line end before the last dot is left to the library (RFC 5321 4.5.2). */
function withDotsDoubled(mail: Uint8Array): Buffer {
  const bytes = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
  const whole = bytes.subarray(-2).equals(lineEnd) ? bytes.subarray(0, -2) : bytes;
  if (!whole.includes('\r\n.') && !whole.subarray(0, 1).equals(dot)) return whole;
  return Buffer.from(whole.toString('latin1').replace(/(^|\r\n)\./g, '$1..'), 'latin1');
}

const lineEnd = Buffer.from('\r\n');
const dot = Buffer.from('.');

/** The mail, and whether the server was ready for it. */
class HandedOver extends Readable {
  hasBegun = false;
  readonly #mail: Uint8Array;

  constructor(mail: Uint8Array) {
    super();
    this.#mail = mail;
  }

  /**
   * Called once the server has said that it takes the mail. It is all there and its line ends are right, so it is put
   * behind the library's look at each byte, which took longer than all the rest (docs/newsletter.md).
   */
  override pipe<T extends NodeJS.WritableStream>(server: T): T {
    this.hasBegun = true;
    if (server instanceof Transform) {
      server.push(withDotsDoubled(this.#mail));
      server.end();
    } else server.end(this.#mail);
    return server;
  }
}

interface Sending {
  readonly envelope: Envelope;
  readonly mail: Uint8Array;
}

async function sendOver(connection: Connection, steps: Steps, { envelope, mail }: Sending): Promise<MailAnswer> {
  const content = new HandedOver(mail);
  try {
    const to = { from: envelope.from, to: [envelope.to], size: mail.length };
    await steps.run((done) => connection.send(to, content, done));
    return { kind: 'accepted' };
  } catch (error) {
    const answer = answerOf(error, content.hasBegun);
    if (answer.kind === 'refused') await reset(connection, steps);
    return answer;
  }
}

/** Ends what a refusal left open, so that the next mail can begin. */
async function reset(connection: Connection, steps: Steps): Promise<void> {
  if (!steps.isOpen()) return;
  await steps.run((done) => connection.reset(done)).catch(() => connection.close());
}

interface SmtpError {
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
  readonly code?: string;
  readonly originalCode?: string;
}

/** Reads an error of the client library: a reply of the server, or a connection that broke. */
function answerOf(error: unknown, begun: boolean): Exclude<MailAnswer, { kind: 'accepted' }> {
  const { responseCode = 0, response = '', command = '', code = '', originalCode } = error as SmtpError;
  if (responseCode >= 400) return { kind: 'refused', step: stepOf(command, begun), status: responseCode, reply: response };
  // No way to log in that both sides know: as final as a refused login.
  if (code === 'EAUTH') return { kind: 'refused', step: 'login', status: 535, reply: '535' };
  // The library itself knows from the greeting that the server takes no mail of this size.
  if (code === 'EMESSAGE' && !begun) return { kind: 'refused', step: 'sender', status: 552, reply: '552 5.3.4' };
  return { kind: 'lost', begun, detail: originalCode ?? (code || errorCode(error)) };
}

function stepOf(command: string, begun: boolean): SmtpStep {
  if (command.startsWith('AUTH')) return 'login';
  if (command === 'STARTTLS') return 'secure';
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO') return 'recipient';
  if (command === 'DATA' || begun) return 'message';
  return 'connect';
}
