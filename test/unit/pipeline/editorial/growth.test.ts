/** What a hostile post costs grows with its length, not with the square of it. Compared with itself, as machines differ. */
import { describe, expect, it } from 'vitest';
import { defaultChecks } from '../../../../src/core/editorial.ts';
import { checkPost } from '../../../../src/pipeline/editorial/check-post.ts';
import { tokensOf } from '../../../../src/pipeline/markdown-tokens.ts';
import { aPost, aRequest } from '../../../support/builders.ts';

const pieces = [
  ...['a ', '…', '[', '1', '0612345678 ', '123456782 ', '1234 AB ', '@a', 'a@', 'é', '🎉', 'https://a.nl ', '**', '|a|b|\n|-|-|\n'],
  ...['A', "A'", 'Jan Jansen ', 'Tim van 8 ', '- a\n', '> a\n>\n', '“', 'maandag 1 mei ', '€ 1 ', '&amp;', '\u0301'],
];

const measured = { length: 24_000, times: 4 };

describe('a post of nothing but one thing costs the rules at most a little more than its length', () => {
  it.each(pieces)(
    '%j',
    (piece) => {
      const short = cpuOf(piece, measured.length);
      const long = cpuOf(piece, measured.length * measured.times);
      // Sixteen times would be the square; below 200 ms there is nothing to compare.
      expect(long).toBeLessThan(Math.max(200, short * measured.times * 2.5));
    },
    60_000,
  );
});

/** Processor time in milliseconds, the best of two, of the rules alone: the body has been taken apart before. */
function cpuOf(piece: string, length: number): number {
  const runs = ['een', 'twee'].map((start) => {
    // Each a text of its own: what was read of the first is remembered.
    const body = `${start}\n\n${piece.repeat(Math.ceil(length / piece.length))}`;
    const post = aPost({ body, channels: [aRequest({ channel: 'pleio' })] });
    tokensOf(body);
    const before = process.cpuUsage();
    checkPost({ post, messages: [], settings: defaultChecks, hub: 'pleio', timeZone: 'Europe/Amsterdam', now: new Date(0) });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}
