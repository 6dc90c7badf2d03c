import { describe, expect, it } from 'vitest';
import { channels } from '../../../src/channels/index.ts';
import { faultLines, readFaults } from '../../../src/cli/fault-flags.ts';
import { en } from '../../../src/cli/messages/en.ts';
import { nl } from '../../../src/cli/messages/nl.ts';
import { OmkError } from '../../../src/core/problem.ts';
import { openSwitches } from '../../../src/sandbox/faults.ts';
import { aFolder } from '../../support/project-fixture.ts';

function turned(values: readonly string[], switches = openSwitches(aFolder())) {
  for (const turn of readFaults(values, channels)) turn(switches);
  return switches;
}

function refused(value: string): unknown {
  try {
    readFaults([value], channels);
  } catch (error) {
    if (error instanceof OmkError) return error.problems;
    throw error;
  }
  return 'taken';
}

describe('--fault', () => {
  it('switches on, for good or a number of times', () => {
    expect(turned(['x=accept-and-drop', 'newsletter=later:2', 'linkedin=no-group']).all()).toEqual({
      x: { 'accept-and-drop': true },
      newsletter: { later: 2 },
      linkedin: { 'no-group': true },
    });
  });

  it('comes on top of what is on, and takes it away with none', () => {
    const switches = turned(['x=slow', 'pleio=hang']);
    expect(turned(['x=later:1'], switches).all()).toEqual({ x: { slow: true, later: 1 }, pleio: { hang: true } });
    expect(turned(['x=none'], switches).all()).toEqual({ x: {}, pleio: { hang: true } });
    expect(turned(['none', 'x=auth'], switches).all()).toEqual({ x: { auth: true } });
  });

  it.each([
    ['y=later', /^pleio=…, x=…, linkedin=…, yammer=…, newsletter=…, none$/],
    ['none=later', /^pleio=…/],
    ['x', /^none, auth, refuse, /],
    ['x=acept-and-drop', /^accept-and-drop, none, auth, .*new-fields$/],
    ['newsletter=redirect', /^none, auth, refuse, later, error-500, hang, accept-and-drop, accept-and-hang, slow, no-spf, no-dmarc$/],
    ['x=no-group', /^(?!.*no-group)/],
    ['x=later:0', /^x=later, x=later:1, x=later:2 …$/],
    ['x=later:', /^x=later, /],
    ['x=later:2:3', /^x=later, /],
    ['x=no-credit:2', /^x=no-credit$/],
    ['', /^pleio=…/],
  ])('refuses "%s" and says what it could be', (value, expected) => {
    expect(refused(value)).toMatchObject([
      { code: 'usage-bad-value', params: { option: '--fault', value, expected: expect.stringMatching(expected) as string } },
    ]);
  });

  it('turns nothing when one of several is wrong', () => {
    const switches = openSwitches(aFolder());
    expect(() => turned(['x=later', 'x=latter'], switches)).toThrow();
    expect(switches.all()).toEqual({});
  });

  it('tells what is on in both languages, with the times that are left', () => {
    const switches = turned(['x=later:2', 'pleio=narrow']);
    expect(faultLines(switches, channels, { words: nl, language: 'nl' })).toEqual([
      '  pleio=narrow: De groep is besloten: wat openbaar zou zijn, krijgen alleen leden te zien.',
      '  x=later (nog 2 keer): Het kanaal zegt: later opnieuw.',
    ]);
    expect(faultLines(switches, channels, { words: en, language: 'en' })[1]).toBe(
      '  x=later (2 times more): The channel says: try again later.',
    );
  });
});
