/** The settings of delivery, and when a mailing stops by itself, against a real mail server. */
import { afterEach, expect, test } from 'vitest';
import { newsletter } from '../../../../src/channels/newsletter/index.ts';
import { windowOf } from '../../../../src/channels/newsletter/mailing.ts';
import type { SmtpCall } from '../../../../src/sandbox/smtp.ts';
import { sample } from '../../../contract/samples/newsletter.ts';
import type { RecordedContext, Rig } from '../../../support/channel-rig.ts';
import { aReader, mailing, openNewsletter, someReaders } from './newsletter-rig.ts';

let rig: Rig;
afterEach(async () => rig.close());
const open = async (...options: Parameters<typeof openNewsletter>) => {
  rig = await openNewsletter(...options);
};
const send = (context: RecordedContext) => rig.sender.send(sample.message, context);

const counting = (step: SmtpCall['step']) => {
  const moments: number[] = [];
  rig.failNextMail((call) => call.step === step && moments.push(Date.now()) < 0, { kind: 'drop' });
  return moments;
};

test('a rate holds at the server', async () => {
  await open({ options: { rate: 25 } });
  const arrivals = counting('message');
  expect(await send(mailing(someReaders(40)))).toMatchObject({ kind: 'sent' });
  expect(arrivals).toHaveLength(40);
  // A busy computer makes it longer, never shorter; the rule itself is shown by values in pace.test.ts.
  expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThanOrEqual(500);
}, 20_000);

test('readers of one domain wait for their turn, the others do not', async () => {
  await open({ options: { perDomain: 10 } });
  const moments: [address: string, at: number][] = [];
  rig.failNextMail((call) => call.step === 'recipient' && moments.push([call.address ?? '', Date.now()]) < 0, { kind: 'drop' });
  const readers = Array.from({ length: 12 }, (_, index) =>
    aReader(index, { email: `lezer${index}@${index < 6 ? 'groot' : `klein${index}`}.example` }),
  );
  const context = mailing(readers);
  expect(await send(context)).toMatchObject({ kind: 'sent' });
  expect(rig.mails).toHaveLength(12);
  const big = moments.filter(([address]) => address.includes('@groot')).map(([, at]) => at);
  expect((big.at(-1) ?? 0) - (big[0] ?? 0)).toBeGreaterThanOrEqual(400);
}, 20_000);

test('makes so many connections at most, and a new one after so many mails', async () => {
  await open({ options: { connections: 2, messagesPerConnection: 3 } });
  const made = counting('connect');
  expect(await send(mailing(someReaders(12)))).toMatchObject({ kind: 'sent' });
  expect(made.length).toBeGreaterThanOrEqual(4);
  expect(made.length).toBeLessThanOrEqual(6);
}, 20_000);

test('sends nothing in the quiet hours, and says when they end', async () => {
  const hour = new Date().getUTCHours();
  const two = (value: number) => String(value % 24).padStart(2, '0');
  await open({ options: { quiet: `${two(hour + 23)}:00-${two(hour + 2)}:00` } });
  const context = mailing(someReaders(3));
  expect(await send(context)).toMatchObject({ kind: 'retry', problem: { code: 'quiet-hours' }, notBefore: expect.any(Date) });
  expect(rig.mails).toHaveLength(0);
  expect((await context.readers.left()).count).toBe(3);
});

test('stops when more than one in twenty of the last two hundred are refused, and keeps the others', async () => {
  await open();
  let number = 0;
  rig.failNextMail(({ step }) => step === 'recipient' && ++number % 10 === 0, { kind: 'answer', answer: '550 5.1.1 unknown' }, 999);
  const context = mailing(someReaders(300));
  expect(await send(context)).toMatchObject({ kind: 'rejected', problem: { code: 'many-refused', params: { of: 200 } } });
  const { sent, refused, waiting } = await context.readers.counts();
  expect(sent + refused).toBeLessThan(215);
  expect(sent + refused + waiting).toBe(300);
}, 30_000);

test('an address that does not exist is never mailed again, once the server took a mail', async () => {
  await open({ options: { connections: 1 } });
  const codes = ['550 5.1.1 no', '550 5.7.1 policy', '551 5.1.2 no', '550 no'];
  for (const [index, answer] of codes.entries()) {
    rig.failNextMail(({ step, address }) => step === 'recipient' && address === `lezer${index + 1}@example.nl`, { kind: 'answer', answer });
  }
  const context = mailing(someReaders(5));
  expect(await send(context)).toMatchObject({ kind: 'sent' });
  const suppressed = [...context.settled].filter(([, { suppress }]) => suppress === 'bounced').map(([id]) => id);
  expect(suppressed.sort()).toEqual(['reader-1', 'reader-3']);
});

test('nobody is suppressed by a server that refuses everybody', async () => {
  await open();
  rig.failNextMail(({ step }) => step === 'recipient', { kind: 'answer', answer: '550 5.1.1 no' }, 9);
  const context = mailing(someReaders(4));
  expect(await send(context)).toMatchObject({ kind: 'rejected', problem: { code: 'nobody-reached' } });
  expect([...context.settled.values()].some(({ suppress }) => suppress)).toBe(false);
});

test.each([
  [
    { connections: 5, messagesPerConnection: 100 },
    { least: 10, most: 10 },
  ],
  [
    { connections: 20, messagesPerConnection: 100 },
    { least: 40, most: 40 },
  ],
  [
    { connections: 5, messagesPerConnection: 100, rate: 14 },
    { least: 4, most: 4 },
  ],
  [
    { connections: 5, messagesPerConnection: 100, rate: 0.5 },
    { least: 1, most: 1 },
  ],
])('with %j it takes so many readers at a time', async (settings, expected) => {
  await open();
  expect(windowOf(settings)).toEqual(expected);
});

test.each([
  [{ connections: 0 }, 'connections'],
  [{ connections: 2.5 }, 'connections'],
  [{ connections: 1000 }, 'connections'],
  [{ messagesPerConnection: -1 }, 'messagesPerConnection'],
  [{ rate: 0 }, 'rate'],
  [{ perDomain: -3 }, 'perDomain'],
])('refuses %j', async (options, key) => {
  await open();
  const problems = newsletter.check?.({ settings: {}, options: { ...sample.options, ...options } });
  expect(problems).toEqual([{ code: 'config-bad-value', params: { name: `newsletter.${key}`, expected: 'number' } }]);
});
