import { expect, it } from 'vitest';
import { createPlainOutput } from '../../../src/cli/create-output.ts';

it.each([
  ['nl', 'Nieuwsbrief'],
  ['en', 'Newsletter'],
] as const)('calls a channel by its name in the language of the messages: %s', async (language, name) => {
  const { label } = await createPlainOutput(language, { json: false, plain: false });
  expect([label('newsletter'), label('x'), label('fax')]).toEqual([name, 'X', 'fax']);
});
