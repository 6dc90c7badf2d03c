/** Splits a file into front matter and body. */
import matter from 'gray-matter';
import { fail, type Problem, problem } from '../core/problem.ts';
import { folderOf } from '../core/project-path.ts';
import { type Entry, readYaml } from './yaml-entry.ts';

export interface SplitFile {
  /** Absent when it could not be read; then a problem says why. */
  readonly frontMatter?: Entry;
  /** Everything above the body, as written. */
  readonly head: string;
  readonly body: string;
  /** Line on which the body begins. */
  readonly bodyLine: number;
}

/** The text of a file as omk reads it: line endings and a byte-order mark are no content. */
export const normalise = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

/** `undefined`, and reported, when there is no front matter to be found. */
export function splitFile(text: string, file: string, report: (found: Problem) => void): SplitFile | undefined {
  if (!/^---(?!-)/.test(text)) return void report(problem('content-front-matter-missing', {}, { file, line: 1 }));
  const language = matter.language(text).name;
  // Asked before gray-matter does: its own engines would run `---js` as code.
  if (!/^(?:ya?ml)?$/i.test(language)) return void report(problem('content-front-matter-code', { language }, { file, line: 1 }));
  if (!isClosed(text)) return void report(problem('content-front-matter-open', {}, { file, line: 1 }));
  const { content, matter: block } = matter(text, { engines: { yaml: asWritten, json: refused, javascript: refused, coffee: refused } });
  const frontMatter = readYaml({ text: block, family: 'content', file, folder: folderOf(file), firstLine: 1, report });
  const leading = /^(?:[ \t]*\n)*/.exec(content)?.[0].length ?? 0;
  const head = text.slice(0, text.length - content.length + leading);
  const bodyLine = head.split('\n').length;
  return { ...(frontMatter && { frontMatter }), head, body: content.slice(leading).trimEnd(), bodyLine };
}

/** gray-matter ends the block at the first line that begins with `---`; `---draft` is not what anybody meant by that. */
function isClosed(text: string): boolean {
  const at = text.indexOf('\n---');
  return at !== -1 && /^\n---[ \t]*(?:\n|$)/.test(text.slice(at));
}

/** The block is read with its line numbers afterwards, so gray-matter only has to find it. */
const asWritten = (): object => ({});

const refused = (): never => fail('content-front-matter-code', { language: '' });
