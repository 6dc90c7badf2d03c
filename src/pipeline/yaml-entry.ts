/** YAML with the places of its values: what the readers of omk.yaml and of front matter share. */
import { isAlias, isMap, isScalar, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import { type Problem, type ProblemCode, type ProblemParams, problem, type Where } from '../core/problem.ts';

/** Codes begin with their family: the same mistake is `content-…` in a post and `config-…` in omk.yaml. */
export type Family = 'content' | 'config';

export interface YamlFile {
  readonly family: Family;
  /** Relative to omk.yaml. */
  readonly file: string;
  /** Paths in this file are relative to this folder of the project. */
  readonly folder: string;
  /** The value as written, without passwords, cut to a line. */
  written(node: Node): string;
  lineAt(offset: number): number;
  resolve(node: unknown): Node | null;
  report(found: Problem): void;
}

/** A value and where it stands. */
export interface Entry {
  /** With dots: `event.start`; '' is the whole file. */
  readonly key: string;
  readonly line: number;
  readonly node: Node | null;
  readonly source: YamlFile;
}

export interface YamlText {
  readonly text: string;
  readonly family: Family;
  readonly file: string;
  readonly folder: string;
  /** Line of the file on which `text` begins. */
  readonly firstLine: number;
  readonly report: (found: Problem) => void;
}

/** The root of the text; `undefined`, and reported, when it is no YAML at all. */
export function readYaml({ text, family, file, folder, firstLine, report }: YamlText): Entry | undefined {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line + firstLine - 1;
  const refuse = (detail: string, line: number): undefined =>
    void report(problem(family === 'content' ? 'content-front-matter' : 'config-syntax', { detail }, { file, line }));
  const document = parseOrNothing(text, lines);
  if (!document) return refuse('nesting', firstLine);
  // A tag that YAML does not know is only a warning there; here it is a value that we would misread.
  const faults = new Map([...document.errors, ...document.warnings].reverse().map(({ message, pos }) => [lineAt(pos[0]), message]));
  for (const [line, message] of faults) refuse(message, line);
  if (faults.size > 0) return undefined;
  const source: YamlFile = {
    family,
    file,
    folder,
    lineAt,
    report,
    written: (node) => withoutPasswords(text.slice(...sliceOf(node))),
    resolve: (node) => (isAlias(node) ? (node.resolve(document) ?? null) : ((node as ParsedNode | null | undefined) ?? null)),
  };
  return { key: '', line: firstLine, node: source.resolve(document.contents), source };
}

/** Thousands of brackets inside each other exhaust the stack of the parser. */
function parseOrNothing(text: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> | undefined {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const sliceOf = (node: Node): [number, number] => (node.range ? [node.range[0], node.range[1]] : [0, 0]);

const withoutPasswords = (text: string): string => {
  const line = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\/\/[^/@\s]+@/g, '//…@');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};

export const whereOf = ({ key, line, source }: Entry): Where => ({ file: source.file, line, ...(key && { field: key }) });

/** First and last line of a map; `undefined` where one of its values is an alias, of which the text stands elsewhere. */
export function extentOf({ node, source }: Entry): readonly [first: number, last: number] | undefined {
  if (isMap(node) && node.items.some(({ value }) => isAlias(value))) return undefined;
  const [start, end] = node?.range ?? [0, 0];
  return [source.lineAt(start), source.lineAt(Math.max(start, end - 1))];
}

/** Reports a problem at this place. */
export function report<Code extends ProblemCode>(entry: Entry, code: Code, params: ProblemParams[Code]): undefined {
  entry.source.report(problem(code, params, whereOf(entry)));
}

export const written = (entry: Entry): string => (entry.node ? entry.source.written(entry.node) : '');

/** Empty (`summary:`) is the same as left out. */
export const isEmpty = ({ node }: Entry): boolean => node === null || (isScalar(node) && node.value === null);

/** The entries of a map in the order of the file; an empty file has none; `undefined` when it is no map. */
export function entriesOf(entry: Entry): readonly (readonly [name: string, child: Entry])[] | undefined {
  if (isEmpty(entry)) return [];
  if (!isMap(entry.node)) return undefined;
  return entry.node.items.map(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : String(key);
    const at = (key as ParsedNode | null)?.range?.[0];
    const child = {
      key: entry.key ? `${entry.key}.${name}` : name,
      line: at === undefined ? entry.line : entry.source.lineAt(at),
      node: entry.source.resolve(value),
      source: entry.source,
    };
    return [name, child] as const;
  });
}

/** Lines of the keys and of the keys within them. */
export function linesOf(root: Entry): Readonly<Record<string, number>> {
  const entries = (entriesOf(root) ?? []).flatMap(([, entry]) => [entry, ...(entriesOf(entry) ?? []).map(([, child]) => child)]);
  return Object.fromEntries(entries.map(({ key, line }) => [key, line]));
}
