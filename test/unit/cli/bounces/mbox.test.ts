import { describe, expect, it, test } from 'vitest';
import { mailsIn, mostBytes } from '../../../../src/cli/bounces/mbox.ts';
import { mboxOf } from '../../../support/returned-mail.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function mails(bytes: Buffer | string, size = 64 * 1024): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { number, bytes: mail } of mailsIn(inPieces(Buffer.from(bytes), size))) {
    expect(number).toBe(found.length + 1);
    found.push(Buffer.from(mail).toString('latin1'));
  }
  return found;
}

const one = 'Subject: een\n\nFrom hier ziet u de kerk.\nFrom a@b.example Mon Nov 23 09:00:00 2026\n>From hier niet.\n\nFrom toen af.\n';
const two = 'Subject: twee\n\nDag\xeb.\n';
const box = mboxOf([Buffer.from(one, 'latin1'), Buffer.from(two, 'latin1')]);

describe('an mbox', () => {
  it.each([1, 2, 3, 7, 64, 1000])('is cut into its mails, whatever pieces of %d bytes it comes in', async (size) => {
    expect(await mails(box, size)).toEqual([`${one}\n`, `${two}\n`]);
  });

  it('may have line ends of Windows', async () => {
    const found = await mails(mboxOf([Buffer.from(one, 'latin1'), Buffer.from(two, 'latin1')], '\r\n'), 11);
    expect(found.map((mail) => mail.replaceAll('\r\n', '\n'))).toEqual([`${one}\n`, `${two}\n`]);
  });

  it('begins a mail only at a line that ends in a moment, also without an empty line before it', async () => {
    const text =
      'From x@y Mon Nov 23 09:00:00 2026\nSubject: a\n\nFrom the start at 9:00 in 2026.\ncut of\nFrom  Mon Nov 23 09:00 2026\nSubject: b\n';
    expect(await mails(text)).toHaveLength(2);
  });

  it.each([
    'From a@b.example Mon Nov 23 09:00:00 2026',
    'From a@b.example Mon Nov  3 09:00 2026',
    'From  Mon Nov 23 09:00:00 CET 2026',
    'From a@b.example Mon Nov 23 09:00:00 2026 +0100',
    'From a b Mon, 23 Nov 2026 09:00:00 +0100',
    'From - Mon Nov 23 09:00:00 2026',
  ])('may begin a mail with %j', async (line) => {
    expect(await mails(`${line}\nSubject: a\n\n${line}\r\nSubject: b\n`)).toHaveLength(2);
  });

  it('of lines that nearly begin a mail is cut in no long time', async () => {
    const line = `From ${'Mon Nov 23 09:00 x '.repeat(50)}\n`;
    const started = performance.now();
    expect(await mails(`From a Mon Nov 23 09:00:00 2026\n${line.repeat(10_000)}`)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('may end without a line end, hold an empty mail, or hold nothing', async () => {
    expect(await mails('From x Mon Nov 23 09:00:00 2026\nSubject: a\n\nlaatste')).toEqual(['Subject: a\n\nlaatste']);
    expect(await mails('From x Mon Nov 23 09:00:00 2026\n\nFrom x Mon Nov 23 09:00:00 2026\nSubject: b\n')).toEqual(['\n', 'Subject: b\n']);
    expect(await mails('')).toEqual([]);
  });
});

test('without a line `From ` at its beginning it is one mail, as it stands', async () => {
  expect(await mails(`${one}\n${one}`, 5)).toEqual([`${one}\n${one}`]);
  expect(await mails('Sub')).toEqual(['Sub']);
});

test('of a huge mail only the beginning is kept, and the next one is found', async () => {
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from('From x Mon Nov 23 09:00:00 2026\nSubject: groot\n\n');
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    for (let count = 0; count < 300; count++) yield megabyte;
    yield Buffer.from('\n\nFrom x Mon Nov 23 09:00:00 2026\nSubject: klein\n');
  }
  const before = process.memoryUsage().arrayBuffers;
  const sizes: number[] = [];
  let most = 0;
  for await (const { bytes } of mailsIn(endless())) {
    sizes.push(bytes.length);
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(sizes).toEqual([mostBytes, 'Subject: klein\n'.length]);
  expect(most).toBeLessThan(100 * 1024 * 1024);
});
