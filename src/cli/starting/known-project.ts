/** What stands in the folder where a project is begun: nothing, or a project that is there already. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Channel } from '../../core/channel.ts';
import type { Json } from '../../core/json.ts';
import { fail } from '../../core/problem.ts';
import { slugOf } from '../../core/slug.ts';
import { defaultsOf } from '../../pipeline/option-reader.ts';
import { loadProject, type Project } from '../config.ts';
import { processEnvironment } from '../environment.ts';
import { findPosts } from '../project-files.ts';
import type { ProjectAnswers } from './answers.ts';
import { contentFolder } from './wanted-files.ts';

/** What its omk.yaml says; stops where that cannot be read. */
export async function knownAnswers(root: string, channels: readonly Channel[]): Promise<Partial<ProjectAnswers>> {
  const stats = statSync(root, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) fail('file-unwritable', { path: root, detail: 'ENOTDIR' });
  if (!existsSync(join(root, 'omk.yaml'))) return {};
  const project = await loadProject({ cwd: root, projectFlag: root, env: { ...processEnvironment(), OMK_MODE: 'live' }, channels });
  const { name, language, timezone, hub = 'none' } = project;
  return { name, language, timezone, hub, channels: project.channels, options: saidOptions(project, channels) };
}

/** Without what would hold anyway. */
const saidOptions = ({ channelOptions }: Project, channels: readonly Channel[]): ProjectAnswers['options'] =>
  Object.fromEntries(
    channels.map(({ id, options }) => {
      const usual: Readonly<Record<string, Json | undefined>> = defaultsOf(options);
      return [
        id,
        Object.fromEntries(Object.entries(channelOptions[id] ?? {}).filter(([key, value]) => !isDeepStrictEqual(value, usual[key]))),
      ];
    }),
  );

/** An omk.yaml, or posts: a first post would go out together with what somebody meant to publish. */
export const isBegun = (root: string): boolean => {
  if (existsSync(join(root, 'omk.yaml'))) return true;
  const folder = join(root, contentFolder);
  return existsSync(folder) && findPosts({ patterns: [folder], cwd: root, root, templates: 'templates' }).files.length > 0;
};

/** A post of this title that was made on whatever day. */
export function postOfTitle(root: string, title: string): string | undefined {
  const folder = join(root, contentFolder);
  const ending = `-${slugOf(title)}.md`;
  const found = existsSync(folder)
    ? readdirSync(folder).find((name) => /^\d{4}-\d\d-\d\d-/.test(name) && name.slice(10) === ending)
    : undefined;
  return found && `${contentFolder}/${found}`;
}

/** Does the package.json of this project bring omk along? */
export function bringsOmk(root: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<
      Record<string, Record<string, unknown> | undefined>
    >;
    return ['dependencies', 'devDependencies'].some((key) => manifest[key]?.['omk'] !== undefined);
  } catch {
    return false;
  }
}
