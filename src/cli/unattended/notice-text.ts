/** What is told, as lines: titles, channels, what is wrong and what to do. Never a reader, never a secret. */
import { hostname } from 'node:os';
import type { NotifyWords } from '../messages/notify-words.ts';
import type { Output } from '../output.ts';
import { triggers } from './notify-fields.ts';
import type { Telling } from './telling.ts';
import type { Trouble } from './troubles.ts';

export interface NoticeText {
  readonly subject: string;
  /** Paragraphs of lines. */
  readonly paragraphs: readonly (readonly string[])[];
}

/** More than these would not be read. */
const mostShown = 20;

export interface NoticeOptions {
  readonly project: string;
  readonly words: NotifyWords;
  readonly output: Pick<Output, 'label' | 'textOf' | 'redact'>;
}

/** `Inloopavond → X`. */
export const labelOf =
  (label: Output['label']) =>
  ({ title, channel, problem }: Trouble): string =>
    [title, channel && label(channel)].filter(Boolean).join(' → ') || (problem?.where?.file ?? 'omk');

export function noticeText({ fresh, known, solved }: Telling, { project, words, output }: NoticeOptions): NoticeText {
  const shown = fresh.slice(0, mostShown);
  const sections = triggers.flatMap((kind) => {
    const ofKind = shown.filter((trouble) => trouble.kind === kind);
    return ofKind.length === 0 ? [] : [[words.headings[kind], ...ofKind.flatMap((trouble) => linesOf(trouble, words, output))]];
  });
  const more = fresh.length > shown.length ? [[words.more(fresh.length - shown.length)]] : [];
  const before = known.length > 0 ? [[words.known(known.length)]] : [];
  const over = solved.length > 0 ? [[words.solved, ...solved.slice(0, mostShown).map((label) => `- ${label}`)]] : [];
  const paragraphs = [...sections, ...more, ...before, ...over, [words.look, words.from(project, hostname())]];
  return {
    subject: output.redact(fresh.length > 0 ? words.subject(fresh.length, project) : words.solvedSubject(project)),
    paragraphs: paragraphs.map((lines) => lines.map(output.redact)),
  };
}

function linesOf(trouble: Trouble, words: NotifyWords, { label, textOf }: NoticeOptions['output']): readonly string[] {
  const { problem, kind, channel } = trouble;
  const name = labelOf(label)(trouble);
  if (!problem) {
    if (kind === 'stopped') return [`- ${words.bug}`];
    return [`- ${name}: ${words.handedOff}`, `  omk resolve ${commandWord(trouble.file ?? '')} ${channel ?? ''} --published URL`];
  }
  const { message, hint } = textOf(problem);
  const place = kind === 'stopped' ? [problem.where?.file, problem.where?.line].filter(Boolean).join(':') : name;
  return [`- ${place === '' ? '' : `${place}: `}${message}`, ...(hint === undefined ? [] : [`  ${hint}`])];
}

/** Safe to paste, or to be filled in. */
const commandWord = (file: string): string => (/^[\p{L}\p{N}_./+-]+$/u.test(file) && !file.startsWith('-') ? file : 'FILE');
