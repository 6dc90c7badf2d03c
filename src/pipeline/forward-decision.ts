/** What to do with an item of a source: forward it, pass it by, or ask a person. Pure. */
import { createHash } from 'node:crypto';
import type { SeenItem } from '../core/forward.ts';
import { canonicalJson } from '../core/json.ts';
import type { SourceItem } from '../core/source.ts';

/** Which items are wanted; empty lists want all. Names are compared without regard to capitals. */
export interface ForwardRules {
  readonly authors: readonly string[];
  readonly notAuthors: readonly string[];
  readonly tags: readonly string[];
  readonly notTags: readonly string[];
  readonly access: 'public' | 'all';
}

export interface DecisionPlace {
  readonly rules: ForwardRules;
  readonly now: Date;
  /** Nothing older is forwarded. */
  readonly startedAt: Date;
  /** Nothing was read before: what stands there now was there before we began. */
  readonly isFirst: boolean;
  /** A person's word: everything since, however old. */
  readonly since?: Date | undefined;
  /** omk itself placed it. */
  readonly isOurs: (item: SourceItem) => boolean;
  /** omk may just have placed it: nobody knows yet. */
  readonly isInDoubt: (item: SourceItem) => boolean;
}

/**
 * `forward`: make a post of it, or make it again; `same`: nothing new; `before`: it was there before we began, remember it;
 * `old`: new to us, but too long ago to send without asking; `withdrawn`: it was forwarded and is no longer meant for all;
 * `wait`: the next time; `pass`: not for us, and nothing is remembered.
 */
export type Verdict = 'forward' | 'same' | 'before' | 'old' | 'withdrawn' | 'wait' | 'pass';

/** How far back a list is read again, and how far back an item may be dated that was not seen before. */
export const overlapMs = 48 * 3_600_000;

/** A clock beside ours may be ahead. */
const slackMs = 5 * 60_000;

export function decide(item: SourceItem, seen: SeenItem | undefined, place: DecisionPlace): Verdict {
  const { rules, now, since } = place;
  const isOut = item.state === 'published' && item.publishedAt.getTime() <= now.getTime() + slackMs;
  if (!isOut || (item.access !== 'public' && rules.access === 'public')) return isForwarded(seen) ? 'withdrawn' : 'pass';
  if (seen) return decideSeen(item, seen, place);
  if (place.isOurs(item)) return 'pass';
  const isAsked = isSince(item, since);
  // Before the rules: who wants more types later does not want yesterday's.
  const stood = item.isUndated === true || item.publishedAt < place.startedAt;
  if (place.isFirst && !isAsked && stood) return 'before';
  if (!isWanted(item, rules)) return 'pass';
  if (place.isInDoubt(item)) return 'wait';
  if (isAsked || item.publishedAt.getTime() >= now.getTime() - overlapMs) return 'forward';
  // An edit of the archive is no news.
  return item.publishedAt >= place.startedAt ? 'old' : 'pass';
}

/** What has no date was published at no moment that a person could mean. */
const isSince = ({ publishedAt, isUndated = false }: SourceItem, since: Date | undefined): boolean =>
  since !== undefined && !isUndated && publishedAt >= since;

/** Of what was refused as an edit, a part may have left before. */
const isForwarded = (seen: SeenItem | undefined): boolean => seen !== undefined && ['planned', 'review', 'refused'].includes(seen.standing);

function decideSeen(item: SourceItem, seen: SeenItem, { rules, since }: DecisionPlace): Verdict {
  const isEdited = seen.hash !== itemHash(item);
  switch (seen.standing) {
    case 'before':
      return isSince(item, since) && isWanted(item, rules) ? 'forward' : 'same';
    case 'planned':
    case 'review':
      if (!isEdited) return 'same';
      return isWanted(item, rules) ? 'forward' : 'withdrawn';
    case 'refused':
    case 'gone':
      return isWanted(item, rules) ? 'forward' : 'same';
  }
}

function isWanted({ author, tags }: SourceItem, rules: ForwardRules): boolean {
  const names = (one: { readonly id?: string; readonly name: string } | undefined): readonly (string | undefined)[] => [one?.id, one?.name];
  return (
    isNoneOr(rules.authors, names(author)) &&
    isNoneOr(rules.tags, tags) &&
    !has(rules.notAuthors, names(author)) &&
    !has(rules.notTags, tags)
  );
}

const plain = (text: string): string => text.replace(/^#/, '').normalize('NFC').trim().toLowerCase();

const has = (wanted: readonly string[], found: readonly (string | undefined)[]): boolean =>
  wanted.some((one) => found.some((other) => other !== undefined && plain(other) === plain(one)));

const isNoneOr = (wanted: readonly string[], found: readonly (string | undefined)[]): boolean => wanted.length === 0 || has(wanted, found);

/** Of what readers see; the address is not among it: it follows the title. */
export function itemHash({ title, summary, body, tags, image, event, poll, language }: SourceItem): string {
  const seen = { title, summary, body, tags, image, event, poll, language };
  return createHash('sha256').update(canonicalJson(seen)).digest('hex');
}

/** Stable, whatever is edited; fit for a command line. */
export function postIdOf(source: string, item: string): string {
  const from = source.split(':', 1)[0] ?? '';
  if (source === from && /^[\w-]{1,64}$/.test(item)) return `${from}-${item}`;
  return `${from}-${createHash('sha256').update(`${source}\n${item}`).digest('hex').slice(0, 16)}`;
}
