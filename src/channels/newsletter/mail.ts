/** What a mail of an issue consists of: its headers (contract newsletter 3) and what each reader's copy has of its own. */
import type { Message } from '../../core/message.ts';
import type { Media } from '../../core/post.ts';
import type { Recipient } from '../../core/reader.ts';
import type { Signing } from './dkim.ts';
import { phrase } from './header-words.ts';
import { domainOf, type MailAddress } from './mail-address.ts';

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
  readonly dkim?: Signing;
}

/** A reader whose address was checked to be exactly one. */
export type WrittenTo = Pick<Recipient, 'id' | 'name' | 'language'> & { readonly address: string };

export const issueStem = (sign: Issue['sign'], listId: string, key: string): string => sign(`issue\n${listId}\n${key}`).slice(0, 16);

/** The same at every attempt, so that a receiver recognises a repeat; says nothing about the reader. */
export const messageId = ({ sign, stem, from }: Pick<Issue, 'sign' | 'stem' | 'from'>, readerId: string): string =>
  `<${stem}.${sign(`message\n${stem}\n${readerId}`).slice(0, 22)}@${domainOf(from.address)}>`;

/** Names one reader of one list, for unsubscribing only. */
export const unsubscribeToken = (sign: Issue['sign'], listId: string, readerId: string): string =>
  `${encodeURIComponent(readerId)}.${sign(`unsubscribe\n${listId}\n${readerId}`).slice(0, 32)}`;

/** Where a reader unsubscribes: the project's page, or a mail to the editors. */
export function unsubscribeAddress({ unsubscribe, sign, listId, replyTo, from }: Issue, readerId: string): string {
  if (unsubscribe) return new URL(unsubscribe.replaceAll('{token}', unsubscribeToken(sign, listId, readerId))).href;
  return `mailto:${(replyTo ?? from).address}?subject=unsubscribe%20${encodeURIComponent(listId)}`;
}

interface HeaderLine {
  readonly key: string;
  readonly value: string | { readonly prepared: true; readonly value: string };
}

export function listHeaders({ from, replyTo, listId, stem, language, unsubscribe }: Issue): HeaderLine[] {
  return [
    { key: 'List-Id', value: { prepared: true, value: `${phrase(from.name ?? '')} <${listId}>`.trim() } },
    ...(unsubscribe ? [{ key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }] : []),
    { key: 'List-Post', value: 'NO' },
    { key: 'List-Owner', value: `<mailto:${(replyTo ?? from).address}>` },
    { key: 'Feedback-ID', value: `${stem}:${listId}:newsletter:${senderId(from.address)}` },
    { key: 'Precedence', value: 'bulk' },
    { key: 'Content-Language', value: language },
  ];
}

/** Constant per sender, 5 to 15 characters (contract newsletter 3). */
const senderId = (address: string): string =>
  domainOf(address)
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 15)
    .padEnd(5, '0');
