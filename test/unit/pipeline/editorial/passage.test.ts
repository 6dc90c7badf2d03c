/** The pieces that rules look at stand where an editor counts them. */
import { expect, test } from 'vitest';
import { passagesOf, whereIn } from '../../../../src/pipeline/editorial/passage.ts';
import { tokensOf } from '../../../../src/pipeline/markdown-tokens.ts';
import { aPost } from '../../../support/builders.ts';

const body = `Eerste regel
tweede **regel** met [een link](https://example.nl/a).

## Kop

- punt een
- punt twee
  gaat door

> Een citaat

| a | b |
| - | - |
| c | d |

\`\`\`
code
\`\`\``;

const passages = () => passagesOf(aPost({ title: 'Titel', body, bodyLine: 4, lines: { title: 2 } }), tokensOf(body)?.tokens ?? []);

test('each piece has its line in the file', () => {
  const found = passages().map(({ kind, text, line }) => `${line} ${kind} ${text.replaceAll('\n', '/')}`);
  expect(found).toEqual([
    '2 title Titel',
    '4 paragraph Eerste regel/tweede regel met een link.',
    '7 heading Kop',
    '9 item punt een',
    '10 item punt twee/gaat door',
    '13 quote Een citaat',
    '15 cell a',
    '15 cell b',
    '17 cell c',
    '17 cell d',
    '20 code code',
  ]);
});

test('a finding stands on the line of its character', () => {
  const [, first] = passages();
  expect(first && whereIn(first, 'a.md', first.text.indexOf('tweede'))).toEqual({ file: 'a.md', line: 5, field: 'body' });
  expect(first?.links).toEqual([{ text: 'een link', href: 'https://example.nl/a', isBare: false, line: 4 }]);
});
