/** A mail server with a login; what it accepts is kept as it came. */
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly parsed: Email;
}

export interface SmtpDouble {
  readonly port: number;
  readonly mails: readonly Mail[];
  /** Recipients that are refused, with the whole answer. */
  readonly refused: Map<string, string>;
  /** Called for each mail that was taken in, before the server says so. */
  onMail?: () => void;
}

export async function openSmtpDouble(login: { readonly user: string; readonly password: string }): Promise<SmtpDouble> {
  const mails: Mail[] = [];
  const refused = new Map<string, string>();
  const double: SmtpDouble = { port: 0, mails, refused };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === login.user && password === login.password ? done(null, { user: username }) : done(new Error('Invalid login')),
    onRcptTo: ({ address }, _session, done) => {
      const answer = refused.get(address);
      done(answer ? Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) }) : null);
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        void PostalMime.parse(raw).then((parsed) => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: raw.toString('utf8'), parsed });
          double.onMail?.();
          done();
        });
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return Object.assign(double, { port: (server.server.address() as AddressInfo).port });
}
