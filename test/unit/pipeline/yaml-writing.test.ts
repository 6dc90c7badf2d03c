import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/problem.ts';
import { entriesOf, readYaml } from '../../../src/pipeline/yaml-entry.ts';
import { line, text } from '../../../src/pipeline/yaml-fields.ts';
import { typedYaml, writeYamlValue } from '../../../src/pipeline/yaml-writing.ts';

/** What omk's own reader makes of `name: …`. */
function readBack(yaml: string, reader: typeof text) {
  const problems: Problem[] = [];
  const entry = readYaml({
    text: `name: ${yaml}\nnext: 1\n`,
    family: 'config',
    file: 'omk.yaml',
    folder: '',
    firstLine: 1,
    report: (found) => problems.push(found),
  });
  const name = entry && new Map(entriesOf(entry)).get('name');
  return { value: name && reader(name), problems };
}

describe('a value written as YAML', () => {
  it.each([
    ['Om het kind', 'Om het kind'],
    ['Jeugd: samen', '"Jeugd: samen"'],
    ['"Ik ben geen dossier"', `'"Ik ben geen dossier"'`],
    ["'s-Hertogenbosch", `"'s-Hertogenbosch"`],
    ['Één gezin 👨‍👩‍👧‍👦', 'Één gezin 👨‍👩‍👧‍👦'],
    ['4510', '"4510"'],
    ['true', '"true"'],
    ['# geen commentaar', '"# geen commentaar"'],
    ['a #b', '"a #b"'],
    ['- lijst', '"- lijst"'],
    ['{ kaart }', '"{ kaart }"'],
    ['مرحبا بالعالم', 'مرحبا بالعالم'],
  ])('%s', (name, written) => {
    expect(writeYamlValue(name)).toBe(written);
    expect(readBack(written, line)).toEqual({ value: name, problems: [] });
  });

  it('keeps lists and maps on one line', () => {
    expect(writeYamlValue(['a', 'b: c'])).toBe('[a, "b: c"]');
    expect(writeYamlValue({ ouders: 'Ouders, en verzorgers' })).toBe('{ ouders: "Ouders, en verzorgers" }');
    expect(writeYamlValue(0.25)).toBe('0.25');
  });

  it('is read back as it was, whatever text it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (any) => {
        const name = any.trim();
        fc.pre(name !== '' && !/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u.test(name));
        expect(readBack(writeYamlValue(name), text)).toEqual({ value: name, problems: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('takes typed text literally, and everything else as YAML', () => {
    expect(typedYaml('4510', true)).toBe('"4510"');
    expect(typedYaml(' 0.25 ', false)).toBe('0.25');
    expect(typedYaml('1\nmode: live', false)).toBe('1 mode: live');
  });
});
