/** Files for a server and the line of a run, as the documentation shows them: for an imagined computer. */
import { initWords } from '../../src/cli/messages/init-words.ts';
import { serverWords } from '../../src/cli/messages/server-words.ts';
import { cronText } from '../../src/cli/starting/automation-text.ts';
import { composeText, logrotateText, serviceText, timerText } from '../../src/cli/starting/server-text.ts';
import { runLine } from '../../src/cli/unattended/run-line.ts';

const parts = { root: '/srv/om het kind', node: '/usr/bin/node', program: '/opt/omk/bin/omk.js', user: 'omk' };
const server = { ...parts, words: serverWords.en };

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

const line = runLine({
  exitCode: 3,
  startedAt: new Date('2026-11-26T04:00:00Z'),
  endedAt: new Date('2026-11-26T04:00:04.200Z'),
  timezone: 'Europe/Amsterdam',
  mode: 'live',
  facts: { sent: 4, failed: 0, retry: 1, person: 0, held: 0, next: new Date('2026-11-26T04:07:00Z'), isStopped: false, isPaused: false },
});

export const serverBlocks: Readonly<Record<string, string>> = {
  crontab: fenced('cron', cronText({ ...parts, words: initWords.en })),
  logrotate: fenced('text', logrotateText(server)),
  service: fenced('ini', serviceText(server)),
  timer: fenced('ini', timerText(server)),
  compose: fenced('yaml', composeText(server)),
  line: fenced('text', line),
};
