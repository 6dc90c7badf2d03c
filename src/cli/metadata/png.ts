/** PNG: keeps the chunks that make the picture, and which way is up. */
import { crc32 } from 'node:zlib';
import { ascii, fromAscii, join, u32 } from './bytes.ts';
import { orientationOf, tiffIn, tiffWith } from './orientation.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Everything else (text, time, EXIF, private chunks) goes. */
const kept = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP mDCV cLLI acTL fcTL fdAT'.split(' '));

/** `undefined`: cut short, or no PNG. */
export function stripPng(bytes: Uint8Array): Uint8Array | undefined {
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte) || ascii(bytes, 12, 16) !== 'IHDR') return undefined;
  const chunks: Uint8Array[] = [bytes.subarray(0, 8)];
  let orientation: number | undefined;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + u32(bytes, at);
    if (end > bytes.length) return undefined;
    const name = ascii(bytes, at + 4, at + 8);
    if (name === 'eXIf') orientation ??= orientationOf(tiffIn(bytes.subarray(at + 8, end - 4)));
    if (name === 'IEND' && orientation !== undefined) chunks.push(chunk('eXIf', tiffWith(orientation)));
    if (kept.has(name)) chunks.push(bytes.subarray(at, end));
    if (name === 'IEND') return join(chunks);
    at = end;
  }
  return undefined;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const content = join([fromAscii(name), data]);
  return join([bytesOf(data.length), content, bytesOf(crc32(content))]);
}

const bytesOf = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
