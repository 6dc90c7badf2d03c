/** Plain aligned text for a terminal. Addresses are never broken, so that they can be clicked and copied. */
import { textWidth } from './text-width.ts';

/** Lines of at most `width` columns, broken between words; a longer word stays whole. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    for (const word of paragraph.split(' ')) {
      const last = lines.at(-1);
      if (last !== undefined && textWidth(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}

export const indent = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - textWidth(text)));

export interface Row {
  /** One sign in front, for the eye alone: words say the same. */
  readonly mark?: string;
  readonly cells: readonly string[];
  /** The last column: wrapped, under itself. */
  readonly text: readonly string[];
}

interface Shape {
  /** `Infinity`: no columns, a sentence for each row. */
  readonly width: number;
  readonly gap?: number;
  readonly left?: number;
}

/** Rows with aligned cells; the last column takes what is left, or moves to a line of its own when that is too narrow. */
export function columns(rows: readonly Row[], { width, gap = 2, left = 2 }: Shape): string {
  if (width === Number.POSITIVE_INFINITY) return rows.map(sentence).join('\n');
  const table = rows.map(({ mark, cells, text }) => ({ cells: mark === undefined ? cells : [mark, ...cells], text }));
  const count = Math.max(0, ...table.map(({ cells }) => cells.length));
  const widths = Array.from({ length: count }, (_, index) => Math.max(...table.map(({ cells }) => textWidth(cells[index] ?? ''))));
  const start = left + widths.reduce((sum, each) => sum + each + gap, 0);
  const isNarrow = width - start < 30;
  const at = isNarrow ? left + 4 : start;
  return table
    .map(({ cells, text }) => {
      const head = ' '.repeat(left) + widths.map((each, index) => pad(cells[index] ?? '', each)).join(' '.repeat(gap));
      const lines = text.flatMap((part) => wrap(part, Math.max(20, width - at)));
      const [first = '', ...rest] = lines;
      const fits = !isNarrow && start + textWidth(first) <= width;
      if (fits || first === '')
        return [`${head}${' '.repeat(gap)}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(at) + line)].join('\n');
      return [...wrapHead(head, width), ...lines.map((line) => ' '.repeat(start + textWidth(line) <= width ? at : left + 4) + line)].join(
        '\n',
      );
    })
    .join('\n');
}

/** In a narrow terminal the cells themselves may not fit; then their padding goes. */
function wrapHead(head: string, width: number): readonly string[] {
  if (textWidth(head.trimEnd()) <= width) return [head.trimEnd()];
  const [, left = '', rest = ''] = /^( *)(.*)$/.exec(head.trimEnd()) ?? [];
  const [first = '', ...others] = wrap(rest.replace(/ {2,}/g, '  '), width - left.length - 4);
  return [`${left}${first}`, ...others.map((line) => `${left}    ${line.trimStart()}`)];
}

/** `Pleio, gepubliceerd: https://…` */
function sentence({ cells, text }: Row): string {
  return [cells.filter((cell) => cell.trim() !== '').join(', '), text.filter((part) => part !== '').join(' ')].filter(Boolean).join(': ');
}
