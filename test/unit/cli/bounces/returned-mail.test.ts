import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { mostBytes } from '../../../../src/cli/bounces/mbox.ts';
import { readReturnedMail } from '../../../../src/cli/bounces/returned-mail.ts';
import { aCopy, readerNamed, returned } from '../../../support/returned-mail.ts';

const copy = aCopy(readerNamed('noor'), 'd1');
const read = (name: string) => readReturnedMail(returned(name, copy));

test.each([
  ['postfix', 'hard', '5.1.1'],
  // Exim says 5.0.0 whatever it was; the other server said more.
  ['exim', 'hard', '5.1.1'],
  ['sendmail', 'hard', '5.2.1'],
  ['exchange', 'hard', '5.1.10'],
  ['gmail', 'soft', '5.2.2'],
  ['outlook-com', 'sender', '5.7.515'],
  ['yahoo-arf', 'complaint', 'abuse'],
  ['outlook-arf', 'complaint', 'abuse'],
  ['zimbra', 'soft', '4.4.1'],
  ['haraka', 'hard', '5.1.2'],
  ['without-enhanced-code', 'soft', '550'],
  ['utf8', 'hard', '5.1.1'],
  ['several-own-failed', 'hard', '5.1.1'],
  ['several-of-an-alias', 'soft', '5.2.2'],
  ['message-id-only', 'hard', '5.1.6'],
  ['opt-out', 'opt-out', 'opt-out'],
])('what %s sends is read as %s, %s', async (name, kind, status) => {
  expect(await read(name)).toMatchObject({ kind: 'report', class: kind, status });
});

test.each(['delayed', 'not-spam', 'out-of-office', 'challenge', 'ordinary', 'qmail-qsbmf'])(
  '%s is no bounce and is left alone',
  async (name) => {
    expect(await read(name)).toEqual({ kind: 'ignored' });
  },
);

test('line ends of Windows make no difference', async () => {
  const mail = Buffer.from(returned('postfix', copy).toString('utf8').replaceAll('\n', '\r\n'));
  expect(await readReturnedMail(mail)).toMatchObject({ class: 'hard', status: '5.1.1' });
});

describe('the code', () => {
  const withStatus = (lines: string) =>
    readReturnedMail(
      Buffer.from(
        returned('haraka', copy)
          .toString('utf8')
          .replace(/Action: failed[\s\S]*?accept mail/, lines),
      ),
    );

  it.each([
    // Sendmail writes 5.1.1 for any 550; the other server knows better.
    ['Action: failed\nStatus: 5.1.1\nDiagnostic-Code: SMTP; 550 5.7.1 blocked', 'sender', '5.7.1'],
    ['Action: failed\nStatus: 5.1.1\nDiagnostic-Code: SMTP; 550 blocked', 'hard', '5.1.1'],
    ['Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550-5.1.1 The email account', 'hard', '5.1.1'],
    ['Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp;554 #5.1.0 Address rejected', 'soft', '5.1.0'],
    ['Action: failed\nStatus: 5.0.0', 'soft', '5.0.0'],
    ['Action: failed\nStatus: 5.1', 'soft', ''],
    ['Action: failed\nStatus: noor@example.org', 'soft', ''],
    ['Action: failed\nDiagnostic-Code: X-Postfix; user unknown 5.1.1', 'soft', ''],
    ['Action: failed (bounced)\nStatus: 5.1.1 (user unknown)', 'hard', '5.1.1'],
    ['ACTION: Failed\nSTATUS: 5.1.1', 'hard', '5.1.1'],
    ['Status: 5.1.1', 'hard', '5.1.1'],
  ])('%j is %s, %j', async (lines, kind, status) => {
    expect(await withStatus(lines)).toMatchObject({ class: kind, status });
  });

  it.each(['Action: delivered\nStatus: 2.1.5', 'Action: relayed', 'Action: expanded', 'Action: delayed\nStatus: 4.2.2', 'Status: 4.4.7'])(
    '%j is no bounce',
    async (lines) => expect(await withStatus(lines)).toEqual({ kind: 'ignored' }),
  );

  it('of an alias of which one address was reached is no bounce', async () => {
    const text = returned('several-of-an-alias', copy).toString('utf8').replace('Action: failed\nStatus: 5.2.2', 'Action: relayed');
    expect(await readReturnedMail(Buffer.from(text))).toEqual({ kind: 'ignored' });
  });
});

describe('what cannot be read', () => {
  it.each([
    ['bytes that are no mail', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256))],
    ['nothing', Buffer.alloc(0)],
    ['a report that ends before it says anything', postfixUntil('Final-Recipient')],
    [
      'a complaint that does not say what about',
      Buffer.from(returned('yahoo-arf', copy).toString('utf8').replace('Feedback-Type', 'X-Type')),
    ],
    ['parts within parts, without end', nested(400)],
  ])('%s is broken', async (_what, bytes) => expect(await readReturnedMail(bytes)).toEqual({ kind: 'broken' }));

  it('is not what is merely nested, odd or long', async () => {
    expect(await readReturnedMail(nested(50))).toMatchObject({ class: 'hard' });
    const odd = Buffer.concat([returned('postfix', copy), Buffer.from([0, 255, 254, 13, 10, 0])]);
    expect(await readReturnedMail(odd)).toMatchObject({ class: 'hard' });
    expect(await readReturnedMail(postfixUntil('Remote-MTA'))).toMatchObject({ class: 'hard', status: '5.1.1' });
  });

  it('never takes what stands in a mail that is returned for a report', async () => {
    const report = returned('postfix', copy).toString('utf8');
    const wrapped = `From: a@example.org\nContent-Type: multipart/mixed; boundary=w\n\n--w\nContent-Type: message/rfc822\n\n${report}\n--w--\n`;
    expect(await readReturnedMail(Buffer.from(wrapped))).toEqual({ kind: 'ignored' });
  });
});

const postfixUntil = (field: string): Buffer => returned('postfix', copy).subarray(0, returned('postfix', copy).indexOf(field));

test('whatever a mail holds, it is a report, something else or broken, and it takes no long time', async () => {
  const names = ['postfix', 'exchange', 'gmail', 'yahoo-arf', 'utf8', 'several-own-failed'] as const;
  const change = fc.record({
    at: fc.nat(4000),
    drop: fc.nat(60),
    put: fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.constant(Buffer.from('\r\n\r\n--grens\n'))),
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.array(change, { minLength: 1, maxLength: 8 }), async (name, changes) => {
      const bytes = changes.reduce<Buffer>(
        (mail, { at, drop, put }) => Buffer.concat([mail.subarray(0, at), put, mail.subarray(at + drop)]),
        returned(name, copy),
      );
      const mail = await readReturnedMail(bytes);
      expect(['report', 'ignored', 'broken']).toContain(mail.kind);
      if (mail.kind === 'report') expect(mail.status).toMatch(/^(?:[245]\.\d{1,3}\.\d{1,3}|[45]\d\d|abuse|fraud|other|opt-out|)$/);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test.each([
  ['folding', `From: a@b.example\nTo: ${'\n '.repeat(mostBytes)}`],
  ['addresses', `From: a@b.example\n${`To: ${'a+'.repeat(1900)}@b\n`.repeat(400)}`],
  ['markup', `From: a@b.example\nContent-Type: text/html\n\ndelivery-status${'<a href="&'.repeat(mostBytes)}`],
  ['fields', `From: a@b.example\nContent-Type: message/delivery-status\n\n${'Action: failed\n \n'.repeat(mostBytes)}`],
  ['lines', `From: a@b.example\nContent-Type: message/delivery-status\n\n${'\n'.repeat(mostBytes)}`],
])(
  'endless %s, as far as they are kept, take no long time',
  async (_what, text) => {
    const started = performance.now();
    await readReturnedMail(Buffer.from(text.slice(0, mostBytes)));
    expect(performance.now() - started).toBeLessThan(30_000);
  },
  60_000,
);

/** A report within so many multiparts. */
function nested(levels: number): Buffer {
  const begin = Array.from({ length: levels }, (_, index) => `Content-Type: multipart/mixed; boundary="n${index}"\n\n--n${index}\n`).join(
    '',
  );
  const status =
    'Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n';
  return Buffer.from(`From: a@b.example\n${begin}${status}`);
}
