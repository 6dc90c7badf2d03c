import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { channels } from '../../../../src/channels/index.ts';
import { envGroups, envText, ignoredPaths, neededNames, withIgnored, withMissingSettings } from '../../../../src/cli/starting/env-text.ts';

const answers = {
  name: 'A',
  language: 'nl',
  timezone: 'UTC',
  channels: ['x', 'linkedin'],
  hub: 'none',
  options: {},
};
const groups = envGroups(answers, channels, 'nl');
const keys = ['X_APP_KEY', 'X_APP_SECRET', 'X_ACCESS_TOKEN', 'X_ACCESS_SECRET'];

describe('.env', () => {
  it('has every key that is needed, empty, and the others as comments', () => {
    const text = envText('Geheim.\nOok dit.', groups, 'nl');
    expect(parse(text)).toEqual(Object.fromEntries(keys.map((key) => [key, ''])));
    expect(text).toMatch(/^# Geheim\.\n# Ook dit\.\n\n## X\n\n# sleutel van de app/);
    expect(text).toContain('#LINKEDIN_ACCESS_TOKEN=\n');
  });

  it('needs what the options make necessary', () => {
    const auto = envGroups({ ...answers, options: { linkedin: { mode: 'auto' } } }, channels, 'nl');
    expect(neededNames(auto)).toEqual([...keys, 'LINKEDIN_ACCESS_TOKEN']);
  });

  it('keeps every line that is there, and gets what is missing', () => {
    const before = 'X_APP_KEY="a b"\nexport X_APP_SECRET=x\n  # X_ACCESS_TOKEN=later';
    const after = withMissingSettings(before, groups, 'nl');
    expect(after.startsWith(`${before}\n\n# `)).toBe(true);
    expect(parse(after)).toEqual({ X_APP_KEY: 'a b', X_APP_SECRET: 'x', X_ACCESS_SECRET: '' });
    expect(withMissingSettings(after, groups, 'nl')).toBe(after);
  });
});

describe('.gitignore', () => {
  it.each([
    ['', '.omk/\n.env\n'],
    ['eigen', 'eigen\n.omk/\n.env\n'],
    ['/.omk\n.env\n', '/.omk\n.env\n'],
    ['.env.local\n.omk/\n', '.env.local\n.omk/\n.env\n'],
  ])('%j becomes %j', (before, after) => expect(withIgnored(before, ['.omk/', '.env'])).toBe(after));

  it('leaves out the readers, by whatever name', () => {
    expect(ignoredPaths({ ...answers, options: { newsletter: { subscribers: 'lezers.csv' } } }, channels)).toEqual([
      '.omk/',
      '.env',
      'subscribers.csv',
      'lezers.csv',
      'node_modules/',
    ]);
  });
});
