/** Readers of YAML values. Each gives the value, or reports what is wrong with it and gives nothing. */
import { isScalar, isSeq, Scalar } from 'yaml';
import { languageTag } from '../core/language.ts';
import { isLoopback } from '../core/loopback.ts';
import type { Expected } from '../core/problem.ts';
import { pathWithin } from '../core/project-path.ts';
import { suggest } from './suggest.ts';
import { type Entry, entriesOf, isEmpty, report, written } from './yaml-entry.ts';

export type Reader<T> = (entry: Entry) => T | undefined;
type Fields = Readonly<Record<string, Reader<unknown>>>;
/** What was read; a key that was left out, empty or wrong is absent. */
export type Read<F extends Fields> = { readonly [K in keyof F]?: F[K] extends Reader<infer T> ? T : never };

export const wrongType = (entry: Entry, expected: Expected, suggestion?: string): undefined =>
  report(entry, `${entry.source.family}-wrong-type`, {
    key: entry.key || entry.source.file,
    value: written(entry),
    expected,
    ...(suggestion && { suggestion }),
  });

/** Reports keys that were left out or left empty; what was written wrongly has been reported by its reader. */
export function requireKeys(entry: Entry, ...keys: readonly string[]): void {
  const written = new Set((entriesOf(entry) ?? []).filter(([, child]) => !isEmpty(child)).map(([name]) => name));
  for (const name of keys.filter((one) => !written.has(one))) {
    const key = entry.key ? `${entry.key}.${name}` : name;
    report({ ...entry, key }, entry.source.family === 'content' ? 'content-missing' : 'config-missing-key', { key });
  }
}

/** A map with these keys and no others. */
export function map<F extends Fields>(fields: F): Reader<Read<F>> {
  return (entry) => {
    const children = entriesOf(entry);
    if (!children) return wrongType(entry, 'map');
    const found: Record<string, unknown> = {};
    for (const [name, child] of children) {
      const reader = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!reader) reportUnknown(child, name, Object.keys(fields));
      else if (!isEmpty(child)) found[name] = reader(child);
    }
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Read<F>;
  };
}

function reportUnknown(entry: Entry, name: string, known: readonly string[]): void {
  const suggestion = suggest(name, known);
  report(entry, `${entry.source.family}-unknown-key`, { key: entry.key, ...(suggestion && { suggestion }) });
}

export function list<T>(reader: Reader<T>): Reader<readonly T[]> {
  return (entry) => {
    if (!isSeq(entry.node)) return wrongType(entry, 'list');
    return entry.node.items.flatMap((item) => {
      const node = entry.source.resolve(item);
      const line = node?.range ? entry.source.lineAt(node.range[0]) : entry.line;
      const value = reader({ ...entry, line, node });
      return value === undefined ? [] : [value];
    });
  };
}

/** A list, or one value that stands for a list of one. */
export function oneOrMore<T>(reader: Reader<T>): Reader<readonly T[]> {
  return (entry) => {
    if (isSeq(entry.node)) return list(reader)(entry);
    const value = reader(entry);
    return value === undefined ? undefined : [value];
  };
}

/** Text of any length. An unquoted number is taken as it was written: `group: 4510`. */
export const text: Reader<string> = (entry) => {
  const value = textOf(entry)?.trim();
  return value ? value : wrongType(entry, 'text');
};

function textOf({ node, source }: Entry): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === 'number' && node.type === Scalar.PLAIN) return source.written(node);
  return typeof node.value === 'string' ? node.value : undefined;
}

const control = /\p{Cc}/u;

/** Text on one line: line breaks become spaces, other control characters are refused. */
export const line: Reader<string> = (entry) => {
  const value = textOf(entry)?.replace(/\s+/g, ' ').trim();
  return value && !control.test(value) ? value : wrongType(entry, 'text');
};

export const yesNo: Reader<boolean> = (entry) =>
  isScalar(entry.node) && typeof entry.node.value === 'boolean' ? entry.node.value : wrongType(entry, 'yes-no');

export const number: Reader<number> = (entry) =>
  isScalar(entry.node) && typeof entry.node.value === 'number' && Number.isFinite(entry.node.value) && entry.node.value >= 0
    ? entry.node.value
    : wrongType(entry, 'number');

export function choice<const T extends string>(choices: readonly T[]): Reader<T> {
  return (entry) => {
    const value = textOf(entry);
    const found = choices.find((one) => one === value);
    if (found !== undefined) return found;
    const shown = value ?? written(entry);
    const suggestion = suggest(shown, choices);
    return report(entry, `${entry.source.family}-bad-choice`, { key: entry.key, value: shown, choices, ...(suggestion && { suggestion }) });
  };
}

/** Text that must look like something. */
export const shaped =
  (shape: RegExp, expected: Expected): Reader<string> =>
  (entry) => {
    const value = textOf(entry)?.trim();
    return value !== undefined && shape.test(value) ? value : wrongType(entry, expected);
  };

/** An address that a reader can open. */
export const webAddress: Reader<string> = (entry) => {
  const value = textOf(entry)?.trim();
  return value !== undefined && /^https?:$/.test(urlOf(value)?.protocol ?? '') ? value : wrongType(entry, 'address');
};

/** An address that omk itself, or its readers' data, goes to: encrypted, unless it stays on this computer. */
export const safeAddress: Reader<string> = (entry) => {
  const value = webAddress(entry);
  const url = value === undefined ? undefined : urlOf(value);
  if (!url || isSafe(url)) return value;
  return entry.source.family === 'content'
    ? wrongType(entry, 'address')
    : report(entry, 'config-insecure', { name: entry.key, address: url.origin });
};

export const isSafe = (url: URL): boolean => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));

export function urlOf(value: string): URL | undefined {
  return !/\s/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
}

/** `name@host`, or `Name <name@host>`. */
export const mailbox = shaped(/^(?:[^<>\p{Cc}]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u, 'mailbox');

/** A file of the project: relative to the file that names it, given back relative to omk.yaml. */
export const path: Reader<string> = (entry) => {
  const value = textOf(entry)?.trim();
  if (!value) return wrongType(entry, 'path');
  return (
    pathWithin(entry.source.folder, value) ??
    (entry.source.family === 'content'
      ? report(entry, 'content-outside-project', { path: value })
      : report(entry, 'config-path-outside', { key: entry.key, path: value }))
  );
};

/** A BCP 47 tag in its usual spelling. */
export const language: Reader<string> = (entry) => {
  const value = textOf(entry)?.trim() ?? '';
  const tag = languageTag(value);
  return tag ?? wrongType(entry, 'language', languageTag(value.replaceAll('_', '-')));
};
