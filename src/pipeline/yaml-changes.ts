/** Changes single values in a YAML file that a person keeps: every other character of it stays. */
import { isMap, isNode, isScalar, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Json } from '../core/json.ts';
import { writeFlowItem, writeYamlValue } from './yaml-writing.ts';

export interface YamlChange {
  /** `['name']`, or `['pleio', 'group']`. */
  readonly path: readonly [string] | readonly [string, string];
  readonly value: Json;
}

/** The file must be one that can be read. */
export const changedYaml = (text: string, changes: readonly YamlChange[]): string => changes.reduce(changeOne, text);

function changeOne(text: string, { path, value }: YamlChange): string {
  const root = parseDocument(text).contents;
  const [name, key] = path;
  const pair = isMap(root) ? pairOf(root, name) : undefined;
  if (key === undefined) return pair ? replaced(text, pair, value) : `${ended(text)}${name}: ${writeYamlValue(value)}\n`;
  if (!pair) return `${ended(text)}\n${name}:\n  ${key}: ${writeYamlValue(value)}\n`;
  if (!isMap(pair.value)) return belowKey(text, pair, `  ${key}: ${writeYamlValue(value)}`);
  const inner = pairOf(pair.value, key);
  return inner ? replaced(text, inner, value, pair.value.flow) : added(text, pair.value, key, value);
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

const pairOf = (map: YAMLMap, name: string): Pair | undefined => map.items.find(({ key }) => isScalar(key) && key.value === name);

const rangeOf = (node: unknown): readonly [number, number] => {
  const [from, to] = (isNode(node) && (node as Node).range) || [0, 0];
  return [from, to];
};

function replaced(text: string, { key, value: old }: Pair, value: Json, isFlow = false): string {
  const written = isFlow ? writeFlowItem(value) : writeYamlValue(value);
  const [from, to] = rangeOf(old);
  if (to > from) return `${text.slice(0, from)}${written}${/\n$/.test(text.slice(from, to)) ? '\n' : ''}${text.slice(to)}`;
  // `name:` and nothing behind it.
  const colon = text.indexOf(':', rangeOf(key)[1]);
  return `${text.slice(0, colon + 1)} ${written}${text.slice(colon + 1)}`;
}

/** Before what a section says already. */
function added(text: string, map: YAMLMap, key: string, value: Json): string {
  const [from, to] = rangeOf(map);
  if (map.flow) {
    const inside = text.slice(from, to - 1).trimEnd();
    return `${text.slice(0, from)}${inside}${map.items.length > 0 ? ',' : ''} ${key}: ${writeFlowItem(value)} }${text.slice(to)}`;
  }
  const [first] = rangeOf(map.items[0]?.key);
  const indent = first - (text.lastIndexOf('\n', first - 1) + 1);
  return `${text.slice(0, first)}${key}: ${writeYamlValue(value)}\n${' '.repeat(indent)}${text.slice(first)}`;
}

/** `pleio:` with only comments below it. */
function belowKey(text: string, { key }: Pair, line: string): string {
  const end = text.indexOf('\n', rangeOf(key)[1]);
  return end === -1 ? `${text}\n${line}\n` : `${text.slice(0, end + 1)}${line}\n${text.slice(end + 1)}`;
}
