/** `omk forward --review`: an item becomes a file, and a person decides. What a person did with it is never undone. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeenItem } from '../../core/forward.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { folderOf } from '../../core/project-path.ts';
import { slugOf } from '../../core/slug.ts';
import type { SourceItem } from '../../core/source.ts';
import { dayAndWeek } from '../../pipeline/dates.ts';
import { postIdOf } from '../../pipeline/forward-decision.ts';
import { postText } from '../../pipeline/item-post.ts';
import type { Context } from '../context.ts';
import { forwardWords } from '../messages/forward-words.ts';
import { writeNew, writeWhole } from '../starting/write-whole.ts';
import { fetchPicture } from './item-picture.ts';
import type { PreparingOptions } from './preparing-items.ts';
import { type FoundItem, type SourceInUse, seenOf } from './reading-items.ts';
import { toldTitle } from './told-title.ts';

export interface Reviewed {
  readonly seen: SeenItem;
  /** The file that was written, if any. */
  readonly written?: string;
  readonly problems: readonly Problem[];
}

export async function reviewItem(
  context: Context,
  inUse: SourceInUse,
  { item, seen }: FoundItem,
  { channels, isDryRun, signal }: PreparingOptions,
): Promise<Reviewed> {
  const { project } = context;
  const { review } = project.forward;
  const title = toldTitle(item);
  const id = seen?.post ?? postIdOf(inUse.name, item.id);
  const known = { post: id, ...(seen && { item: seen.item }) };
  const inHand = seen?.file !== undefined && !isAsWritten(project.root, seen) ? seen.file : undefined;
  const file = seen?.file ?? fileFor(context, item, id);
  if (inHand !== undefined) {
    const wasThere = existsSync(join(project.root, inHand));
    const told = wasThere ? [problem('forward-review-edited', { title, path: inHand }, { file: inHand })] : [];
    return {
      seen: { ...seenOf(item, inUse.name, 'review', known), ...kept(seen) },
      problems: told,
    };
  }
  if (isDryRun)
    return {
      seen: seenOf(item, inUse.name, 'review', known),
      written: file,
      problems: [],
    };
  const folder = `${review}/beeld`;
  const picture = await fetchPicture(item, {
    root: project.root,
    folder,
    source: inUse.source,
    signal,
  });
  const text = postText(item, {
    id,
    from: inUse.from,
    isHub: inUse.isHub,
    channels,
    notes: forwardWords[project.messageLanguage].notes(item.url, file),
    ...(typeof picture === 'string' && {
      picture: picture.slice(folderOf(file).length + 1),
    }),
  });
  if (seen?.file === undefined) writeNew(project.root, file, text);
  else writeWhole(project.root, file, { text, isNew: false });
  const written = { file, fileHash: hashOf(text) };
  return {
    seen: seenOf(item, inUse.name, 'review', { ...known, ...written }),
    written: file,
    problems: typeof picture === 'object' ? [{ ...picture, where: { file } }] : [],
  };
}

const kept = ({ file, fileHash }: Partial<SeenItem> = {}) => ({
  ...(file !== undefined && { file }),
  ...(fileHash !== undefined && { fileHash }),
});

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Nobody changed or removed it since. */
function isAsWritten(root: string, { file = '', fileHash }: SeenItem): boolean {
  const path = join(root, file);
  return existsSync(path) && hashOf(readFileSync(path, 'utf8')) === fileHash;
}

/** By its day and title; where another post has that name, with a number. One that holds this very post is taken as ours. */
function fileFor({ project }: Context, item: SourceItem, id: string): string {
  const { day } = dayAndWeek(item.publishedAt, project.timezone);
  const name = [day, slugOf(toldTitle(item))].filter(Boolean).join('-');
  for (let number = 1; ; number += 1) {
    const file = `${project.forward.review}/${name}${number === 1 ? '' : `-${number}`}.md`;
    const path = join(project.root, file);
    if (!existsSync(path) || readFileSync(path, 'utf8').includes(`\nid: ${id}\n`)) return file;
  }
}
