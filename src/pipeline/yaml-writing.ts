/** Writes values as YAML on one line, as the readers of omk.yaml and of front matter read them back. */
import { Document, isCollection, isMap } from 'yaml';
import type { Json } from '../core/json.ts';

/** In quotes wherever plain text would be read as something else; never broken over lines. */
export function writeYamlValue(value: Json): string {
  const document = new Document(value);
  if (isCollection(document.contents)) document.contents.flow = true;
  const flowCollectionPadding = isMap(document.contents);
  return document
    .toString({ lineWidth: 0, blockQuote: false, flowCollectionPadding })
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** As an item of `{ … }` or `[…]`, where a comma or a bracket would end plain text. */
export const writeFlowItem = (value: Json): string => writeYamlValue([value]).slice(1, -1);

/** A value as a person types it, as YAML: text is taken literally, everything else as it stands. */
export const typedYaml = (typed: string, isText: boolean): string => (isText ? writeYamlValue(typed) : typed.replace(/\s+/g, ' ').trim());
