import { describe, expect, it } from 'vitest';
import { textWidth } from '../../../src/cli/text-width.ts';

describe('the columns that a text takes', () => {
  it.each([
    ['', 0],
    ['Om het kind', 11],
    ['één café, één vraag … “echt”?', 29],
    ['✓ ✗ ? → … –', 11],
    ['€ 12', 4],
    ['Привет', 6],
    ['\u001b[32m✓\u001b[39m geplaatst', 11],
    ['\u001b]8;;https://example.nl\u0007hier\u001b]8;;\u0007', 4],
    ['e\u0301e\u0301n', 3],
    ['jeugd\u00adzorg', 9],
    ['a\u200bb', 2],
    ['日本語', 6],
    ['ＯＭＫ', 6],
    ['👍', 2],
    ['👩🏽‍👧‍👦 thuis', 8],
    ['🇳🇱', 2],
    ['❤️', 2],
  ])('%j: %i', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });
});
