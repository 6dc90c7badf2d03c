/** Paths inside a project: relative to omk.yaml, with "/", never outside. Plain text: nothing is looked up on disk. */

/** The folder of a path; '' is the project itself. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `path` as seen from `folder`; `undefined` when it is absolute or leaves the project. */
export function pathWithin(folder: string, path: string): string | undefined {
  if (/^(?:[/\\]|[a-z][a-z\d+.-]*:)/i.test(path)) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
