import { expect, it } from 'vitest';
import { explanation } from '../../../src/cli/explaining.ts';

it.each(['__proto__', 'constructor', 'toString', '../../x', ''])('there is no help about %s', async (name) => {
  for (const language of ['nl', 'en'] as const) expect(await explanation(name, language)).toBeUndefined();
});

it.each([
  ['planning', 'schedule', 'pause', 'resume'],
  ['unattended', 'run', 'init --cron', 'run --notify'],
  ['ci', 'init --ci github', 'publish --changed-since', 'retract'],
  ['forwarding', 'forward', 'feed'],
])('the topic %s names its commands in both languages, and is found by its name in either', async (name, ...commands) => {
  for (const language of ['nl', 'en'] as const) {
    const text = await explanation(name, language);
    for (const command of commands) expect(text).toContain(`omk ${command}`);
  }
});

it.each(['vanzelf', 'doorplaatsen', 'git'])('%s is the Dutch name of a topic', async (name) => {
  expect(await explanation(name, 'en')).toMatch(/cron|Pleio|GitHub/);
});
