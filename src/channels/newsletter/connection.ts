/**
 * One connection to the mail server. nodemailer's own pool cannot tell whether a broken connection had begun to take a
 * mail in (contract newsletter 8); handing the mail over as a stream that notes its first read can.
 */
import { Readable } from 'node:stream';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { errorCode } from '../shared/http.ts';
import type { SmtpServer } from './smtp-server.ts';

export type SmtpStep = 'connect' | 'login' | 'sender' | 'recipient' | 'message';

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

export type Opened = { readonly kind: 'open'; readonly connection: MailConnection } | Exclude<MailAnswer, { kind: 'accepted' }>;

type Connection = InstanceType<typeof import('nodemailer/lib/smtp-connection').default>;

/** How long each step may take, and when omk is told to stop. */
export interface Patience {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** A mail that is on its way when omk is told to stop gets this long, so that its reader is not left in doubt. */
const graceMs = 2000;

/** Connects, secures and logs in; each within the deadline. */
export async function openConnection(server: SmtpServer, patience: Patience): Promise<Opened> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const connection = new SMTPConnection(connectionOptions(server, patience.deadlineMs));
  let isBroken = false;
  connection.on('error', () => {
    isBroken = true;
  });
  try {
    await within(patience, connection, (done) => connection.connect(done));
    if (server.login && connection.allowsAuth) await login(connection, server.login, patience);
  } catch (error) {
    connection.close();
    return answerOf(error, false);
  }
  const gracious = { ...patience, signal: delayed(patience.signal, graceMs) };
  return {
    kind: 'open',
    connection: {
      isOpen: () => !isBroken && !connection.destroyed,
      send: (envelope, mail) => sendOver(connection, { envelope, mail, patience: gracious }),
      close: () => (isBroken || connection.destroyed ? connection.close() : connection.quit()),
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

const login = (connection: Connection, { user, password }: { user: string; password: string }, patience: Patience) =>
  within(patience, connection, (done) => connection.login({ user, pass: password }, done));

interface Sending {
  readonly envelope: Envelope;
  readonly mail: Uint8Array;
  readonly patience: Patience;
}

async function sendOver(connection: Connection, { envelope, mail, patience }: Sending): Promise<MailAnswer> {
  let begun = false;
  const content = new Readable({
    read() {
      begun = true;
      this.push(mail);
      this.push(null);
    },
  });
  try {
    const to = { from: envelope.from, to: [envelope.to], size: mail.length };
    await within(patience, connection, (done) => connection.send(to, content, done));
    return { kind: 'accepted' };
  } catch (error) {
    const answer = answerOf(error, begun);
    if (answer.kind === 'refused') await reset(connection, patience);
    return answer;
  }
}

/** Ends what a refusal left open, so that the next mail can begin. */
async function reset(connection: Connection, patience: Patience): Promise<void> {
  if (connection.destroyed) return;
  await within(patience, connection, (done) => connection.reset(done)).catch(() => connection.close());
}

/** A signal that aborts so much later. */
function delayed(signal: AbortSignal, ms: number): AbortSignal {
  const later = new AbortController();
  const start = () => AbortSignal.timeout(ms).addEventListener('abort', () => later.abort(), { once: true });
  if (signal.aborted) start();
  else signal.addEventListener('abort', start, { once: true });
  return later.signal;
}

/** Runs one step of a connection; rejects with its error, or at the deadline or signal, which end the connection. */
function within(
  { deadlineMs, signal }: Patience,
  connection: Connection,
  step: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const ends = [AbortSignal.timeout(deadlineMs), signal];
    const finish = (error?: Error | null) => {
      connection.off('error', finish);
      // The signal lives as long as the mailing, so nothing may stay on it.
      for (const end of ends) end.removeEventListener('abort', late);
      if (error) reject(error);
      else resolve();
    };
    const late = () => {
      connection.close();
      finish(Object.assign(new Error('deadline'), { code: signal.aborted ? 'ABORTED' : 'ETIMEDOUT' }));
    };
    connection.on('error', finish);
    for (const end of ends) end.addEventListener('abort', late, { once: true });
    if (signal.aborted) late();
    else step(finish);
  });
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
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO') return 'recipient';
  if (command === 'DATA' || begun) return 'message';
  return 'connect';
}
