import type { Tokens } from 'marked';
import { type Problem, problem, type Where } from '../../../core/problem.ts';
import type { MarkdownToken } from '../../markdown-tokens.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Headings as a table of contents: one title, no level left out, nothing empty (WCAG 2.1, 1.3.1 and 2.4.6). */
export const headingOrder: Rule = {
  ids: ['a11y-heading-order'],
  *find({ passages, post }): Iterable<Problem> {
    const headings = passages.filter(({ kind, field }) => kind === 'heading' && field === 'body');
    // A body that begins at level 1 is moved down as a whole; the title of the post stands above it either way.
    const usesFirst = headings.filter(({ level }) => level === 1).length;
    let before = usesFirst === 1 && headings[0]?.level === 1 ? 0 : 1;
    let first = false;
    for (const heading of headings) {
      const level = heading.level ?? 2;
      const text = heading.text.trim();
      const reason = text === '' ? 'empty' : level === 1 && first ? 'second-title' : level > before + 1 ? 'skipped' : undefined;
      if (reason) yield problem('a11y-heading-order', { text, reason, level, before }, whereIn(heading, post.file));
      first ||= level === 1;
      before = level;
    }
  },
};

/** A line in bold alone looks like a heading and is none. */
export const boldHeading: Rule = {
  ids: ['a11y-heading-bold'],
  *find({ tokens, passages, post }): Iterable<Problem> {
    for (const token of tokens) {
      const text = boldAlone(token);
      if (text === undefined) continue;
      const passage = passages.find((each) => each.kind === 'paragraph' && each.field === 'body' && each.text.trim() === text);
      yield problem('a11y-heading-bold', { text }, placed(passage, post.file));
    }
  },
};

const placed = (passage: Passage | undefined, file: string): Where => (passage ? whereIn(passage, file) : { file, field: 'body' });

/** A whole sentence in bold is a stress, no heading. */
function boldAlone(token: MarkdownToken): string | undefined {
  if (token.type !== 'paragraph') return undefined;
  const parts = (token as Tokens.Paragraph).tokens.filter((each) => each.type !== 'text' || each.raw.trim() !== '');
  const [only] = parts;
  if (parts.length !== 1 || only?.type !== 'strong') return undefined;
  const text = (only as Tokens.Strong).text.trim();
  return text.split(/\s+/).length <= 10 && !/[.!,;]$/.test(text) && !/[[`]/.test(text) ? text : undefined;
}
