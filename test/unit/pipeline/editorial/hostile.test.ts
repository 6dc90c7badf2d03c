/** No rule of plain language or accessibility is held up by text that was made to hold it up. */
import { expect, it } from 'vitest';
import { defaultChecks } from '../../../../src/core/editorial.ts';
import { checkPost } from '../../../../src/pipeline/editorial/check-post.ts';
import { aPost, aRequest } from '../../../support/builders.ts';

const pieces = [
  '[a]{lang=',
  '[a',
  'A ',
  'AAAAA ',
  '#a',
  '#abcdef ',
  '🎉',
  'a 🎉 ',
  'a.',
  '“a ',
  'a',
  '• a\n',
  '𝗮',
  'wordt gedaan. ',
  'stelt a ',
  '1 ',
  'م ',
  '[hier](http://a.nl) ',
  '<video ',
  'Omdat a, ',
  'a\u0336',
];

it.each(pieces)(
  'a text of nothing but %j',
  (piece) => {
    const body = piece.repeat(Math.ceil(32_000 / piece.length));
    const post = aPost({ body, channels: [aRequest({ channel: 'pleio' })] });
    const start = performance.now();
    checkPost({ post, messages: [], settings: defaultChecks, hub: 'pleio', timeZone: 'Europe/Amsterdam', now: new Date(0) });
    // Tenths of a second here; a bad expression took a minute.
    expect(performance.now() - start).toBeLessThan(5_000);
  },
  60_000,
);
