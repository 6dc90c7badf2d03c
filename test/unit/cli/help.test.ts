import { expect, it } from 'vitest';
import { everyTopic, explanation, topicsIn } from '../../../src/cli/explaining.ts';
import { rulesEn } from '../../../src/cli/messages/rules/en.ts';
import { ruleLevels } from '../../../src/core/editorial.ts';

it('has the same subjects in both languages, each under its name in either', async () => {
  const [dutch, english] = await Promise.all([topicsIn('nl'), topicsIn('en')]);
  expect(Object.keys(dutch)).toHaveLength(Object.keys(english).length);
  for (const [index, name] of Object.keys(english).entries()) {
    const [title, text] = [Object.values(dutch)[index]?.title, Object.values(dutch)[index]?.text];
    expect(await explanation(name, 'nl')).toBe(`${title}\n\n${text}`);
  }
});

it('explains every rule and every code of a problem', async () => {
  for (const id of Object.keys(ruleLevels)) expect(await explanation(id, 'en')).toContain(rulesEn[id as keyof typeof rulesEn].why);
  expect(await explanation('content-no-link', 'nl')).toMatch(/^content-no-link: .+ \(exit 2\)$/);
  expect(await explanation('content-no-link', 'en')).not.toBe(await explanation('content-no-link', 'nl'));
  expect(await explanation('no-such-thing', 'nl')).toBeUndefined();
  expect(await explanation('../../etc', 'nl')).toBeUndefined();
  expect(Object.keys(await everyTopic('nl'))).toContain('a11y-alt-missing');
});
