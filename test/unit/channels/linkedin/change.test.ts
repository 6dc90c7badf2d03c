import { afterEach, describe, expect, it } from 'vitest';
import { linkedin } from '../../../../src/channels/linkedin/index.ts';
import type { Message } from '../../../../src/core/message.ts';
import type { Receipt } from '../../../../src/core/outcome.ts';
import type { ChannelOptions } from '../../../../src/core/post.ts';
import type { Fault } from '../../../../src/sandbox/serve.ts';
import { aMessage, someMedia } from '../../../support/builders.ts';
import { aContext, openRig, type Rig, type RigOptions } from '../../../support/channel-rig.ts';

const token = 'geheim-token-123';
const author = 'urn:li:organization:7001';
const group = 'urn:li:group:4510';
const auto: ChannelOptions = { mode: 'auto', version: '202611', author, group: '4510' };

const inGroup = (overrides: Partial<Message> = {}) =>
  aMessage({ text: 'Koersbesluit (27 van 35)', details: { mode: 'auto', group, author, title: 'Koersbesluit' }, ...overrides });
const byHand = (text: string) => aMessage({ text, media: [someMedia()], details: { mode: 'assisted', group } });
const placed: Receipt = { remoteId: 'urn:li:groupPost:4510-1', url: 'https://www.linkedin.com/feed/update/urn:li:groupPost:4510-1/' };
const onPage: Receipt = { remoteId: 'urn:li:share:1', url: 'https://www.linkedin.com/feed/update/urn:li:share:1/' };

const context = () => aContext({ destination: group });
const answering = (status: number, body: unknown): Fault => ({
  kind: 'answer',
  after: false,
  response: () => Response.json(body, { status }),
});
const refusing = (status: number) => answering(status, { status, code: 'ACCESS_DENIED', message: `Not for ${token}` });

let rig: Rig;
const rigs: Rig[] = [];
const open = async (options: RigOptions = {}) => {
  rig = await openRig(linkedin, { options: auto, settings: { token }, deadlineMs: 700, ...options });
  rigs.push(rig);
  return rig;
};
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((one) => one.close()));
});

const published = async (): Promise<Receipt> => {
  const outcome = await rig.sender.send(inGroup(), context());
  if (outcome.kind !== 'sent') throw new Error(`It was ${outcome.kind}.`);
  return outcome.receipt;
};

describe('an edit on LinkedIn', () => {
  it('brings the text, escaped, and leaves the rest', async () => {
    const { sender, simulator, requests } = await open();
    const receipt = await published();
    const text = 'Koersbesluit (28 van 35) #Jeugdhulp';
    expect(await sender.update?.(inGroup({ text, link: 'https://example.nl/anders', media: [someMedia()] }), receipt, context())).toEqual({
      kind: 'sent',
      receipt,
    });
    expect((await simulator.feed()).map((item) => item.text)).toEqual([text]);
    expect(requests).toEqual(['POST /rest/posts', `POST /rest/posts/${encodeURIComponent(receipt.remoteId)}`]);
  });

  it('is left to a person where a person placed it', async () => {
    const { sender, requests } = await open();
    expect(await sender.update?.(byHand('Nieuwe tekst'), placed, context())).toEqual({
      kind: 'handed-off',
      handOff: { text: 'Nieuwe tekst', images: [], openUrl: placed.url },
    });
    expect(requests).toEqual([]);
  });

  it.each([400, 403, 404, 422])('is left to a person when LinkedIn answers %i in a group', async (status) => {
    const { sender, failNext } = await open();
    failNext(() => true, refusing(status));
    const outcome = await sender.update?.(inGroup(), placed, context());
    expect(outcome).toMatchObject({
      kind: 'handed-off',
      handOff: { text: inGroup().text, openUrl: placed.url },
      problem: { code: 'group-refused' },
    });
    expect(JSON.stringify(outcome)).not.toContain(token);
  });

  it('is refused, not handed off, on a page of our own', async () => {
    const { sender, failNext } = await open();
    failNext(() => true, refusing(403));
    expect(await sender.update?.(inGroup(), onPage, context())).toMatchObject({ kind: 'rejected', problem: { code: 'forbidden' } });
  });

  it('says which setting is missing', async () => {
    const { sender } = await open({ options: { ...auto, version: undefined } });
    expect(await sender.update?.(inGroup(), onPage, context())).toMatchObject({
      kind: 'rejected',
      problem: { code: 'config-missing', params: { name: 'linkedin.version' } },
    });
  });
});

describe('taking back on LinkedIn', () => {
  it('deletes what omk posted in a group', async () => {
    const { sender, simulator } = await open();
    const receipt = await published();
    expect(await sender.remove?.(receipt, context())).toEqual({ kind: 'sent', receipt });
    expect(await simulator.feed()).toEqual([]);
  });

  it('is left to a person in assisted mode, without a token', async () => {
    const { sender, requests } = await open({ options: { mode: 'assisted', group: '4510' }, settings: { token: '' } });
    for (const receipt of [placed, onPage])
      expect(await sender.remove?.(receipt, context())).toEqual({
        kind: 'handed-off',
        handOff: { text: '', images: [], openUrl: receipt.url },
      });
    expect(requests).toEqual([]);
  });

  it.each([403, 404])('is left to a person when a group answers %i: omk may just not see it', async (status) => {
    const { sender, failNext } = await open();
    failNext(() => true, refusing(status));
    expect(await sender.remove?.(placed, context())).toMatchObject({ kind: 'handed-off', handOff: { text: '', openUrl: placed.url } });
  });

  it.each([404, 410])('counts %i on a page of our own as gone', async (status) => {
    const { sender, failNext } = await open();
    failNext(() => true, refusing(status));
    expect(await sender.remove?.(onPage, context())).toEqual({ kind: 'sent', receipt: onPage });
  });

  it('tries what a post of another mode may have posted, and else asks a person', async () => {
    const { sender, simulator, failNext } = await open({ options: { ...auto, mode: 'assisted' } });
    const outcome = await sender.send(inGroup({ details: { mode: 'auto', author } }), context());
    if (outcome.kind !== 'sent') throw new Error(`It was ${outcome.kind}.`);
    expect(await sender.remove?.(outcome.receipt, context())).toEqual({ kind: 'sent', receipt: outcome.receipt });
    expect(await simulator.feed()).toEqual([]);
    failNext(() => true, answering(401, { status: 401, code: 'REVOKED_ACCESS_TOKEN', message: 'revoked' }));
    expect(await sender.remove?.(outcome.receipt, context())).toMatchObject({ kind: 'handed-off', problem: { code: 'auth' } });
  });
});
