/** The keys of omk.yaml (interface.md, section 2). Those of a channel come from its description. */
import type { Channel } from '../core/channel.ts';
import type { OfficeHours } from '../core/hours.ts';
import type { ChannelOptions } from '../core/post.ts';
import { optionReaders } from '../pipeline/option-reader.ts';
import { suggest } from '../pipeline/suggest.ts';
import { type Entry, report } from '../pipeline/yaml-entry.ts';
import {
  choice,
  language,
  line,
  list,
  map,
  number,
  path,
  type Read,
  type Reader,
  requireKeys,
  safeAddress,
  webAddress,
  wrongType,
} from '../pipeline/yaml-fields.ts';
import { approver } from './approvers.ts';
import { checkFields } from './check-fields.ts';
import { duration } from './duration.ts';
import { forwardFields } from './forwarding/forward-fields.ts';
import { hours } from './project-hours.ts';
import { notifyReader } from './unattended/notify-fields.ts';

export interface Timing {
  /** How long one call may take. */
  readonly deadlineMs: number;
  /** How long a claim holds; longer than a call. */
  readonly leaseMs: number;
  /** When to ask a channel about a lost answer: waits, one after the other. */
  readonly confirmMs: readonly number[];
}

const defaultTiming: Timing = { deadlineMs: 15_000, leaseMs: 60_000, confirmMs: [2_000, 10_000, 60_000] };
export const DEFAULT_ZONE = 'Europe/Amsterdam';

const timing: Reader<Timing> = (entry) => {
  const found = map({ deadline: duration, lease: duration, confirm: list(duration) })(entry);
  if (!found) return undefined;
  const { deadline: deadlineMs, lease: leaseMs, confirm: confirmMs } = found;
  const all = { ...defaultTiming, ...(deadlineMs && { deadlineMs }), ...(leaseMs && { leaseMs }), ...(confirmMs && { confirmMs }) };
  if (all.leaseMs > all.deadlineMs) return all;
  return report(entry, 'config-lease-short', { lease: `${all.leaseMs / 1000} s`, deadline: `${all.deadlineMs / 1000} s` });
};

/** A name of the time zone database. Its full list is only asked for to suggest one. */
const timezone: Reader<string> = (entry) => {
  const name = line(entry);
  if (name === undefined || name === DEFAULT_ZONE || isZone(name)) return name;
  const suggestion =
    Intl.supportedValuesOf('timeZone').find((zone) => zone.endsWith(`/${name}`)) ?? suggest(name, Intl.supportedValuesOf('timeZone'));
  return wrongType(entry, 'time-zone', suggestion);
};

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function commonFields(ids: readonly string[]) {
  return {
    mode: choice(['sandbox', 'live']),
    name: line,
    language,
    timezone,
    hub: choice([...ids, 'none']),
    channels: list(choice(ids)),
    templates: path,
    timing,
    late: duration,
    hours,
    approval: choice(['none', 'required']),
    approvers: list(approver),
    source: choice([...ids, 'feed']),
    feed: safeAddress,
    forward: forwardFields(ids),
    site: map({ web: webAddress, title: line, description: line, feedItems: number }),
    checks: checkFields,
    notify: notifyReader(duration),
  };
}

/** What every channel's section may say besides the channel's own options: of moments, not of what goes out. */
const ofEachChannel = { hours, late: duration };

export interface ProjectFields extends Read<ReturnType<typeof commonFields>> {
  /** What omk.yaml says of each channel; defaults are not filled in. */
  readonly sections: Readonly<Record<string, ChannelOptions>>;
  /** Where the section of a channel has its own. */
  readonly moments: Readonly<Record<string, ChannelMoments>>;
}

export interface ChannelMoments {
  readonly hours?: OfficeHours | 'off';
  readonly late?: number;
}

/** Reads all keys at once, so that one look finds every mistake. */
export function readProjectFields(entry: Entry, channels: readonly Channel[]): ProjectFields {
  const ids = channels.map(({ id }) => id);
  const sections = Object.fromEntries(
    channels.map(({ id, options }) => [id, map({ ...optionReaders(options, 'project'), ...ofEachChannel })]),
  );
  const found = map({ ...sections, ...commonFields(ids) })(entry) as
    | (Read<ReturnType<typeof commonFields>> & Record<string, unknown>)
    | undefined;
  if (!found) return noFields;
  if (found.source === 'feed') requireKeys(entry, 'feed');
  const given = ids.flatMap((id) => (found[id] ? [[id, found[id] as ChannelOptions & ChannelMoments] as const] : []));
  return {
    ...found,
    sections: Object.fromEntries(given.map(([id, { hours: _hours, late: _late, ...options }]) => [id, options])),
    moments: Object.fromEntries(
      given.map(([id, { hours: own, late }]) => [id, { ...(own && { hours: own }), ...(late !== undefined && { late }) }]),
    ),
  };
}

/** Where there is no omk.yaml, or nothing in it can be read. */
export const noFields: ProjectFields = { sections: {}, moments: {} };

/** What holds where omk.yaml says nothing. */
export const projectDefaults = {
  mode: 'sandbox',
  language: 'nl',
  timezone: DEFAULT_ZONE,
  templates: 'templates',
  timing: defaultTiming,
  late: 24 * 3_600_000,
  approval: 'none',
} as const;
