/** Puts inline content together: words that meet become one text, and white space that nobody sees goes. */
import type { Inline } from '../core/rich-text.ts';

/** Line breaks that mean nothing, and the white space around them, are one space. */
export const words = (text: string): readonly Inline[] =>
  text === '' ? [] : [{ type: 'text', text: isTidy(text) ? text : text.replace(/[ \t\n]+/g, ' ') }];

/** Nearly every text is, and replacing each space by a space takes its time. */
const isTidy = (text: string): boolean => !/[\t\n]| {2}/.test(text);

export interface Run {
  add(inline: Inline): void;
  /** Begins a part that `finish` makes into one once it ends. */
  open(finish: (children: readonly Inline[]) => readonly Inline[]): void;
  end(): void;
  close(): Inline[];
}

/** Inline content under construction; neighbouring words become one text. */
export function openRun(): Run {
  let current: Inline[] = [];
  const outer: { before: Inline[]; finish: (children: readonly Inline[]) => readonly Inline[] }[] = [];
  const run: Run = {
    add(inline) {
      const last = current.at(-1);
      if (inline.type === 'text' && last?.type === 'text')
        current[current.length - 1] = { type: 'text', text: join(last.text, inline.text) };
      else current.push(inline);
    },
    open(finish) {
      outer.push({ before: current, finish });
      current = [];
    },
    end() {
      const opened = outer.pop();
      if (!opened) return;
      const finished = opened.finish(current);
      current = opened.before;
      for (const inline of finished) run.add(inline);
    },
    close() {
      while (outer.length) run.end();
      return current;
    },
  };
  return run;
}

const join = (before: string, after: string): string =>
  before.endsWith(' ') && after.startsWith(' ') ? before + after.slice(1) : before + after;

/** Without white space at both ends and around breaks. */
export function tidyEnds(children: readonly Inline[]): Inline[] {
  const isEdge = (inline: Inline | undefined): boolean => inline === undefined || inline.type === 'break';
  const tidied = children.map((inline, index) => {
    if (inline.type !== 'text') return inline;
    const start = isEdge(children[index - 1]) ? inline.text.replace(/^ +/, '') : inline.text;
    return { ...inline, text: isEdge(children[index + 1]) ? start.replace(/ +$/, '') : start };
  });
  const kept = tidied.filter((inline) => inline.type !== 'text' || inline.text !== '');
  const first = kept.findIndex(({ type }) => type !== 'break');
  return first < 0 ? [] : kept.slice(first, kept.findLastIndex(({ type }) => type !== 'break') + 1);
}
