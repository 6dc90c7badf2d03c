/** Patterns for file names: `*`, `?`, `**`, `[abc]` and `{a,b}`, as shells know them. */

export const isGlob = (pattern: string): boolean => /[*?[{]/.test(pattern);

/** Splits before the first part with a star in it: the folder to look in, and what names in it must look like. */
export function splitGlob(pattern: string): readonly [folder: string, rest: string] {
  const parts = pattern.split('/');
  const first = Math.max(0, parts.findIndex(isGlob));
  const folder = parts.slice(0, first).join('/');
  return [folder || (first > 0 ? '/' : '.'), parts.slice(first).join('/')];
}

/** A star stops at "/"; two stars do not. */
export function globExpression(pattern: string): RegExp {
  const tokens = pattern.match(/\*\*\/|\*\*|\[!?[^\]/]+\]|[\s\S]/g) ?? [];
  let open = 0;
  const source = tokens.map((token) => {
    if (token === '{') open += 1;
    else if (token === '}' && open > 0) {
      open -= 1;
      return ')';
    }
    return expressionOf(token, open > 0);
  });
  return expressionFrom(`^${source.join('')}${')'.repeat(open)}$`);
}

/** `[z-a]` is a range that holds nothing, so nothing fits. */
function expressionFrom(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    return /^(?!)/;
  }
}

function expressionOf(token: string, inBraces: boolean): string {
  switch (token) {
    case '**/':
      return '(?:[^/]+/)*';
    case '**':
      return '.*';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    case '{':
      return '(?:';
    case ',':
      return inBraces ? '|' : ',';
  }
  if (token.length > 1) return `[${token.slice(1, -1).replace(/^!/, '^').replace(/[\\[]/g, '\\$&')}]`;
  return token.replace(/[\\^$.|()[\]{}+/]/g, '\\$&');
}
