import { afterEach, describe, expect, it } from 'vitest';
import { x } from '../../../../src/channels/x/index.ts';
import type { Receipt } from '../../../../src/core/outcome.ts';
import { aMessage } from '../../../support/builders.ts';
import { aContext, openRig, type Rig } from '../../../support/channel-rig.ts';

let rig: Rig;
afterEach(() => rig.close());

const context = (overrides = {}) => aContext({ destination: '7001', ...overrides });
const texts = ['Een 1/3', 'Twee 2/3', 'Drie 3/3'];
const thread = aMessage({ text: texts.join('\n\n'), parts: texts.map((text) => ({ text, media: [] })) });
const deletes = ({ method }: Request) => method === 'DELETE';
const drop = { kind: 'drop', after: true } as const;
const answering = (status: number, body: unknown) =>
  ({ kind: 'answer', after: false, response: () => Response.json(body, { status }) }) as const;
const notYours = answering(403, { title: 'Forbidden', detail: 'You are not authorized to delete this Tweet.', status: 403 });

/** A thread that stands there, with the journal of its parts. */
async function published() {
  rig = await openRig(x, { deadlineMs: 700 });
  const given = context();
  const outcome = await rig.sender.send(thread, given);
  if (outcome.kind !== 'sent') throw new Error(`It was ${outcome.kind}.`);
  return { receipt: outcome.receipt, parts: given.parts, ids: given.recordedParts.map(({ receipt }) => receipt?.remoteId ?? '') };
}
const remove = (receipt: Receipt, given = context()) => rig.sender.remove?.(receipt, given);
const deletions = () => rig.requests.filter((line) => line.startsWith('DELETE')).map((line) => line.split('/').at(-1));

describe('taking a thread back', () => {
  it('begins with the last part, so that none stands alone', async () => {
    const { receipt, parts, ids } = await published();
    expect(await remove(receipt, context({ parts }))).toEqual({ kind: 'sent', receipt });
    expect(deletions()).toEqual([...ids].reverse());
    expect(await rig.simulator.feed()).toEqual([]);
  });

  it('stops at a part that is refused, with the parts before it still below their root', async () => {
    const { receipt, parts, ids } = await published();
    rig.failNext(({ method, url }) => method === 'DELETE' && url.endsWith(ids[1] ?? ''), notYours);
    expect(await remove(receipt, context({ parts }))).toMatchObject({ kind: 'rejected', problem: { code: 'forbidden' } });
    expect((await rig.simulator.feed()).map(({ id, text }) => [id, text])).toEqual([[ids[0], 'Een 1/3\n\nTwee 2/3']]);
  });

  it('goes on where an answer was lost', async () => {
    const { receipt, parts } = await published();
    rig.failNext(deletes, drop);
    expect((await remove(receipt, context({ parts })))?.kind).toBe('unknown');
    expect(await remove(receipt, context({ parts }))).toEqual({ kind: 'sent', receipt });
    expect(await rig.simulator.feed()).toEqual([]);
  });

  it('takes the rest back when a person deleted a part', async () => {
    const { receipt, parts, ids } = await published();
    await remove({ remoteId: ids[1] ?? '' });
    expect((await rig.simulator.feed()).map(({ text }) => text)).toEqual(['Drie 3/3', 'Een 1/3']);
    expect((await remove(receipt, context({ parts })))?.kind).toBe('sent');
    expect(await rig.simulator.feed()).toEqual([]);
  });

  it('leaves a part without proof to a person', async () => {
    const { receipt, parts } = await published();
    const done = parts.done.map((record, index) => (index === 2 ? { index, startedAt: record.startedAt } : record));
    expect(await remove(receipt, context({ parts: { ...parts, done } }))).toEqual({
      kind: 'handed-off',
      handOff: { text: '', images: [], openUrl: 'https://x.com/i/user/7001' },
    });
    expect((await rig.simulator.feed()).map(({ text }) => text)).toEqual(['Drie 3/3']);
  });

  it('does nothing more once omk is told to stop', async () => {
    const { receipt, parts } = await published();
    expect(await remove(receipt, context({ parts, signal: AbortSignal.abort() }))).toMatchObject({ kind: 'retry' });
    expect(deletions()).toEqual([]);
  });
});

describe('a refusal to delete', () => {
  it('is a yes when X, asked, no longer knows the post', async () => {
    const { ids } = await published();
    const receipt = { remoteId: ids[2] ?? '' };
    await remove(receipt);
    rig.failNext(deletes, notYours);
    expect(await remove(receipt)).toEqual({ kind: 'sent', receipt });
  });

  it('stays a no when the post is there', async () => {
    const { ids } = await published();
    rig.failNext(deletes, notYours);
    expect(await remove({ remoteId: ids[2] ?? '' })).toMatchObject({ kind: 'rejected', problem: { code: 'forbidden' } });
  });

  it.each([
    ['an answer without a word of it', answering(200, {}), 'unknown'],
    ['an answer that it was not deleted', answering(200, { data: { deleted: false } }), 'unknown'],
    ['an answer that it is not there', answering(200, { errors: [{ type: 'https://api.x.com/2/problems/resource-not-found' }] }), 'sent'],
    ['too many', answering(429, { title: 'Too Many Requests' }), 'retry'],
    ['a timeout on the way', answering(408, {}), 'unknown'],
    ['no credit', answering(402, { title: 'CreditsDepleted' }), 'rejected'],
  ])('%s', async (_name, fault, kind) => {
    const { ids } = await published();
    rig.failNext(deletes, fault);
    expect((await remove({ remoteId: ids[2] ?? '' }))?.kind).toBe(kind);
  });
});

describe('a correction on X', () => {
  it('replies to the first part of a thread, and goes with nothing else', async () => {
    const { receipt, ids } = await published();
    const { correct } = (await x.rules()) ?? {};
    const message = correct?.({ text: 'Verbetering', original: receipt }).message ?? aMessage();
    expect(message.details).toEqual({ replyTo: ids[0] });
    expect(await rig.sender.send(message, context({ key: 'delivery-2' }))).toMatchObject({ kind: 'sent' });
    expect((await rig.simulator.feed()).map(({ text }) => text)).toEqual([[...texts, 'Verbetering'].join('\n\n')]);
    expect(await rig.sender.find?.(message, context())).toMatchObject({ kind: 'found' });
    expect(await rig.sender.find?.({ ...message, details: {} }, context())).not.toMatchObject({ kind: 'found' });
  });
});
