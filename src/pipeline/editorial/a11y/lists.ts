import type { Tokens } from 'marked';
import { type Problem, problem } from '../../../core/problem.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Typed marks that Markdown does not take for a list. */
const bullet = /^\s*(?:[•‣◦▪●○■□➤►▸✓✔☑→»]|[–—-](?=\s)|[*](?=\S)(?!\*)(?=[^*\n]*$)|\(?\d{1,2}\)(?=\s)|\p{L}\)(?=\s))\s*\S/u;

/** Items that look like a list and are not told as one (WCAG 2.1, 1.3.1). */
export const typedList: Rule = {
  ids: ['a11y-list'],
  *find({ passages, post }): Iterable<Problem> {
    const paragraphs = passages.filter(({ field }) => field === 'body');
    let run: { readonly passage: Passage; readonly offset: number; readonly line: string }[] = [];
    for (const passage of [...paragraphs, undefined]) {
      for (const each of passage?.kind === 'paragraph' ? linesOf(passage) : [undefined]) {
        if (each && bullet.test(each.line)) run.push(each);
        else {
          const [first] = run;
          if (first && run.length > 1)
            yield problem('a11y-list', { text: first.line.trim(), count: run.length }, whereIn(first.passage, post.file, first.offset));
          run = [];
        }
      }
    }
  },
};

function linesOf(passage: Passage) {
  let offset = 0;
  return passage.text.split('\n').map((line) => {
    const found = { passage, offset, line };
    offset += line.length + 1;
    return found;
  });
}

/** A table of which no column has a name (WCAG 2.1, 1.3.1). */
export const tableHeader: Rule = {
  ids: ['a11y-table-header'],
  *find({ tokens, post, passages }): Iterable<Problem> {
    let line = post.bodyLine;
    for (const token of tokens) {
      if (token.type === 'table' && (token as Tokens.Table).header.every(({ text }) => text.trim() === ''))
        yield problem('a11y-table-header', {}, { file: post.file, line, field: 'body' });
      line += token.raw.split('\n').length - 1;
    }
    for (const passage of passages.filter(({ kind, text }) => kind === 'html' && /<table\b/i.test(text) && !/<th\b/i.test(text)))
      yield problem('a11y-table-header', {}, whereIn(passage, post.file));
  },
};
