/** What was read of a text, for the next who asks: rules and channels read the same few texts of a post, one after another. */

/** `most` texts of at most `longest` characters together are kept; the oldest goes first. */
export function remembered<T>(
  read: (text: string) => T,
  { most = 100, longest = 1_000_000 }: { readonly most?: number; readonly longest?: number } = {},
): (text: string) => T {
  const known = new Map<string, T>();
  let length = 0;
  const forgetFirst = (): void => {
    for (const [text] of known) {
      length -= text.length;
      known.delete(text);
      return;
    }
  };
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = read(text);
    if (text.length > longest) return found;
    while (known.size >= most || length + text.length > longest) forgetFirst();
    known.set(text, found);
    length += text.length;
    return found;
  };
}
