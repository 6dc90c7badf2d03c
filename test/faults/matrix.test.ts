/** Every channel × every fault: what stands at the service, what the ledger says, the exit code and the message. */
import { describe, expect, it } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import { describe as sentenceOf } from '../../src/cli/messages/problem-catalogue.ts';
import { problemsEn } from '../../src/cli/messages/problems-en.ts';
import { problemsNl } from '../../src/cli/messages/problems-nl.ts';
import type { Channel } from '../../src/core/channel.ts';
import { faultSwitches } from '../../src/sandbox/faults.ts';
import { knows } from '../contract/channel-faults.ts';
import type { ChannelSample } from '../contract/samples/sample.ts';
import { openPlace, type Place, readers, type Standing } from './place.ts';

/** How a channel tells what became of a lost answer (contracts: pleio 4.3, x 8, linkedin 9, yammer 10, newsletter 8). */
type Way = 'complete-list' | 'second-net' | 'list' | 'none';
const ways: Readonly<Record<string, Way>> = {
  pleio: 'complete-list',
  x: 'second-net',
  linkedin: 'list',
  yammer: 'list',
  newsletter: 'none',
};

type Stand = readonly [state: string, exitCode: number, count: number];
const sent: Stand = ['sent', 0, 1];
const later: Stand = ['scheduled', 3, 0];
const failed: Stand = ['failed', 1, 0];
const inDoubt = (count: 0 | 1): Stand => ['unconfirmed', 4, count];

interface Expected {
  /** While the fault lasts. */
  readonly first: Stand;
  /** Once it is gone, and the post is published again. */
  readonly second: Stand;
  readonly code?: string;
}

/** Nobody knows whether it is there. */
function afterLoss(way: Way, isThere: boolean, lasts: boolean): Expected {
  if (isThere) return way === 'none' ? { first: inDoubt(1), second: inDoubt(1) } : { first: sent, second: sent };
  if (way === 'complete-list') return lasts ? { first: later, second: sent } : { first: sent, second: sent };
  if (way === 'second-net' && !lasts) return { first: sent, second: sent };
  return { first: inDoubt(0), second: inDoubt(0) };
}

function expectedOf(way: Way, fault: string, lasts: boolean): Expected {
  switch (fault) {
    case 'slow':
      return { first: sent, second: sent };
    case 'auth':
      return { first: failed, second: sent, code: 'auth' };
    case 'refuse':
      // A reader whose mailbox says no is not mailed again.
      return way === 'none' ? { first: failed, second: failed, code: 'nobody-reached' } : { first: failed, second: sent };
    case 'later':
      // Pleio and X want a moment's patience, which the run itself has.
      if (!lasts && (way === 'complete-list' || way === 'second-net')) return { first: sent, second: sent };
      return { first: later, second: sent, code: 'rate-limited' };
    case 'error-500':
      return way === 'none' ? { first: later, second: sent, code: 'rate-limited' } : afterLoss(way, false, lasts);
    case 'hang':
    case 'redirect':
      return afterLoss(way, false, lasts);
    case 'unreachable':
      return { first: later, second: sent, code: 'unavailable' };
    default:
      return afterLoss(way, true, lasts);
  }
}

const faultsOf = (channel: Channel): readonly string[] => [
  ...Object.keys(faultSwitches).filter((name) => knows(channel, name)),
  'unreachable',
];

const numberOfReaders = ({ reaches }: Channel): number => (reaches === 'readers' ? readers.length : 1);

/** A hanging service is given up soon, every other is given all the time it wants. */
const deadlineFor = (fault: string): number => (fault.includes('hang') ? 3000 : 20_000);

const samples = new Map<string, ChannelSample>();
for (const { id } of channels) {
  const { sample } = (await import(`../contract/samples/${id}.ts`)) as {
    readonly sample: ChannelSample;
  };
  samples.set(id, sample);
}

async function inPlace(channel: Channel, fault: string, work: (place: Place) => Promise<void>): Promise<void> {
  const place = await openPlace({
    channel,
    sample: samples.get(channel.id) as ChannelSample,
    deadlineMs: deadlineFor(fault),
  });
  try {
    await work(place);
  } finally {
    await place.close();
  }
}

const standOf = ({ state, exitCode, count }: Standing): Stand => [state, exitCode, count];

/** A person's word settles what nobody else can tell. */
async function expectSettled(place: Place, channel: Channel): Promise<void> {
  const { state, id } = await place.delivery();
  if (state !== 'unconfirmed') return;
  const isThere = (await place.count()) > 0;
  if (channel.reaches === 'readers') await place.ledger.settleUnconfirmedRecipients(id, isThere ? 'leave' : 'resend');
  await place.resolve(isThere ? { state: 'sent', receipt: { remoteId: '1' } } : { state: 'scheduled', dueAt: place.clock.now() });
  expect(standOf(await place.publish())).toEqual(sent);
}

async function expectSentences(place: Place): Promise<void> {
  const { problem, channel } = await place.delivery();
  for (const catalogue of problem ? [problemsNl, problemsEn] : []) {
    const { message, hint } = sentenceOf(problem as NonNullable<typeof problem>, catalogue, { channel });
    expect(`${message} ${hint ?? ''}`).toMatch(/^(?!.*(undefined|\[object|NaN)).{12,}$/su);
  }
}

describe.each(channels.map((channel) => ({ id: channel.id, channel })))('$id', ({ id, channel }) => {
  const way = ways[id];
  if (!way) throw new Error(`It is not written here how ${id} tells what became of a lost answer.`);
  const cases = faultsOf(channel).flatMap((fault) => [
    { fault, lasts: true, name: 'as long as it lasts' },
    ...(fault === 'unreachable' || fault === 'slow' || fault === 'auth' ? [] : [{ fault, lasts: false, name: 'once' }]),
  ]);

  it.concurrent.each(cases)(
    '$fault, $name: it stands there at most once, and is finished or asked about',
    async ({ fault, lasts }) => {
      const expected = expectedOf(way, fault, lasts);
      await inPlace(channel, fault, async (place) => {
        const unreachable = fault === 'unreachable';
        if (!unreachable) place.switches.set(id, fault, lasts || numberOfReaders(channel));
        const first = await place.publish({ unreachable });
        expect(standOf(first), 'while it lasts').toEqual(expected.first);
        if (expected.code) expect(first.code).toBe(expected.code);
        await expectSentences(place);
        place.switches.set(id, fault, false);
        place.clock.leap(86_000_000);
        expect(standOf(await place.publish()), 'after it').toEqual(expected.second);
        await expectSettled(place, channel);
        expect(standOf(await place.publish()), 'published once more').toEqual((await place.delivery()).state === 'failed' ? failed : sent);
      });
    },
    60_000,
  );
});
