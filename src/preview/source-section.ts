/** The post as it was written, with each problem beside its line. */
import { escapeHtml } from '../core/message.ts';
import { directionOf } from './direction.ts';
import type { Frame } from './frame.ts';
import type { PostView } from './preview.ts';
import { lineAnchor, problemList } from './problem-list.ts';

export function sourceSection(frame: Frame, { source, problems, file, language }: PostView): string {
  const { words } = frame;
  const lines = source.map((text, index) => {
    const line = index + 1;
    const found = problems.filter((problem) => problem.line === line);
    const beside = problemList(frame, found, { withChannel: true, withLine: false });
    return `<li id="${lineAnchor(line)}"${found.length > 0 ? ' class="with"' : ''}><span class="number">${line}</span><span class="written" lang="${escapeHtml(language)}" dir="${text.trim() === '' ? 'ltr' : directionOf(language) === 'rtl' ? 'auto' : 'ltr'}">${escapeHtml(text)}</span>${beside}</li>`;
  });
  const body =
    lines.length > 0
      ? `<ol class="source" aria-label="${escapeHtml(words.sourceOf(file))}">${lines.join('\n')}</ol>`
      : `<p>${words.unreadable}</p>`;
  return `<section aria-labelledby="source"><h2 id="source">${words.source}</h2>
<p class="soft">${escapeHtml(file)}</p>
${body}</section>`;
}
