/** The shape of a catalogue of sentences, and how a problem becomes one. The sentences themselves: problems-nl.ts, problems-en.ts. */
import type { ApprovalProblemCode } from '../../core/approval-problem.ts';
import type { ChangedProblemCode } from '../../core/changed-problem.ts';
import type { DomainProblemCode } from '../../core/domain-problem.ts';
import type { RuleId } from '../../core/editorial.ts';
import type { ForwardProblemCode } from '../../core/forward-problem.ts';
import type { LoginProblemCode } from '../../core/login-problem.ts';
import type { LookProblemCode } from '../../core/look-problem.ts';
import type { MomentProblemCode } from '../../core/moment-problem.ts';
import type { NotifyProblemCode } from '../../core/notify-problem.ts';
import type { Problem, ProblemCode, ProblemParams, Where } from '../../core/problem.ts';
import type { ScheduleProblemCode } from '../../core/schedule-problem.ts';
import type { SourceProblemCode } from '../../core/source-problem.ts';
import type { StartProblemCode } from '../../core/start-problem.ts';

export interface ProblemText {
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
}

/** What surrounds a problem; the caller prints file, line and field itself. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly field?: string;
  /** The channel's label, as people call it. */
  readonly channel?: string;
  /** The channel's id, as it is typed in commands; taken from the problem itself. */
  readonly channelId?: string;
}

export type ProblemCatalogue = {
  readonly [Code in ProblemCode]: (values: ProblemParams[Code], place: Place) => ProblemText;
};

/** Those of what git says was changed. */
export type ChangedCatalogue = Pick<ProblemCatalogue, ChangedProblemCode>;

/** Those of a sending domain, kept apart. */
export type DomainCatalogue = Pick<ProblemCatalogue, DomainProblemCode>;

/** Those of the editorial rules. */
export type EditorialCatalogue = Pick<ProblemCatalogue, RuleId>;
/** Those of what comes from a source. */
export type ForwardCatalogue = Pick<ProblemCatalogue, ForwardProblemCode>;
/** Those of logging in. */
export type LoginCatalogue = Pick<ProblemCatalogue, LoginProblemCode>;

/** Those of accounts and surroundings, kept apart. */
export type LookCatalogue = Pick<ProblemCatalogue, LookProblemCode>;

/** Those of office hours and embargoes. */
export type MomentCatalogue = Pick<ProblemCatalogue, MomentProblemCode>;

/** What is said instead where nothing is being published. */
export type LookingCatalogue = Partial<ProblemCatalogue>;
/** Those of plans and their approval, kept apart. */
export type ApprovalCatalogue = Pick<ProblemCatalogue, ApprovalProblemCode>;

/** Those of what posts are taken over from. */
export type SourceCatalogue = Pick<ProblemCatalogue, SourceProblemCode>;
/** Those of a pause of everything and of the forecast. */
export type ScheduleCatalogue = Pick<ProblemCatalogue, ScheduleProblemCode>;

/** Those of telling somebody. */
export type NotifyCatalogue = Pick<ProblemCatalogue, NotifyProblemCode>;

/** Those of beginning a project or a post. */
export type StartCatalogue = Pick<ProblemCatalogue, StartProblemCode>;

const longestValue = 200;

/** Control characters could steer a terminal, and marks that turn the reading direction could disguise a value. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Cuts between characters as people see them, never inside an emoji. */
function cut(text: string): string {
  if (text.length <= longestValue) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (kept.length + segment.length >= longestValue) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

const shown = (text: string): string => cut(text.replace(unprintable, ' ').replace(/\s+/gu, ' ').trim());

function presentable(value: unknown): unknown {
  if (typeof value === 'string') return shown(value);
  return Array.isArray(value) ? value.map(presentable) : value;
}

/** Made fit to print: values come from files, services and DNS. */
export const presentableValues = (values: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, presentable(value)]));

/** The sentence and the hint of a problem. Values are made fit to print here, so that no sentence can forget it. */
export function describe(problem: Problem, catalogue: ProblemCatalogue, place: Place): ProblemText {
  const { channel: channelId, ...where }: Where = problem.where ?? {};
  const sentence = catalogue[problem.code] as (values: unknown, place: Place) => ProblemText;
  return sentence(presentableValues(problem.params), { ...where, ...(channelId !== undefined && { channelId }), ...place });
}

/** What a digest is called, which has no file. */
const digestName = /^digest-\d{4}-\d{2}-\d{2}(-\d+)?(\.[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*)?$/u;

/** A forwarded post stands in no file: it is named by its address. */
export const isAddress = (file: string): boolean => /^https?:\/\//.test(file);

/** A post's file as one word of a command line, else the placeholder: a command that is shown must be safe to paste. */
export function fileWord(place: Place, placeholder: string): string {
  const { file = '' } = place;
  if (digestName.test(file)) return file;
  if (isAddress(file)) return /^[\w@%+=:,./-]+$/.test(file) ? file : placeholder;
  if (!/^[\p{L}\p{M}\p{N}_.][\p{L}\p{M}\p{N}_.,+/ -]*\.md$/iu.test(file)) return placeholder;
  return file.includes(' ') ? `"${file}"` : file;
}

/** A size and its limit in the same unit, rounded apart, so that they never look equal. */
export function sizes(bytes: number, max: number, comma: string): { readonly size: string; readonly limit: string } {
  const base = max % 1024 === 0 ? 1024 : 1000;
  const [unit, per] = max >= base * base ? ['MB', base * base] : ['kB', base];
  const words = (amount: number) => `${String(amount / 10).replace('.', comma)} ${unit}`;
  return { size: words(Math.ceil((bytes / per) * 10)), limit: words(Math.floor((max / per) * 10)) };
}

/** `1,2 GB`, with the comma of the language. */
export function bytesIn(bytes: number, comma: string): string {
  const [unit, per] = bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : ['kB', 1e3];
  const amount = bytes / per;
  return `${String(amount < 10 ? Math.floor(amount * 10) / 10 : Math.floor(amount)).replace('.', comma)} ${unit}`;
}

/** "a, b and c". */
export function listed(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
