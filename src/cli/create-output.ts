/** The output of a command: language, secrets to blank and streams, from the project and what was typed. */
import { join, relative } from 'node:path';
import { channels } from '../channels/index.ts';
import type { Project } from './config.ts';
import { asksForPlain, type MessageLanguage } from './environment.ts';
import { en } from './messages/en.ts';
import { nl } from './messages/nl.ts';
import { isAddress, type ProblemCatalogue } from './messages/problem-catalogue.ts';
import { createMoments } from './moments.ts';
import { createOutput, type Output, type OutputOptions } from './output.ts';
import { type Invocation, isOn } from './run.ts';

/** Sentences are many, and each start needs those of one language. */
async function problemsIn(language: MessageLanguage): Promise<ProblemCatalogue> {
  if (language === 'en') return (await import('./messages/problems-en.ts')).problemsEn;
  return (await import('./messages/problems-nl.ts')).problemsNl;
}

const labelIn =
  (language: MessageLanguage) =>
  (id: string): string =>
    channels.find((channel) => channel.id === id)?.label[language] ?? id;

type Common = 'words' | 'problems' | 'label' | 'stdout' | 'stderr';

const common = async (language: MessageLanguage): Promise<Pick<OutputOptions, Common>> => ({
  words: language === 'en' ? en : nl,
  problems: await problemsIn(language),
  label: labelIn(language),
  stdout: process.stdout,
  stderr: process.stderr,
});

/** Before a project is known: no secrets can be told yet, for none were read. */
export const createPlainOutput = async (
  language: MessageLanguage,
  { json, plain, quiet = false }: { json: boolean; plain: boolean; quiet?: boolean },
): Promise<Output> =>
  createOutput({
    ...(await common(language)),
    pathOf: (file) => file,
    tell: createMoments(language, 'Europe/Amsterdam'),
    redact: (text) => text,
    json,
    plain: plain || asksForPlain(),
    quiet,
    verbose: false,
  });

export const createOutputFor = async (project: Project, invocation: Invocation, redact: (text: string) => string): Promise<Output> =>
  createOutput({
    ...(await common(project.messageLanguage)),
    pathOf: (file) => (isAddress(file) ? file : relative(process.cwd(), join(project.root, file)) || file),
    tell: createMoments(project.messageLanguage, project.timezone),
    redact,
    json: isOn(invocation, 'json'),
    plain: isOn(invocation, 'plain') || asksForPlain(),
    quiet: isOn(invocation, 'quiet'),
    verbose: isOn(invocation, 'verbose'),
  });
