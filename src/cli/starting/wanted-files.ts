/** The files of a new project, from the answers. Nothing is written here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel } from '../../core/channel.ts';
import { slugOf } from '../../core/slug.ts';
import { writeYamlValue } from '../../pipeline/yaml-writing.ts';
import { ciWords } from '../messages/ci-words.ts';
import type { InitWords } from '../messages/init-words.ts';
import { ownPackage } from '../package-root.ts';
import type { Answers, ProjectAnswers } from './answers.ts';
import { cronText } from './automation-text.ts';
import { ciScript, ciScriptPath } from './ci-script.ts';
import { githubText, gitlabText } from './ci-text.ts';
import { changedConfig, newConfig } from './config-text.ts';
import { envGroups, envText, ignoredPaths, neededNames, withIgnored, withMissingSettings } from './env-text.ts';
import { serverFiles } from './server-files.ts';

export interface WantedFile {
  /** Relative to the project, with "/". */
  readonly path: string;
  /** What it shall hold, given what it holds. */
  readonly text: (before: string | undefined) => string;
  /** Of its owner alone, and never shown but for what is added. */
  readonly secret?: true;
  /** Only lines are added, which needs no question. */
  readonly adds?: true;
}

export interface WantedParts {
  readonly root: string;
  readonly answers: Answers;
  readonly before: Partial<ProjectAnswers>;
  readonly channels: readonly Channel[];
  readonly words: InitWords;
  /** The first post, relative to the project. */
  readonly post: string | undefined;
}

export const contentFolder = 'content';

/** Its file, were it made today. */
export const firstPostPath = (day: string, { post }: InitWords): string => `${contentFolder}/${day}-${slugOf(post.title)}.md`;

export function wantedFiles(parts: WantedParts): readonly WantedFile[] {
  const { answers, before, channels, words, post } = parts;
  const groups = envGroups(answers, channels, words.language);
  const config = (text: string | undefined): string =>
    text === undefined ? newConfig({ answers, channels, words }) : changedConfig(text, before, answers);
  const env = (text: string | undefined): string =>
    text === undefined ? envText(words.env.head, groups, words.language) : withMissingSettings(text, groups, words.language);
  return [
    { path: '.gitignore', text: (text) => withIgnored(text ?? '', ignoredPaths(answers, channels)), adds: true },
    { path: 'omk.yaml', text: config },
    { path: '.env', text: env, secret: true },
    { path: '.env.example', text: () => envText(words.env.exampleHead, groups, words.language) },
    ...(answers.templates ? templateFiles(answers.channels) : []),
    ...(post === undefined ? [] : [{ path: post, text: (text: string | undefined) => text ?? firstPost(answers, words) }]),
    ...automation(parts, neededNames(groups)),
    ...serverFiles(parts.root, answers.server, words.language),
  ];
}

/** Copies of what omk ships for these channels. */
function templateFiles(chosen: readonly string[]): readonly WantedFile[] {
  const shipped = join(ownPackage().root, 'templates');
  const names = readdirSync(shipped).filter((name) => chosen.includes(name.split('.')[0] ?? '') && /\.(?:md|txt|html)$/.test(name));
  return names.sort().map((name) => ({ path: `templates/${name}`, text: () => readFileSync(join(shipped, name), 'utf8') }));
}

const firstPost = ({ name }: Answers, { post }: InitWords): string =>
  `---\ntitle: ${writeYamlValue(post.title)}\nsummary: ${writeYamlValue(post.summary)}\n---\n\n${post.body(name)}`;

function automation({ root, answers, channels, words }: WantedParts, names: readonly string[]): readonly WantedFile[] {
  const hasReaders = channels.some(({ id, reaches }) => reaches === 'readers' && answers.channels.includes(id));
  const ci = ciWords[words.language];
  const secrets = hasReaders ? [...names, 'OMK_SECRET', 'OMK_SUBSCRIBERS'] : names;
  const cron = { root, node: process.execPath, program: join(ownPackage().root, 'bin', 'omk.js'), words };
  return [
    ...(answers.ci.includes('github')
      ? [{ path: '.github/workflows/omk.yml', text: () => githubText({ names: secrets, words: ci }) }]
      : []),
    ...(answers.ci.includes('gitlab') ? [{ path: '.gitlab-ci.yml', text: () => gitlabText({ words: ci }) }] : []),
    ...(answers.ci.length > 0 ? [{ path: ciScriptPath, text: () => ciScript({ hasReaders, words: ci }) }] : []),
    ...(answers.cron ? [{ path: cronPath, text: () => cronText(cron) }] : []),
  ];
}

export const cronPath = 'omk.crontab';
