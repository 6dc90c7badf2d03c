/** What the pages for readers are handed: settings of the project, the ledger, the way to send a mail. */
import type { Channel, Notice } from '../core/channel.ts';
import type { Json } from '../core/json.ts';
import { fail, OmkError, type Problem, placed, problem } from '../core/problem.ts';
import { cleanDocument } from '../pipeline/mail-document.ts';
import type { Notified, SiteOptions, SiteSettings } from '../web/site.ts';
import type { Context } from './context.ts';
import { disposableCheck, emailParser, readerId } from './email-address.ts';
import { readMedia } from './media.ts';

/** Everything that keeps the pages from being served. */
export function siteProblems(context: Context, channel: Channel): readonly Problem[] {
  const options = context.project.channelOptions[channel.id] ?? {};
  const missing = context.missing([{ channel, options }]);
  return typeof options['web'] === 'string' ? missing : [...missing, problem('config-web-missing', {}, { channel: channel.id })];
}

export function siteSettings({ project, values }: Context, channel: Channel): SiteSettings {
  const options = project.channelOptions[channel.id] ?? {};
  const text = (name: string): string => (typeof options[name] === 'string' ? options[name] : '');
  const [segments, languages] = [options['segments'], options['languages']];
  const archive = text('archive');
  return {
    project: project.name,
    web: text('web').replace(/\/+$/, ''),
    listId: channel.destination(values(channel))?.id ?? '',
    contact: addressIn(text('replyTo') || text('from')),
    language: project.language,
    timezone: project.timezone,
    segments: isMap(segments) ? Object.fromEntries(Object.entries(segments).map(([name, label]) => [name, String(label)])) : {},
    withoutAudience: text('withoutAudience') === 'none' ? 'none' : 'all',
    languages: Array.isArray(languages) ? languages.map(String) : [],
    archive: archive === 'all' || archive === 'none' ? archive : 'open',
    canSubscribe: text('subscribers') === '',
    channel: channel.id,
    ...(project.hub !== undefined && { hub: project.hub }),
  };
}

const isMap = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The address of `Name <address>`. */
const addressIn = (mailbox: string): string => /<([^<>]+)>$/.exec(mailbox.trim())?.[1] ?? mailbox.trim();

export async function siteOptions(context: Context, settings: SiteSettings): Promise<SiteOptions> {
  const { project, output } = context;
  const ledger = await context.ledger();
  const [sign, parseEmail, isDisposable] = await Promise.all([context.sign(), emailParser(), disposableCheck()]);
  return {
    settings,
    list: ledger,
    issues: ledger,
    sign,
    clock: context.clock,
    parseEmail,
    isDisposable,
    idOf: (email) => readerId(sign, email),
    notify: (notice) => notify(context, settings.channel, notice),
    readMedia: (media) => readMedia(project.root, media),
    cleanDocument,
    ping: () => ledger.readValue('ping'),
    onFault: (error) => tellFault(context, error),
    onAnswer: (method, route, status) => {
      if (output.isVerbose) output.talk(`${method} ${route} ${status}`);
    },
  };
}

async function notify(context: Context, channel: string, notice: Notice | undefined): Promise<Notified> {
  const sender = await context.sender(channel);
  // Stopping waits for a mail that is on its way, so nothing breaks it off but its own deadline.
  const outcome = (await sender.notify?.(notice, new AbortController().signal)) ?? fail('no-mailing', {});
  if (outcome.kind === 'sent') return 'sent';
  if (outcome.kind === 'rejected' && outcome.problem.code === 'rejected') return 'refused';
  if (outcome.kind === 'handed-off') return 'failed';
  context.output.problem(placed(outcome.problem, { channel }));
  return outcome.problem.code === 'no-answer' ? 'unsure' : 'failed';
}

function tellFault({ output }: Context, error: unknown): void {
  if (error instanceof OmkError) for (const found of error.problems) output.problem(found);
  else output.talk(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
