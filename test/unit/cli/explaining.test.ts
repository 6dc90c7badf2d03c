import { expect, it } from 'vitest';
import { explanation } from '../../../src/cli/explaining.ts';

it.each(['__proto__', 'constructor', 'toString', '../../x', ''])('there is no help about %s', async (name) => {
  for (const language of ['nl', 'en'] as const) expect(await explanation(name, language)).toBeUndefined();
});
