/** One mail of omk itself, such as the question to confirm a subscription: the newsletter's sender, server and signature. */
import { randomUUID } from 'node:crypto';
import type { ChannelDeps, Notice } from '../../core/channel.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import { fail, problem } from '../../core/problem.ts';
import { toBytes } from './composing.ts';
import { type MailAnswer, openConnection } from './connection.ts';
import type { Signing } from './dkim.ts';
import { domainOf, envelopeAddress, type MailAddress } from './mail-address.ts';
import { createSigner } from './signing.ts';
import type { SmtpServer } from './smtp-server.ts';
import { judge, withoutConnection } from './verdict.ts';

export interface NoticeOptions {
  readonly server: SmtpServer;
  readonly from: MailAddress;
  readonly replyTo?: MailAddress;
  readonly dkim?: Signing;
  readonly deps: Pick<ChannelDeps, 'clock' | 'deadlineMs'>;
}

export async function sendNotice(notice: Notice | undefined, signal: AbortSignal, options: NoticeOptions): Promise<SendOutcome> {
  const id = `<${randomUUID()}@${domainOf(options.from.address)}>`;
  const mail = notice && { to: addressOf(notice), bytes: await compose(notice, id, options) };
  const opened = await openConnection(options.server, { deadlineMs: options.deps.deadlineMs, signal });
  if (opened.kind !== 'open') return withoutConnection(opened, options.deps.clock.now());
  try {
    const answer: MailAnswer = mail
      ? await opened.connection.send({ from: options.from.address, to: mail.to }, mail.bytes)
      : { kind: 'accepted' };
    return outcomeOf(answer, id, options.deps.clock.now());
  } finally {
    opened.connection.close();
  }
}

const addressOf = ({ to }: Notice): string => envelopeAddress(to) ?? fail('reader-bad-address', {});

/** As for a reader of an issue, but that nobody tries again by itself. */
function outcomeOf(answer: MailAnswer, remoteId: string, now: Date): SendOutcome {
  const { reader, stop, trouble } = judge({ answer, attempts: 1, now });
  if (reader?.state === 'sent') return { kind: 'sent', receipt: { remoteId } };
  if (reader?.state === 'refused' && reader.problem) return { kind: 'rejected', problem: reader.problem };
  return stop ?? trouble?.outcome ?? { kind: 'retry', problem: problem('unavailable', { detail: '' }) };
}

async function compose(notice: Notice, messageId: string, { from, replyTo, dkim, deps }: NoticeOptions): Promise<Uint8Array> {
  const mail = await toBytes({
    // Never as text: in text, a line break or comma makes a second address (dependencies: nodemailer).
    from: { name: from.name ?? '', address: from.address },
    to: { name: '', address: addressOf(notice) },
    ...(replyTo && { replyTo: { name: replyTo.name ?? '', address: replyTo.address } }),
    subject: notice.subject.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim(),
    date: deps.clock.now(),
    messageId,
    xMailer: false,
    encoding: 'quoted-printable',
    text: notice.text,
    html: notice.html,
    // A person asked for it, and no program need answer it (RFC 3834; contract newsletter 3).
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': notice.language },
  });
  return signed(mail, dkim);
}

async function signed(mail: Buffer, dkim: Signing | undefined): Promise<Uint8Array> {
  if (!dkim) return mail;
  const end = mail.indexOf('\r\n\r\n');
  const fields = mail
    .subarray(0, end)
    .toString('latin1')
    .split(/\r\n(?![ \t])/);
  const sign = createSigner(dkim, { fields, body: [mail.subarray(end + 4)] }, []);
  return Buffer.concat([Buffer.from(`${await sign([], new Map())}\r\n`, 'latin1'), mail]);
}
