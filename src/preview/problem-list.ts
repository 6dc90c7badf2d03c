import { escapeHtml } from '../core/message.ts';
import type { Frame } from './frame.ts';
import type { ProblemView } from './preview.ts';

export const lineAnchor = (line: number): string => `line-${line}`;

export interface ListOptions {
  readonly withChannel: boolean;
  /** Not where the problem stands beside its line. */
  readonly withLine?: boolean;
}

export const problemList = (frame: Frame, problems: readonly ProblemView[], options: ListOptions): string =>
  problems.length === 0 ? '' : `<ul class="problems">${problems.map((found) => problemItem(frame, found, options)).join('')}</ul>`;

function problemItem({ words }: Frame, found: ProblemView, { withChannel, withLine = true }: ListOptions): string {
  const { isWarning, message, hint, place, line, channel } = found;
  const link =
    line !== undefined && withLine ? ` <a href="#${lineAnchor(line)}" aria-label="${words.toLine(line)}">${words.line(line)}</a>` : '';
  const about = [withChannel && channel, place].filter(Boolean).join(' ');
  return `<li class="problem ${isWarning ? 'warning' : 'error'}"><p><strong>${isWarning ? words.warning : words.problem}${about && ` (${escapeHtml(about)})`}:</strong> ${escapeHtml(message)}${link}</p>${
    hint === undefined ? '' : `<p class="hint">${escapeHtml(hint)}</p>`
  }</li>`;
}
