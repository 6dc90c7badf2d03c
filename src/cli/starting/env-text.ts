/** `.env`, its example, and what git must leave alone. */
import type { Channel, Setting } from '../../core/channel.ts';
import { defaultsOf } from '../../pipeline/option-reader.ts';
import type { MessageLanguage } from '../environment.ts';
import { privateFiles } from '../git-tracked.ts';
import type { ProjectAnswers } from './answers.ts';

interface EnvSetting {
  readonly setting: Setting;
  /** Nothing can be posted without it. */
  readonly needed: boolean;
}

interface EnvGroup {
  readonly title: string;
  readonly settings: readonly EnvSetting[];
}

/** By channel: what it needs, as its options are, and what else it knows. */
export function envGroups(answers: ProjectAnswers, channels: readonly Channel[], language: MessageLanguage): readonly EnvGroup[] {
  return channels
    .filter(({ id }) => answers.channels.includes(id))
    .map((channel) => {
      const needs = channel.needs({ ...defaultsOf(channel.options), ...answers.options[channel.id] });
      const settings = Object.entries(channel.settings).map(([name, setting]) => ({ setting, needed: needs.includes(name) }));
      return { title: channel.label[language], settings: settings.toSorted((a, b) => Number(b.needed) - Number(a.needed)) };
    });
}

/** Names of what must be there: also for a CI system. */
export const neededNames = (groups: readonly EnvGroup[]): readonly string[] =>
  groups.flatMap(({ settings }) => settings.flatMap(({ setting, needed }) => (needed ? [setting.env] : [])));

const entry = ({ setting: { env, help, default: usual = '' }, needed }: EnvSetting, language: MessageLanguage): string =>
  `# ${help[language]}\n${needed ? `${env}=` : `#${env}=${usual}`}`;

export function envText(head: string, groups: readonly EnvGroup[], language: MessageLanguage): string {
  const comment = head
    .split('\n')
    .map((line) => `# ${line}`)
    .join('\n');
  const parts = groups.flatMap(({ title, settings }) => [`## ${title}`, ...settings.map((one) => entry(one, language))]);
  return `${[comment, ...parts].join('\n\n')}\n`;
}

/** A `.env` that is there keeps every line; what it does not name comes below. */
export function withMissingSettings(before: string, groups: readonly EnvGroup[], language: MessageLanguage): string {
  const isThere = ({ setting: { env }, needed }: EnvSetting): boolean =>
    !needed || new RegExp(`^[ \\t]*#?[ \\t]*(?:export[ \\t]+)?${env}[ \\t]*=`, 'm').test(before);
  const missing = groups.flatMap(({ settings }) => settings.filter((one) => !isThere(one)));
  return missing.length === 0 ? before : `${ended(before)}\n${missing.map((one) => entry(one, language)).join('\n\n')}\n`;
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** What must never be committed, with the files of readers that this project names. */
export function ignoredPaths(answers: ProjectAnswers, channels: readonly Channel[]): readonly string[] {
  const named = channels.flatMap(({ id, options }) =>
    Object.entries(options).flatMap(([key, { personal }]) => {
      const value = answers.options[id]?.[key];
      return personal && typeof value === 'string' ? [value] : [];
    }),
  );
  return [...new Set(['.omk/', ...privateFiles.filter((name) => !name.startsWith('.omk/')), ...named, 'node_modules/'])];
}

/** Adds the lines that are missing and keeps the rest. */
export function withIgnored(before: string, paths: readonly string[]): string {
  const there = new Set(before.split('\n').map((line) => line.trim().replace(/^\/|\/$/g, '')));
  const missing = paths.filter((path) => !there.has(path.replace(/\/$/, '')));
  return missing.length === 0 ? before : `${ended(before)}${missing.join('\n')}\n`;
}
