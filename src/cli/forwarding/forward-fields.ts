/** `forward:` in omk.yaml. */
import type { ForwardRules } from '../../pipeline/forward-decision.ts';
import { type Entry, written } from '../../pipeline/yaml-entry.ts';
import { choice, line, list, map, path, type Read, wrongType } from '../../pipeline/yaml-fields.ts';
import { durationOf } from '../duration.ts';

export interface ForwardSettings extends ForwardRules {
  /** Where items go; absent: where posts go. */
  readonly channels?: readonly string[];
  /** Grace, so that a mistake can be mended before it goes out. */
  readonly delayMs: number;
  /** Folder for a person, relative to omk.yaml. */
  readonly review: string;
}

export const defaultForward: ForwardSettings = {
  authors: [],
  notAuthors: [],
  tags: [],
  notTags: [],
  access: 'public',
  delayMs: 10 * 60_000,
  review: 'te-beoordelen',
};

/** `0` or `0m`: at once. */
const delay = (entry: Entry): number | undefined =>
  written(entry) === '0' ? 0 : (durationOf(written(entry)) ?? wrongType(entry, 'duration'));

export const forwardFields = (ids: readonly string[]) =>
  map({
    authors: list(line),
    notAuthors: list(line),
    tags: list(line),
    notTags: list(line),
    channels: list(choice(ids)),
    access: choice(['public', 'all']),
    delay,
    review: path,
  });

type Found = Read<{
  readonly forward: ReturnType<typeof forwardFields>;
}>['forward'];

export function forwardSettings(found: Found): ForwardSettings {
  const { delay: delayMs, ...rest } = found ?? {};
  return {
    ...defaultForward,
    ...rest,
    ...(delayMs !== undefined && { delayMs }),
  };
}
