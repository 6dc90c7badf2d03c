import { afterEach, beforeEach, expect, test } from 'vitest';
import { sample } from '../../../contract/samples/newsletter.ts';
import type { Rig } from '../../../support/channel-rig.ts';
import { mailing, openNewsletter, someReaders } from './newsletter-rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openNewsletter();
});
afterEach(async () => rig.close());

const letter = (lines: readonly string[] = []) =>
  Buffer.from(
    [
      'From: a@example.nl',
      'To: b@example.nl',
      'Subject: Dag',
      'Date: Mon, 23 Nov 2026 08:00:00 +0000',
      'Message-ID: <a.b@example.nl>',
      'List-Id: <x.example.nl>',
      'List-Unsubscribe: <https://x>',
      ...lines,
      '',
      'Hallo',
      '',
    ].join('\r\n'),
  );
const receive = (raw: Uint8Array, to = ['b@example.nl']) => rig.simulator.receive?.({ from: 'a@example.nl', to, raw });

test('shows what a reader sees, in a frame that runs nothing, and hides the address', async () => {
  await rig.sender.send(sample.message, mailing(someReaders(1)));
  const [item] = await rig.simulator.feed();
  expect(item).toMatchObject({
    title: 'Koersbesluit Om het kind vastgesteld',
    to: 'l…@example.nl',
    text: expect.stringContaining('Beste Lezer 1,'),
  });
  expect(item?.html).toMatch(/^<iframe sandbox="" title="Koersbesluit Om het kind vastgesteld" srcdoc="/);
  expect(item?.html).toContain('&lt;p&gt;Beste Lezer 1,&lt;/p&gt;');
  expect(item?.html).not.toContain('<p>');
});

test('takes a proper mail in, and refuses what a strict receiver would', async () => {
  expect(await receive(letter())).toBeUndefined();
  expect(await receive(letter(), ['b@example.nl', 'c@example.nl'])).toMatch(/^550 5\.5\.3/);
  expect(await receive(letter(), ['c@example.nl'])).toMatch(/^550 5\.6\.0 The To header/);
  expect(
    await receive(
      Buffer.from(
        letter()
          .toString()
          .replace(/^List-.*\r\n/gm, ''),
      ),
    ),
  ).toMatch(/list-id, list-unsubscribe/);
  expect(await receive(letter([`X-Long: ${'x'.repeat(1000)}`]))).toMatch(/998/);
});

test('keeps a repeat of the same mail to the same reader out of sight', async () => {
  await receive(letter());
  await receive(letter());
  expect(await rig.simulator.feed()).toHaveLength(1);
});

test('answers in the words of mail servers', () => {
  expect(rig.simulator.refuse('no')).toMatch(/^550 5\.1\.1 /);
  expect(rig.simulator.refuse('later')).toMatch(/^451 /);
  expect(rig.simulator.refuse('auth')).toMatch(/^535 /);
});
