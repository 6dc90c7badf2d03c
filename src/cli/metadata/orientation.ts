/** The one thing worth keeping of EXIF: which way is up. */
import { ascii, u16, u32 } from './bytes.ts';

const ORIENTATION = 0x0112;

/** 2 to 8: turned or mirrored; `undefined`: upright, or not said. `tiff` is the block behind "Exif\0\0". */
export function orientationOf(tiff: Uint8Array): number | undefined {
  const order = ascii(tiff, 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const short = (at: number): number => (order === 'MM' ? u16(tiff, at) : ((tiff[at + 1] ?? 0) << 8) | (tiff[at] ?? 0));
  const directory = order === 'MM' ? u32(tiff, 4) : short(4) + short(6) * 0x10000;
  const entries = Math.min(short(directory), Math.floor((tiff.length - directory - 2) / 12));
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + index * 12;
    if (short(at) === ORIENTATION) return short(at + 8) >= 2 && short(at + 8) <= 8 ? short(at + 8) : undefined;
  }
  return undefined;
}

/** A block that says nothing else. */
export const tiffWith = (orientation: number): Uint8Array =>
  Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);

/** The block itself, where a format may put "Exif\0\0" before it. */
export const tiffIn = (bytes: Uint8Array): Uint8Array => (ascii(bytes, 0, 6) === 'Exif\0\0' ? bytes.subarray(6) : bytes);
