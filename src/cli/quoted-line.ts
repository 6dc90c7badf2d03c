/** The line of a post that a finding is about, as far as it helps to find it. */

const longest = 160;

/** A paragraph is one line of Markdown; its beginning is enough to find it. */
export const beginningOf = (line: string): string => {
  const text = line.trim();
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/\s+\S{0,40}$/u, '')} …`;
};

/** Eight findings in one sentence show that sentence once: whether this one shows the same line as the one before it. */
export const isSameLine = <T>(found: readonly T[], index: number, lineOf: (one: T) => number | undefined): boolean => {
  const [before, now] = [found[index - 1], found[index]];
  return before !== undefined && now !== undefined && lineOf(now) !== undefined && lineOf(before) === lineOf(now);
};
