/** Fills in one reader's values, and signs: a finished mail in bytes. */
import { fillIntro, type Intro, introFor, introsOf } from '../../core/intro.ts';
import { escapeHtml } from '../../core/message.ts';
import { compose, type Piece, type Slot } from './composing.ts';
import { mailboxField } from './header-words.ts';
import { type Issue, messageId, preferencesAddress, unsubscribeAddress, type WrittenTo } from './mail.ts';
import { greetingFor } from './personal.ts';
import { quotedPrintableLines } from './quoted-printable.ts';
import { createSigner } from './signing.ts';

export type MailWriter = (reader: WrittenTo) => Promise<Uint8Array>;

/** Everything that readers share is made once: for each intro, where the issue has some for one segment or another. */
export async function mailWriter(issue: Issue): Promise<MailWriter> {
  const intros = introsOf(issue.message);
  const papers = new Map<Intro | undefined, Promise<Paper>>();
  const paperWith = (intro: Intro | undefined): Promise<Paper> => {
    const paper = papers.get(intro) ?? preparePaper({ ...issue, message: fillIntro(issue.message, intro) });
    papers.set(intro, paper);
    return paper;
  };
  const only = intros.length === 0 ? await preparePaper(issue) : undefined;
  return async (reader) => {
    const { shared, body, sign } = only ?? (await paperWith(introFor(intros, reader.audience)));
    const { own, values } = personal(issue, reader);
    const signature = sign ? `${await sign(own, values)}\r\n` : '';
    const head = Buffer.from(`${signature}${own.join('\r\n')}\r\n${shared}\r\n`, 'latin1');
    return Buffer.concat([head, ...body.map((piece: Piece) => (typeof piece === 'string' ? values[piece] : piece))]);
  };
}

/** What is the same on the mails of many readers. */
interface Paper {
  readonly shared: string;
  readonly body: readonly Piece[];
  readonly sign: ReturnType<typeof createSigner> | undefined;
}

async function preparePaper(issue: Issue): Promise<Paper> {
  const { fields, body } = await compose(issue);
  return { shared: `${fields.join('\r\n')}\r\n`, body, sign: issue.dkim && createSigner(issue.dkim, { fields, body }) };
}

interface Personal {
  /** Header fields of this reader alone. */
  readonly own: readonly string[];
  readonly values: Readonly<Record<Slot, Buffer>>;
}

/** What comes from the list is data: a checked address, a name in words, html that is escaped. */
function personal(issue: Issue, reader: WrittenTo): Personal {
  const unsubscribe = unsubscribeAddress(issue, reader.id);
  const preferences = preferencesAddress(issue, reader.id) ?? unsubscribe;
  const greeting = greetingFor(reader, issue.language);
  const own = [
    mailboxField('To', reader),
    `Message-ID: ${messageId(issue, reader.id)}`,
    // On one line: relays that sign again stumble over a folded one (contract newsletter 3).
    `List-Unsubscribe: <${unsubscribe}>`,
  ];
  const encoded = (value: string) => Buffer.from(quotedPrintableLines(value), 'latin1');
  return {
    own,
    values: {
      greeting: encoded(greeting),
      greetingHtml: encoded(escapeHtml(greeting)),
      unsubscribe: encoded(unsubscribe),
      unsubscribeHtml: encoded(escapeHtml(unsubscribe)),
      preferences: encoded(preferences),
      preferencesHtml: encoded(escapeHtml(preferences)),
    },
  };
}
