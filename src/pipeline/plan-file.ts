/** A plan as a file: everything rendered, with a digest. The same input gives the same bytes; no clock plays a part. Pure. */
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../core/json.ts';
import type { Message } from '../core/message.ts';

/** Raised when an older omk could not read it. */
export const planFormat = 1;

export interface PlanContent {
  readonly omkPlan: typeof planFormat;
  /** `update`: brings an edit to what stands there already. */
  readonly kind: 'publish' | 'update';
  /** The version of omk that rendered it. */
  readonly omk: string;
  /** Keys of omk.yaml that had a part in it, as they count. */
  readonly settings: Readonly<Record<string, Json>>;
  /** What it was narrowed to; null: nothing. */
  readonly channels: readonly string[] | null;
  /** Channels that get the same post once more, on purpose. */
  readonly again: readonly string[];
  /** Posted below what cannot be edited. */
  readonly correction: string | null;
  readonly posts: readonly PlanPost[];
}

export interface PlanPost {
  readonly post: string;
  readonly file: string;
  readonly title: string;
  /** SHA-256 of the file's text. */
  readonly text: string;
  readonly corrects: string | null;
  /** ISO 8601, UTC; absent: there is none. */
  readonly embargo?: string;
  readonly pictures: readonly Fingerprint[];
  readonly deliveries: readonly PlanMessage[];
  readonly skipped: readonly { readonly channel: string; readonly reason: string }[];
}

/** A file by the SHA-256 of what is in it. */
export interface Fingerprint {
  readonly file: string;
  readonly sha256: string;
}

export interface PlanMessage {
  readonly channel: string;
  /** The group, account or list as the settings say it. */
  readonly destination: string;
  /** Id of the account, where the credentials at hand tell it. */
  readonly account: string | null;
  /** ISO 8601, UTC; null: right away. */
  readonly publishAt: string | null;
  /** How many readers there were; told, not held to. */
  readonly readers: number | null;
  readonly templates: readonly Fingerprint[];
  readonly revision: string;
  readonly message: Message;
}

export interface Plan extends PlanContent {
  /** Over everything else. */
  readonly digest: string;
}

export const digestOfPlan = (content: PlanContent): string => `sha256:${createHash('sha256').update(canonicalJson(content)).digest('hex')}`;

/** With its digest first, where a person looks for it. */
export const sealed = (content: PlanContent): Plan => ({ digest: digestOfPlan(content), ...content });

/** The bytes that are written, and that are signed. */
export const planText = (plan: Plan): string => `${JSON.stringify(plan, null, 2)}\n`;

/** Text is compared as git may have turned its line ends. */
export const fingerprintOfText = (text: string): string =>
  createHash('sha256')
    .update(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'))
    .digest('hex');

export type ReadPlan =
  | { readonly plan: Plan }
  | { readonly fault: 'broken' | 'edited' }
  | { readonly fault: 'version'; readonly version: string };

/**
 * Exactly what omk wrote, or nothing: a key that stands there twice would show a person something else than what counts.
 * Line ends may have been turned on the way.
 */
export function readPlan(text: string): ReadPlan {
  try {
    return readWhole(text);
  } catch (error) {
    // Thousands of brackets inside each other exhaust the stack; a plan has a handful.
    if (error instanceof RangeError) return { fault: 'broken' };
    throw error;
  }
}

function readWhole(text: string): ReadPlan {
  const plan = parsed(text);
  if (!isRecord(plan) || !('omkPlan' in plan)) return { fault: 'broken' };
  if (plan['omkPlan'] !== planFormat) return { fault: 'version', version: String(plan['omkPlan']).slice(0, 20) };
  const { digest, ...content } = plan;
  const isAsWritten = planText(plan as unknown as Plan) === `${text.replace(/\r\n/g, '\n').trimEnd()}\n`;
  if (!isAsWritten || digest !== digestOfPlan(content as unknown as PlanContent)) return { fault: 'edited' };
  return isPlan(content) ? { plan: plan as unknown as Plan } : { fault: 'broken' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, (value: unknown) => boolean>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const orNull =
  (test: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === null || test(value);
const listOf =
  (test: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(test);
const has =
  (fields: Fields) =>
  (value: unknown): boolean =>
    isRecord(value) && Object.entries(fields).every(([name, test]) => test(value[name]));

const isFingerprint = has({ file: isText, sha256: isText });
const isMedia = listOf(has({ path: isText, hash: isText, alt: isText, mimeType: isText }));
const orAbsent =
  (test: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || test(value);
const isMessage = has({
  text: isText,
  subject: orAbsent(isText),
  html: orAbsent(isText),
  link: orAbsent(isText),
  media: isMedia,
  parts: orAbsent(listOf(has({ text: isText, media: isMedia }))),
  details: isRecord,
});

const isPlan = has({
  kind: (value) => value === 'publish' || value === 'update',
  omk: isText,
  settings: isRecord,
  channels: orNull(listOf(isText)),
  again: listOf(isText),
  correction: orNull(isText),
  posts: listOf(
    has({
      post: isText,
      file: isText,
      title: isText,
      text: isText,
      corrects: orNull(isText),
      embargo: orAbsent(isText),
      pictures: listOf(isFingerprint),
      deliveries: listOf(
        has({
          channel: isText,
          destination: isText,
          account: orNull(isText),
          publishAt: orNull(isText),
          readers: orNull(isNumber),
          templates: listOf(isFingerprint),
          revision: isText,
          message: isMessage,
        }),
      ),
      skipped: listOf(has({ channel: isText, reason: isText })),
    }),
  ),
});
