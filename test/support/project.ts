/** Content projects in temporary folders, each gone after its test. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { onTestFinished } from 'vitest';

const content = fileURLToPath(new URL('../../content/', import.meta.url));

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function temporaryFolder(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'omk-story-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  return root;
}

export function writeFiles(root: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** A copy of the sample project. */
export function sampleProject(files: Files = {}): string {
  const root = temporaryFolder();
  cpSync(content, root, { recursive: true, filter: (path) => !path.includes('/.omk') });
  writeFiles(root, files);
  return root;
}

export const samplePosts = (): readonly string[] =>
  readdirSync(content)
    .filter((name) => name.endsWith('.md'))
    .sort();

/** A picture of the sample project. */
export const samplePicture = (name: string): Uint8Array => readFileSync(join(content, 'beeld', name));

const sections = {
  pleio: 'pleio: { url: https://omhetkind.pleio.nl, group: Om het kind }',
  linkedin: 'linkedin: { version: "202611", author: urn:li:organization:7001, group: "4510", mode: auto }',
  yammer: 'yammer: { community: "225000000001", pace: 100/1s }',
  newsletter: `newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", replyTo: redactie@example.nl, subscribers: lezers.csv,
              listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/afmelden/{token}" }`,
};

/** Settings of a project with all five channels, and clocks that a test can wait for. */
export const settings = (lines = ''): string =>
  [
    'name: Om het kind',
    'timing: { deadline: 3s, lease: 6s, confirm: [100ms, 200ms, 400ms] }',
    ...Object.values(sections),
    ...(lines === '' ? [] : [lines]),
    '',
  ].join('\n');

export const readers = [
  'email,name,consent_at,consent_source',
  'noor@example.nl,Noor,2026-05-12,formulier',
  'daan@example.nl,Daan,2026-05-12,formulier',
  '',
].join('\n');

/** The front matter's lines, then the body. */
export const post = (lines: readonly string[] = [], body = 'Kom langs en praat mee.'): string =>
  ['---', 'title: Inloopavond', ...lines, '---', body, ''].join('\n');

/** A small project with one good post, `bericht.md`. */
export function aProject(files: Files = {}): string {
  const root = temporaryFolder();
  writeFiles(root, { 'omk.yaml': settings(), 'lezers.csv': readers, 'bericht.md': post(), ...files });
  return root;
}

/** Every file with a digest: what a command must leave as it was. */
export function snapshot(root: string, folder = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(join(root, folder)).flatMap((name) => {
      const path = join(folder, name);
      if (statSync(join(root, path)).isDirectory()) return [[`${path}/`, ''], ...Object.entries(snapshot(root, path))];
      return [
        [
          path,
          createHash('sha256')
            .update(readFileSync(join(root, path)))
            .digest('hex'),
        ],
      ];
    }),
  );
}

/** What the pretend channels of the sandbox took in, by channel and kind. */
export function arrived(root: string, channel: string, kind: string): readonly Readonly<Record<string, unknown>>[] {
  const file = join(root, '.omk', 'sandbox', `${channel}.jsonl`);
  if (!statSync(file, { throwIfNoEntry: false })) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const entries = lines.map((line) => JSON.parse(line) as { kind: string; record: Record<string, unknown> });
  return entries.flatMap((entry) => (entry.kind === kind ? [entry.record] : []));
}

/** Makes everything in a ledger so much older; `ledger` is its path below `.omk`. */
export function letTimePass(root: string, ledger: string, ms: number): void {
  const db = new DatabaseSync(join(root, '.omk', ledger));
  db.prepare('UPDATE deliveries SET due_at = due_at - ?').run(ms);
  db.close();
}
