import { describe, expect, it } from 'vitest';
import { createPlainOutput } from '../../../src/cli/create-output.ts';
import { type Framed, framed } from '../../../src/cli/frame.ts';
import type { Output } from '../../../src/cli/output.ts';
import { textWidth } from '../../../src/cli/text-width.ts';

const output = await createPlainOutput('nl', { json: false, plain: false });
const on = (width: number, isScreen = true): Output => ({ ...output, width, isScreen });
const aFrame = (text: string): Framed => ({ title: 'X — account 7001', facts: '5 van 280 tekens', sections: [{ text }] });

describe('a frame on a terminal', () => {
  it.each([40, 80])('keeps within %i columns, whatever is in it', (width) => {
    const text = ['Kom langs 👨‍👩‍👧‍👦 '.repeat(12), 'مرحبا بكم في الأمسية المفتوحة '.repeat(6), '漢字'.repeat(60), 'x'.repeat(200)].join(
      '\n',
    );
    const lines = framed({ ...aFrame(text), title: `X — ${'een lange naam '.repeat(8)}`, facts: 'feit '.repeat(30) }, on(width)).split(
      '\n',
    );
    expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
    expect(lines[0]).toMatch(/^┌─ X — /);
    expect(lines.at(-1)).toMatch(/feit/);
  });

  it('never breaks an address, so that it can be copied', () => {
    const address = `https://voorbeeld.nl/${'pad/'.repeat(20)}`;
    expect(framed(aFrame(`Lees ${address}`), on(40))).toContain(`│ ${address}\n`);
  });

  it('numbers the parts of a thread with their lengths', () => {
    const sections = [
      { name: 'deel 1 van 2, 12 van 280 tekens', text: 'Een' },
      { name: 'deel 2 van 2, 9 van 280 tekens', text: 'Twee' },
    ];
    expect(
      framed({ ...aFrame(''), sections }, on(60))
        .split('\n')
        .map((line) => line.replace(/─+$/, '─')),
    ).toEqual([
      '┌─ X — account 7001 ─',
      '├─ deel 1 van 2, 12 van 280 tekens ─',
      '│ Een',
      '├─ deel 2 van 2, 9 van 280 tekens ─',
      '│ Twee',
      '└─ 5 van 280 tekens',
    ]);
  });

  it('lets nothing in a text steer the terminal', () => {
    expect(framed(aFrame('rood \u001b[31m en weg \u001b]0;titel\u0007 \u0000'), on(80))).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

it('is plain text where nobody looks at a terminal', () => {
  expect(framed(aFrame('Een\n\nTwee'), on(80, false))).toBe('X — account 7001 (5 van 280 tekens)\n  Een\n\n  Twee');
});
