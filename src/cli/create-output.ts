/** The output of a command: language, secrets to blank and streams, from the project and what was typed. */
import { join, relative } from 'node:path';
import { channels } from '../channels/index.ts';
import type { Project } from './config.ts';
import type { MessageLanguage } from './environment.ts';
import { en } from './messages/en.ts';
import { nl } from './messages/nl.ts';
import { problemsEn } from './messages/problems-en.ts';
import { problemsNl } from './messages/problems-nl.ts';
import { createMoments } from './moments.ts';
import { createOutput, type Output } from './output.ts';
import { createRedactor } from './redact.ts';
import { type Invocation, isOn } from './run.ts';
import { secretValues } from './settings.ts';

const catalogues = { nl: { words: nl, problems: problemsNl }, en: { words: en, problems: problemsEn } } as const;

const labelIn =
  (language: MessageLanguage) =>
  (id: string): string =>
    channels.find((channel) => channel.id === id)?.label[language] ?? id;

/** Before a project is known: no secrets can be told yet, for none were read. */
export const createPlainOutput = (language: MessageLanguage, json: boolean): Output =>
  createOutput({
    ...catalogues[language],
    label: labelIn(language),
    pathOf: (file) => file,
    tell: createMoments(language, 'Europe/Amsterdam'),
    redact: (text) => text,
    json,
    quiet: false,
    verbose: false,
    stdout: process.stdout,
    stderr: process.stderr,
  });

export const createOutputFor = (project: Project, invocation: Invocation): Output =>
  createOutput({
    ...catalogues[project.messageLanguage],
    label: labelIn(project.messageLanguage),
    pathOf: (file) => relative(process.cwd(), join(project.root, file)) || file,
    tell: createMoments(project.messageLanguage, project.timezone),
    redact: createRedactor(secretValues(project, channels, project.secret)),
    json: isOn(invocation, 'json'),
    quiet: isOn(invocation, 'quiet'),
    verbose: isOn(invocation, 'verbose'),
    stdout: process.stdout,
    stderr: process.stderr,
  });
