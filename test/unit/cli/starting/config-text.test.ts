import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels } from '../../../../src/channels/index.ts';
import { loadProject } from '../../../../src/cli/config.ts';
import { initWords } from '../../../../src/cli/messages/init-words.ts';
import { type ProjectAnswers, wantedOptions } from '../../../../src/cli/starting/answers.ts';
import { changedConfig, newConfig } from '../../../../src/cli/starting/config-text.ts';
import { aFolder } from '../../../support/project-fixture.ts';

const answers: ProjectAnswers = {
  name: 'Om het kind',
  language: 'nl',
  timezone: 'Europe/Amsterdam',
  channels: channels.map(({ id }) => id),
  hub: 'pleio',
  options: { pleio: { group: 'Om het kind' }, linkedin: { group: '4510' }, x: { maxCost: 0.5 } },
};

const config = (given: Partial<ProjectAnswers> = {}, language: 'nl' | 'en' = 'nl') =>
  newConfig({ answers: { ...answers, ...given }, channels, words: initWords[language] });

const load = (root: string) => loadProject({ cwd: root, env: { OMK_MODE: 'live' }, channels });

describe('a new omk.yaml', () => {
  it.each(['nl', 'en'] as const)('is read as it was answered (%s)', async (language) => {
    const project = await load(aFolder({ 'omk.yaml': config({}, language) }));
    expect(project).toMatchObject({ name: 'Om het kind', language: 'nl', hub: 'pleio', channels: answers.channels, warnings: [] });
    expect(project.channelOptions).toMatchObject({ pleio: { group: 'Om het kind' }, linkedin: { group: '4510' }, x: { maxCost: 0.5 } });
  });

  it('holds any name', { timeout: 30_000 }, async () => {
    const root = aFolder({});
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), async (any) => {
        const name = any.replace(/[\s\p{Cc}\u2028\u2029\ufeff]+/gu, ' ').trim();
        fc.pre(name !== '' && !/\p{Cs}/u.test(name));
        writeFileSync(join(root, 'omk.yaml'), config({ name, options: { pleio: { group: name } } }));
        const project = await load(root);
        expect([project.name, project.channelOptions['pleio']?.['group']]).toEqual([name, name]);
      }),
      { numRuns: 60 },
    );
  });

  it('shows what is still to be filled in, so that removing the # is enough', async () => {
    const text = config({ options: {} }).replace(/^( {2})# ([a-z]\w*: )/gm, '$1$2');
    const project = await load(aFolder({ 'omk.yaml': text }));
    for (const { id, check } of channels) expect(check?.({ settings: {}, options: project.channelOptions[id] ?? {} }) ?? []).toEqual([]);
  });

  it('says nothing of channels that were not chosen', () => {
    expect(config({ channels: ['x'], hub: 'none', options: {} })).not.toMatch(/pleio|yammer|linkedin|newsletter/);
  });
});

describe('an omk.yaml that is there', () => {
  it('gets what was answered otherwise, and nothing else', () => {
    const text = config();
    expect(changedConfig(text, answers, answers)).toBe(text);
    expect(changedConfig(text, answers, { ...answers, name: 'Nieuw' })).toBe(text.replace('name: Om het kind', 'name: Nieuw'));
  });
});

describe('the options that are asked about', () => {
  it('are those that a channel misses, which depends on what was said of it', () => {
    const [linkedin] = channels.filter(({ id }) => id === 'linkedin');
    expect(linkedin && wantedOptions(linkedin, {})).toEqual(['group']);
    expect(linkedin && wantedOptions(linkedin, { mode: 'auto' })).toEqual(['version', 'author']);
    expect(linkedin && wantedOptions(linkedin, { group: '4510' })).toEqual([]);
  });
});
