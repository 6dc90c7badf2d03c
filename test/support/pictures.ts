/** Pictures built byte by byte, with and without what cameras and programs write into them. */
import { crc32, deflateSync } from 'node:zlib';

type Part = string | Uint8Array | readonly number[];

const bytes = (...parts: readonly Part[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))));

const be16 = (value: number): readonly number[] => [value >> 8, value & 255];
const be32 = (value: number): readonly number[] => [...be16(value >>> 16), ...be16(value & 0xffff)];
const le16 = (value: number): readonly number[] => [value & 255, value >> 8];
const le32 = (value: number): readonly number[] => [...le16(value & 0xffff), ...le16(value >>> 16)];

/** EXIF with a place, a maker and which way is up; in either order of bytes. */
export function exif(orientation: number, order: 'II' | 'MM' = 'II'): Uint8Array {
  const [short, long] = order === 'II' ? [le16, le32] : [be16, be32];
  const entry = (tag: number, type: number, count: number, value: readonly number[]) => [
    ...short(tag),
    ...short(type),
    ...long(count),
    ...value,
  ];
  const directory = [
    ...short(3),
    ...entry(0x010f, 2, 10, long(50)),
    ...entry(0x0112, 3, 1, [...short(orientation), 0, 0]),
    ...entry(0x8825, 4, 1, long(60)),
    ...long(0),
  ];
  return bytes(order, short(42), long(8), directory, 'Canon GPS 52.0705N');
}

const segment = (marker: number, ...parts: readonly Part[]): Uint8Array => {
  const data = bytes(...parts);
  return bytes([0xff, marker], be16(data.length + 2), data);
};

export interface Extras {
  readonly metadata?: boolean;
  readonly orientation?: number;
}

const frame = segment(0xc0, [8], be16(30), be16(40), [1, 1, 0x11, 0]);
const scan = bytes(segment(0xda, [1, 1, 0, 0, 63, 0]), [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);

/** 40 × 30, with a scan that holds an escaped 0xFF and a restart. */
export const jpeg = ({ metadata = false, orientation = 1 }: Extras = {}): Uint8Array =>
  bytes(
    [0xff, 0xd8],
    segment(0xe0, 'JFIF\0', [1, 1, 0], be16(72), be16(72), metadata ? [1, 1, 9, 9, 9] : [0, 0]),
    ...(metadata
      ? [
          segment(0xe1, 'Exif\0\0', exif(orientation)),
          segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x>Jan de Maker GPS</x>'),
          segment(0xe2, 'MPF\0', 'GPS'),
          segment(0xed, 'Photoshop 3.0\0Jan de Maker'),
          segment(0xfe, 'Jan de Maker'),
        ]
      : []),
    segment(0xe2, 'ICC_PROFILE\0', [1, 1], 'colours'),
    segment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 1]),
    frame,
    scan,
    [0xff, 0xd9],
    ...(metadata ? ['MotionPhoto GPS'] : []),
  );

const chunk = (name: string, ...parts: readonly Part[]): Uint8Array => {
  const content = bytes(name, ...parts);
  return bytes(be32(content.length - 4), content, be32(crc32(content)));
};

/** 2 × 1, and whole: any program can show it. */
export const png = ({ metadata = false, orientation = 1 }: Extras = {}): Uint8Array =>
  bytes(
    [0x89, ...Buffer.from('PNG\r\n\x1a\n', 'latin1')],
    chunk('IHDR', be32(2), be32(1), [8, 2, 0, 0, 0]),
    ...(metadata
      ? [
          chunk('tEXt', 'Author\0Jan de Maker'),
          chunk('zTXt', 'Comment\0\0', deflateSync('Jan de Maker')),
          chunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0<x>GPS</x>'),
          chunk('tIME', be16(2026), [11, 3, 9, 0, 0]),
          chunk('eXIf', exif(orientation, 'MM')),
          chunk('maKR', 'Jan de Maker'),
        ]
      : []),
    chunk('gAMA', be32(45455)),
    chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0, 0, 0, 255]))),
    chunk('IEND'),
    ...(metadata ? ['GPS'] : []),
  );

/** Two frames that repeat for ever. */
export const gif = ({ metadata = false }: Extras = {}): Uint8Array => {
  const one = [0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
  return bytes(
    'GIF89a',
    le16(1),
    le16(1),
    [0x80, 0, 0, 255, 255, 255, 0, 0, 0],
    [0x21, 0xff, 11],
    'NETSCAPE2.0',
    [3, 1, 0, 0, 0],
    ...(metadata ? [[0x21, 0xfe, 12], 'Jan de Maker', [0], [0x21, 0xff, 11], 'XMP DataXMP', [3], 'GPS', [0]] : []),
    one,
    one,
    [0x3b],
    ...(metadata ? ['GPS'] : []),
  );
};

const riff = (name: string, ...parts: readonly Part[]): Uint8Array => {
  const data = bytes(...parts);
  return bytes(name, le32(data.length), data, data.length % 2 ? [0] : []);
};

/** 16 × 9, lossless; with metadata it has the header that announces it. */
export function webp({ metadata = false, orientation = 1 }: Extras = {}): Uint8Array {
  const picture = riff('VP8L', [0x2f], le32((16 - 1) | ((9 - 1) << 14)), [0]);
  const header = riff('VP8X', [0x2c, 0, 0, 0], [15, 0, 0], [8, 0, 0]);
  const rest = [riff('EXIF', exif(orientation)), riff('XMP ', '<x>Jan de Maker</x>'), riff('MAKR', 'GPS')];
  const content = bytes('WEBP', ...(metadata ? [header, riff('ICCP', 'colours'), picture, ...rest] : [picture]));
  return bytes('RIFF', le32(content.length), content, metadata ? 'GPS' : '');
}
