/** What a mail of an issue consists of: its headers (contract newsletter 3) and what each reader's copy has of its own. */
import { bounceToken } from '../../core/bounce-token.ts';
import { copyName, readerToken, type Sign } from '../../core/issue-identity.ts';
import type { Message } from '../../core/message.ts';
import type { Media } from '../../core/post.ts';
import type { Recipient } from '../../core/reader.ts';
import { webAddress } from '../../core/web-paths.ts';
import type { Signing } from './dkim.ts';
import { phrase } from './header-words.ts';
import { domainOf, type MailAddress } from './mail-address.ts';

/** What is the same for every reader of an issue. */
export interface Issue {
  readonly message: Message;
  readonly from: MailAddress;
  readonly replyTo?: MailAddress;
  readonly listId: string;
  /** Address with `{token}`; absent: readers unsubscribe at `web`, else by mail. */
  readonly unsubscribe?: string;
  /** Where `omk serve` is reached; absent: there are no pages for readers. */
  readonly web?: string;
  /** Return address with `{token}`, for mail that comes back; absent: it comes back to the sender. */
  readonly bounces?: string;
  readonly language: string;
  /** Fixed for the issue, so that every attempt gives the same bytes. */
  readonly date: Date;
  /** Opaque name of the issue: its list and delivery, signed. */
  readonly stem: string;
  readonly pictures: readonly { readonly media: Media; readonly bytes: Uint8Array }[];
  readonly sign: Sign;
  /** The issue's name within return addresses. */
  readonly bounceIssue?: string;
  readonly dkim?: Signing;
}

/** A reader whose address was checked to be exactly one. */
export type WrittenTo = Pick<Recipient, 'id' | 'name' | 'language' | 'audience'> & { readonly address: string };

/** The same at every attempt, so that a receiver recognises a repeat; says nothing about the reader. */
export const messageId = ({ sign, stem, from }: Pick<Issue, 'sign' | 'stem' | 'from'>, readerId: string): string =>
  `<${stem}.${copyName(sign, stem, readerId)}@${domainOf(from.address)}>`;

/** Where a reader unsubscribes: the page of the project, that of omk, or a mail to the editors. */
export function unsubscribeAddress({ unsubscribe, web, sign, listId: list, replyTo, from }: Issue, readerId: string): string {
  if (!unsubscribe && !web) return `mailto:${(replyTo ?? from).address}?subject=unsubscribe%20${encodeURIComponent(list)}`;
  const token = readerToken(sign, { purpose: 'unsubscribe', list, reader: readerId });
  return new URL(unsubscribe?.replaceAll('{token}', token) ?? webAddress(web ?? '', 'unsubscribe', { token })).href;
}

/** Where a reader chooses segments and how often; `undefined`: nowhere. */
export const preferencesAddress = ({ web, sign, listId: list }: Issue, readerId: string): string | undefined =>
  web === undefined
    ? undefined
    : webAddress(web, 'preferences', { token: readerToken(sign, { purpose: 'preferences', list, reader: readerId }) });

/** The sender on the envelope: names the copy, so that mail that comes back is known for whose it was (contract newsletter 9). */
export const returnAddress = ({ bounces, bounceIssue: issue, sign, from }: Issue, readerId: string): string =>
  bounces === undefined || issue === undefined ? from.address : bounces.replace('{token}', bounceToken(sign, { issue, reader: readerId }));

interface HeaderLine {
  readonly key: string;
  readonly value: string | { readonly prepared: true; readonly value: string };
}

export function listHeaders({ from, replyTo, listId, stem, language, unsubscribe, web }: Issue): HeaderLine[] {
  return [
    { key: 'List-Id', value: { prepared: true, value: `${phrase(from.name ?? '')} <${listId}>`.trim() } },
    ...(unsubscribe || web ? [{ key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }] : []),
    { key: 'List-Post', value: 'NO' },
    ...(web
      ? [
          { key: 'List-Archive', value: `<${webAddress(web, 'archive')}>` },
          { key: 'List-Help', value: `<${webAddress(web, 'home')}>` },
        ]
      : []),
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
