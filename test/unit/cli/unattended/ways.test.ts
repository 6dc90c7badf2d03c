import { describe, expect, it } from 'vitest';
import { notifyWords } from '../../../../src/cli/messages/notify-words.ts';
import { noticeText } from '../../../../src/cli/unattended/notice-text.ts';
import type { Trouble } from '../../../../src/cli/unattended/troubles.ts';
import { addressIn, webhookBody } from '../../../../src/cli/unattended/ways.ts';
import { OmkError } from '../../../../src/core/problem.ts';

const output = {
  label: (id: string) => id.toUpperCase(),
  textOf: () => ({ message: 'Het kan niet.', hint: 'Doe iets.' }),
  redact: (text: string) => text,
};
const failed = (title: string): Trouble => ({
  key: title,
  kind: 'failed',
  title,
  channel: 'x',
  file: 'a.md',
  problem: { code: 'forbidden', params: { detail: '' } },
});
const textOf = (troubles: readonly Trouble[], solved: readonly string[] = []) =>
  noticeText({ fresh: troubles, known: [], solved, memory: {} }, { project: 'Om het kind', words: notifyWords.nl, output });

describe('what a webhook is told', () => {
  it('does nothing in a chat: no mention, no link, no command', () => {
    const { text } = webhookBody(textOf([failed('<!channel> @all <https://kwaad.nl|goed> & @channel')]), 'text') as { text: string };
    expect(text).not.toMatch(/<|@\w/);
    expect(text).toContain('&lt;!channel&gt;');
    expect(text).toContain('Het kan niet.');
  });

  it('is a card in a message for Teams, which takes nothing else', () => {
    const body = webhookBody(textOf([failed('Inloop')]), 'teams') as {
      type: string;
      attachments: { contentType: string; content: { body: { text: string; wrap: boolean }[] } }[];
    };
    expect([body.type, body.attachments[0]?.contentType]).toEqual(['message', 'application/vnd.microsoft.card.adaptive']);
    expect(body.attachments[0]?.content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' });
    expect(body.attachments[0]?.content.body.map(({ text }) => text).join('\n')).toContain('Inloop → X');
  });

  it.each(['text', 'teams'] as const)('hides no address behind other words, and computes nothing (%s)', (form) => {
    const found = JSON.stringify(
      webhookBody(textOf([failed('[Log in](https://kwaad.example) ![x][y] {{DATE(2026-11-26T09:00:00Z)}}')]), form),
    );
    expect(found).toContain('https://kwaad.example');
    expect(found).not.toMatch(/\]\(|\]\[|\{\{/);
  });

  it('stays short enough to be read, and to be taken: a hundred troubles are twenty and a number', () => {
    const text = textOf(Array.from({ length: 100 }, (_, index) => failed(`Bericht ${index}`)));
    expect(text.paragraphs.flat().filter((line) => line.startsWith('- '))).toHaveLength(20);
    expect(text.paragraphs.flat()).toContain('… en nog 80.');
    // Teams: 28 kB.
    expect(JSON.stringify(webhookBody(text, 'teams')).length).toBeLessThan(28_000);
  });

  it('leaves a command open that would not be safe to paste', () => {
    const handedOff = (file: string): Trouble => ({ key: file, kind: 'person', title: 'T', channel: 'linkedin', file });
    const lines = (file: string) => textOf([handedOff(file)]).paragraphs.flat();
    expect(lines('content/één.md')).toContain('  omk resolve content/één.md linkedin --published URL');
    for (const file of ['a b.md', '$(rm).md', '-rf.md', 'a;b.md'])
      expect(lines(file)).toContain('  omk resolve FILE linkedin --published URL');
  });
});

describe('the address of a webhook', () => {
  const codeOf = (value: string | undefined) => {
    try {
      return addressIn('OMK_NOTIFY_WEBHOOK', value).href;
    } catch (error) {
      return error instanceof OmkError ? error.problems[0]?.code : error;
    }
  };

  it.each([
    [undefined, 'config-missing'],
    ['', 'config-missing'],
    ['hooks.example.nl', 'config-bad-value'],
    ['ftp://example.nl/', 'config-bad-value'],
    ['https://naam:geheim@example.nl/', 'config-bad-value'],
    ['https://hooks.example.nl/a', 'https://hooks.example.nl/a'],
  ])('%s: %s', (value, expected) => {
    expect(codeOf(value)).toBe(expected);
  });
});
