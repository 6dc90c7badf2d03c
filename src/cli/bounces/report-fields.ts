/** Fields as reports and returned mails hold them: `Name: value`, folded, several of one name. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** Names in small letters; a line that is no field is passed over. */
export function fieldsOf(text: string): Fields {
  const fields = new Map<string, string[]>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const values = fields.get(name) ?? [];
    values.push(line.slice(colon + 1).trim());
    fields.set(name, values);
  }
  return fields;
}

/** Groups of fields with empty lines between them. */
export const blocksOf = (text: string): readonly Fields[] =>
  text
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map(fieldsOf)
    .filter(({ size }) => size > 0);

/** The first value of a name, in small letters. */
export const firstOf = (fields: Fields, name: string): string => fields.get(name)?.[0]?.toLowerCase() ?? '';
