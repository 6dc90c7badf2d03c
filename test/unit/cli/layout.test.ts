/** Tables as a terminal, a narrow one and a screen reader get them. */
import { expect, test } from 'vitest';
import { columns } from '../../../src/cli/layout.ts';

const rows = [
  { mark: '✓', cells: ['Pleio', 'gepubliceerd'], text: ['https://omhetkind.pleio.nl/blog/view/0b7a'] },
  { mark: '✗', cells: ['Nieuwsbrief', 'mislukt'], text: ['Niemand kon worden bereikt.', '3 lezers'] },
];

test('cells stand in columns where there is room', () => {
  expect(columns(rows, { width: 80 })).toBe(
    [
      '  ✓  Pleio        gepubliceerd  https://omhetkind.pleio.nl/blog/view/0b7a',
      '  ✗  Nieuwsbrief  mislukt       Niemand kon worden bereikt.',
      '                                3 lezers',
    ].join('\n'),
  );
});

test('no line is longer than a narrow terminal, but for addresses', () => {
  const told = columns([...rows, { mark: '?', cells: ['Een kanaal met een lange naam', 'onzeker of het er staat'], text: ['Kijk.'] }], {
    width: 40,
  });
  expect(told.split('\n').filter((line) => line.length > 40 && !line.includes('https:'))).toEqual([]);
});

test('read aloud, each row is a sentence without signs', () => {
  expect(columns(rows, { width: Number.POSITIVE_INFINITY }).split('\n')).toEqual([
    'Pleio, gepubliceerd: https://omhetkind.pleio.nl/blog/view/0b7a',
    'Nieuwsbrief, mislukt: Niemand kon worden bereikt. 3 lezers',
  ]);
});
