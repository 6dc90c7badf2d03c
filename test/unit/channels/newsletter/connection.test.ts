import { createServer, type Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { openConnection } from '../../../../src/channels/newsletter/connection.ts';
import { startSmtp } from '../../../../src/sandbox/smtp.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const patience = (deadlineMs: number) => ({ deadlineMs, signal: new AbortController().signal });
const portOf = (server: Server) => (server.address() as { port: number }).port;

/** A server that offers STARTTLS with a certificate that nobody vouches for. */
async function selfSigned(): Promise<number> {
  const server = new SMTPServer({ logger: false, authOptional: true, disableReverseLookup: true });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return portOf(server.server);
}

test('does not hand anything to a server whose certificate nobody vouches for', async () => {
  const opened = await openConnection({ host: '127.0.0.1', port: await selfSigned(), security: 'starttls' }, patience(2000));
  expect(opened).toMatchObject({ kind: 'lost', begun: false });
});

test('does not go on without TLS where it is demanded', async () => {
  const server = await startSmtp({ onMail: async () => undefined });
  closing.push(server.close);
  const opened = await openConnection(
    { host: '127.0.0.1', port: Number(new URL(server.address).port), security: 'starttls' },
    patience(2000),
  );
  expect(opened.kind).not.toBe('open');
});

test('gives up on a server that never greets', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  closing.push(() => silent.close());
  expect(await openConnection({ host: '127.0.0.1', port: portOf(silent), security: 'plain' }, patience(200))).toMatchObject({
    kind: 'lost',
    begun: false,
  });
});

test('tells a refusal from a connection that broke, before and after the mail was on its way', async () => {
  const faults = [
    { step: 'recipient', fault: { kind: 'answer', answer: '550 5.1.1 no' } },
    { step: 'message', fault: { kind: 'answer', answer: '554 5.6.0 no' } },
    { step: 'message', fault: { kind: 'drop', after: true } },
    { step: 'recipient', fault: { kind: 'drop' } },
  ] as const;
  let current: (typeof faults)[number] | undefined;
  const server = await startSmtp({
    onMail: async () => undefined,
    fault: ({ step }) => (step === current?.step ? current.fault : undefined),
  });
  closing.push(server.close);
  const answers: unknown[] = [];
  for (current of [...faults, undefined]) {
    const opened = await openConnection(
      { host: '127.0.0.1', port: Number(new URL(server.address).port), security: 'plain' },
      patience(2000),
    );
    if (opened.kind !== 'open') throw new Error(opened.kind);
    answers.push(await opened.connection.send({ from: 'a@example.nl', to: 'b@example.nl' }, Buffer.from('Subject: x\r\n\r\nx\r\n')));
    opened.connection.close();
  }
  expect(answers).toMatchObject([
    { kind: 'refused', step: 'recipient', status: 550 },
    { kind: 'refused', step: 'message', status: 554 },
    { kind: 'lost', begun: true },
    { kind: 'lost', begun: false },
    { kind: 'accepted' },
  ]);
});

test('a connection goes on after a refusal', async () => {
  const server = await startSmtp({
    onMail: async () => undefined,
    fault: ({ address }) => (address === 'no@example.nl' ? { kind: 'answer', answer: '550 no' } : undefined),
  });
  closing.push(server.close);
  const opened = await openConnection({ host: '127.0.0.1', port: Number(new URL(server.address).port), security: 'plain' }, patience(2000));
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const send = (to: string) => opened.connection.send({ from: 'a@example.nl', to }, Buffer.from('Subject: x\r\n\r\nx\r\n'));
  expect((await send('no@example.nl')).kind).toBe('refused');
  expect(opened.connection.isOpen()).toBe(true);
  expect((await send('yes@example.nl')).kind).toBe('accepted');
  opened.connection.close();
});

test.each(['Subject: x\r\n\r\n.\r\n..a\r\n.b\r\n\r\n.\r\n', '.\r\n.x', 'a: b\r\n\r\nno line end', 'a: b\r\n\r\n\r\n\r\n'])(
  'the mail %j arrives as it is, however its lines begin and end',
  async (mail) => {
    const arrived: string[] = [];
    const server = await startSmtp({
      onMail: async ({ raw }) => {
        arrived.push(Buffer.from(raw).toString('latin1'));
        return undefined;
      },
    });
    closing.push(server.close);
    const opened = await openConnection(
      { host: '127.0.0.1', port: Number(new URL(server.address).port), security: 'plain' },
      patience(2000),
    );
    if (opened.kind !== 'open') throw new Error(opened.kind);
    for (let times = 0; times < 2; times += 1) {
      expect(await opened.connection.send({ from: 'a@example.nl', to: 'b@example.nl' }, Buffer.from(mail))).toEqual({ kind: 'accepted' });
    }
    const whole = mail.endsWith('\r\n') ? mail : `${mail}\r\n`;
    expect(arrived).toEqual([whole, whole]);
    opened.connection.close();
  },
);
