/** GIF: keeps the frames and how they repeat. */
import { ascii, join } from './bytes.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;

/** `undefined`: cut short, or no GIF. */
export function stripGif(bytes: Uint8Array): Uint8Array | undefined {
  if (!/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return undefined;
  let at = 13 + colourTable(bytes[10]);
  const kept = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    if (bytes[at] === TRAILER) return join([...kept, Uint8Array.of(TRAILER)]);
    const end = blockEnd(bytes, at);
    if (end === undefined) return undefined;
    const block = bytes.subarray(at, end);
    if (!isMetadata(block)) kept.push(block);
    at = end;
  }
  return undefined;
}

const colourTable = (flags = 0): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

function blockEnd(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] === EXTENSION) return subBlocksEnd(bytes, at + 2);
  if (bytes[at] === IMAGE) return subBlocksEnd(bytes, at + 11 + colourTable(bytes[at + 9]));
  return undefined;
}

/** Data comes in pieces, each with its length in front; an empty one ends it. */
function subBlocksEnd(bytes: Uint8Array, from: number): number | undefined {
  let at = from;
  while (at < bytes.length) {
    const length = bytes[at] ?? 0;
    at += length + 1;
    if (length === 0) return at;
  }
  return undefined;
}

/** Of what programs store in a GIF, only the number of repeats is part of the picture. */
function isMetadata(block: Uint8Array): boolean {
  if (block[0] !== EXTENSION) return false;
  if (block[1] === COMMENT) return true;
  return block[1] === APPLICATION && !/^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(ascii(block, 3, 14));
}
