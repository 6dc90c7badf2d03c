/** What the pages for readers work with: settings, and ports that are handed in. */
import type { Notice } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import type { Sign } from '../core/issue-identity.ts';
import type { Ledger } from '../core/ledger.ts';
import type { Media } from '../core/post.ts';
import type { SubscriberList } from '../core/subscribers.ts';

export interface SiteSettings {
  /** Name of the project. */
  readonly project: string;
  /** The address that readers know, without a slash at the end. */
  readonly web: string;
  readonly listId: string;
  /** Where a reader's mail to the editors arrives. */
  readonly contact: string;
  /** Of the project; BCP 47. */
  readonly language: string;
  readonly timezone: string;
  /** Segments that readers choose from, with their names for people. */
  readonly segments: Readonly<Record<string, string>>;
  /** What readers get who choose no segment. */
  readonly withoutAudience: 'all' | 'none';
  /** Languages that readers choose from; fewer than two are no choice. */
  readonly languages: readonly string[];
  readonly archive: 'open' | 'all' | 'none';
  /** `false`: a file of the project says who the readers are, so a form would promise too much. */
  readonly canSubscribe: boolean;
  /** The channel with readers, and the one that is published first. */
  readonly channel: string;
  readonly hub?: string;
}

/** `refused`: the mail server does not take this address. `failed`: no mail can be sent now. `unsure`: it may have arrived all the same. */
export type Notified = 'sent' | 'refused' | 'failed' | 'unsure';

export interface SiteOptions {
  readonly settings: SiteSettings;
  readonly list: Pick<
    SubscriberList,
    'requestSubscription' | 'confirmSubscription' | 'setPreferences' | 'suppress' | 'forget' | 'subscriber'
  >;
  readonly issues: Pick<Ledger, 'list' | 'events' | 'recipientCounts'>;
  readonly sign: Sign;
  readonly clock: Clock;
  /** The address as it is mailed, or nothing when no mail can go there. */
  readonly parseEmail: (written: string) => string | undefined;
  /** At a domain whose mailboxes are thrown away. */
  readonly isDisposable: (email: string) => boolean;
  readonly idOf: (email: string) => string;
  /** Without a notice: only whether one could be sent. */
  readonly notify: (notice: Notice | undefined) => Promise<Notified>;
  /** Rejects when the picture is gone or changed. */
  readonly readMedia: (media: Media) => Promise<Uint8Array>;
  /** The html of a mail, without anything that runs, loads or asks. */
  readonly cleanDocument: (html: string) => Promise<string>;
  /** Rejects when the ledger does not answer. */
  readonly ping: () => Promise<unknown>;
  /** Something went wrong that a visitor cannot help. */
  readonly onFault: (error: unknown) => void;
  /** One answered request: its method, the pattern of its path, its status. Never a token or an address. */
  readonly onAnswer: (method: string, route: string, status: number) => void;
}

/** The path of the public address, which a proxy may or may not take off: `/brief`, or nothing. */
export const basePath = ({ web }: Pick<SiteSettings, 'web'>): string => new URL(web).pathname.replace(/\/+$/, '');
