/** Looks for a post on the own timeline (contract x 8): X knows no idempotency key, so a lost answer is settled here. */
import type { CallContext } from '../../core/channel.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { complaintOf, type Timeline, type TimelinePost, timelineOf } from './answers.ts';
import type { Answer, Connection } from './connection.ts';
import { stepFailure } from './outcome.ts';

/** Clocks differ a little. */
const toleranceMs = 5000;
/** X knows no earlier start of a timeline than the day its archive begins. */
const earliest = Date.parse('2010-11-06T00:00:01Z');
/** Each post that is read costs $0.001; ten at a time are enough for one account. */
const pageSize = '10';
const maxPages = 5;

export interface Wanted {
  readonly text: string;
  /** The post that it replies to; absent: to none. */
  readonly replyTo?: string;
}

export type Search =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** The oldest post of the account that is the wanted one, since the first attempt began. */
export async function findPost(call: Connection, wanted: Wanted, { destination, since, isTaken, signal }: CallContext): Promise<Search> {
  const from = new Date(Math.max(since.getTime() - toleranceMs, earliest));
  const found: TimelinePost[] = [];
  let token: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const read = await readPage(call, {
      account: destination,
      from,
      signal,
      ...(token && { token }),
    });
    if ('failed' in read) return { kind: 'failed', problem: read.failed };
    found.push(...read.posts.filter((post) => post.createdAt >= from.getTime() && isWanted(post, wanted)));
    token = read.nextToken;
    if (!token) break;
  }
  for (const { id } of found.sort((one, other) => one.createdAt - other.createdAt)) {
    if (!(await isTaken(id))) return { kind: 'found', id };
  }
  // What was not read to its end proves nothing.
  return token
    ? {
        kind: 'failed',
        problem: problem('unavailable', { detail: 'next_token' }),
      }
    : { kind: 'nothing' };
}

interface PageOptions {
  readonly account: string;
  readonly from: Date;
  readonly token?: string;
  readonly signal: AbortSignal;
}

/** Asks in the older vocabulary, and once more in the newer one where X no longer knows it (contract x 3.1). */
async function readPage(call: Connection, options: PageOptions): Promise<Timeline | { readonly failed: Problem }> {
  const answer = await ask(call, options, {
    'tweet.fields': 'created_at,entities,attachments,conversation_id,referenced_tweets',
  });
  const read = isUnknownField(answer)
    ? await ask(call, options, {
        'post.fields': 'created_at,entities,attachments,conversation_id',
        expansions: 'referenced_posts',
      })
    : answer;
  const failure = stepFailure(read);
  if (failure) return { failed: failure.problem };
  return timelineOf(read.kind === 'answer' ? read.body : undefined);
}

/** Never `exclude=replies`: that would hide the parts of a thread (contract x 3.6). */
const ask = (call: Connection, { account, from, token, signal }: PageOptions, fields: Readonly<Record<string, string>>): Promise<Answer> =>
  call(
    {
      method: 'GET',
      path: `users/${account}/tweets`,
      query: {
        max_results: pageSize,
        start_time: `${from.toISOString().slice(0, 19)}Z`,
        ...(token && { pagination_token: token }),
        ...fields,
      },
    },
    signal,
  );

function isUnknownField(answer: Answer): boolean {
  if (answer.kind !== 'answer' || answer.status !== 400) return false;
  const { parameters, detail } = complaintOf(answer.body, answer.status);
  return parameters.includes('tweet.fields') || detail.includes('tweet.fields');
}

function isWanted(post: TimelinePost, { text, replyTo }: Wanted): boolean {
  const isInPlace = post.replyTo === undefined || (post.replyTo ?? undefined) === replyTo;
  return isInPlace && comparable(meantText(post)) === comparable(text);
}

/** The text as it was sent: X's own addresses replaced, the one that stands for pictures dropped, nothing escaped. */
function meantText({ text, urls }: TimelinePost): string {
  const meant = urls.reduce((current, url) => current.replaceAll(url.shown, () => (url.isMedia ? '' : url.meant)), text);
  return meant.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Without differences that X makes by itself: spaces, and the scheme and last slash of an address. */
const comparable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/https?:\/\//gi, '')
    .replace(/\/(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
