/** The posts of a project, as far as a new one has to know of them. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { folderOf, pathWithin } from '../../core/project-path.ts';
import { parsePost } from '../../pipeline/parse.ts';
import type { Project } from '../config.ts';
import { findPosts, placeInProject, readPost } from '../project-files.ts';
import type { Choice } from '../prompt.ts';
import { contentFolder } from './wanted-files.ts';

export interface KnownPosts {
  /** Where most posts are. */
  usualFolder(): string;
  /** Newest first: file and title. */
  newest(): readonly Choice[];
  /** The file of what was typed: a path as seen from here or from the project, or an id. */
  fileOf(typed: string): string | undefined;
}

const mostShown = 50;

export function knownPosts(project: Project): KnownPosts {
  const { root, templates } = project;
  const files = findPosts({ patterns: [root], cwd: root, root, templates }).files;
  const read = (file: string) => {
    const found = readPost(root, file);
    return 'text' in found ? parsePost({ text: found.text, file, project }).post : undefined;
  };
  const isPost = (file: string | undefined): file is string => file !== undefined && files.includes(file);
  return {
    usualFolder: () => mostFrequent(files.map(folderOf)) ?? contentFolder,
    newest: () =>
      files
        .toSorted((a, b) => (nameOf(a) < nameOf(b) ? 1 : -1))
        .slice(0, mostShown)
        .map((file) => ({ value: file, label: `${read(file)?.title ?? file} (${file})` })),
    fileOf: (typed) => {
      const path = resolve(process.cwd(), typed);
      const fromHere = existsSync(path) ? placeInProject(path, root) : undefined;
      const fromProject = existsSync(join(root, typed)) ? pathWithin('', typed) : undefined;
      return [fromHere, fromProject].find(isPost) ?? files.find((file) => read(file)?.id === typed.normalize('NFC'));
    },
  };
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

function mostFrequent(folders: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const folder of folders) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
