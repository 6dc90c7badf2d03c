/** Reads one option of a channel, as the channel describes it. */
import { isScalar } from 'yaml';
import type { Option } from '../core/channel.ts';
import type { Json } from '../core/json.ts';
import type { ChannelOptions } from '../core/post.ts';
import { entriesOf } from './yaml-entry.ts';
import {
  choice,
  language,
  line,
  list,
  mailbox,
  number,
  path,
  type Reader,
  safeAddress,
  shaped,
  text,
  wrongType,
  yesNo,
} from './yaml-fields.ts';

export function optionReader(option: Option): Reader<Json> {
  switch (option.kind) {
    case 'text':
      return line;
    case 'boolean':
      return yesNo;
    case 'number':
      return number;
    case 'choice':
      return choice(option.choices ?? []);
    case 'address':
      return safeAddress;
    case 'mailbox':
      return mailbox;
    case 'path':
      return path;
    case 'pattern':
      return shaped(option.pattern ?? /./, option.expected ?? 'text');
    case 'number-or-choice':
      return numberOrChoice(option.choices ?? []);
    case 'text-by-segment':
      return textBySegment;
    case 'labels':
      return labels;
    case 'languages':
      return list(language);
    case 'texts':
      return list(line);
    case 'choices':
      return list(choice(option.choices ?? []));
  }
}

/** One text for everybody, or a map of segments. */
export const textBySegment: Reader<Json> = (entry) => {
  if (isScalar(entry.node)) return text(entry);
  const children = entriesOf(entry);
  if (!children) return wrongType(entry, 'text');
  return Object.fromEntries(
    children.flatMap(([segment, child]) => (segment.trim() ? [[segment.trim(), text(child)] as const] : [])).filter(isRead),
  );
};

const isRead = (found: readonly [string, string | undefined]): found is readonly [string, string] => found[1] !== undefined;

/** `{ ouders: Ouders en verzorgers }`, or `[ouders]` where the name says enough. */
const labels: Reader<Json> = (entry) => {
  const named = entriesOf(entry)?.map(([name, child]) => [name, line(child)] as const);
  const pairs = named ?? list(line)(entry)?.map((name) => [name, name] as const);
  return pairs && Object.fromEntries(pairs.flatMap(([name, label]) => (label === undefined ? [] : [[name, label]])));
};

const numberOrChoice =
  (choices: readonly string[]): Reader<Json> =>
  (entry) => {
    const written = entry.node ? entry.source.written(entry.node).replace(/^(["'])(.*)\1$/, '$2') : '';
    return /^\d+$/.test(written) ? Number(written) : choice(choices)(entry);
  };

/** Readers of all options that may stand here. */
export const optionReaders = (options: Readonly<Record<string, Option>>, scope: 'project' | 'post'): Record<string, Reader<Json>> =>
  Object.fromEntries(
    Object.entries(options)
      .filter(([, option]) => option.scope === scope || option.scope === 'both')
      .map(([name, option]) => [name, optionReader(option)]),
  );

/** What holds where nothing was written. */
export const defaultsOf = (options: Readonly<Record<string, Option>>): ChannelOptions =>
  Object.fromEntries(Object.entries(options).flatMap(([name, option]) => (option.default === undefined ? [] : [[name, option.default]])));
