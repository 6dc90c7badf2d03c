/** What came back, as a person reads it. Never an address. */
import { columns } from '../layout.ts';
import type { BounceWords } from '../messages/bounce-words.ts';
import { type BounceCounts, type BounceRun, countNames } from './bounce-run.ts';

export function bounceText(
  { files, total, issues }: BounceRun,
  { words, width, dryRun }: { words: BounceWords; width: number; dryRun: boolean },
): string {
  const parts = [
    ...(dryRun ? [words.tried] : []),
    ...files.map(({ file, ...counts }) => countsText(words.read(file === '-' ? words.input : file, counts.read), counts, words)),
    ...(files.length > 1 ? [countsText(words.total(total.read), total, words)] : []),
    ...issues.map(({ title, codes }) =>
      [
        title || words.unknownIssue,
        columns(
          Object.entries(codes).map(([code, count]) => codeRow(code, count, words)),
          { width },
        ),
      ].join('\n'),
    ),
    ...(total.repeated > 0 && total.repeated === matched(total) ? [words.nothingNew] : []),
  ];
  return parts.join('\n\n');
}

const matched = ({ hard, soft, sender, complaints, optOuts }: BounceCounts): number => hard + soft + sender + complaints + optOuts;

function countsText(title: string, counts: BounceCounts, words: BounceWords): string {
  const told = countNames.filter((name) => name !== 'read' && counts[name] > 0);
  const width = Math.max(0, ...told.map((name) => String(counts[name]).length));
  return [
    title,
    ...told.map((name) => `  ${String(counts[name]).padStart(width)}  ${words.counts[name as keyof BounceWords['counts']]}`),
  ].join('\n');
}

const codeRow = (code: string, count: number, words: BounceWords) => ({
  cells: [words.codes[code] ?? (code || words.noCode)],
  text: [`${count}${/^\d{3}$/.test(code) ? ` (${words.uncertain})` : ''}`],
});
