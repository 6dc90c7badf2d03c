/** `v=…; name=value; …`, the form of DKIM keys (RFC 6376 3.2) and of DMARC records (RFC 9989 4.7). */

/** Names in lower case; `undefined` when it is no such list. Of a name that comes twice the first counts. */
export function parseTags(text: string): ReadonlyMap<string, string> | undefined {
  const parts = text.split(';').map((part) => part.trim());
  if (parts.at(-1) === '') parts.pop();
  const tags = new Map<string, string>();
  for (const part of parts) {
    const [, name = '', value = ''] = /^([a-z][a-z0-9_]*)\s*=\s*([\x21-\x7e \t]*)$/i.exec(part) ?? [];
    if (name === '') return undefined;
    if (!tags.has(name.toLowerCase())) tags.set(name.toLowerCase(), value.trim());
  }
  return tags;
}
