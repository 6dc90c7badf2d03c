/** What can be stored in the ledger and compared: plain data, no functions, no dates. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The same data with every string replaced by `change(string)`. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)])) as T;
}

/** JSON with sorted keys, so that equal data give equal text (for hashes). */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));

/** Beforehand: a function that `stringify` asks about every value makes it slow. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return sorted(value.toJSON());
  const found = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(found)
      .sort()
      .map((key) => [key, sorted(found[key])]),
  );
}
