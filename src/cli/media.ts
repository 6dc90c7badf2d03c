/** Reads the pictures of a post: from inside the project, checked by content, without their metadata. */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import type { ImageReference, Media } from '../core/post.ts';
import { fail, type Problem, problem } from '../core/problem.ts';
import { type StrippedPicture, stripMetadata } from './metadata/strip.ts';
import { placeInProject } from './project-files.ts';

const MAX_IMAGE_BYTES = 20 * 1024 * 1024;

/** As much of a picture as is looked at for its size. */
const MEASURED_BYTES = 1024 * 1024;

export interface MediaPlace {
  /** Absolute, without symbolic links. */
  readonly root: string;
  /** The post, relative to omk.yaml. */
  readonly file: string;
}

export interface LoadedMedia {
  /** In the order of the references; those with a problem are left out. */
  readonly media: readonly Media[];
  readonly problems: readonly Problem[];
}

type Facts = Pick<Media, 'hash' | 'mimeType' | 'bytes' | 'width' | 'height'>;

/** Reads and checks every picture; one that is named twice is read once. */
export function loadMedia(references: readonly ImageReference[], { root, file }: MediaPlace): LoadedMedia {
  const facts = new Map<string, Facts | Problem>();
  const media: Media[] = [];
  const problems: Problem[] = [];
  for (const reference of references) {
    const found = facts.get(reference.path) ?? factsOf(root, reference.path);
    facts.set(reference.path, found);
    const field = reference.role === 'cover' ? 'image' : 'body';
    if (!('code' in found)) media.push({ ...reference, ...found });
    else problems.push({ ...found, where: { file, field, ...(reference.line !== undefined && { line: reference.line }) } });
  }
  return { media, problems };
}

/** The bytes that go out. Rejects when they are no longer those that were checked. */
export async function readMedia(root: string, { path, hash }: Pick<Media, 'path' | 'hash'>): Promise<Uint8Array> {
  const picture = readPicture(root, path);
  if ('code' in picture)
    return fail(picture.code === 'content-image-missing' ? 'content-image-missing' : 'content-image-changed', { path });
  return hashOf(picture.bytes) === hash ? picture.bytes : fail('content-image-changed', { path });
}

function factsOf(root: string, path: string): Facts | Problem {
  const picture = readPicture(root, path);
  if ('code' in picture) return picture;
  const size = sizeOf(picture.bytes);
  if (!size) return problem('content-image-type', { path });
  return { ...size, hash: hashOf(picture.bytes), mimeType: picture.mimeType, bytes: picture.bytes.length };
}

function readPicture(root: string, path: string): StrippedPicture | Problem {
  const whole = join(root, path);
  const stats = statSync(whole, { throwIfNoEntry: false });
  if (!stats?.isFile()) return problem('content-image-missing', { path });
  if (placeInProject(whole, root) === undefined) return problem('content-image-outside', { path });
  if (stats.size > MAX_IMAGE_BYTES) return problem('content-image-too-big', { path, bytes: stats.size, max: MAX_IMAGE_BYTES });
  return stripMetadata(readFileSync(realpathSync(whole))) ?? problem('content-image-type', { path });
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** As it is seen: a photo that lies on its side has its width and height exchanged. */
function sizeOf(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes.subarray(0, MEASURED_BYTES));
    if (!(width > 0 && height > 0)) return undefined;
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return undefined;
  }
}
