import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changedYaml, type YamlChange } from '../../../src/pipeline/yaml-changes.ts';

const before = `# met de hand
name: Oud   # naam
timing: { deadline: 3s,  lease: 6s }
channels: [pleio,   x]
pleio:            # de hub
  # url: later
x: { thread: false }   # één bericht
yammer:
    pace: 8/30s

    # hieronder staat niets meer
`;

const changes: readonly YamlChange[] = [
  { path: ['name'], value: 'Nieuw: beter' },
  { path: ['channels'], value: ['pleio', 'x', 'yammer'] },
  { path: ['hub'], value: 'none' },
  { path: ['pleio', 'group'], value: 'Om het kind' },
  { path: ['x', 'thread'], value: true },
  { path: ['x', 'note'], value: 'a, b' },
  { path: ['yammer', 'community'], value: '225000000001' },
  { path: ['linkedin', 'group'], value: '4510' },
];

const after = `# met de hand
name: "Nieuw: beter"   # naam
timing: { deadline: 3s,  lease: 6s }
channels: [pleio, x, yammer]
pleio:            # de hub
  group: Om het kind
  # url: later
x: { thread: true, note: "a, b" }   # één bericht
yammer:
    community: "225000000001"
    pace: 8/30s

    # hieronder staat niets meer
hub: none

linkedin:
  group: "4510"
`;

describe('a changed omk.yaml', () => {
  it('keeps every other character', () => {
    expect(changedYaml(before, changes)).toBe(after);
  });

  it('is the very same text when nothing changes', () => {
    expect(changedYaml(before, [])).toBe(before);
  });

  it.each([
    ['an empty file', '', [{ path: ['name'], value: 'A' }], { name: 'A' }],
    ['no line end', 'name: A', [{ path: ['x', 'thread'], value: true }], { name: 'A', x: { thread: true } }],
    ['a key without a value', 'name:   # later\n', [{ path: ['name'], value: '#1' }], { name: '#1' }],
    [
      'a list over several lines',
      'channels:\n  - a\n  - b\nname: A\n',
      [{ path: ['channels'], value: ['c'] }],
      { channels: ['c'], name: 'A' },
    ],
    ['an empty section', 'x: {}\n', [{ path: ['x', 'thread'], value: true }], { x: { thread: true } }],
    ['quotes', "name: 'A'\n", [{ path: ['name'], value: "'s" }], { name: "'s" }],
    ['the last key without a line end', 'x:', [{ path: ['x', 'a'], value: 1 }], { x: { a: 1 } }],
  ] as const)('is right for %s', (_what, text, made, meaning) => {
    expect(parse(changedYaml(text, made as readonly YamlChange[]))).toEqual(meaning);
  });
});
