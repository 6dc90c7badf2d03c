import { afterEach, describe, expect, it } from 'vitest';
import { yammer } from '../../../../src/channels/yammer/index.ts';
import { messageFields, rules } from '../../../../src/channels/yammer/payload.ts';
import type { Message } from '../../../../src/core/message.ts';
import type { Receipt } from '../../../../src/core/outcome.ts';
import { aMessage } from '../../../support/builders.ts';
import { aContext, openRig, type Rig, type RigOptions } from '../../../support/channel-rig.ts';

const token = 'geheim-token-123';
const link = 'https://omhetkind.pleio.nl/blog/view/1';

let rig: Rig;
const rigs: Rig[] = [];
const open = async (options: RigOptions = {}) => {
  rig = await openRig(yammer, { settings: { token }, deadlineMs: 700, ...options });
  rigs.push(rig);
};
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((one) => one.close()));
});

const context = () => aContext({ destination: '225000000001' });
const send = async (message: Message): Promise<Receipt> => {
  const outcome = await rig.sender.send(message, context());
  if (outcome.kind !== 'sent') throw new Error(`It was ${outcome.kind}.`);
  return outcome.receipt;
};
const correction = (original: Receipt, text = 'Verbetering: het is woensdag.') => {
  const composition = rules.correct?.({ text, link, original });
  if (!composition) throw new Error('There is no correction.');
  return composition.message;
};
const remove = (receipt: Receipt) => rig.sender.remove?.(receipt, context());
const deletes = ({ method }: Request) => method === 'DELETE';
const answering = (status: number, body: unknown) =>
  ({ kind: 'answer', after: false, response: () => Response.json(body, { status }) }) as const;

describe('a correction on Yammer', () => {
  it('names the message that it replies to, all digits kept, and leaves the community to the thread', async () => {
    await open();
    const fields = Object.fromEntries(messageFields(correction({ remoteId: '9007199254740993' }), '225000000001', []));
    expect(fields).toEqual({
      body: `Verbetering: het is woensdag.\n\n${link}`,
      replied_to_id: '9007199254740993',
      og_url: link,
      og_fetch: true,
    });
  });

  it('is found in the thread when the feed of the account does not show it', async () => {
    await open();
    const original = await send(aMessage({ text: 'Kom dinsdag' }));
    const reply = await send(correction(original));
    rig.failNext(({ url }) => url.includes('sent.json'), answering(200, { messages: [] }));
    expect(await rig.sender.find?.(correction(original), context())).toMatchObject({ kind: 'found', receipt: reply });
    expect(rig.requests.at(-1)).toBe(`GET /api/v1/messages/in_thread/${original.remoteId}.json`);
  });

  it('is not taken for a message of its own with the same words', async () => {
    await open();
    const original = await send(aMessage({ text: 'Kom dinsdag' }));
    const message = correction(original);
    await send(message);
    expect(await rig.sender.find?.({ ...message, details: {} }, context())).not.toMatchObject({ kind: 'found' });
  });
});

describe('taking back on Yammer', () => {
  it('takes the thread along, so that a correction in it is gone as well', async () => {
    await open();
    const original = await send(aMessage({ text: 'Kom dinsdag' }));
    const reply = await send(correction(original));
    expect(await remove(original)).toEqual({ kind: 'sent', receipt: original });
    expect(await rig.simulator.feed()).toEqual([]);
    expect(await remove(reply)).toEqual({ kind: 'sent', receipt: reply });
  });

  it.each([
    ['404 in any words', answering(404, 'Niet gevonden'), 'sent', undefined],
    ['410', answering(410, {}), 'sent', undefined],
    ['not the author', answering(403, { response: { message: `no, ${token}`, stat: 'fail' } }), 'rejected', 'forbidden'],
    ['a full bucket under 403', answering(403, { response: { message: 'Rate limited', code: 33 } }), 'retry', 'rate-limited'],
    ['a timeout on the way', answering(408, {}), 'unknown', 'server-error'],
  ])('%s', async (_name, fault, kind, code) => {
    await open();
    const receipt = await send(aMessage({ text: 'Kom dinsdag' }));
    rig.failNext(deletes, fault);
    const outcome = await remove(receipt);
    expect(outcome?.kind).toBe(kind);
    if (code) expect(outcome).toMatchObject({ problem: { code } });
    expect(JSON.stringify(outcome)).not.toContain(token);
  });

  it('says that the token is missing', async () => {
    await open({ settings: { token: '' } });
    expect(await remove({ remoteId: '1' })).toMatchObject({ kind: 'rejected', problem: { code: 'config-missing' } });
  });
});
