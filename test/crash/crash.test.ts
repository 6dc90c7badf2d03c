/** Killed at any step, nothing stands there twice, nothing is lost, nobody is left in the dark. `npm run test:crash`: all of it. */
import { afterAll, describe, expect, test } from 'vitest';
import { expectPromise, inCrashProject, type Kill, publishKilled, setFaults } from './harness.ts';

const isLong = process.env['OMK_TEST_LONG'] === '1';
const all = ['pleio', 'x', 'linkedin', 'yammer', 'newsletter'];

const figures = { killed: 0, notKilled: 0, asked: {} as Record<string, number> };
afterAll(() => void (isLong && process.stderr.write(`${JSON.stringify(figures)}\n`)));

const around = (step: string, nth = 1): readonly string[] =>
  ['before', 'after'].map((moment) => `${moment}-${step}${nth > 1 ? `:${nth}` : ''}`);
const common = ['schedule', 'claimDue', 'beginCall', 'settle'].flatMap((step) => around(step));
const steps: Readonly<Record<string, readonly string[]>> = {
  pleio: [...common, ...around('nameDestination')],
  x: [...common, ...[1, 2].flatMap((nth) => [...around('beginPart', nth), ...around('finishPart', nth)])],
  linkedin: common,
  yammer: common,
  newsletter: [
    // A mailing begins with its first exchange.
    ...['schedule', 'claimDue', 'settle'].flatMap((step) => around(step)),
    ...['replaceReaders', 'freezeRecipients', 'exchangeRecipients'].flatMap((step) => around(step)),
    ...around('exchangeRecipients', 2),
  ],
};

/** The nth step of whichever channel comes to it. */
const together = ['before-beginCall:2', 'after-beginCall:4', 'before-settle:3', 'before-finishPart', 'after-exchangeRecipients'];
const moreTogether = [2, 3, 4].flatMap((nth) => ['claimDue', 'beginCall', 'settle'].flatMap((step) => around(step, nth)));

async function killed(channels: readonly string[], kill: Kill, faults = {}): Promise<void> {
  await inCrashProject(channels, async (root) => {
    setFaults(root, faults);
    const wasKilled = await publishKilled(root, kill);
    figures[wasKilled ? 'killed' : 'notKilled'] += 1;
    if (kill.after === undefined) expect(wasKilled, 'this step was never reached').toBe(true);
    setFaults(root, {});
    for (const channel of await expectPromise(root, channels)) figures.asked[channel] = (figures.asked[channel] ?? 0) + 1;
  });
}

const patience = 180_000;

describe('killed at a step of the ledger, with all channels at work', () => {
  test.concurrent.each(isLong ? [...new Set([...together, ...moreTogether])] : together)('%s', (at) => killed(all, { at }), patience);
});

describe.each(isLong ? all.map((channel) => ({ channel })) : [])('killed at every step of $channel alone', ({ channel }) => {
  test.concurrent.each(steps[channel] ?? [])('%s', (at) => killed([channel], { at }), patience);
});

describe('killed while the service has the post and has not answered', () => {
  const hanging = (channel: string) => killed([channel], { whenStoredAt: channel }, { [channel]: { 'accept-and-hang': 1 } });
  test.concurrent.each(isLong ? all : ['x', 'yammer'])('%s', hanging, patience);
});

describe('killed at any moment', () => {
  const moments = Array.from(
    { length: Number(process.env['OMK_TEST_MOMENTS'] ?? (isLong ? 200 : 3)) },
    () => 200 + Math.round(Math.random() * 2000),
  );
  test.concurrent.each(moments)('after %i ms', (after) => killed(all, { after }), patience);
});
