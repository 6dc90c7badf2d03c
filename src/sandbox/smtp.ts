/** A mail server on loopback that hands every mail to one receiver, with the faults that a real one has. */
import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Uint8Array;
}

/** The moments at which a mail server can go wrong. `address`: of the reader. */
export interface SmtpCall {
  readonly step: 'connect' | 'login' | 'recipient' | 'message';
  readonly address?: string;
}

/** `after`, at the step `message` only: the mail was taken in before it goes wrong. */
export type SmtpFault =
  | { readonly kind: 'answer'; readonly answer: string; readonly after?: boolean }
  | { readonly kind: 'drop'; readonly after?: boolean }
  | { readonly kind: 'hang'; readonly after?: boolean }
  | { readonly kind: 'slow'; readonly ms: number };

/** Asked at each step; `undefined`: go on normally. */
export type SmtpFaultSource = (call: SmtpCall) => Promise<SmtpFault | undefined> | SmtpFault | undefined;

export interface SmtpOptions {
  /** Takes a mail in; a text such as `550 5.1.1 No such user` refuses it. */
  readonly onMail: (mail: ReceivedMail) => Promise<string | undefined>;
  readonly fault?: SmtpFaultSource;
  readonly port?: number;
}

export interface RunningSmtp {
  /** `smtp://127.0.0.1:PORT` */
  readonly address: string;
  close(): Promise<void>;
}

/** More than any newsletter; a mail above it is refused while it comes in. */
const maxMailBytes = 32 * 1024 * 1024;

/** Listens on the port, or on any free one when it is taken. Anybody may log in, nobody has to. */
export async function startSmtp({ onMail, fault = () => undefined, port = 0 }: SmtpOptions): Promise<RunningSmtp> {
  const sockets = new Map<string, Socket>();
  const at = (call: SmtpCall, session: { readonly id: string }) => meet(fault(call), () => sockets.get(session.id)?.destroy());
  const server: SMTPServer = new SMTPServer({
    ...plainLoopback,
    onConnect: (session, done) => {
      for (const one of server.connections) if (one.id === session.id) sockets.set(session.id, one._socket);
      settle(at({ step: 'connect' }, session), done);
    },
    onClose: (session) => void sockets.delete(session.id),
    onAuth: (auth, session, done) => {
      const user = auth.username ?? 'anybody';
      at({ step: 'login' }, session).then(() => done(null, { user }), done);
    },
    onRcptTo: ({ address }, session, done) => settle(at({ step: 'recipient', address }, session), done),
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const to = rcptTo.map(({ address }) => address);
      const take = async () => refuse(await onMail({ from: mailFrom ? mailFrom.address : '', to, raw: await bytesOf(stream) }));
      const call: SmtpCall = { step: 'message', ...(to[0] !== undefined && { address: to[0] }) };
      settle(receive({ found: fault(call), take, drop: () => sockets.get(session.id)?.destroy(), stream }), done);
    },
  });
  // A client that hangs up in the middle is no fault of this server.
  server.on('error', () => {});
  const bound = await listen(server, port).catch(() => listen(server, 0));
  return { address: `smtp://127.0.0.1:${bound}`, close: () => stop(server, sockets) };
}

const plainLoopback: SMTPServerOptions = {
  banner: 'omk sandbox',
  name: 'sandbox.invalid',
  size: maxMailBytes,
  logger: false,
  authOptional: true,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  disabledCommands: ['STARTTLS'],
  closeTimeout: 100,
};

type Found = ReturnType<SmtpFaultSource>;

/** Lets a fault happen: nothing, later, an answer as an error, or never. */
async function meet(found: Found, drop: () => void): Promise<void> {
  const fault = await found;
  if (!fault) return;
  switch (fault.kind) {
    case 'slow':
      return new Promise((resolve) => setTimeout(resolve, fault.ms));
    case 'answer':
      return refuse(fault.answer);
    case 'drop':
      drop();
      return new Promise(() => {});
    case 'hang':
      return new Promise(() => {});
  }
}

interface Reception {
  readonly found: Found;
  readonly take: () => Promise<void>;
  readonly drop: () => void;
  readonly stream: SMTPServerDataStream;
}

/** Takes a mail in, before or after its fault; what is not taken in is still read to its end. */
async function receive({ found, take, drop, stream }: Reception): Promise<void> {
  const fault = await found;
  const isTaken = !fault || fault.kind === 'slow' || fault.after === true;
  if (isTaken) await take();
  else await bytesOf(stream);
  await meet(fault, drop);
}

async function bytesOf(stream: SMTPServerDataStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** Throws the answer in the form that the server sends on: `550 5.1.1 No such user`. */
function refuse(answer: string | undefined): void {
  if (answer === undefined) return;
  const [, code = '550', text = answer] = /^(\d{3})[ -](.*)$/s.exec(answer) ?? [];
  throw Object.assign(new Error(text), { responseCode: Number(code) });
}

const settle = (step: Promise<void>, done: (error?: Error | null) => void): void => void step.then(() => done(), done);

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.server.off('error', reject);
      const bound = server.server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}

function stop(server: SMTPServer, sockets: ReadonlyMap<string, Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets.values()) socket.destroy();
  });
}
