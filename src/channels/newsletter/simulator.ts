/** Readers' mailboxes, pretended: takes mails in as a strict receiver would, and shows them. */

import type { Email } from 'postal-mime';
import type { FeedItem, NameRecord, SimulatorInstance, World } from '../../core/channel.ts';
import { escapeHtml } from '../../core/message.ts';

interface Letter {
  readonly id: string;
  readonly at: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly messageId: string;
  readonly listId: string;
  /** Only of the first mails of an issue: the others say the same. */
  readonly html?: string;
  readonly text?: string;
  readonly pictures?: readonly string[];
}

interface Picture {
  readonly id: string;
  readonly src: string;
}

/** Of each issue this many mails are kept in full. */
const keptInFull = 20;

export function openSimulator(world: World): SimulatorInstance {
  return {
    receive: async ({ from, to, raw }) => {
      const { default: PostalMime } = await import('postal-mime');
      const mail = await PostalMime.parse(raw, { attachmentEncoding: 'base64' });
      const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
      const fault = faultOf({ to, raw, headers, visible: mail.to?.map(({ address }) => address ?? '') ?? [] });
      if (!fault) deliver(world, mail, { from, to: to[0] ?? '', listId: headers.get('list-id') ?? '' });
      return fault;
    },
    lookUp: (name) => namesOf(name, world),
    refuse: (kind) => answers[kind],
    feed: async () => {
      const stored = new Map(world.all<Picture>('picture').map((picture) => [picture.id, picture]));
      return world
        .all<Letter>('mail')
        .toReversed()
        .map((letter) => shown(letter, stored));
    },
  };
}

/** Many receivers drop a repeat of a Message-ID in silence, so it is taken in, and noted. */
function deliver(
  world: World,
  { messageId = '', subject = '', html = '', text = '', attachments }: Email,
  envelope: Pick<Letter, 'from' | 'to' | 'listId'>,
): void {
  const at = world.clock.now().toISOString();
  const letters = world.all<Letter>('mail');
  if (letters.some((letter) => letter.messageId === messageId && letter.to === envelope.to)) {
    world.add('duplicate', { at, to: envelope.to, messageId });
    return;
  }
  const ofIssue = letters.filter((letter) => issueOf(letter.messageId) === issueOf(messageId)).length;
  const content = ofIssue < keptInFull ? { html, text, pictures: keepPictures(world, attachments) } : {};
  world.add('mail', { id: messageId, at, ...envelope, subject, messageId, ...content });
}

/** The receipt of an issue names it without the part that is each reader's own. */
const receiptIdOf = (messageId: string): string => messageId.replace(/^<([^.]*)\.[^@]*@(.*)>$/, '$1@$2');

const issueOf = (messageId: string): string => messageId.slice(0, messageId.indexOf('.'));

/** Every reader gets the same pictures: each is kept once. */
function keepPictures(world: World, attachments: Email['attachments']): readonly string[] {
  const known = new Set(world.all<Picture>('picture').map(({ id }) => id));
  return attachments.map(({ contentId = '', mimeType, content }) => {
    const id = contentId.replace(/^<|>$/g, '');
    if (!known.has(id)) world.add('picture', { id, src: `data:${mimeType};base64,${String(content)}` });
    return id;
  });
}

const answers = {
  no: '550 5.1.1 No such user here',
  later: '451 4.3.2 Try again later',
  auth: '535 5.7.8 Authentication credentials invalid',
} as const;

/** Every domain is set up well, unless a switch says otherwise; none has a key, because practising signs nothing. */
function namesOf(name: string, world: World): readonly NameRecord[] | undefined {
  const [, dmarcOf] = /^_dmarc\.([^.]+\.[^.]+)$/.exec(name) ?? [];
  if (dmarcOf !== undefined) return world.isOn('no-dmarc') ? undefined : [{ type: 'TXT', data: 'v=DMARC1; p=reject' }];
  if (name.startsWith('_') || name.includes('._')) return undefined;
  return [
    { type: 'A', data: '127.0.0.1' },
    { type: 'MX', exchange: `mail.${name}` },
    ...(world.isOn('no-spf') ? [] : [{ type: 'TXT', data: 'v=spf1 mx -all' } as const]),
  ];
}

interface Arrived {
  readonly to: readonly string[];
  readonly raw: Uint8Array;
  readonly headers: ReadonlyMap<string, string>;
  readonly visible: readonly string[];
}

/** What a strict receiver says no to (contract newsletter 2 and 3). */
function faultOf({ to, raw, headers, visible }: Arrived): string | undefined {
  if (to.length !== 1) return '550 5.5.3 One recipient per mail';
  if (visible.length !== 1 || visible[0]?.toLowerCase() !== to[0]?.toLowerCase())
    return '550 5.6.0 The To header does not name the recipient';
  // A mail of omk itself belongs to no list.
  const isNotice = headers.get('auto-submitted') === 'auto-generated';
  const demanded = ['from', 'subject', 'date', 'message-id', ...(isNotice ? [] : ['list-id', 'list-unsubscribe'])];
  const missing = demanded.filter((name) => !headers.get(name));
  if (missing.length > 0) return `550 5.6.0 Missing headers: ${missing.join(', ')}`;
  if (hasLongLine(raw)) return '550 5.6.0 A line is longer than 998 characters';
  return undefined;
}

function hasLongLine(raw: Uint8Array): boolean {
  const mail = Buffer.from(raw);
  for (let start = 0; start < mail.length; ) {
    const found = mail.indexOf('\r\n', start);
    const end = found < 0 ? mail.length : found;
    if (end - start > 998) return true;
    start = end + 2;
  }
  return false;
}

/** The mail stands in a frame that runs nothing and loads nothing; its pictures are handed along. */
function shown({ id, at, to, subject, html, text, pictures = [] }: Letter, stored: ReadonlyMap<string, Picture>): FeedItem {
  const images = pictures.flatMap((picture) => stored.get(picture) ?? []);
  const page = images.reduce((done, picture) => done.replaceAll(`cid:${picture.id}`, () => picture.src), html ?? '');
  return {
    id,
    post: receiptIdOf(id),
    at: new Date(at),
    title: subject,
    html: html === undefined ? '' : `<iframe sandbox="" title="${escapeHtml(subject)}" srcdoc="${escapeHtml(page)}"></iframe>`,
    ...(text !== undefined && { text }),
    to: masked(to),
    images: images.map(({ src }) => ({ alt: '', src })),
  };
}

/** The page may be shown to others than those who keep the list. */
const masked = (address: string): string => `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;
