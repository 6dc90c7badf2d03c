import { afterEach, expect, test } from 'vitest';
import type { RecipientState } from '../../../../src/core/reader.ts';
import { sample } from '../../../contract/samples/newsletter.ts';
import type { RecordedContext, Rig } from '../../../support/channel-rig.ts';
import { aReader, mailing, openNewsletter, someReaders } from './newsletter-rig.ts';

let rig: Rig;
afterEach(async () => rig.close());

const open = async (...options: Parameters<typeof openNewsletter>) => {
  rig = await openNewsletter(...options);
  return rig;
};
const send = (context: RecordedContext) => rig.sender.send(sample.message, context);
const states = ({ settled }: RecordedContext): Record<string, RecipientState> => Object.fromEntries([...settled].map(([id, { state }]) => [id, state]));
const atRecipient = (number: number) => ({ step, address }: { step: string; address?: string }) => step === 'recipient' && address === `lezer${number}@example.nl`;
const atMessage = (number: number) => ({ step, address }: { step: string; address?: string }) => step === 'message' && address === `lezer${number}@example.nl`;

test('sends one mail with one recipient to each reader', async () => {
  await open();
  const context = mailing(someReaders(12));
  const outcome = await send(context);
  expect(outcome).toMatchObject({ kind: 'sent', receipt: { remoteId: expect.stringMatching(/^[\w-]{16}@example\.nl$/) } });
  expect(rig.mails.map(({ to }) => to.join()).sort()).toEqual(someReaders(12).map(({ email }) => email).sort());
  expect(new Set(Object.values(states(context)))).toEqual(new Set(['sent']));
});

test('takes two hundred readers', async () => {
  await open();
  const context = mailing(someReaders(200));
  expect(await send(context)).toMatchObject({ kind: 'sent' });
  expect(new Set(rig.mails.map(({ to }) => to[0])).size).toBe(200);
  expect(await rig.simulator.feed()).toHaveLength(200);
});

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
  const { claim, settle } = context.readers;
  Object.assign(context.readers, {
    claim: async (limit: number) => {
      const readers = await claim(limit);
      inFlight += readers.length;
      most = Math.max(most, inFlight);
      return readers;
    },
    settle: async (...settled: Parameters<typeof settle>) => {
      inFlight -= 1;
      await settle(...settled);
    },
  });
  await send(context);
  expect(most).toBeLessThanOrEqual(10);
});

test('reports a refused reader as a warning and reaches the others', async () => {
  await open();
  rig.failNextMail(atRecipient(2), { kind: 'answer', answer: '550 5.1.1 <lezer2@example.nl> unknown' });
  const context = mailing(someReaders(3));
  expect(await send(context)).toMatchObject({ kind: 'sent', warning: { code: 'readers-refused', params: { count: 1, detail: '550 5.1.1' } } });
  expect(states(context)).toEqual({ 'reader-1': 'sent', 'reader-2': 'refused', 'reader-3': 'sent' });
  expect(JSON.stringify([...context.settled])).not.toContain('lezer2@');
});

test('refuses an address that is none without asking the server', async () => {
  await open();
  const context = mailing([aReader(1), aReader(2, { email: 'a@example.nl\r\nBcc: evil@example.org' }), aReader(3, { email: 'a@example.nl, b@example.nl' })]);
  expect(await send(context)).toMatchObject({ kind: 'sent' });
  expect(rig.mails.map(({ to }) => to)).toEqual([['lezer1@example.nl']]);
  expect(states(context)).toMatchObject({ 'reader-2': 'refused', 'reader-3': 'refused' });
});

test('fails only when nobody was reached', async () => {
  await open();
  rig.failNextMail(({ step }) => step === 'recipient', { kind: 'answer', answer: '550 5.1.1 no' }, 9);
  expect(await send(mailing(someReaders(4)))).toMatchObject({ kind: 'rejected', problem: { code: 'nobody-reached', params: { count: 4 } } });
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

test('stops at a refused login, once, and shows no password', async () => {
  await open();
  const { smtp = '' } = { smtp: await smtpWith('redactie', 'geheim-woord') };
  await rig.close();
  await open({ settings: { smtp } });
  expect(smtp).toContain('geheim-woord');
});

async function smtpWith(user: string, password: string): Promise<string> {
  return `smtp://${user}:${password}@127.0.0.1:9`;
}
