/** Words of the editors before a digest: one Markdown file, with texts for single segments in its front matter. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { EVERYBODY_ELSE } from '../core/intro.ts';
import type { Json } from '../core/json.ts';
import { fail, OmkError, type Problem } from '../core/problem.ts';
import { normalise, splitFile } from '../pipeline/front-matter.ts';
import { textBySegment } from '../pipeline/option-reader.ts';
import { map } from '../pipeline/yaml-fields.ts';
import { placeInProject, readPost } from './project-files.ts';

export interface DigestIntro {
  /** Relative to omk.yaml. */
  readonly file: string;
  /** As the newsletter's option `intro` is written in a post. */
  readonly intro: Json;
  readonly problems: readonly Problem[];
}

/** `path`: as seen from `folder`. Throws an OmkError when it is not there or outside the project. */
export function readDigestIntro(path: string, { root, folder }: { readonly root: string; readonly folder: string }): DigestIntro {
  const place = placeInProject(resolve(folder, path), realpathSync(root)) ?? fail('content-outside-project', { path });
  const read = readPost(root, place);
  if ('code' in read) throw new OmkError([read]);
  const text = normalise(read.text);
  const problems: Problem[] = [];
  if (!text.startsWith('---')) return { file: place, intro: introOf(text, {}), problems };
  const split = splitFile(text, place, (found) => problems.push(found));
  const found = split?.frontMatter && map({ intro: textBySegment })(split.frontMatter);
  return { file: place, intro: introOf(split?.body ?? '', found?.intro ?? {}), problems };
}

/** What stands below the front matter is for whoever has no text of their own. */
function introOf(body: string, segments: Json): Json {
  const named = typeof segments === 'string' ? { [EVERYBODY_ELSE]: segments } : { ...(segments as Readonly<Record<string, Json>>) };
  return body.trim() ? { ...named, [EVERYBODY_ELSE]: body.trim() } : named;
}
