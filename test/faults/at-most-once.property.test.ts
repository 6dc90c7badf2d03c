/** Whatever happens, each delivery is published at most once, unless a person said otherwise; and none is lost in silence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMessage } from '../support/builders.ts';
import { aPlan } from '../support/ledgers.ts';
import { type CallStep, isOpen, type Model, openModel, type Way } from './model.ts';

type Decision = 'none' | 'publish-again' | 'retry' | 'resolve' | 'resolve-blindly' | 'once-more' | 'clock-back' | 'wait';

interface Turn {
  readonly decision: Decision;
  readonly killedAt?: number | undefined;
  readonly script: readonly CallStep[];
}

const often = fc.constantFrom(false, false, false, true);
const callStep: fc.Arbitrary<CallStep> = fc.record({
  sleepsBefore: often,
  arrives: fc.boolean(),
  sleepsAfter: often,
  end: fc.constantFrom<CallStep['end']>('answer', 'lost', 'lost', 'killed', 'later', 'no'),
});
const turn: fc.Arbitrary<Turn> = fc.record({
  decision: fc.constantFrom<Decision>(
    'none',
    'none',
    'publish-again',
    'retry',
    'resolve',
    'resolve-blindly',
    'once-more',
    'clock-back',
    'wait',
  ),
  killedAt: fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined }),
  script: fc.array(callStep, { maxLength: 5 }),
});

/** How often each delivery may stand there: once, and once more for each time that a person said so. */
class Allowed {
  readonly #extra = new Map<string, number>();
  more(id: string): void {
    this.#extra.set(id, (this.#extra.get(id) ?? 0) + 1);
  }
  of(id: string): number {
    return 1 + (this.#extra.get(id) ?? 0);
  }
}

const plans = (hasEqualTexts: boolean, round = 1) =>
  ['een.md', 'twee.md'].map((post, index) =>
    aPlan({
      post,
      file: post,
      round,
      destination: `d${index}`,
      message: aMessage({
        text: hasEqualTexts ? 'Hallo' : `Hallo uit ${post} ${round}`,
      }),
    }),
  );

async function decide(
  decision: Decision,
  model: Model,
  { allowed, hasEqualTexts, round }: { allowed: Allowed; hasEqualTexts: boolean; round: number },
): Promise<number> {
  const { ledger, clock, published } = model;
  const all = await ledger.list();
  const now = { state: 'scheduled', dueAt: clock.now() } as const;
  switch (decision) {
    case 'publish-again':
      await ledger.schedule(plans(hasEqualTexts, round));
      break;
    case 'retry':
      for (const { id } of all.filter(({ state }) => state === 'failed')) await ledger.move(id, 'failed', now, 'person');
      break;
    case 'resolve':
      for (const { id, message } of all.filter(({ state }) => state === 'unconfirmed')) {
        const told = (await ledger.list({ states: ['sent'] })).map(({ receipt }) => receipt?.remoteId);
        const found = published.find((one) => one.text === message.text && !told.includes(one.id));
        await ledger.move(id, 'unconfirmed', found ? { state: 'sent', receipt: { remoteId: found.id } } : now, 'person');
      }
      break;
    case 'resolve-blindly':
      for (const { id } of all.filter(({ state }) => state === 'unconfirmed')) {
        if (await ledger.move(id, 'unconfirmed', now, 'person')) allowed.more(id);
      }
      break;
    case 'once-more':
      if (!all.every(({ state }) => state === 'sent')) break;
      await ledger.schedule(plans(hasEqualTexts, round + 1));
      return round + 1;
    case 'clock-back':
      if (!hasEqualTexts) clock.advance(-7_200_000);
      break;
    case 'wait':
      clock.advance(300_000);
      break;
    case 'none':
  }
  return round;
}

/** Of two posts with equal words nobody can tell which is which: then the words count. */
async function expectPromise({ ledger, published }: Model, allowed: Allowed): Promise<void> {
  const all = await ledger.list();
  for (const text of new Set(published.map((one) => one.text))) {
    const wanted = all.filter(({ message }) => message.text === text).reduce((sum, { id }) => sum + allowed.of(id), 0);
    const there = published.filter((one) => one.text === text).map(({ id }) => id);
    expect(there.length, 'published too often').toBeLessThanOrEqual(wanted);
    const told = all.filter(({ state, message }) => state === 'sent' && message.text === text).map(({ receipt }) => receipt?.remoteId);
    expect(new Set(told).size, 'each called sent by an id of its own').toBe(told.length);
    expect(there, 'what is called sent is there').toEqual(expect.arrayContaining(told));
  }
}

async function live(way: Way, hasEqualTexts: boolean, turns: readonly Turn[]): Promise<void> {
  const model = openModel(way);
  const allowed = new Allowed();
  let round = 1;
  try {
    await model.ledger.schedule(plans(hasEqualTexts));
    for (const { decision, killedAt, script } of turns) {
      round = await decide(decision, model, { allowed, hasEqualTexts, round });
      await model.run({ killedAt, script });
      await expectPromise(model, allowed);
    }
    for (let times = 0; times < 3; times += 1) {
      model.clock.advance(90_000_000);
      await model.run();
      await decide('resolve', model, { allowed, hasEqualTexts, round });
    }
    await model.run();
    await expectPromise(model, allowed);
    expect((await model.ledger.list()).filter(isOpen), 'nothing is left behind').toEqual([]);
  } finally {
    await model.close();
  }
}

const numRuns = Number(process.env['OMK_TEST_RUNS'] ?? 30);

describe.each<Way>(['complete', 'second-net', 'list', 'blind'])('at a service of the kind "%s"', (way) => {
  it('each delivery stands there at most once unless a person said otherwise, and none is forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(turn, { minLength: 1, maxLength: 6 }), (hasEqualTexts, turns) =>
        live(way, hasEqualTexts, turns),
      ),
      { numRuns },
    );
  }, 600_000);
});
