import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { imageSize } from 'image-size';
import { describe, expect, it } from 'vitest';
import { loadMedia, readMedia } from '../../../src/cli/media.ts';
import { stripMetadata } from '../../../src/cli/metadata/strip.ts';
import type { ImageReference } from '../../../src/core/post.ts';
import { gif, jpeg, png, webp } from '../../support/pictures.ts';
import { aFolder } from '../../support/project-fixture.ts';

const formats = [
  ['image/jpeg', jpeg, { width: 40, height: 30 }],
  ['image/png', png, { width: 2, height: 1 }],
  ['image/gif', gif, { width: 1, height: 1 }],
  ['image/webp', webp, { width: 16, height: 9 }],
] as const;

const latin = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');
const traces = /GPS|Canon|Maker|Author|Comment|XMP|Photoshop|MPF|52\.07/;

const reference = (path: string, line = 3): ImageReference => ({ path, source: path, alt: 'A', decorative: false, role: 'cover', line });

describe('metadata', () => {
  it.each(formats)('of %s goes, the picture stays', (mimeType, build, size) => {
    expect(latin(build({ metadata: true }))).toMatch(traces);
    const stripped = stripMetadata(build({ metadata: true }));
    expect(stripped?.mimeType).toBe(mimeType);
    expect(latin(stripped?.bytes)).not.toMatch(traces);
    expect(imageSize(stripped?.bytes as Uint8Array)).toMatchObject(size);
  });

  it.each(formats)('that is not there changes nothing in %s', (_type, build) => {
    expect(stripMetadata(build())?.bytes).toEqual(build());
  });

  it('of a JPEG goes but for its colours', () => {
    expect(stripMetadata(jpeg({ metadata: true }))?.bytes).toEqual(jpeg());
  });

  it.each([
    ['image/jpeg', jpeg],
    ['image/png', png],
    ['image/webp', webp],
  ] as const)('of %s says which way is up, and nothing else', (_type, build) => {
    const stripped = stripMetadata(build({ metadata: true, orientation: 6 }))?.bytes as Uint8Array;
    expect(latin(stripped)).not.toMatch(traces);
    const turned = latin(stripped).indexOf(latin(Uint8Array.of(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6)));
    expect(turned).toBeGreaterThan(0);
    expect(stripMetadata(stripped)?.bytes).toEqual(stripped);
  });

  it('of a JPEG still turns it', () => {
    const stripped = stripMetadata(jpeg({ metadata: true, orientation: 6 }))?.bytes as Uint8Array;
    expect(imageSize(stripped)).toMatchObject({ width: 40, height: 30, orientation: 6 });
  });

  it.each(formats)('of a %s that was cut short is not looked for', (_type, build) => {
    const whole = build();
    for (let length = 0; length < whole.length; length += 1) expect(stripMetadata(whole.subarray(0, length))).toBeUndefined();
  });

  it('is looked for without ever failing', () => {
    const starts = fc.constantFrom(...formats.map(([, build]) => build({ metadata: true })));
    fc.assert(
      fc.property(starts, fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), { maxLength: 5 }), (picture, changes) => {
        const broken = Uint8Array.from(picture);
        for (const [at, value] of changes) broken[at % broken.length] = value;
        expect(() => stripMetadata(broken)).not.toThrow();
      }),
    );
  });

  it('of the sample pictures goes too', () => {
    const folder = new URL('../../../content/beeld/', import.meta.url);
    for (const name of readdirSync(folder)) {
      const before = readFileSync(new URL(name, folder));
      const stripped = stripMetadata(before)?.bytes as Uint8Array;
      expect(imageSize(stripped)).toMatchObject({ width: imageSize(before).width, height: imageSize(before).height });
      expect(latin(stripped)).not.toMatch(/GPS|tEXt|http:\/\/ns\.adobe/);
    }
  });
});

describe('the pictures of a post', () => {
  it('are read with their type and size by content, whatever their name', () => {
    const root = aFolder({ 'a.png': jpeg({ metadata: true }), 'b.jpg': png() });
    const { media, problems } = loadMedia([reference('a.png'), reference('b.jpg')], { root, file: 'post.md' });
    expect(problems).toEqual([]);
    const hash = createHash('sha256').update(jpeg()).digest('hex');
    expect(media[0]).toEqual({ ...reference('a.png'), mimeType: 'image/jpeg', width: 40, height: 30, bytes: jpeg().length, hash });
    expect(media[1]).toMatchObject({ mimeType: 'image/png', width: 2, height: 1 });
  });

  it('have the size in which they are seen', () => {
    const root = aFolder({ 'a.jpg': jpeg({ metadata: true, orientation: 8 }) });
    expect(loadMedia([reference('a.jpg')], { root, file: 'post.md' }).media[0]).toMatchObject({ width: 30, height: 40 });
  });

  it('that cannot go out are told with their line, all at once', () => {
    const outside = aFolder({ 'a.png': png() });
    const root = aFolder({
      'tekst.png': 'geen plaatje',
      'plaat.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
      'half.png': png().subarray(0, 40),
      'leeg.png': '',
      'groot.png': png(),
      'map/x': '',
      'goed.png': png(),
    });
    truncateSync(join(root, 'groot.png'), 21 * 1024 * 1024);
    symlinkSync(join(outside, 'a.png'), join(root, 'link.png'));
    const names = ['weg.png', 'tekst.png', 'plaat.svg', 'half.png', 'leeg.png', 'groot.png', 'map', 'link.png', 'goed.png'];
    const { media, problems } = loadMedia(
      names.map((name, index) => reference(name, index)),
      { root, file: 'post.md' },
    );
    expect(media.map(({ path }) => path)).toEqual(['goed.png']);
    expect(problems.map(({ code, where }) => `${code} ${where?.line}`)).toEqual([
      'content-image-missing 0',
      'content-image-type 1',
      'content-image-type 2',
      'content-image-type 3',
      'content-image-type 4',
      'content-image-too-big 5',
      'content-image-missing 6',
      'content-image-outside 7',
    ]);
  });

  it('go out as they were checked, or not at all', async () => {
    const root = aFolder({ 'a.jpg': jpeg({ metadata: true }) });
    const [media] = loadMedia([reference('a.jpg')], { root, file: 'post.md' }).media;
    if (!media) throw new Error('the picture was not read');
    expect(await readMedia(root, media)).toEqual(jpeg());
    writeFileSync(join(root, 'a.jpg'), jpeg({ metadata: true, orientation: 3 }));
    await expect(readMedia(root, media)).rejects.toThrow('content-image-changed');
    writeFileSync(join(root, 'a.jpg'), 'iets anders');
    await expect(readMedia(root, media)).rejects.toThrow('content-image-changed');
    unlinkSync(join(root, 'a.jpg'));
    await expect(readMedia(root, media)).rejects.toThrow('content-image-missing');
  });
});
