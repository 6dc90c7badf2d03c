/** omk.yaml, `.env` and the environment become one typed project; everything that is wrong is told at once. */
import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type { Approver } from '../core/approval.ts';
import type { Channel } from '../core/channel.ts';
import { type CheckSettings, defaultChecks } from '../core/editorial.ts';
import type { OfficeHours } from '../core/hours.ts';
import type { ChannelOptions } from '../core/post.ts';
import { isWarning, OmkError, type Problem, placed, problem } from '../core/problem.ts';
import { defaultsOf } from '../pipeline/option-reader.ts';
import { type Entry, linesOf, readYaml } from '../pipeline/yaml-entry.ts';
import { readApprovers } from './approvers.ts';
import type { Environment, MessageLanguage } from './environment.ts';
import { findProject, type ProjectPlace, type Start } from './find-project.ts';
import { type ForwardSettings, forwardSettings } from './forwarding/forward-fields.ts';
import { asEnvironment, type Logins, noLogins, readLogins } from './login/logins.ts';
import { noFields, type ProjectFields, projectDefaults, readProjectFields, type Timing } from './project-fields.ts';
import { type Mode, readSwitches, visibleEnvironment, withDotEnv } from './settings.ts';
import { timedSearch } from './timed-search.ts';
import type { NotifySettings } from './unattended/notify-fields.ts';

export interface Project {
  /** Absolute, without symbolic links. */
  readonly root: string;
  /** omk.yaml, absolute; absent where there is none. */
  readonly file?: string;
  readonly mode: Mode;
  readonly name: string;
  /** Of posts; BCP 47. */
  readonly language: string;
  /** Of omk's own messages. */
  readonly messageLanguage: MessageLanguage;
  readonly timezone: string;
  /** Absent: no hub. */
  readonly hub?: string;
  /** Where a post goes that names no channels. */
  readonly channels: readonly string[];
  /** All channels there are. */
  readonly kinds: readonly Channel[];
  /** By channel: its section of omk.yaml, defaults filled in. */
  readonly channelOptions: Readonly<Record<string, ChannelOptions>>;
  /** Folder of the project's own templates, relative to it. */
  readonly templates: string;
  readonly timing: Timing;
  /** By channel: what is scheduled and later than this is held. */
  readonly lateMs: Readonly<Record<string, number>>;
  /** By channel: when it may be posted to; absent: at any moment. */
  readonly hours: Readonly<Record<string, OfficeHours>>;
  /** `required`: nothing goes out but by a plan that one of the approvers signed. */
  readonly approval: 'none' | 'required';
  readonly approvers: readonly Approver[];
  /** For `omk forward`: a channel, or "feed". */
  readonly source?: string;
  readonly feed?: string;
  readonly forward: ForwardSettings;
  /** The ledger, absolute. */
  readonly databasePath: string;
  readonly secret?: string;
  /** Environment over `.env` over what logins left: what omk itself and, in live mode, the channels may read. */
  readonly environment: Environment;
  /** What `omk feed` writes. */
  readonly site: NonNullable<ProjectFields['site']>;
  /** How posts are judged. */
  readonly checks: CheckSettings;
  /** What `omk login` left behind; nothing in the sandbox. */
  readonly logins: Logins;
  /** Whom omk tells that a person is needed. */
  readonly notify: NotifySettings;
  /** Line of every key of omk.yaml: `pleio.group` -> 20. */
  readonly lines: Readonly<Record<string, number>>;
  /** Told, but no reason to stop. */
  readonly warnings: readonly Problem[];
}

export interface LoadOptions extends Start {
  readonly env: Environment;
  readonly channels: readonly Channel[];
  /** As far as it can be read: for telling somebody that it is broken. */
  readonly anyway?: boolean;
}

/** Rejects with an OmkError that holds every problem of omk.yaml and of the environment. */
export async function loadProject(options: LoadOptions): Promise<Project> {
  const { env, channels, ...start } = options;
  const problems: Problem[] = [];
  const report = (found: Problem): void => void problems.push(found);
  const place = findProject(start);
  const environment = await withDotEnv(place.root, env, report);
  const entry = place.file === undefined ? undefined : readConfig(place.file, report);
  const fields = entry ? readProjectFields(entry, channels) : fieldsOfBroken(options.anyway === true ? place.file : undefined);
  const project = projectOf({ place, fields, channels, environment, report, lines: entry ? linesOf(entry) : {} });
  if (!options.anyway && problems.some((found) => !isWarning(found))) throw new OmkError(problems);
  return { ...project, warnings: problems };
}

/** YAML that nobody can read still says, on a line of its own, whether all of this is for real. */
function fieldsOfBroken(file: string | undefined): ProjectFields {
  if (file === undefined) return noFields;
  const isLive = /^mode:[ \t]*["']?live\b/m.test(readIfPossible(file));
  return { ...noFields, notify: { webhook: 'text' }, ...(isLive && { mode: 'live' as const }) };
}

function readIfPossible(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

interface Parts {
  readonly place: ProjectPlace;
  readonly fields: ProjectFields;
  readonly channels: readonly Channel[];
  readonly environment: Environment;
  readonly report: (found: Problem) => void;
  readonly lines: Readonly<Record<string, number>>;
}

function projectOf({ place, fields, channels, environment, report, lines }: Parts): Omit<Project, 'warnings'> {
  const { mode, language, timezone, templates, timing, late, approval } = { ...projectDefaults, ...fields };
  const switches = readSwitches(environment, { root: place.root, mode, language }, report);
  // A website that is the source is the hub as well, unless somebody says otherwise.
  const hub = fields.hub ?? (fields.source === 'feed' ? undefined : channels[0]?.id);
  const logins = switches.mode === 'live' ? readLogins(place.root, environment, channels) : noLogins;
  return {
    ...place,
    ...switches,
    name: fields.name ?? basename(place.root),
    language,
    timezone,
    ...(hub !== undefined && hub !== 'none' && { hub }),
    channels: [...new Set(fields.channels ?? channels.map(({ id }) => id))],
    kinds: channels,
    channelOptions: optionsOf(channels, fields, switches.mode),
    templates,
    timing,
    lateMs: Object.fromEntries(channels.map(({ id }) => [id, fields.moments[id]?.late ?? late])),
    hours: hoursOf(channels, fields),
    approval,
    approvers: readApprovers(fields, { root: place.root, report }),
    ...(fields.source !== undefined && { source: fields.source }),
    ...(fields.feed !== undefined && { feed: fields.feed }),
    forward: forwardSettings(fields.forward),
    site: fields.site ?? {},
    notify: fields.notify ?? {},
    checks: { ...defaultChecks, ...fields.checks, search: timedSearch },
    environment: { ...visibleEnvironment(environment, switches.mode, channels), ...asEnvironment(logins, channels) },
    logins,
    lines,
  };
}

/** A channel's own hours replace those of the project. */
function hoursOf(channels: readonly Channel[], { hours, moments }: ProjectFields): Readonly<Record<string, OfficeHours>> {
  return Object.fromEntries(
    channels.flatMap(({ id }) => {
      const found = moments[id]?.hours ?? hours ?? 'off';
      return found === 'off' ? [] : [[id, found] as const];
    }),
  );
}

function optionsOf(channels: readonly Channel[], { sections }: ProjectFields, mode: Mode): Readonly<Record<string, ChannelOptions>> {
  return Object.fromEntries(
    channels.map((channel) => {
      const said = { ...defaultsOf(channel.options), ...sections[channel.id] };
      return [channel.id, mode === 'sandbox' ? { ...practicePlaces(channel, said), ...said } : said];
    }),
  );
}

/** The sandbox has places of its own to practise with, for those that omk.yaml has yet to name. */
function practicePlaces({ id, check, simulator }: Channel, options: ChannelOptions): ChannelOptions {
  const places = simulator.options ?? {};
  const found = check?.({ settings: simulator.settings({ http: '', smtp: '' }), options }) ?? [];
  const missing = found.flatMap((one) => (one.code === 'config-missing-key' ? [one.params.key.replace(`${id}.`, '')] : []));
  return Object.fromEntries(missing.flatMap((key) => (places[key] === undefined ? [] : [[key, places[key]]])));
}

function readConfig(path: string, report: (found: Problem) => void): Entry | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)).replace(/\r\n?/g, '\n');
    return readYaml({ text, family: 'config', file: 'omk.yaml', folder: '', firstLine: 1, report });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    report(problem('config-unreadable', { path: 'omk.yaml', detail: String(error.code) }));
    return undefined;
  }
}

/** A problem of a channel's options, with its place in omk.yaml as far as that is known. */
export function placedInConfig({ file, root, lines }: Project, channel: string, found: Problem): Problem {
  if (file === undefined) return placed(found, { channel });
  const field = found.where?.field ?? ('key' in found.params ? String(found.params.key) : channel);
  const line = lines[field] ?? lines[`${channel}.${field}`] ?? lines[channel];
  return placed(found, { channel, file: relative(root, file), field, ...(line !== undefined && { line }) });
}
