import { afterEach, expect, test } from 'vitest';
import { newsletter } from '../../../../src/channels/newsletter/index.ts';
import { systemClock } from '../../../../src/core/clock.ts';
import { OmkError, problem } from '../../../../src/core/problem.ts';
import type { RecipientState } from '../../../../src/core/reader.ts';
import { startSmtp } from '../../../../src/sandbox/smtp.ts';
import { sample } from '../../../contract/samples/newsletter.ts';
import { someMedia } from '../../../support/builders.ts';
import { loopbackNetwork, type RecordedContext, type Rig } from '../../../support/channel-rig.ts';
import { aReader, mailing, openNewsletter, someReaders } from './newsletter-rig.ts';

let rig: Rig;
afterEach(async () => rig.close());

const open = async (...options: Parameters<typeof openNewsletter>) => {
  rig = await openNewsletter(...options);
  return rig;
};
const send = (context: RecordedContext) => rig.sender.send(sample.message, context);
const states = ({ settled }: RecordedContext): Record<string, RecipientState> =>
  Object.fromEntries([...settled].map(([id, { state }]) => [id, state]));
const atRecipient =
  (number: number) =>
  ({ step, address }: { step: string; address?: string }) =>
    step === 'recipient' && address === `lezer${number}@example.nl`;
const atMessage =
  (number: number) =>
  ({ step, address }: { step: string; address?: string }) =>
    step === 'message' && address === `lezer${number}@example.nl`;

test('sends one mail with one recipient to each reader', async () => {
  await open();
  const context = mailing(someReaders(12));
  const outcome = await send(context);
  expect(outcome).toMatchObject({ kind: 'sent', receipt: { remoteId: expect.stringMatching(/^[\w-]{16}@example\.nl$/) } });
  expect(rig.mails.map(({ to }) => to.join()).sort()).toEqual(
    someReaders(12)
      .map(({ email }) => email)
      .sort(),
  );
  expect(new Set(Object.values(states(context)))).toEqual(new Set(['sent']));
});

test('takes two hundred readers', async () => {
  await open();
  const context = mailing(someReaders(200));
  expect(await send(context)).toMatchObject({ kind: 'sent' });
  expect(new Set(rig.mails.map(({ to }) => to[0])).size).toBe(200);
  expect(await rig.simulator.feed()).toHaveLength(200);
}, 60_000);

test('takes one reader', async () => {
  await open();
  expect(await send(mailing(someReaders(1)))).toMatchObject({ kind: 'sent' });
  expect(rig.mails).toHaveLength(1);
});

test('says that there is nobody to send to', async () => {
  await open();
  expect(await send(mailing([]))).toMatchObject({ kind: 'rejected', problem: { code: 'no-readers' } });
});

test('never has more than ten readers in flight', async () => {
  await open();
  const context = mailing(someReaders(40));
  let [inFlight, most] = [0, 0];
  const { exchange } = context.readers;
  Object.assign(context.readers, {
    exchange: async (...exchanged: Parameters<typeof exchange>) => {
      const readers = await exchange(...exchanged);
      inFlight += readers.length - exchanged[0].length;
      most = Math.max(most, inFlight);
      return readers;
    },
  });
  await send(context);
  expect(most).toBeLessThanOrEqual(10);
});

test('reports a refused reader as a warning and reaches the others', async () => {
  await open();
  rig.failNextMail(atRecipient(2), { kind: 'answer', answer: '550 5.1.1 <lezer2@example.nl> unknown' });
  const context = mailing(someReaders(3));
  expect(await send(context)).toMatchObject({
    kind: 'sent',
    warning: { code: 'readers-refused', params: { count: 1, detail: '550 5.1.1' } },
  });
  expect(states(context)).toEqual({ 'reader-1': 'sent', 'reader-2': 'refused', 'reader-3': 'sent' });
  expect(JSON.stringify([...context.settled])).not.toContain('lezer2@');
});

test('refuses an address that is none without asking the server', async () => {
  await open();
  const context = mailing([
    aReader(1),
    aReader(2, { email: 'a@example.nl\r\nBcc: evil@example.org' }),
    aReader(3, { email: 'a@example.nl, b@example.nl' }),
  ]);
  expect(await send(context)).toMatchObject({ kind: 'sent' });
  expect(rig.mails.map(({ to }) => to)).toEqual([['lezer1@example.nl']]);
  expect(states(context)).toMatchObject({ 'reader-2': 'refused', 'reader-3': 'refused' });
});

test('fails only when nobody was reached', async () => {
  await open();
  rig.failNextMail(({ step }) => step === 'recipient', { kind: 'answer', answer: '550 5.1.1 no' }, 9);
  expect(await send(mailing(someReaders(4)))).toMatchObject({
    kind: 'rejected',
    problem: { code: 'nobody-reached', params: { count: 4 } },
  });
});

test('lets a temporarily refused reader wait for a minute', async () => {
  await open();
  rig.failNextMail(atRecipient(1), { kind: 'answer', answer: '451 4.3.0 busy' });
  const context = mailing(someReaders(2));
  const before = Date.now();
  const outcome = await send(context);
  expect(states(context)).toEqual({ 'reader-1': 'waiting', 'reader-2': 'sent' });
  const { notBefore } = context.settled.get('reader-1') ?? {};
  expect(notBefore?.getTime()).toBeGreaterThanOrEqual(before + 60_000);
  expect(outcome).toMatchObject({ kind: 'retry', problem: { code: 'rate-limited' }, notBefore });
});

test('tells apart what was refused for good and what for now', async () => {
  await open({ options: { connections: 1 } });
  rig.failNextMail(atRecipient(1), { kind: 'answer', answer: '451 4.3.0 busy' });
  rig.failNextMail(atRecipient(2), { kind: 'answer', answer: '550 5.1.1 no' });
  expect(await send(mailing(someReaders(3)))).toMatchObject({
    kind: 'retry',
    problem: { code: 'rate-limited', params: { detail: '451 4.3.0' } },
  });
});

test('is in doubt about a reader whose mail was taken in before the connection broke', async () => {
  await open();
  rig.failNextMail(atMessage(1), { kind: 'drop', after: true });
  const context = mailing(someReaders(3));
  expect(await send(context)).toMatchObject({ kind: 'unknown', problem: { code: 'readers-unconfirmed', params: { count: 1 } } });
  expect(states(context)).toEqual({ 'reader-1': 'unconfirmed', 'reader-2': 'sent', 'reader-3': 'sent' });
  expect(rig.mails.filter(({ to }) => to[0] === 'lezer1@example.nl')).toHaveLength(1);
});

test('is in doubt about a reader when no answer comes within the deadline', async () => {
  await open({ deadlineMs: 400 });
  rig.failNextMail(atMessage(1), { kind: 'hang', after: true });
  const context = mailing(someReaders(1));
  expect(await send(context)).toMatchObject({ kind: 'unknown' });
  expect(states(context)).toEqual({ 'reader-1': 'unconfirmed' });
});

test('sends again at once when the connection breaks before the mail is on its way', async () => {
  await open();
  rig.failNextMail(atRecipient(1), { kind: 'drop' });
  const context = mailing(someReaders(3));
  expect(await send(context)).toMatchObject({ kind: 'sent' });
  expect(rig.mails).toHaveLength(3);
});

test('loses nobody when the server cannot be reached', async () => {
  await open({ settings: { smtp: 'smtp://127.0.0.1:9' } });
  const context = mailing(someReaders(7));
  expect(await send(context)).toMatchObject({ kind: 'retry', problem: { code: 'unavailable', params: { detail: 'ECONNREFUSED' } } });
  expect(await context.readers.counts()).toMatchObject({ waiting: 7, sent: 0, unconfirmed: 0 });
});

test('loses nobody when the server hangs before its greeting', async () => {
  await open({ deadlineMs: 300 });
  rig.failNextMail(({ step }) => step === 'connect', { kind: 'hang' });
  const context = mailing(someReaders(2));
  expect(await send(context)).toMatchObject({ kind: 'retry', problem: { code: 'unavailable' } });
  expect(await context.readers.left()).toMatchObject({ count: 2 });
});

const withLogin = async (fault: { answer: string }) => {
  const attempts: string[] = [];
  const mailServer = await startSmtp({
    onMail: async () => undefined,
    fault: ({ step }) => {
      attempts.push(step);
      return step === 'login' ? { kind: 'answer', ...fault } : undefined;
    },
  });
  await open({ settings: { smtp: mailServer.address.replace('//', '//redactie:geheim%2Fwoord@') } });
  const context = mailing(someReaders(8));
  const outcome = await send(context);
  await mailServer.close();
  return { outcome, context, attempts };
};

test('stops at a refused login after one try, keeps every reader, and shows no password', async () => {
  const { outcome, context, attempts } = await withLogin({ answer: '535 5.7.8 redactie/geheim/woord is wrong' });
  expect(outcome).toEqual({ kind: 'rejected', problem: { code: 'auth', params: { detail: '535 5.7.8' } } });
  expect(attempts).toEqual(['connect', 'login']);
  expect(await context.readers.counts()).toMatchObject({ waiting: 8 });
  expect(JSON.stringify([outcome, [...context.settled]])).not.toMatch(/geheim|Z2VoZWlt/);
});

test('tries later when the login is refused for now', async () => {
  const { outcome, context } = await withLogin({ answer: '454 4.7.0 later' });
  expect(outcome).toMatchObject({ kind: 'retry', problem: { code: 'rate-limited' } });
  expect(await context.readers.counts()).toMatchObject({ waiting: 8 });
});

test('stops at a refusal that is about the sender, and marks nobody for it', async () => {
  await open();
  rig.failNextMail(({ step }) => step === 'message', { kind: 'answer', answer: '550 5.7.26 Unauthenticated mail is refused' }, 99);
  const context = mailing(someReaders(20));
  expect(await send(context)).toMatchObject({ kind: 'rejected', problem: { code: 'forbidden' } });
  expect(await context.readers.counts()).toMatchObject({ waiting: 20, refused: 0 });
});

test('stops after several refusals by policy in a row', async () => {
  await open();
  rig.failNextMail(({ step }) => step === 'recipient', { kind: 'answer', answer: '554 5.7.1 Relay access denied' }, 99);
  const context = mailing(someReaders(40));
  expect(await send(context)).toMatchObject({ kind: 'rejected', problem: { code: 'forbidden' } });
  expect((await context.readers.counts()).waiting).toBeGreaterThan(25);
});

test('one refusal by policy does not stop the others', async () => {
  await open();
  rig.failNextMail(atRecipient(1), { kind: 'answer', answer: '550 5.7.1 not here' });
  expect(await send(mailing(someReaders(6)))).toMatchObject({ kind: 'sent', warning: { params: { count: 1 } } });
});

test('leaves a server alone for a while that closes with 421', async () => {
  await open();
  rig.failNextMail(({ step }) => step === 'recipient', { kind: 'answer', answer: '421 4.7.0 too many' }, 99);
  const context = mailing(someReaders(30));
  expect(await send(context)).toMatchObject({ kind: 'retry', problem: { code: 'rate-limited' }, notBefore: expect.any(Date) });
  expect(rig.mails).toHaveLength(0);
});

test('stops when many in a row are refused for now', async () => {
  await open();
  const refusals: string[] = [];
  rig.failNextMail(
    ({ step, address }) => step === 'recipient' && refusals.push(address ?? '') > 0,
    { kind: 'answer', answer: '451 4.3.0 busy' },
    999,
  );
  const context = mailing(someReaders(60));
  expect(await send(context)).toMatchObject({ kind: 'retry', problem: { code: 'rate-limited' } });
  expect(refusals.length).toBeLessThan(20);
  expect(await context.readers.counts()).toMatchObject({ waiting: 60 });
});

test('does not put more than a few readers in doubt', async () => {
  await open();
  rig.failNextMail(({ step }) => step === 'message', { kind: 'drop', after: true }, 99);
  const context = mailing(someReaders(60));
  expect(await send(context)).toMatchObject({ kind: 'retry', problem: { code: 'no-answer' } });
  const { unconfirmed, waiting } = await context.readers.counts();
  expect(unconfirmed).toBeLessThanOrEqual(8);
  expect(unconfirmed + waiting).toBe(60);
});

test('goes on where it was stopped, and reaches everybody once', async () => {
  await open();
  const stop = new AbortController();
  const context = mailing(someReaders(30), { signal: stop.signal });
  const { exchange } = context.readers;
  Object.assign(context.readers, {
    exchange: async (...exchanged: Parameters<typeof exchange>) => {
      if (context.settled.size >= 6) stop.abort();
      return exchange(...exchanged);
    },
  });
  expect(await send(context)).toMatchObject({ kind: 'retry', problem: { code: 'interrupted' } });
  expect(rig.mails.length).toBeLessThan(20);
  expect(await send({ ...context, signal: new AbortController().signal })).toMatchObject({ kind: 'sent' });
  expect(rig.mails.map(({ to }) => to[0]).sort()).toEqual(
    someReaders(30)
      .map(({ email }) => email)
      .sort(),
  );
});

test('gives a mail on its way a moment when omk is told to stop', async () => {
  await open({ deadlineMs: 60_000 });
  const stop = new AbortController();
  rig.failNextMail(({ step }) => step === 'message' && stop.abort() === undefined, { kind: 'slow', ms: 100 });
  const context = mailing(someReaders(1), { signal: stop.signal });
  expect(await send(context)).toMatchObject({ kind: 'sent' });
});

test('asks whether the mail server may be contacted', async () => {
  await open();
  const asked: string[] = [];
  const permit = (url: string | URL) => {
    asked.push(String(url));
    throw new OmkError([problem('config-insecure', { name: 'x', address: 'y' })]);
  };
  const values = { settings: { smtp: 'smtp://user:geheim@mail.example.nl' }, options: sample.options };
  const deps = {
    clock: systemClock,
    network: { ...loopbackNetwork, permit },
    deadlineMs: 100,
    readMedia: async () => Buffer.of(),
    sign: (text: string) => text,
    resolvePath: (path: string) => path,
  };
  const sender = await newsletter.open(values, deps);
  expect(await sender.send(sample.message, mailing(someReaders(1)))).toMatchObject({
    kind: 'rejected',
    problem: { code: 'config-insecure' },
  });
  expect(asked).toEqual(['https://mail.example.nl:587']);
});

test('sends nothing once the delivery is somebody else’s', async () => {
  await open();
  const context = mailing(someReaders(3));
  Object.assign(context.readers, { exchange: () => Promise.reject(new Error('lost')) });
  await expect(send(context)).rejects.toThrow('lost');
  expect(rig.mails).toHaveLength(0);
  expect(context.settled.size).toBe(0);
});

test('a second attempt has the same Message-ID, and the receiver notes the repeat', async () => {
  await open();
  await send(mailing(someReaders(2)));
  await send(mailing(someReaders(2)));
  expect(rig.mails).toHaveLength(4);
  expect(await rig.simulator.feed()).toHaveLength(2);
});

test('finds out that sending can go on, or that a person is needed', async () => {
  await open();
  const find = (context: RecordedContext) => rig.sender.find?.(sample.message, context);
  expect(await find(mailing(someReaders(1)))).toEqual({ kind: 'resumable' });
  const doubtful = mailing(someReaders(1));
  await doubtful.readers.exchange([{ id: 'reader-1', settlement: { state: 'unconfirmed' } }], 0);
  expect(await find(doubtful)).toMatchObject({ kind: 'unsure', problem: { code: 'readers-unconfirmed', params: { count: 1 } } });
  const done = mailing(someReaders(1));
  await done.readers.exchange([{ id: 'reader-1', settlement: { state: 'sent' } }], 0);
  expect(await find(done)).toEqual({ kind: 'resumable' });
});

test('refuses a picture that changed before anybody gets the mail', async () => {
  await open();
  const media = [someMedia({ path: '/nowhere/raad.png' })];
  await expect(rig.sender.send({ ...sample.message, media }, mailing(someReaders(1)))).rejects.toThrow('ENOENT');
  expect(rig.mails).toHaveLength(0);
});
