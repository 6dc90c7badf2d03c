import { describe, expect, it, test } from 'vitest';
import { MailOwners } from '../../../../src/cli/bounces/mail-owners.ts';
import { readReturnedMail } from '../../../../src/cli/bounces/returned-mail.ts';
import type { Subscriber } from '../../../../src/core/subscribers.ts';
import { aCopy, type Copy, forged, list, readerNamed, returned, sign } from '../../../support/returned-mail.ts';

const [noor, daan] = [readerNamed('noor'), readerNamed('daan')];
const everybody = [noor, daan, ...Array.from({ length: 12_000 }, (_, index) => readerNamed(`lezer${index}`))].sort();

function open({ returnAddress, readers = everybody }: { returnAddress?: string; readers?: readonly string[] } = {}) {
  const asked: string[] = [];
  const owners = MailOwners.open({
    sign,
    channel: 'newsletter',
    now: new Date('2026-11-25T12:00:00Z'),
    ...(returnAddress !== undefined && { returnAddress }),
    book: {
      subscriber: async (key) => ('id' in key && readers.includes(key.id) ? ({} as Subscriber) : undefined),
      mailedIssues: async () =>
        ['d1', 'd2'].map((deliveryId) => ({ deliveryId, destination: list, post: `${deliveryId}.md`, title: deliveryId })),
      mailedReaders: async (id, { limit, after = '' }) => {
        asked.push(id);
        return readers.filter((reader) => reader > after).slice(0, limit);
      },
    },
  });
  const ownerOf = async (name: string, copy: Partial<Copy>) => {
    const mail = await readReturnedMail(returned(name, copy));
    if (mail.kind !== 'report') throw new Error(mail.kind);
    return (await owners).ownerOf(mail);
  };
  return { ownerOf, asked };
}

const own = aCopy(noor, 'd1');
const without = (...keys: readonly (keyof Copy)[]): Partial<Copy> =>
  Object.fromEntries(Object.entries(own).filter(([key]) => !keys.some((one) => one === key)));

describe('a report from', () => {
  const systems = ['postfix', 'exim', 'sendmail', 'exchange', 'gmail', 'outlook-com', 'zimbra', 'haraka', 'utf8', 'outlook-arf'];

  it.each(systems)('%s is known by its return address alone', async (name) => {
    const { ownerOf } = open();
    expect(await ownerOf(name, { return: own.return })).toMatchObject({ reader: noor, deliveryId: 'd1' });
  });

  it.each(systems.filter((name) => name !== 'outlook-arf'))(
    '%s is known by the Message-ID alone, also when it was folded',
    async (name) => {
      const { ownerOf } = open();
      expect(await ownerOf(name, { messageId: `\n ${own.messageId}` })).toEqual({ reader: noor, deliveryId: 'd1' });
    },
  );

  it.each([...systems.filter((name) => name !== 'outlook-arf'), 'yahoo-arf'])(
    '%s is known by the token to unsubscribe alone',
    async (name) => {
      const { ownerOf } = open();
      expect(await ownerOf(name, { unsubscribe: own.unsubscribe })).toEqual({ reader: noor });
      expect(await ownerOf(name, { unsubscribe: own.unsubscribe, feedbackId: own.feedbackId })).toEqual({ reader: noor, deliveryId: 'd1' });
    },
  );

  it.each([...systems, 'yahoo-arf'])('%s that is forged is nobody’s', async (name) => {
    const { ownerOf } = open({ returnAddress: 'retour+{token}@example.nl' });
    expect(await ownerOf(name, forged)).toBeUndefined();
    expect(await ownerOf(name, {})).toBeUndefined();
  });
});

test('the return address goes before the rest', async () => {
  const { ownerOf } = open();
  expect(await ownerOf('postfix', { ...aCopy(daan, 'd2'), return: own.return })).toMatchObject({ reader: noor, deliveryId: 'd1' });
});

test.each([
  'retour+{token}@example.nl',
  'retour{token}@example.nl',
  'r.{token}x@example.nl',
  '{token}@retour.example.nl',
  'RETOUR-{token}@example.nl',
])('%s: the token is found, in capitals too, and in an address that was rewritten on the way', async (returnAddress) => {
  const token = /\+([a-z2-7]+)@/.exec(own.return)?.[1] ?? '';
  const written = returnAddress.replace('{token}', token);
  const { ownerOf } = open({ returnAddress });
  expect(await ownerOf('haraka', { return: written })).toMatchObject({ reader: noor });
  expect(await ownerOf('haraka', { return: `<${written.toUpperCase()}>` })).toMatchObject({ reader: noor });
  if (/[+.-]\{/.test(returnAddress) && !returnAddress.includes('x@'))
    expect(await ownerOf('haraka', { return: `prvs=1234abc=${written}` })).toMatchObject({ reader: noor });
});

test('a token of an issue that this ledger does not know still names its reader', async () => {
  const { ownerOf } = open();
  const owner = await ownerOf('postfix', { return: aCopy(noor, 'elsewhere').return });
  expect(owner).toMatchObject({ reader: noor, issue: expect.stringMatching(/^[a-z2-7]{6}$/) });
  expect(owner).not.toHaveProperty('deliveryId');
  // Such as a mail that was sent to try it out.
  expect(await ownerOf('postfix', { return: aCopy('test-1', 'test').return })).toBeUndefined();
});

test('a Message-ID that does not fit its issue, or whose reader is no longer kept, is nobody’s', async () => {
  const { ownerOf } = open();
  const other = aCopy(noor, 'd2').messageId;
  const mixed = own.messageId.replace(/\..*@/, other.slice(other.indexOf('.'), other.indexOf('@') + 1));
  expect(await ownerOf('postfix', { messageId: mixed })).toBeUndefined();
  expect(await open({ readers: [daan, 'nobody-1'] }).ownerOf('postfix', { messageId: own.messageId })).toBeUndefined();
});

test('the readers of an issue are gone through once, and not at all when the mail says who it may be', async () => {
  const { ownerOf, asked } = open();
  await ownerOf('postfix', without('return'));
  expect(asked).toEqual([]);
  for (let count = 0; count < 3; count++) await ownerOf('postfix', { messageId: own.messageId });
  expect(asked).toHaveLength(3); // pages of 5,000
});

test('a token for something else is no proof', async () => {
  const { ownerOf } = open();
  const { readerToken } = await import('../../../../src/core/issue-identity.ts');
  const token = readerToken(sign, { purpose: 'preferences', list, reader: noor });
  expect(await ownerOf('postfix', { unsubscribe: `https://example.nl/afmelden/${token}` })).toBeUndefined();
  const otherList = readerToken(sign, { purpose: 'unsubscribe', list: 'andere.example.nl', reader: noor });
  expect(await ownerOf('postfix', { unsubscribe: `https://example.nl/u?t=${otherList}` })).toBeUndefined();
});

test('thousands of made-up addresses in one mail cost little, and hide nothing of what a server wrote on top', async () => {
  const { ownerOf } = open();
  const many = Array.from({ length: 5000 }, (_, index) => `retour+${'b'.repeat(38)}${index.toString().padStart(5, '2')}@example.nl`);
  const started = performance.now();
  expect(await ownerOf('haraka', { return: many.join(', ') })).toBeUndefined();
  expect(await ownerOf('postfix', { return: own.return, messageId: many.join() })).toMatchObject({ reader: noor });
  expect(performance.now() - started).toBeLessThan(2000);
});
