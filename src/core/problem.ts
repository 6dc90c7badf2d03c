/**
 * What a person should know and do. A problem is a code with the values that its sentence needs; the sentences
 * themselves, in Dutch and English, live in cli/messages. Problems are stored, so a code is never renamed.
 */

import type { ApprovalProblemParams } from './approval-problem.ts';
import { type ChangedProblemParams, changedWarnings } from './changed-problem.ts';
import { type DomainProblemParams, domainWarnings } from './domain-problem.ts';
import { type EditorialProblemParams, type RuleId, ruleLevels } from './editorial.ts';
import { type ForwardProblemParams, forwardWarnings } from './forward-problem.ts';
import { type LoginProblemParams, loginWarnings } from './login-problem.ts';
import { type LookProblemParams, lookWarnings } from './look-problem.ts';
import { type MomentProblemParams, momentWarnings } from './moment-problem.ts';
import { type NotifyProblemParams, notifyWarnings } from './notify-problem.ts';
import type { Level } from './rule.ts';
import { type ScheduleProblemParams, scheduleWarnings } from './schedule-problem.ts';
import type { SourceProblemParams } from './source-problem.ts';
import { type StartProblemParams, startWarnings } from './start-problem.ts';
import { type WaiverProblemParams, waiverWarnings } from './waiver-problem.ts';

export interface Where {
  /** Relative to omk.yaml. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly field?: string;
  readonly channel?: string;
  readonly deliveryId?: string;
}

/** What a value should have been; the catalogue has words for each. */
export type Expected =
  | 'text'
  | 'list'
  | 'yes-no'
  | 'number'
  | 'map'
  | 'date'
  | 'moment'
  | 'address'
  | 'mailbox'
  | 'email'
  | 'language'
  | 'time-zone'
  | 'duration'
  | 'clock-time'
  | 'day'
  | 'country'
  | 'pace'
  | 'dns-server'
  | 'soft-bounces'
  | 'path'
  | 'access'
  | 'database'
  | 'urn'
  | 'version'
  | 'expression'
  | 'callback'
  | 'id';

interface Unknown {
  readonly key: string;
  readonly suggestion?: string;
}
interface WrongType {
  readonly key: string;
  readonly value: string;
  readonly expected: Expected;
  readonly suggestion?: string;
}
interface BadChoice {
  readonly key: string;
  readonly value: string;
  readonly choices: readonly string[];
  readonly suggestion?: string;
}
type Nothing = Readonly<Record<never, never>>;

/** Every code with the values of its sentence. Families as in docs: something to fix first, a channel's answer, a person is needed. */
export interface ProblemParams
  extends ChangedProblemParams,
    DomainProblemParams,
    EditorialProblemParams,
    ForwardProblemParams,
    LookProblemParams,
    NotifyProblemParams,
    ApprovalProblemParams,
    SourceProblemParams,
    ScheduleProblemParams,
    StartProblemParams,
    LoginProblemParams,
    MomentProblemParams,
    WaiverProblemParams {
  // the command line
  'usage-unknown-command': { readonly name: string; readonly suggestion?: string };
  'usage-unknown-topic': { readonly name: string; readonly suggestion?: string };
  'usage-unknown-option': { readonly name: string; readonly suggestion?: string };
  'usage-missing-argument': { readonly name: string };
  'usage-bad-value': { readonly option: string; readonly value: string; readonly expected: string };
  'usage-too-many-arguments': { readonly value: string };
  'usage-needs-flag': { readonly flag: string };

  // posts: finding and reading
  'content-not-found': { readonly path: string };
  'content-no-posts': { readonly path: string };
  'content-not-a-post': { readonly path: string };
  'content-outside-project': { readonly path: string };
  'content-unreadable': { readonly path: string; readonly detail: string };
  'content-not-utf8': Nothing;
  'content-too-big': { readonly bytes: number; readonly max: number };
  'content-too-deep': { readonly levels: number };
  'content-duplicate-id': { readonly id: string; readonly other: string };
  'content-renamed': { readonly other: string };

  // posts: front matter and body
  'content-front-matter': { readonly detail: string };
  'content-front-matter-open': Nothing;
  'content-front-matter-missing': Nothing;
  'content-front-matter-code': { readonly language: string };
  'content-unknown-key': Unknown;
  'content-missing': { readonly key: string };
  'content-wrong-type': WrongType;
  'content-bad-choice': BadChoice;
  'content-bad-date': { readonly key: string; readonly value: string };
  'content-skipped-time': { readonly key: string; readonly value: string; readonly suggestion: string };
  'content-doubled-time': { readonly key: string; readonly value: string; readonly chosen: string };
  'content-end-before-start': { readonly start: string; readonly end: string };
  'content-no-effect': { readonly key: string };
  'content-empty': Nothing;
  'content-no-channels': Nothing;
  'content-no-link': { readonly hub: string };
  /** `--channels` leaves the hub out, and the post is not there yet. */
  'content-hub-first': { readonly hub: string };
  'content-spoke-before-hub': { readonly hub: string };
  'content-corrects-unknown': { readonly corrects: string };
  'content-corrects-unpublished': { readonly corrects: string };
  'content-unsafe-link': { readonly href: string };
  'content-too-long': { readonly what: string; readonly length: number; readonly max: number };
  'content-nearly-too-long': { readonly what: string; readonly length: number; readonly max: number };
  'content-thread-too-long': { readonly parts: number; readonly max: number };
  'content-too-expensive': { readonly cost: string; readonly max: string };
  'content-too-many-images': { readonly count: number; readonly max: number };
  'content-image-missing': { readonly path: string };
  'content-image-outside': { readonly path: string };
  'content-image-remote': { readonly path: string };
  'content-image-type': { readonly path: string };
  'content-image-too-big': { readonly path: string; readonly bytes: number; readonly max: number };
  'content-image-changed': { readonly path: string };
  'content-image-left-out': { readonly path: string; readonly reason: 'type' | 'size' };
  /** An intro for a segment that the post does not go to. */
  'content-intro-unread': { readonly segment: string; readonly audience: readonly string[] };
  'content-event-missing': Nothing;
  'content-needs': { readonly key: string };

  // templates
  'template-missing': { readonly name: string };
  'template-error': { readonly detail: string };
  'template-lacks': { readonly variable: string };

  // omk.yaml and the environment
  'config-syntax': { readonly detail: string };
  'config-unreadable': { readonly path: string; readonly detail: string };
  'config-unknown-key': Unknown;
  'config-wrong-type': WrongType;
  'config-bad-choice': BadChoice;
  'config-path-outside': { readonly key: string; readonly path: string };
  'config-missing': { readonly name: string };
  'config-missing-key': { readonly key: string };
  'config-bad-value': { readonly name: string; readonly expected: Expected };
  'config-insecure': { readonly name: string; readonly address: string };
  'config-lease-short': { readonly lease: string; readonly deadline: string };
  'config-sandbox-outside': { readonly address: string };
  'config-incomplete': { readonly given: string; readonly missing: string };
  'config-dkim-key': { readonly file: string; readonly reason: 'missing' | 'unreadable' | 'not-rsa' | 'too-short' | 'open-to-others' };
  'config-list-missing': { readonly path: string };
  'config-list-unreadable': { readonly path: string; readonly line: number; readonly detail: string };
  'config-list-column': { readonly path: string; readonly column: string };
  'config-list-encoding': { readonly path: string; readonly encoding: 'utf-16' | 'latin-1' };
  'config-list-empty': { readonly path: string };
  'file-unwritable': { readonly path: string; readonly detail: string };
  'config-tracked': { readonly path: string };
  'config-cut-value': { readonly name: string };
  'config-database-server': Nothing;
  /** Nobody could reach the pages for readers, or be led to them. */
  'config-web-missing': Nothing;
  /** A feed that does not say where it is. */
  'site-address-unknown': Nothing;
  'site-post-unknown': Nothing;
  /** A regular expression of `checks`. */
  'config-slow-expression': { readonly value: string };
  /** A file that omk did not make. */
  'site-in-the-way': { readonly path: string };
  'cannot-listen': { readonly address: string; readonly reason: 'taken' | 'forbidden' | 'elsewhere' };

  // readers; an address is never part of a problem, only its line
  'reader-invalid': { readonly count: number; readonly lines: string };
  /** More fields than there are columns. */
  'reader-broken': { readonly count: number; readonly lines: string };
  'reader-bad-value': { readonly column: string; readonly count: number; readonly lines: string };
  'reader-duplicate': { readonly count: number };
  'reader-disposable': { readonly count: number; readonly lines: string };
  'reader-source-missing': { readonly count: number; readonly lines: string };
  'reader-consent-undated': { readonly count: number };
  'reader-bad-address': Nothing;
  'reader-unknown': Nothing;
  'reader-suppressed': { readonly reason: 'unsubscribed' | 'bounced' | 'complained' | 'forgotten' | 'manual' };
  /** The project's file counts, not the ledger's own list. */
  'reader-file-counts': { readonly path: string };
  'reader-in-file': { readonly path: string };
  'reader-in-copy': { readonly path: string };
  'reader-consent-missing': { readonly count: number };
  'reader-consent-required': { readonly count: number };

  // mail that came back
  'bounces-no-input': Nothing;
  'bounces-unreadable': { readonly path: string; readonly detail: string };
  'bounces-no-maildir': { readonly path: string };
  'bounces-nothing-mailed': Nothing;
  /** Places in a mailbox: the name of a file, the number in it. */
  'bounces-broken': { readonly count: number; readonly places: readonly string[] };
  'bounces-all-broken': { readonly count: number };
  'bounces-one-code': { readonly status: string; readonly count: number; readonly title: string };

  // the ledger
  'ledger-unreachable': { readonly path: string; readonly detail: string };
  'ledger-read-only': { readonly path: string };
  'ledger-damaged': { readonly path: string; readonly detail: string };
  'ledger-replaced': { readonly path: string };
  'ledger-busy': { readonly path: string };
  'ledger-full': { readonly path: string };
  'ledger-newer': { readonly path: string };
  'ledger-export-newer': Nothing;
  'ledger-old-sqlite': { readonly version: string };
  'ledger-altered': { readonly line: number };
  'ledger-diverged': Nothing;
  'ledger-file': { readonly path: string; readonly line: number; readonly detail: string };
  'ledger-idle': { readonly count: number };

  // what a channel answered
  auth: { readonly detail?: string };
  forbidden: { readonly detail: string };
  rejected: { readonly detail: string };
  'too-long': { readonly detail: string };
  'not-found': { readonly detail: string };
  duplicate: { readonly detail?: string };
  'rate-limited': { readonly detail?: string };
  'out-of-credit': { readonly detail: string };
  'spend-cap': { readonly detail: string };
  'version-dead': { readonly version: string };
  unavailable: { readonly detail: string };
  'no-answer': { readonly detail: string };
  'server-error': { readonly status: number };
  'unreadable-answer': { readonly detail: string };
  redirected: { readonly to: string };
  'destination-unknown': { readonly name: string };
  'destination-ambiguous': { readonly name: string; readonly count: number };
  'destination-closed': { readonly name: string; readonly detail: string };
  'access-narrowed': { readonly wanted: string; readonly got: string };
  'media-refused': { readonly path: string; readonly detail: string };
  'media-too-big': { readonly path: string; readonly max: number };
  'group-refused': { readonly detail: string };
  'readers-refused': { readonly count: number; readonly detail: string };
  'nobody-reached': { readonly count: number };
  'readers-unconfirmed': { readonly count: number };
  'no-mailing': Nothing;
  'many-refused': { readonly count: number; readonly of: number };
  'quiet-hours': { readonly hours: string };
  'test-not-sent': { readonly reason: string };
  'sample-sent': { readonly count: number };
  'sample-nobody': Nothing;
  'sample-too-late': Nothing;
  /** `due`: when it was to go. */
  paused: { readonly reason?: string; readonly due?: string };
  'mail-unsigned': { readonly domain: string };
  'mail-misaligned': { readonly domain: string; readonly signed: string };
  'mail-no-one-click': Nothing;
  'unsigned-mail': { readonly detail: string };
  'retries-used-up': { readonly attempts: number; readonly last: string };

  // what a digest leaves out
  /** It stands where not everybody may read it, and names no readers. */
  'digest-closed': Nothing;
  'digest-repeats': Nothing;
  /** Nobody knows any more for whom it is. */
  'digest-audience-unknown': Nothing;

  // what a person should know of a delivery
  edited: Nothing;
  /** Part of the readers have it as it was. */
  'begun-edited': Nothing;
  unconfirmed: { readonly detail: string };
  'waits-for-hub': { readonly hub: string; readonly state: string };
  'permalink-unknown': { readonly url: string; readonly expected: string };
  'not-unconfirmed': { readonly state: string };
  /** A lost ledger: it could not be looked up whether this was published before. */
  'to-adopt': Nothing;
  'cannot-update': Nothing;
  'post-gone': Nothing;
  'cannot-retract': Nothing;
  retracted: { readonly reason: string; readonly at: string };
  'nothing-known': { readonly post: string };
  /** Too late by more than the project's `late`. */
  held: { readonly due: string };
  interrupted: Nothing;
  'no-readers': Nothing;
  'is-draft': Nothing;
  'switched-off': Nothing;
}

export type ProblemCode = keyof ProblemParams;

/** `level`: where a project weighs a rule differently. */
export type Problem = {
  [Code in ProblemCode]: { readonly code: Code; readonly params: ProblemParams[Code]; readonly where?: Where; readonly level?: Level };
}[ProblemCode];

const warnings: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...changedWarnings,
  ...domainWarnings,
  ...waiverWarnings,
  ...(Object.keys(ruleLevels) as RuleId[]).filter((id) => ruleLevels[id] === 'warning'),
  ...lookWarnings,
  ...scheduleWarnings,
  ...notifyWarnings,
  ...startWarnings,
  ...forwardWarnings,
  ...loginWarnings,
  ...momentWarnings,
  'content-doubled-time',
  'content-no-effect',
  'content-unsafe-link',
  'content-too-many-images',
  'content-image-left-out',
  'content-nearly-too-long',
  'content-intro-unread',
  'digest-closed',
  'digest-repeats',
  'digest-audience-unknown',
  'config-tracked',
  'site-address-unknown',
  'site-post-unknown',
  'config-cut-value',
  'reader-invalid',
  'reader-broken',
  'reader-bad-value',
  'reader-duplicate',
  'reader-disposable',
  'mail-unsigned',
  'mail-misaligned',
  'mail-no-one-click',
  'reader-consent-undated',
  'reader-file-counts',
  'reader-in-file',
  'reader-in-copy',
  'reader-consent-missing',
  'bounces-broken',
  'bounces-one-code',
  'ledger-idle',
  'access-narrowed',
  'readers-refused',
  'cannot-update',
  'cannot-retract',
]);

/** A warning is shown and changes nothing: no exit code, no state. */
export const isWarning = ({ code, level }: Problem): boolean => (level === undefined ? warnings.has(code) : level === 'warning');

/** Builds a problem; the compiler checks that the values fit the code. */
export function problem<Code extends ProblemCode>(code: Code, params: ProblemParams[Code], where?: Where): Problem {
  return { code, params, ...(where && { where }) } as Problem;
}

/** The same problem with more knowledge of its place; what was known wins. */
export const placed = (found: Problem, where: Where): Problem => ({ ...found, where: { ...where, ...found.where } });

/** The one error that omk throws for people: a bundle of problems. Anything else that is thrown is a bug. */
export class OmkError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(({ code }) => code).join(', '), options);
    this.name = 'OmkError';
    this.problems = problems;
  }
}

/** Stops with one problem. */
export function fail<Code extends ProblemCode>(code: Code, params: ProblemParams[Code], where?: Where, cause?: unknown): never {
  throw new OmkError([problem(code, params, where)], cause === undefined ? undefined : { cause });
}
