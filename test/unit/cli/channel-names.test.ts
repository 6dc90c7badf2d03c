import { expect, it } from 'vitest';
import { createPlainOutput } from '../../../src/cli/create-output.ts';

it.each([
  ['nl', 'Nieuwsbrief'],
  ['en', 'Newsletter'],
] as const)('calls a channel by its name in the language of the messages: %s', (language, name) => {
  const { label } = createPlainOutput(language, false);
  expect([label('newsletter'), label('x'), label('fax')]).toEqual([name, 'X', 'fax']);
});
