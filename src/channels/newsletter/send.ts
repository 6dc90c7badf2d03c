/** Prepares an issue: its server, its pictures, a signature that holds. The mailing then brings it to its readers. */

import { bounceIssue } from '../../core/bounce-token.ts';
import type { CallContext, ChannelDeps, ChannelValues, Notice, Sender } from '../../core/channel.ts';
import { issueStem } from '../../core/issue-identity.ts';
import type { Message } from '../../core/message.ts';
import type { Finding, SendOutcome } from '../../core/outcome.ts';
import { fail, OmkError, problem } from '../../core/problem.ts';
import { deliverySettings } from './delivery-settings.ts';
import { openSigning, type Signing, signatureFault } from './dkim.ts';
import type { Issue } from './mail.ts';
import { type MailAddress, parseMailbox } from './mail-address.ts';
import { Mailing } from './mailing.ts';
import { sendNotice } from './notice.ts';
import { parseSmtpUrl, type SmtpServer } from './smtp-server.ts';
import { mailWriter } from './writing.ts';

export function openSender(values: ChannelValues, deps: ChannelDeps): Sender {
  return {
    send: (message, context) => send(message, context, { values, deps }),
    find: (_message, { readers }) => find(readers),
    check: async (signal) => {
      const { checkSending } = await import('./check.ts');
      const signing = async () => (await prepare(probe, probeContext(values, deps), { values, deps })).dkim;
      return checkSending({ values, deps, signal, server: () => serverOf(values, deps), signing });
    },
    notify: (notice, signal) => notify(notice, signal, { values, deps }),
  };
}

/** Written and signed like an issue, sent to nobody. */
const probe: Message = { subject: 'omk', text: 'omk', html: '<p>omk</p>', media: [], details: {} };

const probeContext = ({ options }: ChannelValues, { clock }: ChannelDeps): Occasion => ({
  key: 'probe',
  destination: String(options['listId'] ?? ''),
  since: clock.now(),
});

interface Opened {
  readonly values: ChannelValues;
  readonly deps: ChannelDeps;
}

async function send(message: Message, context: CallContext, { values, deps }: Opened): Promise<SendOutcome> {
  try {
    const server = serverOf(values, deps);
    const issue = await prepare(message, context, { values, deps });
    const write = await mailWriter(issue);
    return await new Mailing({ issue, write, server, context, deps, settings: deliverySettings(values.options) }).run();
  } catch (error) {
    if (!(error instanceof OmkError) || !error.problems[0]) throw error;
    return { kind: 'rejected', problem: error.problems[0] };
  }
}

async function notify(notice: Notice | undefined, signal: AbortSignal, { values, deps }: Opened): Promise<SendOutcome> {
  try {
    const { options, settings } = values;
    const from = mailbox(options['from']) ?? fail('config-missing-key', { key: 'newsletter.from' });
    const replyTo = mailbox(options['replyTo']);
    const dkim = await signingOf(settings, deps);
    return await sendNotice(notice, signal, {
      server: serverOf(values, deps),
      from,
      ...(replyTo && { replyTo }),
      ...(dkim && { dkim }),
      deps,
    });
  } catch (error) {
    if (!(error instanceof OmkError) || !error.problems[0]) throw error;
    return { kind: 'rejected', problem: error.problems[0] };
  }
}

/** Nobody is left, or somebody may still be tried: sending goes on. Only readers in doubt are for a person. */
async function find(readers: CallContext['readers']): Promise<Finding> {
  const [{ count }, counts] = await Promise.all([readers.left(), readers.counts()]);
  const { unconfirmed } = counts;
  // A mailing of which this ledger knows no reader was made elsewhere: nobody here can tell whom it reached.
  if (Object.values(counts).every((each) => each === 0)) return { kind: 'unsure', isFinal: true };
  if (count > 0 || unconfirmed === 0) return { kind: 'resumable' };
  return { kind: 'unsure', problem: problem('readers-unconfirmed', { count: unconfirmed }) };
}

function serverOf({ settings }: ChannelValues, { network }: ChannelDeps): SmtpServer {
  const server = parseSmtpUrl(settings['smtp'] ?? '');
  if (!server) return fail('config-bad-value', { name: 'SMTP_URL', expected: 'address' });
  const host = server.host.includes(':') ? `[${server.host}]` : server.host;
  // TLS is certain wherever it is not this computer, so the host is judged as one that is reached over TLS.
  network.permit(`https://${host}:${server.port}`);
  return server;
}

type Occasion = Pick<CallContext, 'key' | 'destination' | 'since'>;

/** All that the readers share. Refuses before the first of them when a picture is gone or a mail cannot be signed. */
async function prepare(message: Message, { key, destination, since }: Occasion, { values, deps }: Opened): Promise<Issue> {
  const { options } = values;
  const replyTo = mailbox(options['replyTo']);
  const from = mailbox(options['from']) ?? fail('config-missing-key', { key: 'newsletter.from' });
  const pictures = await Promise.all(message.media.map(async (media) => ({ media, bytes: await deps.readMedia(media) })));
  const stem = issueStem(deps.sign, destination, key);
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  const [unsubscribe, web, bounces] = [text('unsubscribe'), text('web'), text('bounces')];
  const issue: Issue = {
    message,
    from,
    ...(replyTo && { replyTo }),
    listId: destination,
    ...(unsubscribe !== undefined && { unsubscribe }),
    ...(web !== undefined && { web }),
    ...(bounces !== undefined && { bounces, bounceIssue: bounceIssue(deps.sign, stem) }),
    language: typeof message.details['language'] === 'string' ? message.details['language'] : 'nl',
    date: since,
    stem,
    pictures,
    sign: deps.sign,
  };
  return signed(issue, { values, deps });
}

const mailbox = (written: unknown): MailAddress | undefined => (typeof written === 'string' ? parseMailbox(written) : undefined);

/** With a key, mail that cannot be signed is not sent: one is written and verified first (contract newsletter 1.8). */
async function signed(issue: Issue, { values: { settings }, deps }: Opened): Promise<Issue> {
  const dkim = await signingOf(settings, deps);
  if (!dkim) return issue;
  const write = await mailWriter({ ...issue, dkim });
  const fault = signatureFault(await write({ id: 'probe', address: issue.from.address }), dkim.key);
  if (fault) fail('unsigned-mail', { detail: fault });
  return { ...issue, dkim };
}

async function signingOf(settings: ChannelValues['settings'], deps: ChannelDeps): Promise<Signing | undefined> {
  const { dkimDomain: domain, dkimSelector: selector, dkimKeyFile: file } = settings;
  if (!domain || !selector || !file) return undefined;
  return openSigning({ domain, selector, file, path: deps.resolvePath(file) });
}
