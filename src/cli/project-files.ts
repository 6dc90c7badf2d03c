/** The only reader of posts and templates: finds them and gives their text. */
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { MAX_POST_BYTES } from '../core/post.ts';
import { type Problem, problem } from '../core/problem.ts';
import { globExpression, isGlob, splitGlob } from './glob.ts';
import { ownPackage } from './package-root.ts';

/** What is needed of a project to find its files. */
export interface ProjectFolders {
  /** Absolute, without symbolic links. */
  readonly root: string;
  /** Folder of the project's own templates, relative to it. */
  readonly templates: string;
}

export interface FindOptions extends ProjectFolders {
  /** Paths, folders and globs of the command line, as seen from `cwd`. */
  readonly patterns: readonly string[];
  readonly cwd: string;
}

export interface FoundPosts {
  /** Relative to omk.yaml, with "/"; each once; those of a folder in alphabetical order. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Finds posts; whatever leads to none is a problem. */
export function findPosts(options: FindOptions): FoundPosts {
  const found = options.patterns.map((pattern) => findOne(pattern, options));
  return { files: [...new Set(found.flatMap(({ files }) => files))], problems: found.flatMap(({ problems }) => problems) };
}

const none = (found: Problem): FoundPosts => ({ files: [], problems: [found] });

function findOne(pattern: string, options: FindOptions): FoundPosts {
  const path = resolve(options.cwd, pattern);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return isGlob(pattern) ? findMatches(pattern, options) : none(problem('content-not-found', { path: pattern }));
  const inside = placeInProject(path, options.root);
  if (inside === undefined) return none(problem('content-outside-project', { path: pattern }));
  if (stats.isDirectory())
    return isHidden(inside, options) ? none(problem('content-not-a-post', { path: pattern })) : findWithin(path, pattern, options);
  return isPost(inside, options) ? { files: [inside], problems: [] } : none(problem('content-not-a-post', { path: pattern }));
}

function findMatches(pattern: string, options: FindOptions): FoundPosts {
  const [start, rest] = splitGlob(pattern);
  const folder = resolve(options.cwd, start);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return none(problem('content-no-posts', { path: pattern }));
  if (placeInProject(folder, options.root) === undefined) return none(problem('content-outside-project', { path: pattern }));
  const expression = globExpression(rest);
  return findWithin(folder, pattern, options, (path) => expression.test(relative(folder, path).split(sep).join('/')));
}

/** All posts below a folder, in any folder of it. */
function findWithin(folder: string, pattern: string, options: FindOptions, matches: (path: string) => boolean = () => true): FoundPosts {
  const files: string[] = [];
  const problems: Problem[] = [];
  for (const path of walk(folder, options).filter(matches)) {
    const inside = placeInProject(path, options.root);
    if (inside === undefined) problems.push(problem('content-outside-project', { path: relative(options.root, path) }));
    else if (isPost(inside, options)) files.push(inside);
  }
  return files.length + problems.length > 0 ? { files, problems } : none(problem('content-no-posts', { path: pattern }));
}

/** Markdown files by their path on the way there. A linked folder is not entered: its files have a place of their own. */
function walk(folder: string, options: FindOptions): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (isHidden(relative(options.root, path), options)) return [];
    if (entry.isDirectory()) return walk(path, options);
    return isMarkdown(entry.name) || leadsOut(entry, path, options.root) ? [path] : [];
  });
}

const leadsOut = (entry: Dirent, path: string, root: string): boolean =>
  entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true && placeInProject(path, root) === undefined;

/** Where a file really is, relative to the project; `undefined` outside. A link that leads nowhere is where it stands. */
export function placeInProject(path: string, root: string): string | undefined {
  const inside = relative(root, realpathOf(path));
  return inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside ? undefined : inside.split(sep).join('/');
}

function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const isMarkdown = (name: string): boolean => /\.md$/i.test(name);

/** By its name; nothing is looked up on disk. */
export const isPost = (inside: string, options: Pick<ProjectFolders, 'templates'>): boolean =>
  isMarkdown(inside) &&
  !isHidden(inside, options) &&
  !/^(?:readme|changelog|license)(?:\.|$)/i.test(inside.slice(inside.lastIndexOf('/') + 1));

/** Folders and names that never hold a post (interface.md, section 2). */
function isHidden(inside: string, { templates }: Pick<ProjectFolders, 'templates'>): boolean {
  const path = inside.split(sep).join('/');
  return (
    path === templates ||
    path.startsWith(`${templates}/`) ||
    path.split('/').some((name) => /^[_.]|^(?:templates|docs|node_modules)$/.test(name))
  );
}

/** The text of a post, or why there is none. */
export function readPost(root: string, file: string): { readonly text: string } | Problem {
  try {
    const path = join(root, file);
    const { size } = statSync(path);
    if (size > MAX_POST_BYTES) return problem('content-too-big', { bytes: size, max: MAX_POST_BYTES }, { file });
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    return unreadable(file, (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}

function unreadable(file: string, code: string): Problem {
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return problem('content-not-utf8', {}, { file });
  if (code === 'ENOENT') return problem('content-not-found', { path: file });
  return problem('content-unreadable', { path: file, detail: code }, { file });
}

export type TemplateExtension = 'md' | 'txt' | 'html';

export interface TemplateFile {
  /** Relative to the project, or to omk where it is a shipped one. */
  readonly name: string;
  readonly text: string;
}

export interface TemplateRequest {
  readonly channel: string;
  /** `x.<variant>.txt`. */
  readonly variant?: string;
  readonly extension: TemplateExtension;
}

/** The project's own template, else the shipped one. */
export function readTemplate(project: ProjectFolders, { channel, variant, extension }: TemplateRequest): TemplateFile | undefined {
  const file = [channel, variant, extension].filter(Boolean).join('.');
  return templateIn(project.root, project.templates, file) ?? templateIn(ownPackage().root, 'templates', file);
}

function templateIn(root: string, folder: string, file: string): TemplateFile | undefined {
  const name = `${folder}/${file}`;
  try {
    return {
      name,
      text: readFileSync(join(root, name), 'utf8')
        .replace(/^\uFEFF/, '')
        .replace(/\r\n?/g, '\n'),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
