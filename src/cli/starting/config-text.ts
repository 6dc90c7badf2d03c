/** omk.yaml, from the answers: commented, without secrets, with what was answered and what is still to be filled in. */
import { isDeepStrictEqual } from 'node:util';
import type { Channel } from '../../core/channel.ts';
import type { Json } from '../../core/json.ts';
import { changedYaml, type YamlChange } from '../../pipeline/yaml-changes.ts';
import { writeYamlValue } from '../../pipeline/yaml-writing.ts';
import type { InitWords } from '../messages/init-words.ts';
import { type ProjectAnswers, wantedOptions } from './answers.ts';

export interface ConfigParts {
  readonly answers: ProjectAnswers;
  readonly channels: readonly Channel[];
  readonly words: InitWords;
}

export function newConfig({ answers, channels, words }: ConfigParts): string {
  const { config } = words;
  const plain = (key: string, value: Json, comment: string): string => `# ${comment}\n${key}: ${writeYamlValue(value)}`;
  const parts = [
    `# ${config.head}`,
    plain('mode', 'sandbox', config.mode),
    plain('name', answers.name, config.name),
    plain('language', answers.language, config.language),
    plain('timezone', answers.timezone, config.timezone),
    plain('channels', answers.channels, config.channels),
    plain('hub', answers.hub, config.hub),
    ...channels.flatMap((channel) => section(channel, answers, words)),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What was said of a channel, and what it cannot do without. */
function section(channel: Channel, { channels, options }: ProjectAnswers, { language, config }: InitWords): readonly string[] {
  const said = options[channel.id] ?? {};
  const wanted = channels.includes(channel.id) ? wantedOptions(channel, said) : [];
  const keys = Object.keys(channel.options).filter((key) => said[key] !== undefined || wanted.includes(key));
  if (keys.length === 0) return [];
  const isNeeded = (key: string): boolean => wanted.includes(key) && !channel.options[key]?.asked;
  const lines = keys.flatMap((key) => {
    const option = channel.options[key];
    if (!option) return [];
    const value = said[key];
    return [
      ...(key === keys[0] ? [] : ['']),
      `  # ${option.help[language]}`,
      ...(value === undefined && isNeeded(key) ? [`  # ${config.later}`] : []),
      value === undefined ? `  # ${key}: ${exampleOf(option.example)}` : `  ${key}: ${writeYamlValue(value)}`,
    ];
  });
  return [[`${channel.id}:`, ...lines].join('\n')];
}

/** Examples that hold more than one value are YAML already. */
const exampleOf = (example: string): string => (/^["[{]/.test(example) ? example : writeYamlValue(example));

/** What the answers change in an omk.yaml that is there: nothing else of it. */
function configChanges(before: Partial<ProjectAnswers>, answers: ProjectAnswers): readonly YamlChange[] {
  const plain = (['name', 'language', 'timezone', 'channels', 'hub'] as const).flatMap((key) =>
    isDeepStrictEqual(before[key], answers[key]) ? [] : [{ path: [key] as const, value: answers[key] as Json }],
  );
  const options = Object.entries(answers.options).flatMap(([id, said]) =>
    Object.entries(said).flatMap(([key, value]) =>
      value === undefined || isDeepStrictEqual(before.options?.[id]?.[key], value) ? [] : [{ path: [id, key] as const, value }],
    ),
  );
  return [...plain, ...options];
}

export const changedConfig = (text: string, before: Partial<ProjectAnswers>, answers: ProjectAnswers): string =>
  changedYaml(text, configChanges(before, answers));
