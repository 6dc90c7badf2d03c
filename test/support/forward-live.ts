/** A live project whose source is a Pleio site where others write; what goes on to X and Yammer arrives at doubles of those. */
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { systemClock } from '../../src/core/clock.ts';
import { type JsonRan, type ReportDocument, runJson } from './binary.ts';
import { type Outside, openOutside } from './doubles.ts';
import { openPleioSite, type PleioSite } from './pleio-site.ts';
import { aProject, type Files } from './project.ts';

/** Of the functional account of the site. */
export const ownCookie = 'sessionid=sandbox-redactie; csrftoken=sandbox-csrf';

export const hour = 3_600_000;
export const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * hour);

export interface LiveForward {
  readonly site: PleioSite;
  readonly outside: Outside;
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  forward(...args: readonly string[]): Promise<JsonRan>;
  /** The first line of each post on X, in the order in which they came. */
  texts(): readonly string[];
}

export interface LiveProject {
  /** More lines of omk.yaml. */
  readonly lines?: readonly string[];
  /** How long a post waits; `0`. */
  readonly delay?: string;
  /** Keys of `forward:` beside the delay. */
  readonly rules?: string;
  /** Keys of `pleio:` beside the group. */
  readonly place?: string;
  readonly channels?: string;
  readonly cookie?: string | undefined;
  readonly files?: Files;
}

export async function aLiveForward({
  lines = [],
  delay = '0',
  rules = '',
  place = '',
  channels = '[pleio, x]',
  cookie,
  files,
}: LiveProject = {}) {
  const [site, outside] = await Promise.all([openPleioSite(systemClock), openOutside()]);
  const yaml = [
    'name: Om het kind',
    'source: pleio',
    `channels: ${channels}`,
    `pleio: { url: https://omhetkind.pleio.nl, group: Om het kind${place} }`,
    'timing: { deadline: 3s, lease: 6s, confirm: [100ms, 200ms, 400ms] }',
    `forward: { delay: ${delay}${rules} }`,
    'yammer: { community: "225000000001", pace: 100/1s }',
    ...lines,
    '',
  ].join('\n');
  const root = aProject({ 'omk.yaml': yaml, ...files });
  const { PLEIO_COOKIE: _cookie, ...others } = outside.env;
  const env = { ...others, PLEIO_URL: site.address, ...(cookie !== undefined && { PLEIO_COOKIE: cookie }) };
  const story: LiveForward = {
    site,
    outside,
    root,
    env,
    forward: (...args) => runJson(['forward', ...args], { cwd: root, env }),
    texts: () => outside.x.posts.map(({ text }) => String(text).split('\n')[0] ?? ''),
  };
  return story;
}

/** After its first run, at which nothing goes. */
export async function begunLive(project: LiveProject = {}): Promise<LiveForward> {
  const story = await aLiveForward(project);
  const first = await story.forward();
  if (first.code !== 0 || first.report.posts.length > 0) throw new Error(`The first run:\n${first.stdout}\n${first.stderr}`);
  return story;
}

export const codesOf = ({ problems }: ReportDocument): readonly string[] => problems.map(({ code }) => code);

export const statesIn = ({ posts }: ReportDocument): readonly string[] =>
  posts.flatMap(({ deliveries }) => deliveries.map(({ channel, state }) => `${channel} ${state}`));

/** As if omk had looked at this source for years. */
export function begunLongAgo(root: string, ledger = 'omk.db'): void {
  const db = new DatabaseSync(join(root, '.omk', ledger));
  db.prepare('UPDATE sources SET started_at = 0').run();
  db.close();
}
