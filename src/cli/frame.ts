/**
 * Draws a frame around a message on a terminal; elsewhere its lines are indented. The right side stays open: terminals
 * do not agree on the width of emoji and Arabic, and a crooked line looks like a mistake in the text.
 */
import { graphemes } from '../core/segments.ts';
import { indent, wrap } from './layout.ts';
import type { Output } from './output.ts';
import { textWidth } from './text-width.ts';

export interface Framed {
  readonly title: string;
  readonly facts: string;
  /** With a line between the sections also where no frame keeps them apart. */
  readonly isSpacious?: boolean;
  readonly sections: readonly { readonly name?: string; readonly text: string }[];
}

export function framed(frame: Framed, output: Output): string {
  return output.isScreen ? drawn(frame, output) : plain(frame, output);
}

function plain({ title, facts, sections, isSpacious = false }: Framed, { width, colour }: Output): string {
  const head = wrap(`${title}${facts && ` (${facts})`}`, width - 2);
  const body = sections.map(({ name, text }) =>
    [...(name === undefined ? [] : [colour.dim(`[${name}]`)]), ...wrap(harmless(text), width - 4)].join('\n'),
  );
  return `${head.join('\n  ')}\n${indent(body.join(isSpacious ? '\n\n' : '\n'), 2)}`;
}

function drawn({ title, facts, sections }: Framed, { width, colour }: Output): string {
  const room = width - 2;
  const rule = (corner: string, text: string): readonly string[] => {
    const [first = '', ...rest] = folded(text, room - 2);
    const line = '─'.repeat(Math.max(0, room - 2 - textWidth(first)));
    return [`${colour.dim(corner)} ${first}${first && ' '}${colour.dim(line)}`, ...rest.map((more) => `${colour.dim('│')}   ${more}`)];
  };
  const inside = (text: string): readonly string[] =>
    folded(harmless(text), room - 2).map((line) => (line === '' ? colour.dim('│') : `${colour.dim('│')} ${line}`));
  const bodies = sections.flatMap(({ name, text }, index) => [
    ...(name === undefined ? (index > 0 ? [colour.dim('│')] : []) : rule('├─', name)),
    ...inside(text),
  ]);
  const [foot = '', ...more] = folded(facts, room - 3);
  const end = `${colour.dim('└─')} ${foot}`.trimEnd();
  return [...rule('┌─', title), ...bodies, end, ...more.map((line) => `   ${line}`)].join('\n');
}

/** As `wrap`, and what has no space to break at is broken between characters; an address stays whole, so that it can be copied. */
export const folded = (text: string, width: number): readonly string[] =>
  wrap(text, width).flatMap((line) => (textWidth(line) <= width || line.includes('://') ? [line] : cut(line, width)));

function cut(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const grapheme of graphemes(line)) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last + grapheme) <= width) lines[lines.length - 1] = last + grapheme;
    else lines.push(grapheme);
  }
  return lines;
}

/** Nothing in a text may steer the terminal. */
const harmless = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, '').replaceAll('\t', '  ');
