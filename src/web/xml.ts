import { escapeHtml } from '../core/message.ts';

/** Text as XML can hold it: without the control characters that it forbids. */
export const xml = (text: string): string =>
  escapeHtml(text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ''));
