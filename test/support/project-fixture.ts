/** Stand-ins for the registry and the project, so that reading posts and settings is tested without any real channel. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Channel, Option, Setting } from '../../src/core/channel.ts';
import type { PostProject } from '../../src/pipeline/parse.ts';

const help = { nl: '', en: '' };

/** Two channels with an option of every kind; nothing in them can be opened. */
export const someChannels: readonly Channel[] = [
  aChannel('forum', {
    options: {
      url: { kind: 'address', scope: 'project', help, example: '' },
      group: { kind: 'text', scope: 'both', help, example: '' },
      type: { kind: 'choice', choices: ['blog', 'news'], default: 'blog', scope: 'both', help, example: '' },
      access: { kind: 'number-or-choice', choices: ['public', 'group'], default: 'public', scope: 'both', help, example: '' },
    },
    settings: {
      cookie: { env: 'FORUM_COOKIE', secret: true, help },
      url: { env: 'FORUM_URL', secret: false, address: true, help },
    },
    needs: () => ['cookie'],
  }),
  aChannel('wire', {
    options: {
      thread: { kind: 'boolean', default: false, scope: 'both', help, example: '' },
      maxCost: { kind: 'number', default: 0.25, scope: 'both', help, example: '' },
      pace: { kind: 'pattern', pattern: /^\d+\/\d+s$/, expected: 'pace', default: '8/30s', scope: 'project', help, example: '' },
      from: { kind: 'mailbox', scope: 'project', help, example: '' },
      list: { kind: 'path', scope: 'project', help, example: '' },
      topic: { kind: 'text', scope: 'post', help, example: '' },
    },
    settings: {
      key: { env: 'WIRE_KEY', secret: true, help },
      token: { env: 'WIRE_TOKEN', secret: true, help },
      api: { env: 'WIRE_API_URL', secret: false, address: true, default: 'https://api.wire.example', help },
    },
    needs: ({ thread }) => (thread ? ['key', 'token'] : ['token']),
  }),
];

interface ChannelParts {
  readonly options: Readonly<Record<string, Option>>;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly needs: Channel['needs'];
}

function aChannel(id: string, parts: ChannelParts): Channel {
  const never = () => Promise.reject(new Error('not in this test'));
  return {
    id,
    label: { nl: id, en: id },
    formats: ['text'],
    can: { update: false, remove: false },
    reaches: 'place',
    simulator: { settings: () => ({}), open: never },
    rules: never,
    draw: never,
    destination: () => undefined,
    open: never,
    ...parts,
  };
}

export const aProject = (overrides: Partial<PostProject> = {}): PostProject => ({
  language: 'nl',
  timezone: 'Europe/Amsterdam',
  channels: ['forum', 'wire'],
  kinds: someChannels,
  channelOptions: {},
  ...overrides,
});

/** A folder with these files, gone after the test. */
export function aFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'omk-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}
