import type { DeliveryKind } from '../../core/delivery.ts';
import type { PlanState } from '../../pipeline/plan.ts';
import type { ForwardFlagName } from './forward-flags.ts';
import type { ScheduleFlagName } from './schedule-flags.ts';
import type { StartFlagName } from './start-flags.ts';

/** Every sentence that is not a problem; both languages have the same keys. */
export interface Words {
  readonly columns: {
    readonly channel: string;
    readonly state: string;
    readonly where: string;
    readonly post: string;
    readonly at: string;
    readonly what: string;
  };
  readonly states: Readonly<Record<PlanState, string>>;
  /** A change that was carried out, or that is on its way. */
  readonly changes: Readonly<Record<Exclude<DeliveryKind, 'publish'>, { readonly done: string; readonly open: string }>>;
  /** What happened, in the log. */
  readonly events: Readonly<Record<string, string>>;
  readonly sandbox: {
    readonly was: string;
    readonly look: string;
    readonly running: (address: string) => string;
    readonly stop: string;
    readonly faultsOn: string;
    readonly faultsOff: string;
    readonly faultLeft: (count: number) => string;
  };
  readonly serve: {
    readonly running: (address: string, web: string) => string;
    readonly stop: string;
    /** Readers come from a file of the project, so nobody can sign up. */
    readonly closed: (path: string) => string;
    /** Others than this computer reach it, without encryption. */
    readonly exposed: (host: string) => string;
    /** Behind a proxy whose word about visitors is not taken. */
    readonly oneVisitor: string;
  };
  /** Instead of marks, where the page is read aloud. */
  readonly signs: Readonly<Record<'ok' | 'warning' | 'error' | 'unreachable' | 'unchecked', string>>;
  readonly dryRun: string;
  /** After `--to`. */
  readonly tested: (addresses: string) => string;
  readonly problemsFound: (errors: number, warnings: number) => string;
  readonly noProblems: (posts: number) => string;
  readonly lookingAtLinks: (count: number) => string;
  readonly digest: {
    /** There was none before. */
    readonly first: (since: string) => string;
    readonly nothing: string;
    /** There is news, but nobody who has not had it. */
    readonly nobody: string;
    /** Another process made one meanwhile. */
    readonly other: string;
  };
  readonly nothingDue: string;
  readonly nothingKnown: string;
  readonly empty: string;
  readonly feed: (posts: number, folder: string, written: number) => string;
  readonly goesAt: (when: string) => string;
  readonly nextTry: (when: string) => string;
  /** While a run waits for it. */
  readonly again: (seconds: number) => string;
  /** How far a mailing is; speed and time left once they are known. */
  readonly mailed: (stand: {
    readonly done: number;
    readonly all: number;
    readonly perSecond?: number;
    readonly secondsLeft?: number;
  }) => string;
  readonly attempts: (count: number) => string;
  readonly readers: (count: number) => string;
  readonly recipients: (counts: Readonly<Record<'sent' | 'refused' | 'suppressed' | 'unconfirmed' | 'waiting', number>>) => string;
  readonly cost: (amount: string) => string;
  readonly characters: (count: number, max: number) => string;
  readonly part: (index: number, total: number) => string;
  readonly parts: (count: number) => string;
  readonly image: (path: string, alt: string) => string;
  readonly subject: string;
  readonly link: string;
  readonly greeting: string;
  /** Of a segment; of everybody else (empty); or the place of either. */
  readonly intro: (segment?: string | undefined) => string;
  readonly handOff: {
    readonly title: (channel: string) => string;
    readonly open: (url: string) => string;
    readonly paste: string;
    readonly images: string;
    readonly report: (command: string) => string;
  };
  readonly confirm: {
    readonly yes: string;
    readonly no: string;
    readonly yesOrNo: string;
    readonly plan: string;
    readonly question: (messages: number, cost: string, readers: number) => string;
    readonly stopped: string;
    readonly update: (count: number) => string;
    readonly retract: (count: number) => string;
  };
  readonly interrupted: { readonly first: string; readonly second: string };
  readonly resolved: (channel: string, state: string) => string;
  readonly cancelled: (count: number) => string;
  readonly paused: (count: number) => string;
  readonly resumed: (count: number) => string;
  readonly retried: (count: number) => string;
  readonly exported: (lines: number) => string;
  readonly imported: (lines: number) => string;
  readonly verified: (events: number) => string;
  readonly approval: ApprovalWords;
  readonly unfinished: string;
  readonly person: string;
  readonly bug: string;
  readonly help: HelpWords;
}

/** Who approved what goes out, in the log and where a post stands. */
export interface ApprovalWords {
  readonly by: (names: string) => string;
  /** By a plan that nobody had to sign. */
  readonly byPlan: (digest: string) => string;
  readonly and: string;
}

export interface HelpWords {
  readonly usage: string;
  readonly commands: string;
  readonly options: string;
  readonly arguments: string;
  readonly examples: string;
  readonly about: string;
  /** Under the list of commands: what else there is help about. */
  readonly more: string;
  readonly topics: string;
  readonly descriptions: Readonly<Record<CommandName, string>>;
  readonly flags: Readonly<Record<FlagName, string>>;
  readonly args: Readonly<
    Record<
      | 'folder'
      | 'title'
      | 'files'
      | 'file'
      | 'channel'
      | 'action'
      | 'ledgerFile'
      | 'listAction'
      | 'listTarget'
      | 'returnedMail'
      | 'topic'
      | 'shell',
      string
    >
  >;
  readonly optionsWord: string;
  readonly commandWord: string;
  readonly topicWord: string;
}

export type CommandName =
  | 'init'
  | 'new'
  | 'publish'
  | 'digest'
  | 'run'
  | 'check'
  | 'plan'
  | 'preview'
  | 'status'
  | 'log'
  | 'resolve'
  | 'retry'
  | 'cancel'
  | 'pause'
  | 'resume'
  | 'schedule'
  | 'update'
  | 'retract'
  | 'ledger'
  | 'doctor'
  | 'login'
  | 'sandbox'
  | 'subscribers'
  | 'bounces'
  | 'serve'
  | 'completion'
  | 'feed'
  | 'forward'
  | 'help';

export type FlagName =
  | ScheduleFlagName
  | StartFlagName
  | ForwardFlagName
  | 'json'
  | 'project'
  | 'quiet'
  | 'verbose'
  | 'noInput'
  | 'plain'
  | 'help'
  | 'version'
  | 'dryRun'
  | 'channels'
  | 'online'
  | 'format'
  | 'again'
  | 'yes'
  | 'since'
  | 'sinceLast'
  | 'intro'
  | 'channel'
  | 'post'
  | 'limit'
  | 'follow'
  | 'published'
  | 'notPublished'
  | 'resendUnconfirmed'
  | 'leaveUnconfirmed'
  | 'port'
  | 'host'
  | 'trustProxy'
  | 'correction'
  | 'reason'
  | 'notify'
  | 'adopt'
  | 'now'
  | 'changedSince'
  | 'comment'
  | 'to'
  | 'sample'
  | 'plan'
  | 'signature'
  | 'forUpdate'
  | 'fault'
  | 'output'
  | 'page'
  | 'html'
  | 'open'
  | 'watch'
  | 'source'
  | 'column'
  | 'audience'
  | 'reader'
  | 'language'
  | 'frequency'
  | 'wording'
  | 'list'
  | 'logout'
  | 'stdin'
  | 'status';
