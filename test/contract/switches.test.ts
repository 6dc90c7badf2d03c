/** What a team can practise with: each switch that a channel declares is known to its simulator, and no other. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import { faultSwitches } from '../../src/sandbox/faults.ts';
import { switchesOf } from '../../src/sandbox/switches.ts';
import { aContext, openRig } from '../support/channel-rig.ts';
import type { ChannelSample } from './samples/sample.ts';

/** The names that a channel's code asks for. */
function askedFor(id: string): readonly string[] {
  const folder = new URL(`../../src/channels/${id}/`, import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const texts = files.map((name) => readFileSync(new URL(name, folder), 'utf8'));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\bisOn\('([^']+)'\)/g)].map(([, name = '']) => name)))];
}

describe.each(channels.map((channel) => ({ id: channel.id, channel })))('the switches of $id', ({ id, channel }) => {
  const own = Object.keys(channel.simulator.switches ?? {});

  it('are those that its simulator asks for', () => {
    expect([...own].sort()).toEqual([...askedFor(id)].sort());
  });

  it('have names of their own, fit for a command line, and a sentence in both languages', () => {
    expect(own.filter((name) => name in faultSwitches || name === 'none')).toEqual([]);
    for (const { name, help } of switchesOf(channel)) {
      expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect([name, help.nl, help.en]).toEqual([name, expect.stringMatching(/^\S.*\.$/), expect.stringMatching(/^\S.*\.$/)]);
      expect(help.nl).not.toBe(help.en);
    }
  });
});

/** What a post meets that goes out, and is looked for, while one of them is on. */
const met = [
  ['pleio', 'two-factor', 'auth'],
  ['pleio', 'alias', 'redirected'],
  ['pleio', 'narrow', 'access-narrowed'],
  ['x', 'no-credit', 'out-of-credit'],
  ['x', 'spend-cap', 'spend-cap'],
  ['linkedin', 'no-read', 'forbidden'],
  ['yammer', 'closed', 'forbidden'],
  ['yammer', 'no-community', 'not-found'],
] as const;

it.each(met)('%s with %s on tells of %s', async (id, name, code) => {
  const channel = channels.find((one) => one.id === id);
  if (!channel) throw new Error(`There is no channel ${id}.`);
  const { sample } = (await import(`./samples/${id}.ts`)) as { readonly sample: ChannelSample };
  const rig = await openRig(channel, { options: sample.options, settings: sample.settings ?? {}, on: [name] });
  onTestFinished(() => rig.close());
  const context = aContext({ destination: sample.destination });
  const told = [await rig.sender.send(sample.message, context), await rig.sender.find?.(sample.message, context)];
  expect(JSON.stringify(told)).toContain(`"code":"${code}"`);
});
