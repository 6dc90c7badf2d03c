/** One setting of omk.yaml, read as omk.yaml itself is read: what is refused here would be refused there. */
import type { Channel } from '../../core/channel.ts';
import type { Json } from '../../core/json.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { readYaml } from '../../pipeline/yaml-entry.ts';
import { typedYaml } from '../../pipeline/yaml-writing.ts';
import type { Reading } from '../asking/interview.ts';
import { type ProjectFields, readProjectFields } from '../project-fields.ts';

function readText(text: string, channels: readonly Channel[]): { readonly fields?: ProjectFields; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report = (found: Problem): void => void problems.push(withoutLine(found));
  const entry = readYaml({ text, family: 'config', file: 'omk.yaml', folder: '', firstLine: 1, report });
  return { ...(entry && { fields: readProjectFields(entry, channels) }), problems };
}

/** The file is not there yet, so a line of it would mean nothing. */
const withoutLine = (found: Problem): Problem => ({ ...found, where: found.where?.field ? { field: found.where.field } : {} });

type PlainKey = 'name' | 'language' | 'timezone' | 'hub';

export const readPlainSetting =
  (key: PlainKey, channels: readonly Channel[]) =>
  (typed: string): Reading<string> => {
    if (typed.trim() === '') return { problems: [problem('answer-empty', {})] };
    const { fields, problems } = readText(`${key}: ${typedYaml(typed, true)}\n`, channels);
    const value = fields?.[key];
    return value === undefined || problems.length > 0 ? { problems } : { value };
  };

/** `a, b`. */
export const readChannelList =
  (channels: readonly Channel[]) =>
  (typed: string): Reading<readonly string[]> => {
    const names = typed
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    if (names.length === 0) return { problems: [problem('answer-empty', {})] };
    const { fields, problems } = readText(`channels:\n${names.map((name) => `  - ${typedYaml(name, true)}\n`).join('')}`, channels);
    return problems.length > 0 ? { problems } : { value: [...new Set(fields?.channels ?? [])] };
  };

const asYaml = new Set(['number', 'boolean', 'number-or-choice', 'text-by-segment', 'labels', 'languages', 'texts', 'choices']);

/** `pleio.group` and what was typed for it; nothing typed is no value. */
export function readChannelSetting(id: string, key: string, typed: string, channels: readonly Channel[]): Reading<Json | undefined> {
  if (typed.trim() === '') return { value: undefined };
  const kind = channels.find((channel) => channel.id === id)?.options[key]?.kind;
  const { fields, problems } = readText(
    `${typedYaml(id, true)}:\n  ${typedYaml(key, true)}: ${typedYaml(typed, kind === undefined || !asYaml.has(kind))}\n`,
    channels,
  );
  return problems.length > 0 ? { problems } : { value: fields?.sections[id]?.[key] };
}
