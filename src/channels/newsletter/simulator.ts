/** Readers' mailboxes, pretended: takes mails in as a strict receiver would, and shows them. */
import type { FeedItem, SimulatorInstance, World } from '../../core/channel.ts';
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
  readonly alt: string;
  readonly src: string;
}

/** Of each issue this many mails are kept in full. */
const keptInFull = 20;

export function openSimulator(world: World): SimulatorInstance {
  const known = new Set(world.all<Letter>('mail').map(({ messageId, to }) => `${messageId} ${to}`));
  const full = new Map<string, number>();
  const pictures = new Set(world.all<Picture>('picture').map(({ id }) => id));

  return {
    receive: async ({ from, to, raw }) => {
      const { default: PostalMime } = await import('postal-mime');
      const mail = await PostalMime.parse(raw, { attachmentEncoding: 'base64' });
      const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
      const fault = faultOf({ to, raw, headers, visible: mail.to?.map(({ address }) => address ?? '') ?? [] });
      if (fault) return fault;
      const reader = to[0] as string;
      const messageId = mail.messageId ?? '';
      // Many receivers drop a repeat in silence, so it is taken in, and noted.
      const isRepeat = known.has(`${messageId} ${reader}`);
      known.add(`${messageId} ${reader}`);
      const at = world.clock.now().toISOString();
      if (isRepeat) {
        world.add('duplicate', { at, to: reader, messageId });
        return undefined;
      }
      const issue = messageId.slice(0, messageId.indexOf('.'));
      full.set(issue, (full.get(issue) ?? 0) + 1);
      const isKept = (full.get(issue) ?? 0) <= keptInFull;
      const inline = mail.attachments.map(({ contentId = '', mimeType, content }) => ({ id: contentId.replace(/^<|>$/g, ''), alt: '', src: `data:${mimeType};base64,${String(content)}` }));
      for (const picture of inline.filter(({ id }) => !pictures.has(id))) {
        pictures.add(picture.id);
        world.add('picture', picture);
      }
      world.add('mail', {
        id: messageId,
        at,
        to: reader,
        from,
        subject: mail.subject ?? '',
        messageId,
        listId: headers.get('list-id') ?? '',
        ...(isKept && { html: mail.html ?? '', text: mail.text ?? '', pictures: inline.map(({ id }) => id) }),
      });
      return undefined;
    },
    refuse: (kind) => answers[kind],
    feed: async () => {
      const stored = new Map(world.all<Picture>('picture').map((picture) => [picture.id, picture]));
      return world.all<Letter>('mail').toReversed().map((letter) => shown(letter, stored));
    },
  };
}

const answers = {
  no: '550 5.1.1 No such user here',
  later: '451 4.3.2 Try again later',
  auth: '535 5.7.8 Authentication credentials invalid',
} as const;

interface Arrived {
  readonly to: readonly string[];
  readonly raw: Uint8Array;
  readonly headers: ReadonlyMap<string, string>;
  readonly visible: readonly string[];
}

/** What a strict receiver says no to (contract newsletter 2 and 3). */
function faultOf({ to, raw, headers, visible }: Arrived): string | undefined {
  if (to.length !== 1) return '550 5.5.3 One recipient per mail';
  if (visible.length !== 1 || visible[0]?.toLowerCase() !== to[0]?.toLowerCase()) return '550 5.6.0 The To header does not name the recipient';
  const missing = ['from', 'subject', 'date', 'message-id', 'list-id', 'list-unsubscribe'].filter((name) => !headers.get(name));
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
    at: new Date(at),
    title: subject,
    html: html === undefined ? '' : `<iframe sandbox="" title="${escapeHtml(subject)}" srcdoc="${escapeHtml(page)}"></iframe>`,
    ...(text !== undefined && { text }),
    to: masked(to),
    images: images.map(({ alt, src }) => ({ alt, src })),
  };
}

/** The page may be shown to others than those who keep the list. */
const masked = (address: string): string => `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;
