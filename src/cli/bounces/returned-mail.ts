/** Reads one mail that came in at the return address: a report about a mail of ours, or something else. */
import type { Attachment, Email } from 'postal-mime';
import { type BounceClass, feedbackOf } from '../../core/bounce.ts';
import { failureOf } from './delivery-status.ts';
import { type Fields, fieldsOf, firstOf } from './report-fields.ts';

export interface Report {
  readonly kind: 'report';
  readonly class: BounceClass;
  readonly status: string;
  /** Texts in which the return address may stand: where the report went, and where the mail said that it came from. */
  readonly addressed: readonly string[];
  /** Headers of the mail that is returned; none when they are missing. */
  readonly returned: Fields;
}

/** `ignored`: an automatic reply, ordinary mail, or a report of something that is no bounce. `broken`: it cannot be read. */
export type ReturnedMail = Report | { readonly kind: 'ignored' } | { readonly kind: 'broken' };

const [ignored, broken] = [{ kind: 'ignored' }, { kind: 'broken' }] as const;

export async function readReturnedMail(bytes: Uint8Array): Promise<ReturnedMail> {
  const mail = await parsed(mayReport(bytes) ? bytes : headersOf(bytes));
  if (!mail?.headers.some(({ key }) => usual.has(key))) return broken;
  const returned = returnedHeaders(mail);
  const status = textOf(mail, statusTypes);
  if (status !== undefined) {
    const failure = failureOf(status, addressIn(firstOf(returned, 'to')));
    if (failure === 'broken') return broken;
    return failure === 'none' ? ignored : { kind: 'report', ...failure, addressed: addressedBy(mail, returned), returned };
  }
  const feedback = textOf(mail, ['message/feedback-report']);
  if (feedback === undefined) return ignored;
  const fields = fieldsOf(feedback);
  const type = firstOf(fields, 'feedback-type');
  if (type === '') return broken;
  const complaint = feedbackOf(type);
  if (!complaint) return ignored;
  const addressed = [...addressedBy(mail, returned), ...(fields.get('original-mail-from') ?? [])];
  return { kind: 'report', ...complaint, addressed, returned };
}

/** The last ones for mail in other alphabets (RFC 6533). */
const statusTypes = ['message/delivery-status', 'message/global-delivery-status'];
const returnedTypes = ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers', 'message/global', 'message/global-headers'];

/** What every mail has one of; bytes that are no mail have none. */
const usual = new Set(['from', 'to', 'date', 'subject', 'received', 'return-path', 'message-id', 'mime-version', 'content-type']);

const textIn = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** Other mail need not be taken apart: it can be long and odd. */
const mayReport = (bytes: Uint8Array): boolean => /delivery-status|feedback-report/i.test(textIn(bytes));

function headersOf(bytes: Uint8Array): Uint8Array {
  const end = textIn(bytes).search(/\n\r?\n/);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/** A mail that is returned within it is not opened: it may be as nested as it likes. `undefined`: it breaks the rules too badly. */
async function parsed(bytes: Uint8Array): Promise<Email | undefined> {
  const { default: PostalMime } = await import('postal-mime');
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  } catch {
    return undefined;
  }
}

const decoder = new TextDecoder();

/** The beginning of the first part of such a type; none of those that are looked at is long. */
function textOf({ attachments }: Email, types: readonly string[]): string | undefined {
  const part = attachments.find(({ mimeType }) => types.includes(mimeType));
  return part && contentOf(part);
}

const contentOf = ({ content }: Attachment): string =>
  typeof content === 'string' ? content.slice(0, longestPart) : decoder.decode(new Uint8Array(content).subarray(0, longestPart));

const longestPart = 128 * 1024;

/** Those of the first returned mail. */
function returnedHeaders(mail: Email): Fields {
  const text = textOf(mail, returnedTypes)?.trimStart() ?? '';
  const end = text.search(/\r?\n\r?\n/);
  return fieldsOf(end < 0 ? text : text.slice(0, end));
}

const addressIn = (text: string): string => /<([^<>\s]+)>/.exec(text)?.[1] ?? /[^\s<>"',;]+@[^\s<>"',;]+/.exec(text)?.[0] ?? '';

/** Where mail servers write down whom a mail was delivered to, the surest first. */
const addressing = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'x-rcpt-to',
  'to',
  'apparently-to',
  'resent-to',
  'received',
];

const addressedBy = ({ headers }: Email, returned: Fields): readonly string[] => [
  ...addressing.flatMap((name) => headers.filter(({ key }) => key === name).map(({ value }) => value)),
  ...(returned.get('return-path') ?? []),
];
