/** Tells every story of this folder with the real program, in the sandbox. README.md says how a story is written. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { documentOf, type ReportDocument, runOmk } from '../support/binary.ts';
import { arrived, temporaryFolder, writeFiles } from '../support/project.ts';

/** One step of a story: something that a person does, or time that passes, and what must be so afterwards. */
interface Step {
  /** The command line, without `omk`. */
  readonly omk?: string;
  /** A file, and the file of the story that takes its place. */
  readonly change?: readonly [file: string, by: string];
  readonly rename?: readonly [from: string, to: string];
  /** Everything that waits for its moment becomes due, or is this many days late. */
  readonly time?: 'comes' | { readonly daysLate: number };
  /** Switches of the pretend services, by channel. */
  readonly switches?: Readonly<Record<string, Readonly<Record<string, boolean | number>>>>;
  readonly exit?: number;
  /** By channel; of a story with one post. */
  readonly states?: Readonly<Record<string, string>>;
  /** By channel, or under "post": the code of what omk remarks. */
  readonly problems?: Readonly<Record<string, string>>;
  /** How many of each stand out there now. */
  readonly arrived?: Readonly<Record<string, number>>;
  /** Words that the newest arrival of a channel holds; PERMALINK is the address of the post on Pleio. */
  readonly shows?: Readonly<Record<string, readonly string[]>>;
  readonly hides?: Readonly<Record<string, readonly string[]>>;
  /** Who got a mail so far. */
  readonly readers?: readonly string[];
}

interface Story {
  readonly story: string;
  readonly steps: readonly Step[];
}

const home = fileURLToPath(new URL('.', import.meta.url));
const stories = readdirSync(home).filter((name) => existsSync(join(home, name, 'expected.json')));

describe.each(stories)('%s', (name) => {
  const folder = join(home, name);
  const { story, steps } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Story;

  test(story, async () => {
    const root = temporaryFolder();
    cpSync(join(folder, 'content'), root, { recursive: true });
    place(join(folder, 'templates'), join(root, 'templates'));
    place(join(folder, 'faults.json'), join(root, '.omk/sandbox/faults.json'));
    let permalink = '';
    for (const [index, step] of steps.entries()) {
      const at = `step ${index + 1}${step.omk ? `: omk ${step.omk}` : ''}`;
      const report = await perform(step, { folder, root, at });
      permalink = report?.posts[0]?.deliveries.find(({ channel }) => channel === 'pleio')?.url ?? permalink;
      expectStep(step, { root, at, permalink });
    }
  });
});

interface Stage {
  readonly folder: string;
  readonly root: string;
  readonly at: string;
}

async function perform(
  { omk, change, rename, time, switches, exit = 0, states, problems }: Step,
  { folder, root, at }: Stage,
): Promise<ReportDocument | undefined> {
  if (change) cpSync(join(folder, change[1]), join(root, change[0]));
  if (rename) renameSync(join(root, rename[0]), join(root, rename[1]));
  if (time) letTimeCome(root, time === 'comes' ? 0 : time.daysLate);
  if (switches) writeFiles(root, { '.omk/sandbox/faults.json': JSON.stringify(switches) });
  if (omk === undefined) return undefined;
  const ran = await runOmk([...wordsOf(omk), '--json'], { cwd: root });
  const report = documentOf(ran);
  expect([at, ran.code, report.exitCode], ran.stderr).toEqual([at, exit, exit]);
  const deliveries = report.posts.flatMap((post) => post.deliveries);
  if (states) expect(Object.fromEntries(deliveries.map(({ channel, state }) => [channel, state])), at).toEqual(states);
  const remarks = [
    ...report.problems.map(({ code }) => ['post', code]),
    ...deliveries.flatMap(({ channel, problem }) => (problem ? [[channel, problem.code]] : [])),
  ];
  if (states || problems) expect(Object.fromEntries(remarks), at).toEqual(problems ?? {});
  return report;
}

function expectStep(step: Step, { root, at, permalink }: { root: string; at: string; permalink: string }): void {
  const counted = Object.keys(step.arrived ?? {}).map((channel) => [channel, textsAt(root, channel).length]);
  expect(Object.fromEntries(counted), at).toEqual(step.arrived ?? {});
  for (const [channel, words] of Object.entries(step.shows ?? {})) {
    for (const word of words) expect(textsAt(root, channel).at(-1), at).toContain(word.replace('PERMALINK', permalink));
  }
  for (const [channel, words] of Object.entries(step.hides ?? {})) {
    for (const word of words) expect(textsAt(root, channel).at(-1), at).not.toContain(word);
  }
  if (step.readers)
    expect(
      arrived(root, 'newsletter', 'mail')
        .map(({ to }) => String(to))
        .sort(),
      at,
    ).toEqual(step.readers);
}

/** What a reader of each channel gets to see, as the pretend services took it in. */
const textOf: Readonly<Record<string, readonly [kind: string, ...fields: string[]]>> = {
  pleio: ['post', 'title', 'abstract', 'richDescription'],
  x: ['post', 'text'],
  linkedin: ['post', 'commentary', 'content'],
  yammer: ['message', 'body', 'card'],
  newsletter: ['mail', 'subject', 'text'],
};

function textsAt(root: string, channel: string): readonly string[] {
  const [kind = '', ...fields] = textOf[channel] ?? [];
  const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return arrived(root, channel, kind).map((record) => fields.map((field) => shown(record[field])).join('\n'));
}

function place(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}

/** Nobody waits in a test: the moments in the ledger move. */
function letTimeCome(root: string, daysLate: number): void {
  const db = new DatabaseSync(join(root, '.omk/sandbox/omk.db'));
  db.prepare("UPDATE deliveries SET due_at = ? WHERE state IN ('scheduled', 'waiting')").run(Date.now() - 1000 - daysLate * 86_400_000);
  db.close();
}

/** Words in double quotes are one. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
