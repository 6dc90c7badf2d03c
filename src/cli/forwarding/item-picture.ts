/** Fetches the picture of an item into the project; one that cannot be used is left out, never the post. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Delivery } from '../../core/delivery.ts';
import { OmkError, type Problem, problem } from '../../core/problem.ts';
import type { Source, SourceItem } from '../../core/source.ts';
import { loadMedia } from '../media.ts';
import { stripMetadata } from '../metadata/strip.ts';
import { stayInside } from '../starting/write-whole.ts';
import { toldTitle } from './told-title.ts';

/** No channel takes more. */
const maxBytes = 10 * 1024 * 1024;

const endings = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
} as const;

export interface PicturePlace {
  readonly root: string;
  /** Relative to the project. */
  readonly folder: string;
  readonly source: Source;
  readonly signal: AbortSignal;
}

/** Path relative to the project; the same bytes have the same path. */
export async function fetchPicture(item: SourceItem, place: PicturePlace): Promise<string | Problem | undefined> {
  const { image } = item;
  if (!image) return undefined;
  const { root, folder, source, signal } = place;
  const leftOut = (detail: string): Problem => problem('forward-picture', { title: toldTitle(item), detail });
  try {
    const picture = stripMetadata(await source.picture(image.url, maxBytes, signal));
    if (!picture) return leftOut('png, jpg, gif, webp');
    const name = `${createHash('sha256').update(picture.bytes).digest('hex').slice(0, 24)}.${endings[picture.mimeType]}`;
    const path = `${folder}/${name}`;
    keep(root, path, picture.bytes);
    const [wrong] = loadMedia(
      [
        {
          path,
          source: path,
          alt: image.alt,
          decorative: image.alt === '',
          role: 'cover',
        },
      ],
      {
        root,
        file: path,
      },
    ).problems;
    return wrong ? leftOut(wrong.code) : path;
  } catch (error) {
    if (error instanceof OmkError)
      return leftOut(error.problems.map(({ code, params }) => ('detail' in params ? String(params.detail) : code)).join(', '));
    throw error;
  }
}

function keep(root: string, path: string, bytes: Uint8Array): void {
  stayInside(root, path);
  const target = join(root, path);
  if (existsSync(target)) return;
  mkdirSync(join(target, '..'), { recursive: true });
  const draft = `${target}.${process.pid}.tmp`;
  writeFileSync(draft, bytes);
  renameSync(draft, target);
}

const keptMs = 30 * 24 * 3_600_000;

/** Pictures that nothing waits for any more. */
export async function dropOldPictures(
  root: string,
  folder: string,
  { now, open }: { readonly now: Date; readonly open: () => Promise<readonly Delivery[]> },
): Promise<void> {
  const place = join(root, folder);
  const names = existsSync(place) ? readdirSync(place) : [];
  const isOld = (name: string) =>
    now.getTime() - (statSync(join(place, name), { throwIfNoEntry: false })?.mtimeMs ?? now.getTime()) > keptMs;
  const old = names.filter(isOld);
  if (old.length === 0) return;
  const needed = new Set((await open()).flatMap(({ message }) => message.media.map(({ path }) => path)));
  for (const name of old.filter((one) => !needed.has(`${folder}/${one}`))) rmSync(join(place, name), { force: true });
}
