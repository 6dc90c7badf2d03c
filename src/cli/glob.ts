/** Patterns for file names: `*`, `?`, `**`, `[abc]` and `{a,b}`, as shells know them. */

export const isGlob = (pattern: string): boolean => /[*?[{]/.test(pattern);

/** The folders before the first one with a star in it. */
export function fixedPart(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex(isGlob);
  return parts.slice(0, first === -1 ? -1 : first).join('/') || (pattern.startsWith('/') ? '/' : '.');
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
  return new RegExp(`^${source.join('')}${')'.repeat(open)}$`, 'u');
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
  return token.replace(/[\\^$.|()[\]{}+/-]/g, '\\$&');
}
