/** Pictures as X takes them in: in five steps or at once, then described (contract x 3.7). */
import type { World } from '../../core/channel.ts';
import { invalid, ok } from './simulated-answers.ts';
import { snowflake } from './simulated-id.ts';

interface Upload {
  readonly id: string;
  readonly mediaType: string;
  readonly totalBytes: number;
}
interface Segment {
  readonly id: string;
  readonly index: number;
  readonly bytes: string;
}
export interface StoredMedia {
  readonly id: string;
  readonly mediaType: string;
  /** Base64. */
  readonly bytes: string;
  readonly at: number;
}
interface Description {
  readonly id: string;
  readonly alt: string;
}

const expiresAfterS = 86_400;
const maxImageBytes = 5 * 1024 * 1024;
const maxGifBytes = 15 * 1024 * 1024;
const maxAltLength = 1000;

/** The stored picture, unless it lapsed. */
export const usableMedia = (world: World, id: string): StoredMedia | undefined =>
  world.all<StoredMedia>('media').find((media) => media.id === id && world.clock.now().getTime() - media.at < expiresAfterS * 1000);

export const altOf = (world: World, id: string): string =>
  world.all<Description>('description').findLast((one) => one.id === id)?.alt ?? '';

export const dataUri = ({ mediaType, bytes }: StoredMedia): string => `data:${mediaType};base64,${bytes}`;

/** Answers everything below `/2/media/`; `undefined`: no such address. */
export async function handleMedia(world: World, request: Request, path: string): Promise<Response | undefined> {
  const [, id, step] = /^upload\/(\d+)\/(append|finalize)$/.exec(path) ?? [];
  if (request.method === 'GET') return path === 'upload' ? status(world, request) : undefined;
  if (path === 'upload') return atOnce(world, await formOf(request));
  if (path === 'upload/initialize') return initialize(world, await request.json());
  if (path === 'metadata') return describe(world, await request.json());
  if (id && step === 'append') return append(world, id, await formOf(request));
  return id ? finalize(world, id) : undefined;
}

function atOnce(world: World, form: ReadonlyMap<string, Buffer>): Response {
  const bytes = form.get('media');
  const mediaType = bytes && typeOf(bytes);
  if (!bytes || !mediaType || form.get('media_category')?.toString() !== 'tweet_image') return invalid('media type unrecognized.');
  return bytes.length > maxImageBytes ? invalid('File size exceeds 5242880 bytes.') : stored(world, snowflake(world), mediaType, bytes);
}

function initialize(world: World, body: unknown): Response {
  const { media_type: mediaType, total_bytes: totalBytes, media_category: category } = body as Readonly<Record<string, unknown>>;
  if (typeof mediaType !== 'string' || typeof totalBytes !== 'number' || typeof category !== 'string')
    return invalid('Invalid initialize request.');
  if (totalBytes > (mediaType === 'image/gif' ? maxGifBytes : maxImageBytes)) return invalid('File size exceeds the limit.');
  const id = snowflake(world);
  world.add('upload', { id, mediaType, totalBytes });
  return ok({ data: { id, media_key: `3_${id}`, expires_after_secs: expiresAfterS } });
}

function append(world: World, id: string, form: ReadonlyMap<string, Buffer>): Response {
  const index = Number(form.get('segment_index')?.toString());
  const bytes = form.get('media');
  if (!bytes || !Number.isInteger(index) || index < 0 || index > 999 || !uploadOf(world, id)) return invalid('Invalid append request.');
  world.add('segment', { id, index, bytes: bytes.toString('base64') });
  return new Response(null, { status: 204 });
}

function finalize(world: World, id: string): Response {
  const upload = uploadOf(world, id);
  const segments = world
    .all<Segment>('segment')
    .filter((segment) => segment.id === id)
    .sort((one, other) => one.index - other.index);
  const bytes = Buffer.concat(segments.map((segment) => Buffer.from(segment.bytes, 'base64')));
  const isWhole = segments.every(({ index }, position) => index === position) && bytes.length === upload?.totalBytes;
  if (!upload || !isWhole || typeOf(bytes) !== upload.mediaType) return invalid('Segments do not add up to provided total file size.');
  return stored(world, id, upload.mediaType, bytes, world.isOn('slow-media') ? { state: 'pending', check_after_secs: 1 } : undefined);
}

function status(world: World, request: Request): Response {
  const id = new URL(request.url).searchParams.get('media_id') ?? '';
  const media = usableMedia(world, id);
  return media
    ? ok({ data: { id, media_key: `3_${id}`, processing_info: { state: 'succeeded', progress_percent: 100 } } })
    : invalid('Invalid media id.');
}

function stored(world: World, id: string, mediaType: string, bytes: Buffer, processing?: object): Response {
  world.add('media', { id, mediaType, bytes: bytes.toString('base64'), at: world.clock.now().getTime() });
  return ok({
    data: {
      id,
      media_key: `3_${id}`,
      size: bytes.length,
      expires_after_secs: expiresAfterS,
      ...(processing && { processing_info: processing }),
    },
  });
}

function describe(world: World, body: unknown): Response {
  const { id, metadata } = body as { readonly id?: unknown; readonly metadata?: { readonly alt_text?: { readonly text?: unknown } } };
  const alt = metadata?.alt_text?.text;
  if (typeof id !== 'string' || !usableMedia(world, id)) return invalid('Your media IDs are invalid.', { id: [String(id)] });
  if (typeof alt !== 'string' || alt === '' || [...alt].length > maxAltLength) return invalid('alt_text must hold 1 to 1000 characters.');
  world.add('description', { id, alt });
  return ok({ data: { id, associated_metadata: { alt_text: { text: alt } } } });
}

const uploadOf = (world: World, id: string): Upload | undefined => world.all<Upload>('upload').find((upload) => upload.id === id);

/** By its first bytes, as X looks. */
function typeOf(bytes: Buffer): string | undefined {
  const starts = (...start: number[]) => start.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (bytes.subarray(0, 3).toString() === 'GIF') return 'image/gif';
  return bytes.subarray(8, 12).toString() === 'WEBP' ? 'image/webp' : undefined;
}

/** The parts of a multipart body by name; the client names no files, so the built-in reader would take pictures for text. */
async function formOf(request: Request): Promise<ReadonlyMap<string, Buffer>> {
  const boundary = /boundary=([^;]+)/.exec(request.headers.get('content-type') ?? '')?.[1] ?? '\0';
  const body = Buffer.from(await request.arrayBuffer());
  const fields = new Map<string, Buffer>();
  let start = body.indexOf(`--${boundary}`);
  while (start >= 0) {
    const end = body.indexOf(`\r\n--${boundary}`, start);
    const gap = body.indexOf('\r\n\r\n', start);
    if (end < 0 || gap < 0 || gap > end) break;
    const name = /name="([^"]*)"/.exec(body.subarray(start, gap).toString())?.[1];
    if (name) fields.set(name, body.subarray(gap + 4, end));
    start = end + 2;
  }
  return fields;
}
