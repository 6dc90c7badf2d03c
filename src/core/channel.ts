import type { Agent } from 'node:http';
import type { Check, SawDate } from './check.ts';
import type { Clock } from './clock.ts';
import type { PartRecord } from './delivery.ts';
import type { Intro, IntroText } from './intro.ts';
import type { Json } from './json.ts';
import type { Account, Grant, LoginResult } from './login.ts';
import type { LookProblemParams } from './look-problem.ts';
import type { Message } from './message.ts';
import type { Finding, Receipt, SendOutcome } from './outcome.ts';
import type { ChannelOptions, ChannelRequest, Media, Post } from './post.ts';
import type { Expected, Problem } from './problem.ts';
import type { Recipient, RecipientCounts, RecipientResult } from './reader.ts';
import type { RichText } from './rich-text.ts';
import type { Source } from './source.ts';

/** A text in both languages of omk. */
export interface Localised {
  readonly nl: string;
  readonly en: string;
}

/** A value from the environment. */
export interface Setting {
  readonly env: string;
  readonly help: Localised;
  /** Masked in everything that is printed or stored. */
  readonly secret: boolean;
  readonly default?: string;
  /** An address: https, or http to loopback only. */
  readonly address?: boolean;
  /** Says what is odd about a value that may still be right; `undefined`: nothing. */
  readonly oddity?: (value: string) => LookProblemParams['config-odd-value']['reason'] | undefined;
}

/** A key of the channel's section in omk.yaml, in a post, or in both. */
export interface Option {
  readonly kind:
    | 'text'
    | 'boolean'
    | 'number'
    | 'choice'
    | 'address'
    | 'mailbox'
    | 'path'
    | 'pattern'
    | 'number-or-choice'
    | 'text-by-segment'
    | 'labels'
    | 'languages'
    | 'texts'
    | 'choices';
  readonly choices?: readonly string[];
  /** For `pattern`: what a text must look like, and the words for it. */
  readonly pattern?: RegExp;
  readonly expected?: Expected;
  readonly default?: string | number | boolean;
  readonly scope: 'project' | 'post' | 'both';
  /** Worth a question when a project is set up, although the channel can do without. */
  readonly asked?: true;
  /** The file that it names holds data of people, and stays out of git. */
  readonly personal?: true;
  readonly help: Localised;
  readonly example: string;
}

/** Which templates a channel has: `templates/<id>.md`, `.txt`, `.html`. */
export type TemplateFormat = 'markdown' | 'text' | 'html';

/** What a channel takes. Lengths are in the unit of `length`, the channel's own way of counting. */
export interface Limits {
  readonly maxLength: number;
  /** Counts as the channel counts; `link` is the address that omk itself placed in the text, if any. */
  length(text: string, link?: string): number;
  readonly maxMedia: number;
  /** Least time between two calls of one process that write to this channel, in milliseconds. */
  readonly minGapMs: number;
}

/** What the template of each format gave. `text` was fitted to the limits, unless a thread was asked for. */
export interface Rendered {
  readonly markdown?: RichText;
  readonly text?: string;
  readonly html?: string;
}

export interface ComposeInput {
  readonly post: Post;
  readonly request: ChannelRequest;
  readonly rendered: Rendered;
  /** The permalink's marker, the post's own link, or nothing. */
  readonly link?: string;
  /** The media that this channel shows, in order: cover first, then those of the body. */
  readonly media: readonly Media[];
  /** Name of the project. */
  readonly project: string;
  /** Those that `Rules.intros` asked for. */
  readonly intros?: readonly Intro[];
}

export interface Composition {
  readonly message: Message;
  /** Too long, too many pictures, too expensive, … Warnings among them do not stop the post. */
  readonly problems: readonly Problem[];
}

/** Where a post goes. `id` is absent while only the channel can tell it. */
export interface Destination {
  readonly id?: string;
  /** What the writer wrote, without differences that mean nothing. */
  readonly reference: string;
  /** What people call it. */
  readonly name: string;
}

/** The values that a channel is opened with. */
export interface ChannelValues {
  /** By short name; a missing setting is absent. */
  readonly settings: Readonly<Record<string, string>>;
  /** Options of the project, defaults filled in. */
  readonly options: ChannelOptions;
}

/** The only way out of the process. */
export interface Network {
  /** Like the built-in one; redirects are never followed; goes through the proxy where one is set. */
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  /** Connection pool for a client library that cannot use `fetch`: plain, TLS or through a proxy, as the address needs. */
  agent(url: string | URL): Promise<Agent>;
  /** Throws an OmkError when this host may not be contacted (sandbox: anything but loopback; plain http elsewhere). */
  permit(url: string | URL): void;
}

export interface ChannelDeps {
  readonly clock: Clock;
  readonly network: Network;
  /** How long one call may take. */
  readonly deadlineMs: number;
  /** Of the project, for hours of the day. */
  readonly timeZone?: string;
  /** The bytes of a picture, without their metadata. Rejects with an OmkError when the file is gone or changed. */
  readonly readMedia: (media: Media) => Promise<Uint8Array>;
  /** Keyed hash (HMAC-SHA256, base64url) for tokens and Message-IDs. */
  readonly sign: (text: string) => string;
  /** To be called for each of many calls: what they leave behind does not pile up then. */
  readonly tidyMemory?: () => void;
  /** Path of a file that a setting names, resolved against the project. */
  readonly resolvePath: (path: string) => string;
}

/** Journal of a thread: what is begun and what is out. */
export interface PartLog {
  readonly done: readonly PartRecord[];
  /** Written before a part is sent. Rejects when the delivery is no longer ours. */
  begin(index: number): Promise<void>;
  /** Written before the next part is begun. */
  finish(index: number, receipt: Receipt): Promise<void>;
}

/** Journal of a mailing: who is left, and what became of each. */
export interface ReaderQueue {
  /**
   * Writes down what became of these readers, renews the lease and takes up to `limit` more that are due; on disk before
   * it resolves. Rejects when the delivery is no longer ours, the results being written all the same.
   */
  exchange(results: readonly RecipientResult[], limit: number): Promise<readonly Recipient[]>;
  /** Readers that are left for later, and when the first of them is due. */
  left(): Promise<{ readonly count: number; readonly nextAt?: Date }>;
  /** What became of everybody so far, over all attempts. */
  counts(): Promise<RecipientCounts>;
}

export interface CallContext {
  /** The delivery id: idempotency key, part of Message-IDs. */
  readonly key: string;
  readonly destination: string;
  /** When the first attempt began: nothing older is ours. */
  readonly since: Date;
  /** Is this post, by the channel's own id, another delivery's? Then it is not the one that is looked for. */
  readonly isTaken: (remoteId: string) => Promise<boolean>;
  /** Aborts when omk is told to stop, but never while a call that began is out. Calls add their own deadline to it. */
  readonly signal: AbortSignal;
  /**
   * To be called straight before the request that cannot be taken back: renews the lease, and rejects when
   * the delivery is no longer ours or omk was told to stop.
   */
  readonly begin: () => Promise<void>;
  readonly parts: PartLog;
  readonly readers: ReaderQueue;
}

/** One mail of omk itself to one person, such as the question to confirm a subscription. */
export interface Notice {
  /** Exactly one address, normalised. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47. */
  readonly language: string;
}

/** An open channel. Never throws for an answer, never retries, never writes the ledger but through its context. */
export interface Sender {
  send(message: Message, context: CallContext): Promise<SendOutcome>;
  /** Is it out there? Looks once; the caller decides when to look again. */
  find?(message: Message, context: CallContext): Promise<Finding>;
  /** Brings an edit to what stands there. Safe to repeat. */
  update?(message: Message, receipt: Receipt, context: CallContext): Promise<SendOutcome>;
  /** Takes back what stands there, and every part of it. Safe to repeat: what is gone already counts as taken back. */
  remove?(receipt: Receipt, context: CallContext): Promise<SendOutcome>;
  /** Finds the id behind a reference, or says why not. */
  resolve?(reference: string, signal: AbortSignal): Promise<{ readonly id: string; readonly name: string } | SendOutcome>;
  /**
   * Looks at credentials and surroundings without posting anything, for `omk doctor`. What cannot be reached is an answer
   * too: it never rejects for that. Every call has its deadline.
   */
  check?(signal: AbortSignal, sawDate?: SawDate): Promise<readonly Check[]>;
  /** Sends one mail that is no post. Without a notice: only whether the server could be reached. */
  notify?(notice: Notice | undefined, signal: AbortSignal): Promise<SendOutcome>;
  close?(): Promise<void>;
}

/** Where a simulator is reached; empty where it does not listen. */
export interface SimulatorAddresses {
  readonly http: string;
  readonly smtp: string;
  /** `host:port`; absent where it answers no questions about names. */
  readonly dns?: string;
}

/** What a name holds: a text, or a mail server with its preference. */
export type NameRecord = { readonly type: 'TXT' | 'A'; readonly data: string } | { readonly type: 'MX'; readonly exchange: string };

/** The same service, pretended, for the sandbox and the tests. */
export interface Simulator {
  /** Settings, by short name, that lead to it. */
  settings(addresses: SimulatorAddresses): Readonly<Record<string, string>>;
  /** What it can be told to do of its own with `World.isOn`, beside the faults that every channel knows. */
  readonly switches?: Readonly<Record<string, Localised>>;
  /** Options to practise with in a folder that has no omk.yaml. */
  readonly options?: ChannelOptions;
  /** A fresh instance over what arrived before; loads what it needs. */
  open(world: World): Promise<SimulatorInstance>;
}

export interface SimulatorInstance {
  /** Answers a request; `path` has no prefix. */
  handle?(request: Request, path: string): Promise<Response>;
  /** Takes a mail in; a text refuses it with that SMTP answer. */
  receive?(mail: { readonly from: string; readonly to: readonly string[]; readonly raw: Uint8Array }): Promise<string | undefined>;
  /** Answers a question about a name: all that it holds; `undefined`: there is no such name. */
  lookUp?(name: string): readonly NameRecord[] | undefined;
  /** The service's own way of saying no or later to a write. */
  refuse(kind: 'no' | 'later' | 'auth'): Response | string;
  /** What readers would see, newest first. */
  feed(): Promise<readonly FeedItem[]>;
}

/** One post, article or mail as its reader sees it. `html` is sanitised, but for a mail, which is shown in a frame that can do nothing. */
export interface Look {
  readonly title?: string;
  readonly html: string;
  readonly text?: string;
  readonly images: readonly { readonly alt: string; readonly src: string }[];
}

/** One thing that arrived. */
export interface FeedItem extends Look {
  readonly id: string;
  /** What the receipt says, where one post gives several items: a mail for each reader. */
  readonly post?: string;
  readonly at: Date;
  readonly to?: string;
}

/** What a channel takes within a day, whatever the rest allows. */
export interface Quota {
  readonly most: number;
  /** How much of it one message takes. */
  uses(message: Message): number;
}

/** A message that is drawn before it is sent. */
export interface DrawInput {
  readonly message: Message;
  readonly post: Pick<Post, 'title' | 'summary' | 'language'>;
  readonly options: ChannelOptions;
  /** Addresses of the post's pictures, by hash. */
  readonly pictures: Readonly<Record<string, string>>;
  /** Does the hub show its pictures to everybody? */
  readonly isHubOpen: boolean;
  /** A moment in words. */
  readonly tell: (at: Date) => string;
}

export interface Drawing {
  /** Several for a thread, and where the words depend on the reader. */
  readonly looks: readonly (Look & { readonly segment?: string })[];
  /** What does not stand in the message itself: who sends it, who may read it, who places it. */
  readonly about: readonly { readonly name: Localised; readonly value: string | Localised }[];
}

export type Draw = (input: DrawInput) => Drawing;

/** What the simulators share: a memory that outlives the process, the clock, the switches. */
export interface World {
  readonly clock: Clock;
  /** Where this simulator is reached, without a slash at the end. */
  readonly address: string;
  /** Adds a record to a kind; visible to every process of the project at once. */
  add(kind: string, record: Readonly<Record<string, unknown>>): void;
  /** All records of a kind, oldest first. */
  all<T = Readonly<Record<string, unknown>>>(kind: string): readonly T[];
  /** Is a switch of this channel on? For example LinkedIn's `no-group`. */
  isOn(name: string): boolean;
}

/** How a channel's messages are made: pure, and loaded only when something is rendered. */
export interface Rules {
  readonly limits: Limits;
  /** Names that this channel's templates have beside those of every channel. */
  variables?(request: ChannelRequest): Readonly<Record<string, Json>>;
  /** Words of the request at the beginning that depend on who reads it. */
  intros?(request: ChannelRequest): readonly IntroText[];
  /** Does this request want a thread? Then its text is not fitted to one post. */
  isThread?(request: ChannelRequest): boolean;
  compose(input: ComposeInput): Composition;
  /** May only some people read this message where it stands? Then it is told to nobody else. Absent: everybody may. */
  isClosed?(message: Message): boolean;
  /** Is this message meant for a closed group alone? Then it is told nowhere else. Absent: never. */
  isConfidential?(message: Message): boolean;
  /** Does it go to a chosen part of the readers? Absent: never. */
  isForChosen?(message: Message): boolean;
  /** "@name" means somebody there, also in a text that omk places. */
  readonly knowsMentions?: boolean;
  /** Does it show when and where an event is in fields of its own, beside the text? Absent: no. */
  showsEvent?(message: Message): boolean;
  /** US dollars; absent: free. */
  cost?(message: Message): number;
  /** A correction that stands below the post it corrects; `details.replyTo` names that post. Absent: not on this channel. */
  correct?(input: CorrectInput): Composition;
}

export interface CorrectInput {
  readonly text: string;
  readonly link?: string;
  /** What is corrected. */
  readonly original: Receipt;
}

/**
 * One kind of place: everything that omk knows of a channel comes from here. The description itself is light; client
 * libraries, counting rules and the simulator are imported by the functions that need them.
 */
export interface Channel {
  /** The word in front matter, file names and the ledger; never renamed. */
  readonly id: string;
  /** What people call it. */
  readonly label: Localised;
  readonly formats: readonly TemplateFormat[];
  readonly settings: Readonly<Record<string, Setting>>;
  readonly options: Readonly<Record<string, Option>>;
  /** `readers`: a mailing with recipients of its own. */
  readonly reaches: 'place' | 'readers';
  readonly simulator: Simulator;
  rules(): Promise<Rules>;
  /** Shows a message roughly as its readers will see it; the simulator's feed is drawn by the same hand. */
  draw(): Promise<Draw>;
  /** What can be done to a post that stands there: by omk itself, or by a person with omk's instructions. */
  readonly can: { readonly update: boolean; readonly remove: boolean };
  /** Short names of the settings that must be present for this request. */
  needs(options: ChannelOptions): readonly string[];
  /** Checks options against each other and against the settings; the caller fills in the place. */
  check?(values: ChannelValues): readonly Problem[];
  /** What in the options is about to end by the calendar: warnings. */
  ending?(values: ChannelValues, now: Date): readonly Problem[];
  /** US dollars that may be spent in a month, as the project says; `undefined`: no limit was set. */
  budget?(options: ChannelOptions): number | undefined;
  /** As far as it is known; absent or `undefined`: nothing is. */
  quota?(options: ChannelOptions): Quota | undefined;
  /** `undefined`: switched off by its options. */
  destination(values: ChannelValues): Destination | undefined;
  /** Reads an address that a person pasted; `undefined` when it is not one of this destination's posts. */
  parsePermalink?(url: string, destination: string): Receipt | undefined;
  /** How a person gets what the settings need; absent: there is nothing to get. */
  readonly login?: Login;
  /** What stands there can be forwarded to other channels; absent: omk cannot read there. */
  readonly source?: ChannelSource;
  /** Opens the live sender. Contacts nobody. */
  open(values: ChannelValues, deps: ChannelDeps): Promise<Sender>;
}

/** What `omk forward` knows of a channel. As the channel itself it is light: `open` loads the rest. */
export interface ChannelSource {
  /** Short names of the settings that must be present to read there; a setting that is only sometimes needed is not among them. */
  needs?(options: ChannelOptions): readonly string[];
  /** Checks the options that reading depends on; the caller fills in the place. */
  check?(values: ChannelValues): readonly Problem[];
  /** Opens the source. Contacts nobody. */
  open(values: ChannelValues, deps: SourceDeps): Promise<Source>;
}

export type SourceDeps = Pick<ChannelDeps, 'clock' | 'network' | 'deadlineMs'>;

/** What `omk login` knows of a channel. As the channel itself it is light: `open` loads the rest. */
export interface Login {
  /** Short names of the settings that it fills in, all of them at once. */
  readonly fills: readonly string[];
  /** Short names of the settings that it cannot do without itself: the app that asks. */
  readonly needs: readonly string[];
  /** So many days before a person has to log in again, omk begins to say so. */
  readonly warnDays: number;
  open(values: ChannelValues, deps: LoginDeps): Promise<LoginWay>;
}

export type LoginDeps = Pick<ChannelDeps, 'clock' | 'network' | 'deadlineMs'>;

interface LoginBase {
  /** What a person does, and what they need for it; told at the beginning. */
  readonly about: Localised;
  /** A real and harmless call: does the service know us by these? */
  prove(settings: Readonly<Record<string, string>>, signal: AbortSignal): Promise<LoginResult<Account>>;
  /** Trades a refresh token in; the old one may be dead from then on. */
  refresh?(token: string, signal: AbortSignal): Promise<LoginResult<Grant>>;
}

/** A person copies something from the service's own pages. */
export interface EntryWay extends LoginBase {
  readonly kind: 'entry';
  readonly questions: readonly LoginQuestion[];
  grant(settings: Readonly<Record<string, string>>): Grant;
}

/** One secret, typed or pasted without being shown. */
export interface LoginQuestion {
  /** Short name of the setting. */
  readonly name: string;
  readonly label: Localised;
  /** Where to find it. */
  readonly help: Localised;
  /** What was meant by what was pasted; `undefined`: it cannot be this. */
  read(pasted: string): string | undefined;
}

/** A person says yes in a browser, which then comes back to this computer (RFC 8252). */
export interface BrowserWay extends LoginBase {
  readonly kind: 'browser';
  /** Where the browser comes back to: `http:` on loopback; port 0: any that is free. */
  readonly redirectUrl: string;
  /** `redirectUrl`: where omk listens in the end. */
  begin(redirectUrl: string): BrowserVisit;
}

export interface BrowserVisit {
  /** The service's page that asks. */
  readonly address: string;
  /** Does what came back belong to this visit? */
  isOurs(answer: URLSearchParams): boolean;
  finish(answer: URLSearchParams, signal: AbortSignal): Promise<LoginResult<Grant>>;
}

/** A person types a code on any device (RFC 8628). */
export interface DeviceWay extends LoginBase {
  readonly kind: 'device';
  begin(signal: AbortSignal): Promise<LoginResult<DeviceVisit>>;
}

export interface DeviceVisit {
  readonly code: string;
  /** Where it is typed. */
  readonly address: string;
  readonly expiresAt: Date;
  readonly intervalMs: number;
  /** Asks once whether the person said yes. */
  ask(signal: AbortSignal): Promise<LoginResult<Grant> | { readonly kind: 'not-yet' | 'slower' }>;
}

export type LoginWay = EntryWay | BrowserWay | DeviceWay;
