/** JPEG: keeps the picture, its colours and which way is up. */
import { ascii, fromAscii, join, u16 } from './bytes.ts';
import { orientationOf, tiffIn, tiffWith } from './orientation.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const COMMENT = 0xfe;

/** `undefined`: cut short, or no JPEG. What stands behind the picture (a video, a second picture) goes too. */
export function stripJpeg(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  const kept: Uint8Array[] = [];
  let orientation: number | undefined;
  let hasScan = false;
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) return hasScan ? finish(kept, orientation) : undefined;
    const end = at + 2 + u16(bytes, at + 2);
    if (end > bytes.length || end < at + 4) return undefined;
    const segment = bytes.subarray(at, end);
    if (marker === APP1 && ascii(segment, 4, 10) === 'Exif\0\0') orientation ??= orientationOf(tiffIn(segment.subarray(4)));
    kept.push(...keptOf(marker, segment));
    hasScan ||= marker === SOS;
    at = marker === SOS ? scanEnd(bytes, end) : end;
    if (marker === SOS) kept.push(bytes.subarray(end, at));
  }
  return undefined;
}

/** APP0 without its thumbnail, colour profile, Adobe's colour transform; of the rest only what makes the picture. */
function keptOf(marker: number, segment: Uint8Array): readonly Uint8Array[] {
  if (marker === APP0) return ascii(segment, 4, 9) === 'JFIF\0' && segment.length >= 18 ? [jfifOf(segment)] : [];
  if (marker === 0xe2) return ascii(segment, 4, 16) === 'ICC_PROFILE\0' ? [segment] : [];
  if (marker === 0xee) return ascii(segment, 4, 9) === 'Adobe' ? [segment] : [];
  return (marker > APP0 && marker <= 0xef) || marker === COMMENT ? [] : [segment];
}

const jfifOf = (segment: Uint8Array): Uint8Array => join([Uint8Array.of(0xff, APP0, 0, 16), segment.subarray(4, 16), Uint8Array.of(0, 0)]);

/** In a scan 0xFF is followed by 0 or a restart marker; anything else ends it. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

function finish(kept: readonly Uint8Array[], orientation: number | undefined): Uint8Array {
  const isJfif = kept[0]?.[1] === APP0;
  const head = isJfif ? kept.slice(0, 1) : [];
  return join([Uint8Array.of(0xff, SOI), ...head, ...exifOf(orientation), ...kept.slice(head.length), Uint8Array.of(0xff, EOI)]);
}

function exifOf(orientation: number | undefined): readonly Uint8Array[] {
  if (orientation === undefined) return [];
  const payload = join([fromAscii('Exif\0\0'), tiffWith(orientation)]);
  return [Uint8Array.of(0xff, APP1, 0, payload.length + 2), payload];
}
