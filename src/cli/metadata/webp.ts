/** WebP: keeps the picture or its frames, the colours and which way is up. */
import { ascii, fromAscii, join, u32le } from './bytes.ts';
import { orientationOf, tiffIn, tiffWith } from './orientation.ts';

const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
}

/** `undefined`: cut short, or no WebP. */
export function stripWebp(bytes: Uint8Array): Uint8Array | undefined {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 12) !== 'WEBP') return undefined;
  const end = 8 + u32le(bytes, 4);
  const chunks = end > bytes.length ? undefined : chunksIn(bytes.subarray(12, end));
  if (!chunks || !/^VP8[ LX]$/.test(chunks[0]?.name ?? '')) return undefined;
  const exif = chunks.find(({ name }) => name === 'EXIF');
  const orientation = exif && orientationOf(tiffIn(exif.data));
  const clean = chunks.filter(({ name }) => kept.has(name)).map((one) => cleaned(one, orientation !== undefined));
  const content = join([...clean, ...(orientation === undefined ? [] : [{ name: 'EXIF', data: tiffWith(orientation) }])].map(bytesOf));
  return join([fromAscii('RIFF'), u32leBytes(content.length + 4), fromAscii('WEBP'), content]);
}

function chunksIn(bytes: Uint8Array): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let at = 0;
  while (at + 8 <= bytes.length) {
    const length = u32le(bytes, at + 4);
    if (at + 8 + length > bytes.length) return undefined;
    chunks.push({ name: ascii(bytes, at, at + 4), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** The header says which kinds of chunk there are; a frame may carry chunks of its own. */
function cleaned({ name, data }: Chunk, hasExif: boolean): Chunk {
  if (name === 'VP8X')
    return { name, data: join([Uint8Array.of(((data[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (hasExif ? HAS_EXIF : 0)), data.subarray(1)]) };
  if (name !== 'ANMF') return { name, data };
  const inner = (chunksIn(data.subarray(16)) ?? []).filter((one) => kept.has(one.name));
  return { name, data: join([data.subarray(0, 16), ...inner.map(bytesOf)]) };
}

const bytesOf = ({ name, data }: Chunk): Uint8Array =>
  join([fromAscii(name), u32leBytes(data.length), data, new Uint8Array(data.length % 2)]);

const u32leBytes = (value: number): Uint8Array => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
