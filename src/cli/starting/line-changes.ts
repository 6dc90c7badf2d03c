/** What changes in a file, as a person reads it: lines that go and lines that come. */

export interface LineChange {
  readonly sign: '-' | '+';
  readonly text: string;
}

/** By the longest run of lines that stay; for the short files of a project. */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const [old, young] = [linesOf(before), linesOf(after)];
  const common = commonLengths(old, young);
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      i += 1;
      j += 1;
    } else if (j >= young.length || (i < old.length && at(common, i + 1, j) >= at(common, i, j + 1))) {
      changes.push({ sign: '-', text: old[i] ?? '' });
      i += 1;
    } else {
      changes.push({ sign: '+', text: young[j] ?? '' });
      j += 1;
    }
  }
  return changes;
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/));

const at = (table: readonly (readonly number[])[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** How many lines can stay, from each place on. */
function commonLengths(old: readonly string[], young: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(young.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = young.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row) row[j] = old[i] === young[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  return table;
}
