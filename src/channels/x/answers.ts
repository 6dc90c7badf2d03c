/** What X's answers hold, parsed once. Two vocabularies are in use: tweet and post (contract x 3.1). */
import type { IncomingHttpHeaders } from 'node:http';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const wordsOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** `data.id`: always a decimal text, as it does not fit into a number. */
export function createdId(body: unknown): string | undefined {
  const id = wordsOf(fieldsOf(fieldsOf(body).data).id);
  return id && /^\d+$/.test(id) ? id : undefined;
}

/** What X says of a deletion; `undefined`: nothing that can be read. */
export function isDeleted(body: unknown): boolean | undefined {
  const { deleted } = fieldsOf(fieldsOf(body).data);
  return typeof deleted === 'boolean' ? deleted : undefined;
}

/** The answer to a question for one post: there is none, as X says in so many words (contract x 3.6). */
export function isNotFound(body: unknown): boolean {
  const { data, errors } = fieldsOf(body);
  return (
    data === undefined &&
    listOf(errors)
      .map(fieldsOf)
      .some(({ type }) => String(type).endsWith('/resource-not-found'))
  );
}

export const usernameOf = (body: unknown): string | undefined => wordsOf(fieldsOf(fieldsOf(body).data).username);

/** How far X is with an uploaded animation; without a state it is ready. */
export function processingOf(body: unknown): { readonly state: string | undefined; readonly checkAfterMs: number } {
  const { state, check_after_secs: seconds } = fieldsOf(fieldsOf(fieldsOf(body).data).processing_info);
  return { state: wordsOf(state), checkAfterMs: typeof seconds === 'number' ? Math.max(0, seconds) * 1000 : 1000 };
}

/** What X says of a refusal, in both of its forms: a problem, or a list of invalid parameters (contract x 3.3). */
export interface Complaint {
  readonly title: string;
  /** For people; cut. */
  readonly detail: string;
  /** Names of the parameters that X does not accept. */
  readonly parameters: readonly string[];
}

export function complaintOf(body: unknown, status: number): Complaint {
  const { title, detail, errors } = fieldsOf(body);
  const all = listOf(errors).map(fieldsOf);
  const words = all.map(({ message }) => wordsOf(message)).find(Boolean) ?? wordsOf(detail) ?? wordsOf(title) ?? `HTTP ${status}`;
  return {
    title: wordsOf(title) ?? '',
    detail: words.slice(0, 200),
    parameters: all.flatMap(({ parameters }) => Object.keys(fieldsOf(parameters))),
  };
}

const buckets = ['x-rate-limit', 'x-app-limit-24hour', 'x-user-limit-24hour'];

/** When all exhausted buckets are full again; the latest of them counts (contract x 3.4). */
export function latestReset(headers: IncomingHttpHeaders): Date | undefined {
  const resets = buckets
    .filter((bucket) => headers[`${bucket}-remaining`] === '0')
    .map((bucket) => Number(headers[`${bucket}-reset`]))
    .filter((seconds) => Number.isFinite(seconds) && seconds > 0);
  return resets.length > 0 ? new Date(Math.max(...resets) * 1000) : undefined;
}

/** A post on the own timeline. */
export interface TimelinePost {
  readonly id: string;
  /** As shown: with X's own addresses, and escaped as HTML. */
  readonly text: string;
  readonly createdAt: number;
  readonly urls: readonly { readonly shown: string; readonly meant: string; readonly isMedia: boolean }[];
  /** The post that it replies to; `null`: to none; `undefined`: X did not tell. */
  readonly replyTo: string | null | undefined;
}

export interface Timeline {
  readonly posts: readonly TimelinePost[];
  readonly nextToken?: string;
}

export function timelineOf(body: unknown): Timeline {
  const { data, meta } = fieldsOf(body);
  const nextToken = wordsOf(fieldsOf(meta).next_token);
  return { posts: listOf(data).map(fieldsOf).flatMap(timelinePost), ...(nextToken && { nextToken }) };
}

function timelinePost(fields: Readonly<Record<string, unknown>>): readonly TimelinePost[] {
  const id = wordsOf(fields.id);
  const text = wordsOf(fields.text);
  const createdAt = Date.parse(wordsOf(fields.created_at) ?? '');
  if (!id || text === undefined || Number.isNaN(createdAt)) return [];
  return [{ id, text, createdAt, urls: urlsOf(fields.entities), replyTo: replyOf(fields) }];
}

const urlsOf = (entities: unknown): TimelinePost['urls'] =>
  listOf(fieldsOf(entities).urls)
    .map(fieldsOf)
    .flatMap(({ url, expanded_url: expanded, media_key: mediaKey }) => {
      const shown = wordsOf(url);
      const meant = wordsOf(expanded);
      return shown && meant
        ? [{ shown, meant, isMedia: wordsOf(mediaKey) !== undefined || /\/status\/\d+\/(?:photo|video)\/\d+$/.test(meant) }]
        : [];
    });

function replyOf(fields: Readonly<Record<string, unknown>>): string | null | undefined {
  const all = fields.referenced_tweets ?? fields.referenced_posts;
  const reply = listOf(all)
    .map(fieldsOf)
    .find(({ type }) => type === 'replied_to');
  if (reply) return wordsOf(reply.id) ?? null;
  return Array.isArray(all) ? null : undefined;
}
