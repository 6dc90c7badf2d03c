/** Fills in one reader's values, and signs: a finished mail in bytes. */
import { fillIntro, type Intro, introFor, introsOf } from '../../core/intro.ts';
import { escapeHtml } from '../../core/message.ts';
import { compose, type Piece, type Slot, type Value, type Values, valueFor } from './composing.ts';
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
    const { shared, body, slots, sign } = only ?? (await paperWith(introFor(intros, reader.audience)));
    const { own, values } = personal(issue, reader, slots);
    const signature = sign ? `${await sign(own, values)}\r\n` : '';
    const head = Buffer.from(`${signature}${own.join('\r\n')}\r\n`, 'latin1');
    return Buffer.concat([head, shared, ...body.map((piece: Piece) => (typeof piece === 'string' ? valueFor(values, piece) : piece))]);
  };
}

/** What is the same on the mails of many readers. */
interface Paper {
  /** Header fields, and the empty line behind them. */
  readonly shared: Buffer;
  readonly body: readonly Piece[];
  /** Values that have a place on it. */
  readonly slots: readonly Slot[];
  readonly sign: ReturnType<typeof createSigner> | undefined;
}

async function preparePaper(issue: Issue): Promise<Paper> {
  const { fields, body } = await compose(issue);
  return {
    shared: Buffer.from(`${fields.join('\r\n')}\r\n\r\n`, 'latin1'),
    body,
    slots: [...new Set(body.filter((piece) => typeof piece === 'string'))],
    sign: issue.dkim && createSigner(issue.dkim, { fields, body }),
  };
}

interface Personal {
  /** Header fields of this reader alone. */
  readonly own: readonly string[];
  readonly values: Values;
}

/** What comes from the list is data: a checked address, a name in words, html that is escaped. */
function personal(issue: Issue, reader: WrittenTo, slots: readonly Slot[]): Personal {
  const unsubscribe = unsubscribeAddress(issue, reader.id);
  const values: Record<Value, string> = {
    greeting: greetingFor(reader, issue.language),
    unsubscribe,
    preferences: preferencesAddress(issue, reader.id) ?? unsubscribe,
  };
  const own = [
    mailboxField('To', reader),
    `Message-ID: ${messageId(issue, reader.id)}`,
    // On one line: relays that sign again stumble over a folded one (contract newsletter 3).
    `List-Unsubscribe: <${unsubscribe}>`,
  ];
  return { own, values: encodedValues(values, slots) };
}

/** Each value in the forms that are wanted; most are the same as text and as html. */
function encodedValues(values: Readonly<Record<Value, string>>, slots: readonly Slot[]): Values {
  const encoded = new Map<string, Buffer>();
  return new Map(
    slots.map((slot) => {
      const text = formOf(slot, values);
      const bytes = encoded.get(text) ?? Buffer.from(quotedPrintableLines(text), 'latin1');
      encoded.set(text, bytes);
      return [slot, bytes];
    }),
  );
}

const formOf = (slot: Slot, values: Readonly<Record<Value, string>>): string =>
  isHtmlSlot(slot) ? escapeHtml(values[slot.slice(0, -'Html'.length) as Value]) : values[slot];

const isHtmlSlot = (slot: Slot): slot is `${Value}Html` => slot.endsWith('Html');
