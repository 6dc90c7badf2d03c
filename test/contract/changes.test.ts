/** What every channel promises about a post that stands there: an edit, a correction below it, taking it back. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import type { Message } from '../../src/core/message.ts';
import type { Receipt, SendOutcome } from '../../src/core/outcome.ts';
import { faultSwitches } from '../../src/sandbox/faults.ts';
import { aContext, openRig, type RecordedContext, type RigOptions } from '../support/channel-rig.ts';
import type { ChannelSample } from './samples/sample.ts';

type Matches = (request: Request) => boolean | Promise<boolean>;

interface ChangeSample {
  /** The request that brings an edit, and the message as edited; absent: not on this channel. */
  readonly update?: { readonly isWrite: Matches; readonly edited: (message: Message) => Message };
  /** The request that takes back. */
  readonly remove?: Matches;
}

const words = 'De raad koos (toch) een andere koers.';
const asks =
  (operation: string): Matches =>
  async (request) =>
    (await request.clone().text()).includes(`"operationName":"${operation}"`);
const deletes: Matches = ({ method }) => method === 'DELETE';

const samples: Readonly<Record<string, ChangeSample>> = {
  pleio: {
    update: {
      isWrite: asks('EditEntity'),
      edited: (message) => ({
        ...message,
        subject: 'Een andere koers',
        text: words,
        details: {
          ...message.details,
          document: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] },
        },
      }),
    },
    remove: asks('DeleteEntity'),
  },
  x: { remove: deletes },
  linkedin: {
    update: {
      isWrite: ({ method, url }) => method === 'POST' && new URL(url).pathname.startsWith('/rest/posts/'),
      edited: (message) => ({ ...message, text: words }),
    },
    remove: deletes,
  },
  yammer: { remove: deletes },
  newsletter: {},
};

const lost = ['hang', 'accept-and-hang', 'accept-and-drop', 'accept-and-500', 'accept-and-html-503'];

async function opened(id: string, options: RigOptions = {}) {
  const { sample } = (await import(`./samples/${id}.ts`)) as { readonly sample: ChannelSample };
  const channel = channels.find((one) => one.id === id);
  if (!channel) throw new Error(`There is no channel ${id}.`);
  const rig = await openRig(channel, { ...options, options: sample.options, settings: { ...sample.settings, ...options.settings } });
  onTestFinished(() => rig.close());
  const context = (overrides: Partial<RecordedContext> = {}) => aContext({ destination: sample.destination, ...overrides });
  const published = async (): Promise<Receipt> => {
    const outcome = await rig.sender.send(sample.message, context());
    if (outcome.kind !== 'sent') throw new Error(`It was ${outcome.kind}.`);
    return outcome.receipt;
  };
  const fail = (matches: Matches, name: string) => {
    const fault = faultSwitches[name]?.fault(rig.simulator);
    if (!fault) throw new Error(`There is no switch ${name}.`);
    const times = faultSwitches[name]?.on === 'all' ? 10 : 1;
    for (let time = 0; time < times; time += 1) rig.failNext(times > 1 ? () => true : matches, fault);
  };
  const secrets = Object.entries(channel.simulator.settings({ http: 'http://127.0.0.1:1', smtp: 'smtp://127.0.0.1:1' })).flatMap(
    ([name, value]) => (channel.settings[name]?.secret ? [value] : []),
  );
  const tight = (outcome: SendOutcome): SendOutcome => {
    for (const secret of secrets) expect(JSON.stringify(outcome)).not.toContain(secret);
    return outcome;
  };
  const update = async (message: Message, receipt: Receipt, given = context()) => {
    if (!rig.sender.update) throw new Error(`${id} brings no edit.`);
    return tight(await rig.sender.update(message, receipt, given));
  };
  const remove = async (receipt: Receipt, given = context()) => {
    if (!rig.sender.remove) throw new Error(`${id} takes nothing back.`);
    return tight(await rig.sender.remove(receipt, given));
  };
  const feed = () => rig.simulator.feed();
  const shown = async () => (await feed()).map(({ html }) => html).join('\n');
  return { rig, sample, context, published, fail, update, remove, feed, shown };
}

it('has a sample of every channel, which says the same as its description', () => {
  expect(channels.map(({ id }) => id).sort()).toEqual(Object.keys(samples).sort());
  for (const { id, can } of channels)
    expect([id, samples[id]?.update !== undefined, samples[id]?.remove !== undefined]).toEqual([id, can.update, can.remove]);
});

it.each(channels.map(({ id, can }) => ({ id, can })))('$id: its sender does what its description says', async ({ id, can }) => {
  const { rig } = await opened(id);
  expect([rig.sender.update !== undefined, rig.sender.remove !== undefined]).toEqual([can.update, can.remove]);
});

const updating = Object.entries(samples).flatMap(([id, { update }]) => (update ? [{ id, ...update }] : []));

describe.each(updating)('an edit on $id', ({ id, isWrite, edited }) => {
  it('yes: changes what stands there, and keeps its id', async () => {
    const { sample, published, update, feed, shown } = await opened(id);
    const receipt = await published();
    const before = await shown();
    const outcome = await update(edited(sample.message), receipt);
    expect(outcome).toMatchObject({ kind: 'sent', receipt: { remoteId: receipt.remoteId, url: expect.stringMatching(/^https?:/) } });
    expect((await feed()).map((item) => item.id)).toEqual([receipt.remoteId]);
    expect(await shown()).toContain(words);
    expect(await shown()).not.toBe(before);
  });

  it('twice the same: leaves what once leaves', async () => {
    const { sample, published, update, shown } = await opened(id);
    const receipt = await published();
    await update(edited(sample.message), receipt);
    const once = await shown();
    expect((await update(edited(sample.message), receipt)).kind).toBe('sent');
    expect(await shown()).toBe(once);
  });

  it.each(lost)('%s: is in doubt, and done once more it is there, once', async (fault) => {
    const { sample, published, fail, update, feed, shown } = await opened(id, { deadlineMs: 400 });
    const receipt = await published();
    fail(isWrite, fault);
    expect((await update(edited(sample.message), receipt)).kind).toBe('unknown');
    expect((await update(edited(sample.message), receipt)).kind).toBe('sent');
    expect(await feed()).toHaveLength(1);
    expect(await shown()).toContain(words);
  });

  it.each([
    ['refuse', { kind: 'rejected' }],
    ['later', { kind: 'retry' }],
    ['auth', { kind: 'rejected', problem: { code: 'auth' } }],
    ['error-500', { kind: 'unknown' }],
  ])('%s: leaves what stood there', async (fault, expected) => {
    const { sample, published, fail, update, shown } = await opened(id);
    const receipt = await published();
    const before = await shown();
    fail(isWrite, fault);
    expect(await update(edited(sample.message), receipt)).toMatchObject(expected);
    expect(await shown()).toBe(before);
  });

  it('of something that is gone: is rejected, and nothing new stands there', async () => {
    const { sample, published, update, remove, feed } = await opened(id);
    const receipt = await published();
    await remove(receipt);
    expect(await update(edited(sample.message), receipt)).toMatchObject({ kind: 'rejected', problem: { code: 'not-found' } });
    expect(await feed()).toEqual([]);
  });
});

const removing = Object.entries(samples).flatMap(([id, { remove }]) => (remove ? [{ id, isWrite: remove }] : []));

describe.each(removing)('taking back on $id', ({ id, isWrite }) => {
  it('yes: nothing stands there any more, and the proof stays', async () => {
    const { published, remove, feed } = await opened(id);
    const receipt = await published();
    expect(await remove(receipt)).toEqual({ kind: 'sent', receipt });
    expect(await feed()).toEqual([]);
  });

  it('what is gone already: counts as taken back', async () => {
    const { published, remove } = await opened(id);
    const receipt = await published();
    await remove(receipt);
    expect(await remove(receipt)).toEqual({ kind: 'sent', receipt });
  });

  it('leaves every other post alone', async () => {
    const { rig, sample, context, published, remove, feed } = await opened(id);
    const receipt = await published();
    const other = { ...sample.message, text: 'Een ander bericht', subject: 'Een ander bericht' };
    await rig.sender.send(other, context({ key: 'delivery-2' }));
    expect(await feed()).toHaveLength(2);
    await remove(receipt);
    expect((await feed()).map((item) => item.id)).not.toContain(receipt.remoteId);
    expect(await feed()).toHaveLength(1);
  });

  it.each(lost)('%s: is in doubt, and done once more it is gone', async (fault) => {
    const { published, fail, remove, feed } = await opened(id, { deadlineMs: 400 });
    const receipt = await published();
    fail(isWrite, fault);
    expect((await remove(receipt)).kind).toBe('unknown');
    expect(await remove(receipt)).toEqual({ kind: 'sent', receipt });
    expect(await feed()).toEqual([]);
  });

  it.each([
    ['refuse', { kind: 'rejected' }],
    ['later', { kind: 'retry' }],
    ['auth', { kind: 'rejected', problem: { code: 'auth' } }],
    ['error-500', { kind: 'unknown' }],
  ])('%s: leaves it where it is', async (fault, expected) => {
    const { published, fail, remove, feed } = await opened(id);
    const receipt = await published();
    fail(isWrite, fault);
    expect(await remove(receipt)).toMatchObject(expected);
    expect((await feed()).map((item) => item.id)).toEqual([receipt.remoteId]);
  });

  it('redirect: is not followed and not called taken back', async () => {
    const { rig, published, fail, remove, feed } = await opened(id);
    const receipt = await published();
    fail(isWrite, 'redirect');
    expect((await remove(receipt)).kind).not.toBe('sent');
    expect(rig.requests.filter((request) => request.includes('/login'))).toEqual([]);
    expect(await feed()).toHaveLength(1);
  });

  it('a service that never answers: is given up at the deadline', async () => {
    const { published, fail, remove } = await opened(id, { deadlineMs: 300 });
    const receipt = await published();
    fail(isWrite, 'hang');
    const before = performance.now();
    await remove(receipt);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it('ends at once when omk is told to stop', async () => {
    const { rig, context, published, fail, remove } = await opened(id, { deadlineMs: 8000 });
    const receipt = await published();
    const stop = new AbortController();
    rig.failNext(
      async (request) => {
        if (await isWrite(request)) stop.abort();
        return false;
      },
      { kind: 'slow', ms: 0 },
    );
    fail(isWrite, 'hang');
    const before = performance.now();
    expect((await remove(receipt, context({ signal: stop.signal }))).kind).toBe('unknown');
    expect(performance.now() - before).toBeLessThan(5000);
  }, 20_000);

  it('does not begin the call again: the pipeline has', async () => {
    const { context, published, remove } = await opened(id);
    const receipt = await published();
    const begin = () => Promise.reject(new Error('begun twice'));
    expect((await remove(receipt, context({ begin }))).kind).toBe('sent');
  });
});

const withRules = await Promise.all(
  channels.map(async ({ id, rules }) => ({ id, correct: (await rules()).correct, rules: await rules() })),
);
const correcting = withRules.flatMap(({ id, correct, rules }) => (correct ? [{ id, correct, rules }] : []));
const link = 'https://omhetkind.pleio.nl/blog/view/1/koersbesluit';

it('is corrected below where it cannot be edited, but for a mail', () => {
  expect(correcting.map(({ id }) => id)).toEqual(['x', 'yammer']);
});

describe.each(correcting)('a correction on $id', ({ id, correct, rules }) => {
  const text = 'Verbetering: de avond is op woensdag.';
  const below = (original: Receipt) => correct({ text, link, original });

  it('stands below what it corrects, with the link', async () => {
    const { rig, context, published, feed, shown } = await opened(id);
    const original = await published();
    const { message, problems } = below(original);
    expect(problems).toEqual([]);
    expect(message.text).toBe(`${text}\n\n${link}`);
    expect((await rig.sender.send(message, context({ key: 'delivery-2' }))).kind).toBe('sent');
    expect((await feed()).map((item) => item.id)).toEqual([original.remoteId]);
    expect(await shown()).toContain(text);
  });

  it('is found when its answer is lost', async () => {
    const { rig, sample, context, published, fail } = await opened(id);
    const original = await published();
    const { message } = below(original);
    const given = context({ key: 'delivery-2' });
    fail(sample.isWrite, 'accept-and-drop');
    expect((await rig.sender.send(message, given)).kind).toBe('unknown');
    expect(await rig.sender.find?.(message, given)).toMatchObject({ kind: 'found' });
    expect(await rig.sender.find?.(correct({ text, link, original: { remoteId: '1' } }).message, given)).not.toMatchObject({
      kind: 'found',
    });
  });

  it('is no post of its own where the original is gone', async () => {
    const { rig, context, published, remove, feed } = await opened(id);
    const original = await published();
    await remove(original);
    expect(await rig.sender.send(below(original).message, context({ key: 'delivery-2' }))).toMatchObject({
      kind: 'rejected',
      problem: { code: 'not-found' },
    });
    expect(await feed()).toEqual([]);
  });

  it('can be taken back, and leaves the original', async () => {
    const { rig, context, published, remove, shown } = await opened(id);
    const original = await published();
    const outcome = await rig.sender.send(below(original).message, context({ key: 'delivery-2' }));
    if (outcome.kind !== 'sent') throw new Error(`It was ${outcome.kind}.`);
    expect((await remove(outcome.receipt)).kind).toBe('sent');
    expect(await shown()).toContain('Koersbesluit');
    expect(await shown()).not.toContain(text);
  });

  it('must fit, with the link', () => {
    const room = rules.limits.maxLength - rules.limits.length(`\n\n${link}`, link);
    const fits = (length: number) =>
      correct({ text: 'a'.repeat(length), link, original: { remoteId: '1' } }).problems.map(({ code }) => code);
    expect([fits(room), fits(room + 1)]).toEqual([[], ['content-too-long']]);
  });

  it('has the price of any post, and names the link once', () => {
    const { message } = correct({ text: `${text} ${link}`, link, original: { remoteId: '1' } });
    expect(message.text.split(link)).toHaveLength(2);
    const plain = correct({ text, original: { remoteId: '1' } }).message;
    expect(rules.cost?.(message) ?? 0).toBe(rules.cost ? 0.2 : 0);
    expect(rules.cost?.(plain) ?? 0).toBe(rules.cost ? 0.015 : 0);
  });
});
