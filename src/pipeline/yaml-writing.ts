/** Writes values as YAML on one line, as the readers of omk.yaml and of front matter read them back. */
import { Document, isCollection, isMap, isNode, isScalar, type Node, parseDocument, Scalar } from 'yaml';
import type { Json } from '../core/json.ts';

/** In quotes wherever plain text would be read as something else; never broken over lines. */
export function writeYamlValue(value: Json): string {
  const document = new Document(value);
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0, blockQuote: false, flowCollectionPadding: true }).replace(/\s*\n\s*/g, ' ').trim();
}

export interface YamlChange {
  /** `['pleio', 'group']`. */
  readonly path: readonly string[];
  readonly value: Json;
}

/** The same file with these values; comments, order and all other keys stay. */
export function changedYaml(text: string, changes: readonly YamlChange[]): string {
  if (changes.length === 0) return text;
  const document = parseDocument(text);
  for (const { path, value } of changes) {
    const parent = path.slice(0, -1);
    if (parent.length > 0 && !isMap(document.getIn(parent))) put(document, parent, document.createNode({}));
    put(document, path, isCollectionValue(value) ? document.createNode(value, { flow: true }) : new Scalar(value));
  }
  return document.toString({ lineWidth: 0, blockQuote: false });
}

const isCollectionValue = (value: Json): boolean => value !== null && typeof value === 'object';

/** What was said about the old value is said about the new one. */
function put(document: Document, path: readonly string[], node: Node): void {
  const old = document.getIn(path, true);
  if (isNode(old)) {
    if (old.comment) node.comment = old.comment;
    if (old.commentBefore) node.commentBefore = old.commentBefore;
    if (isScalar(old) && isScalar(node) && old.spaceBefore) node.spaceBefore = true;
  }
  document.setIn(path, node);
}

/** A value as a person types it, as YAML: text is taken literally, everything else as it stands. */
export const typedYaml = (typed: string, isText: boolean): string => (isText ? writeYamlValue(typed) : typed.replace(/\s+/g, ' ').trim());
