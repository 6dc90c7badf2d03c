/** The issues that readers have, as the ledger remembers them. */
import { type Delivery, whatStands } from '../core/delivery.ts';
import { issueStem } from '../core/issue-identity.ts';
import type { SiteOptions } from './site.ts';

/** What was done to a post after its issue went out. */
export interface IssueChange {
  readonly kind: 'update' | 'correction';
  readonly at: Date;
  readonly text: string;
}

export interface Issue {
  readonly stem: string;
  readonly deliveryId: string;
  readonly post: string;
  readonly title: string;
  readonly preheader?: string;
  readonly language: string;
  /** When the first mail left. */
  readonly at: Date;
  /** Stands in the archive and the feed. */
  readonly isListed: boolean;
  readonly isRetracted: boolean;
  /** The post at the hub. */
  readonly link?: string;
  readonly changes: readonly IssueChange[];
}

type Source = Pick<SiteOptions, 'issues' | 'sign' | 'settings'>;

/** Newest first. Read again once something happened in the ledger, for each issue holds a whole mail. */
export function createIssueList(source: Source): () => Promise<readonly Issue[]> {
  let known: { readonly event: number; readonly issues: Promise<readonly Issue[]> } | undefined;
  return async () => {
    const event = (await source.issues.events({ limit: 1 }))[0]?.id ?? 0;
    if (known?.event === event) return known.issues;
    const issues = readIssues(source);
    known = { event, issues };
    issues.catch(() => {
      known = undefined;
    });
    return issues;
  };
}

async function readIssues(source: Source): Promise<readonly Issue[]> {
  const { channel, hub } = source.settings;
  const all = await source.issues.list({ channels: hub === undefined ? [channel] : [channel, hub] });
  const published = all.filter((one) => one.channel === channel && one.kind === 'publish');
  const found: Issue[] = [];
  for (const delivery of published) if (await hasBegun(delivery, source)) found.push(issueOf(delivery, all, source));
  return found.sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** Somebody has it, or may have it. A mailing that was stopped half-way counts: its mails lead here. */
async function hasBegun({ id, state, attempts }: Delivery, { issues }: Source): Promise<boolean> {
  if (state === 'sending' || state === 'sent' || state === 'unconfirmed') return true;
  if (attempts === 0) return false;
  const { sent, unconfirmed } = await issues.recipientCounts(id);
  return sent + unconfirmed > 0;
}

function issueOf(delivery: Delivery, all: readonly Delivery[], { sign, settings }: Source): Issue {
  const { id, post, destination, message, title, state, firstAttemptAt, createdAt } = delivery;
  const { language, preheader, audience, digest } = message.details;
  const atHub = all.find((one) => one.post === post && one.channel === settings.hub && one.kind === 'publish' && one.state === 'sent');
  const isRetracted = [delivery, ...(atHub ? [atHub] : [])].some((one) => whatStands(one, all).retraction !== undefined);
  // Until the mailing is done it may be a sample, or be stopped: then it is for those alone who have it.
  const isDone = state === 'sent' || state === 'unconfirmed';
  // A digest is made for each group of readers, and may hold what is for a segment; what is for everybody stands there by itself.
  const isForAll = digest === undefined && (!Array.isArray(audience) || audience.length === 0);
  return {
    stem: issueStem(sign, destination, id),
    deliveryId: id,
    post,
    title: message.subject ?? title,
    ...(typeof preheader === 'string' && { preheader }),
    language: typeof language === 'string' ? language : settings.language,
    at: firstAttemptAt ?? createdAt,
    isListed: isDone && !isRetracted && (settings.archive === 'all' || (settings.archive === 'open' && isForAll)),
    isRetracted,
    ...(message.link !== undefined && { link: message.link }),
    changes: atHub ? changesOf(atHub, all) : [],
  };
}

const changesOf = (published: Delivery, all: readonly Delivery[]): readonly IssueChange[] =>
  all
    .filter(({ of, state }) => of === published.id && state === 'sent')
    .flatMap(({ kind, createdAt: at, message: { text } }) => (kind === 'update' || kind === 'correction' ? [{ kind, at, text }] : []));
