/** One reader's mail in bytes: headers of contract newsletter 3, both parts, pictures, signature. */
import type { DKIMOptions } from 'nodemailer/lib/dkim';
import type { Message } from '../../core/message.ts';
import type { Media } from '../../core/post.ts';
import type { Recipient } from '../../core/reader.ts';
import { contentId } from './images.ts';
import { domainOf, type MailAddress } from './mail-address.ts';
import { cleanName, greetingFor, personalise } from './personal.ts';

/** What is the same for every reader of an issue. */
export interface Issue {
  readonly message: Message;
  readonly from: MailAddress;
  readonly replyTo?: MailAddress;
  readonly listId: string;
  /** Address with `{token}`; absent: readers unsubscribe by mail. */
  readonly unsubscribe?: string;
  readonly language: string;
  /** Fixed for the issue, so that every attempt gives the same bytes. */
  readonly date: Date;
  /** Opaque name of the issue: its list and delivery, signed. */
  readonly stem: string;
  readonly pictures: readonly { readonly media: Media; readonly bytes: Uint8Array }[];
  readonly sign: (text: string) => string;
  readonly dkim?: DKIMOptions;
}

export const issueStem = (sign: Issue['sign'], listId: string, key: string): string => sign(`issue\n${listId}\n${key}`).slice(0, 16);

/** The same at every attempt, so that a receiver recognises a repeat; says nothing about the reader. */
export const messageId = ({ sign, stem, from }: Issue, readerId: string): string =>
  `<${stem}.${sign(`message\n${stem}\n${readerId}`).slice(0, 22)}@${domainOf(from.address)}>`;

/** Names one reader of one list, for unsubscribing only. */
export const unsubscribeToken = (sign: Issue['sign'], listId: string, readerId: string): string =>
  `${encodeURIComponent(readerId)}.${sign(`unsubscribe\n${listId}\n${readerId}`).slice(0, 32)}`;

/** Where a reader unsubscribes: the project's page, or a mail to the editors. */
export function unsubscribeAddress({ unsubscribe, sign, listId, replyTo, from }: Issue, readerId: string): string {
  if (unsubscribe) return new URL(unsubscribe.replaceAll('{token}', unsubscribeToken(sign, listId, readerId))).href;
  return `mailto:${(replyTo ?? from).address}?subject=unsubscribe%20${encodeURIComponent(listId)}`;
}

type WrittenTo = Pick<Recipient, 'id' | 'name' | 'language'> & { readonly address: string };

/** The finished mail, signed when there is a key. */
export async function writeMail(issue: Issue, reader: WrittenTo): Promise<Uint8Array> {
  const { createTransport } = await import('nodemailer');
  const unsubscribe = unsubscribeAddress(issue, reader.id);
  const { text, html } = personalise(issue.message, { greeting: greetingFor(reader, issue.language), unsubscribe });
  const composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(issue.dkim && { dkim: issue.dkim }),
  });
  const { message } = await composer.sendMail({
    from: addressField(issue.from),
    to: addressField({ address: reader.address, name: cleanName(reader.name) }),
    ...(issue.replyTo && { replyTo: addressField(issue.replyTo) }),
    subject: issue.message.subject ?? '',
    date: issue.date,
    messageId: messageId(issue, reader.id),
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
    headers: listHeaders(issue, unsubscribe),
  });
  return asBuffer(message);
}

/** Never as text: in text, a line break or comma makes a second address (dependencies: nodemailer). */
const addressField = ({ name, address }: MailAddress) => ({ name: name ?? '', address });

function listHeaders(
  { from, replyTo, listId, stem, language }: Issue,
  unsubscribe: string,
): { key: string; value: string | { prepared: true; value: string } }[] {
  const isOneClick = unsubscribe.startsWith('http');
  return [
    { key: 'List-Id', value: { prepared: true, value: `${listLabel(from.name ?? '')} <${listId}>`.trim() } },
    // On one line: relays that sign again stumble over a folded one (contract newsletter 3).
    { key: 'List-Unsubscribe', value: { prepared: true, value: `<${unsubscribe}>` } },
    ...(isOneClick ? [{ key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }] : []),
    { key: 'List-Post', value: 'NO' },
    { key: 'List-Owner', value: `<mailto:${(replyTo ?? from).address}>` },
    { key: 'Feedback-ID', value: `${stem}:${listId}:newsletter:${senderId(from.address)}` },
    { key: 'Precedence', value: 'bulk' },
    { key: 'Content-Language', value: language },
  ];
}

/** The name as words, in quotes, or in encoded words of at most 75 characters (RFC 2047). */
function listLabel(name: string): string {
  if (/^[\w -]*$/.test(name)) return name;
  if (/^[ -~]*$/.test(name)) return `"${name.replace(/["\\]/g, '')}"`;
  const words = (cleanName(name).match(/.{1,10}/gsu) ?? []).map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`);
  return words.join(' ');
}

/** Constant per sender, 5 to 15 characters (contract newsletter 3). */
const senderId = (address: string): string =>
  domainOf(address)
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 15)
    .padEnd(5, '0');

async function asBuffer(message: Buffer | AsyncIterable<unknown>): Promise<Uint8Array> {
  if (Buffer.isBuffer(message)) return message;
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
