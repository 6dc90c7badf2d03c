/**
 * The MIME of an issue, composed once by nodemailer with marks where a reader's own values come. After encoding, each
 * value stands on lines of its own, so no line grows and a mail is made by joining prepared bytes (contract newsletter 2).
 */
import type { SendMailOptions } from 'nodemailer';
import { escapeHtml, fillPictures, READER, WEB_VERSION } from '../../core/message.ts';
import { webAddress } from '../../core/web-paths.ts';
import { contentId } from './images.ts';
import { type Issue, listHeaders } from './mail.ts';

/** Values of a reader's own. */
export type Value = keyof typeof READER;
export type Slot = Value | `${Value}Html`;

/** The encoded values of one reader, for the places that a mail has. */
export type Values = ReadonlyMap<Slot, Buffer>;

export function valueFor(values: Values, slot: Slot): Buffer {
  const value = values.get(slot);
  if (!value) throw new Error(`No value for the place of ${slot}.`);
  return value;
}

/** Bytes that every reader gets, or the place of a value. */
export type Piece = Buffer | Slot;

export interface Composed {
  /** Header fields that are the same for everybody, without their line ends. */
  readonly fields: readonly string[];
  readonly body: readonly Piece[];
}

/** Control characters that no text keeps, so that they can stand for a value until it is encoded. */
const marks = { greeting: '\u0001', unsubscribe: '\u0002', preferences: '\u0003' } as const satisfies Record<Value, string>;
const values = Object.keys(marks) as readonly Value[];

export async function compose(issue: Issue): Promise<Composed> {
  const web = issue.web === undefined ? '' : webAddress(issue.web, 'issue', { issue: issue.stem });
  const text = marked(issue.message.text.replaceAll(WEB_VERSION, web));
  const html = marked(fillPictures(issue.message.html ?? '').replaceAll(WEB_VERSION, escapeHtml(web)));
  const mail = await composeMime(issue, { text, html });
  const end = mail.indexOf('\r\n\r\n');
  const fields = mail
    .subarray(0, end)
    .toString('latin1')
    .split(/\r\n(?![ \t])/)
    .filter((field) => !/^(?:to|message-id):/i.test(field));
  return { fields, body: pieces(mail.subarray(end + 4).toString('latin1'), [...slots(text, ''), ...slots(html, 'Html')]) };
}

function marked(template: string): string {
  const plain = template.replace(/\r\n?/g, '\n').replace(/\p{Cc}/gu, (char) => ('\t\n'.includes(char) ? char : ''));
  return values.reduce((text, value) => text.replaceAll(READER[value], marks[value]), plain);
}

const slots = (template: string, form: '' | 'Html'): readonly Slot[] =>
  Array.from(template).flatMap((char) => values.filter((value) => marks[value] === char).map((value) => `${value}${form}` as const));

async function composeMime(issue: Issue, { text, html }: { readonly text: string; readonly html: string }): Promise<Buffer> {
  return toBytes({
    // Never as text: in text, a line break or comma makes a second address (dependencies: nodemailer).
    from: { name: issue.from.name ?? '', address: issue.from.address },
    to: { name: '', address: 'reader@reader.invalid' },
    ...(issue.replyTo && { replyTo: { name: issue.replyTo.name ?? '', address: issue.replyTo.address } }),
    subject: issue.message.subject ?? '',
    date: issue.date,
    messageId: '<reader@reader.invalid>',
    xMailer: false,
    encoding: 'quoted-printable',
    // The library derives the boundaries from it: equal input, equal bytes.
    baseBoundary: issue.stem,
    text,
    html,
    attachments: issue.pictures.map(({ media, bytes }) => ({
      cid: contentId(media),
      content: Buffer.from(bytes),
      contentType: media.mimeType,
      contentDisposition: 'inline' as const,
      filename: media.path.slice(media.path.lastIndexOf('/') + 1),
    })),
    headers: listHeaders(issue),
  });
}

/** A mail as it travels. The library may open no file and no address for it. */
export async function toBytes(mail: SendMailOptions): Promise<Buffer> {
  const { createTransport } = await import('nodemailer');
  const composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return asBuffer((await composer.sendMail(mail)).message);
}

async function asBuffer(message: Buffer | AsyncIterable<unknown>): Promise<Buffer> {
  if (Buffer.isBuffer(message)) return message;
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** Cuts the body at its marks; the texts come before the pictures, so the first so many marks are they. */
function pieces(body: string, places: readonly Slot[]): readonly Piece[] {
  const found: Piece[] = [];
  let rest = body;
  for (const place of places) {
    const at = rest.search(/=0[123]/);
    if (at < 0) throw new Error('A mark of the mail is lost.');
    const [before, after] = [rest.slice(0, at), rest.slice(at + 3)];
    // A soft line break on both sides, unless a line begins or ends there anyhow.
    found.push(Buffer.from(isLineStart(before) ? before : `${before}=\r\n`, 'latin1'), place);
    rest = after.startsWith('\r\n') || after.startsWith('=\r\n') ? after : `=\r\n${after}`;
  }
  return [...found, Buffer.from(rest, 'latin1')];
}

const isLineStart = (before: string): boolean => before === '' || before.endsWith('\r\n');
