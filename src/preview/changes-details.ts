import { escapeHtml } from '../core/message.ts';
import type { Change } from './changes.ts';
import { directionOf } from './direction.ts';
import type { Frame } from './frame.ts';
import type { StandingView } from './preview.ts';

export interface Changed {
  readonly standing: StandingView;
  /** Of the channel. */
  readonly label: string;
  /** Of the post. */
  readonly language: string;
}

/** What readers have, beside what they would get: word by word. */
export function changesDetails({ words }: Frame, { standing: { since, changes }, label, language }: Changed): string {
  if (!changes) return `<p class="changes">${escapeHtml(words.asItStands(since))}</p>`;
  if (changes.pieces.length === 0) return `<p class="changes"><strong>${escapeHtml(words.changed(since))}.</strong> ${words.noWords}</p>`;
  const counts = words.counts(changes.added, changes.removed) || words.onlyPunctuation;
  const text = changes.pieces.map((change) => piece(change, words)).join('');
  const title = escapeHtml(words.changed(since));
  return `<details class="changes" open><summary>${title}: ${counts}</summary>
<div class="diff" role="region" tabindex="0" aria-label="${escapeHtml(label)}: ${title}" lang="${escapeHtml(language)}" dir="${directionOf(language)}">${text}</div></details>`;
}

/** Not by colour alone, and told to whoever listens. */
function piece({ kind, text }: Change, { added, removed }: Frame['words']): string {
  if (kind === 'same') return escapeHtml(text);
  const [tag, name] = kind === 'added' ? ['ins', added] : ['del', removed];
  return `<${tag}><span class="hidden">[${name}: </span>${escapeHtml(text)}<span class="hidden">]</span></${tag}>`;
}
