import { afterEach, describe, expect, it } from 'vitest';
import { pleio } from '../../../../src/channels/pleio/index.ts';
import { editInput, rules } from '../../../../src/channels/pleio/payload.ts';
import type { Message } from '../../../../src/core/message.ts';
import type { Receipt } from '../../../../src/core/outcome.ts';
import type { Post } from '../../../../src/core/post.ts';
import type { RichText } from '../../../../src/core/rich-text.ts';
import { sample } from '../../../contract/samples/pleio.ts';
import { aPost, aRequest, someMedia } from '../../../support/builders.ts';
import { aContext, openRig, type Rig, type RigOptions } from '../../../support/channel-rig.ts';

const { message, destination } = sample;
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

let rig: Rig;
const rigs: Rig[] = [];
const open = async (options: RigOptions = {}) => {
  rig = await openRig(pleio, { files: { 'a.png': png, 'b.png': png }, ...options });
  rigs.push(rig);
};
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((one) => one.close()));
});

const context = () => aContext({ destination });
const published = async (given: Message = message): Promise<Receipt> => {
  const outcome = await rig.sender.send(given, context());
  if (outcome.kind !== 'sent') throw new Error(`It was ${outcome.kind}.`);
  return outcome.receipt;
};
const update = (given: Message, receipt: Receipt) => rig.sender.update?.(given, receipt, context());
const remove = (receipt: Receipt) => rig.sender.remove?.(receipt, context());
const asks = (operation: string) => async (request: Request) => (await request.clone().text()).includes(`"operationName":"${operation}"`);
const json = (body: unknown) => ({ kind: 'answer', after: false, response: () => Response.json(body) }) as const;

const compose = (post: Partial<Post>, options = {}, paths: readonly string[] = []): Message => {
  const media = paths.map((path, index) => someMedia({ path, hash: path, role: index === 0 ? 'cover' : 'inline', alt: `Beeld ${path}` }));
  const markdown: RichText = [
    { type: 'paragraph', children: [{ type: 'text', text: 'De tekst.' }] },
    ...media.slice(1).map((picture) => ({
      type: 'paragraph' as const,
      children: [{ type: 'image' as const, source: picture.path, alt: picture.alt, media: picture }],
    })),
  ];
  return rules.compose({
    post: aPost(post),
    request: aRequest({ channel: 'pleio', options: { type: 'blog', access: 'public', ...options } }),
    rendered: { markdown },
    media,
    project: 'Om het kind',
  }).message;
};

describe('an edit on Pleio', () => {
  it('brings title, summary, tags and pictures, under the same guid and a new address', async () => {
    await open();
    const receipt = await published(compose({ title: 'Eerst', summary: 'Kort', tags: ['Oud'] }, {}, ['a.png']));
    const outcome = await update(compose({ title: 'Daarna', summary: 'Anders', tags: ['Nieuw'] }, {}, ['a.png', 'b.png']), receipt);
    expect(outcome).toMatchObject({ kind: 'sent', receipt: { remoteId: receipt.remoteId, url: expect.stringMatching(/\/daarna$/) } });
    const [item, ...others] = await rig.simulator.feed();
    expect(others).toEqual([]);
    expect(item).toMatchObject({ title: 'Daarna', images: [{ alt: 'Beeld a.png' }] });
    expect(item?.html).toContain('Anders');
    expect(item?.html).toContain('alt="Beeld b.png"');
    expect(item?.html).not.toContain('omk-media');
  });

  it('takes away what the post no longer has', async () => {
    await open();
    const receipt = await published(compose({ title: 'Eerst', summary: 'Samenvatting' }, {}, ['a.png']));
    await update(compose({ title: 'Eerst' }), receipt);
    const [item] = await rig.simulator.feed();
    expect(item?.images).toEqual([]);
    expect(item?.html).not.toContain('Samenvatting');
  });

  it('names every field that it empties', () => {
    const start = new Date('2026-12-08T19:00:00Z');
    const input = (event: Post['event']) =>
      editInput(compose({ title: 'Avond', ...(event && { event }) }, { type: 'event' }), 'guid-1', new Map());
    expect(input({ start })).toEqual({
      guid: 'guid-1',
      title: 'Avond',
      abstract: '',
      richDescription: expect.stringContaining('De tekst.'),
      accessId: 2,
      tags: [],
      featured: {},
      startDate: start.toISOString(),
      endDate: start.toISOString(),
      location: '',
      ticketLink: '',
    });
    expect(input({ start, end: new Date('2026-12-08T21:00:00Z'), location: 'Raadhuis' })).toMatchObject({
      endDate: '2026-12-08T21:00:00.000Z',
      location: 'Raadhuis',
    });
  });

  it('gives an update neither title nor summary', () => {
    const input = editInput(compose({ title: 'Kort bericht' }, { type: 'statusupdate' }), 'guid-1', new Map());
    expect(Object.keys(input).sort()).toEqual(['accessId', 'featured', 'guid', 'richDescription', 'tags']);
  });

  it('tells when the site shows it to fewer people', async () => {
    await open({ on: ['narrow'] });
    const receipt = await published();
    expect(await update(message, receipt)).toMatchObject({ kind: 'sent', warning: { code: 'access-narrowed' } });
  });

  it('publishes nothing when a picture is refused', async () => {
    await open();
    const receipt = await published();
    rig.failNext(asks('AddAttachment'), json({ data: { addAttachment: null }, errors: [{ message: 'file_not_clean:a.png' }] }));
    expect(await update(compose({ title: 'Daarna' }, {}, ['a.png']), receipt)).toMatchObject({
      kind: 'rejected',
      problem: { code: 'media-refused', params: { path: 'a.png' } },
    });
    expect((await rig.simulator.feed())[0]?.title).toBe(message.subject);
  });

  it('is in doubt when the answer names another post', async () => {
    await open();
    const receipt = await published();
    rig.failNext(asks('EditEntity'), json({ data: { editEntity: { entity: { guid: 'een-ander' } } } }));
    expect(await update(message, receipt)).toMatchObject({ kind: 'unknown' });
  });
});

describe('taking back on Pleio', () => {
  it('never deletes a group', async () => {
    await open();
    await published();
    expect(await remove({ remoteId: destination })).toMatchObject({
      kind: 'rejected',
      problem: { code: 'rejected', params: { detail: '__typename: Group' } },
    });
    expect(await rig.simulator.feed()).toHaveLength(1);
  });

  it('does not take "not for you" for "not there" when nobody is signed in', async () => {
    await open({ settings: { cookie: 'sessionid=verlopen' } });
    expect(await remove({ remoteId: '0b7a3f0e-6a0d-4f0c-9a53-0c1a5f0d0b01' })).toMatchObject({
      kind: 'rejected',
      problem: { code: 'auth' },
    });
  });

  it.each([
    ['could_not_find', 'sent'],
    ['could_not_delete', 'rejected'],
    ['een onbekende fout', 'unknown'],
  ])('%s: is %s', async (code, kind) => {
    await open();
    const receipt = await published();
    rig.failNext(asks('DeleteEntity'), json({ data: { deleteEntity: null }, errors: [{ message: code }] }));
    expect((await remove(receipt))?.kind).toBe(kind);
  });

  it('is in doubt without a clear yes', async () => {
    await open();
    const receipt = await published();
    rig.failNext(asks('DeleteEntity'), json({ data: { deleteEntity: { success: false } } }));
    expect(await remove(receipt)).toMatchObject({ kind: 'unknown', problem: { code: 'unreadable-answer' } });
  });
});
