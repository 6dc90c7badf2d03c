/** The ways to tell somebody: a mail by the server of the newsletter, a webhook, a sign of life. One try each; the next run is the second. */
import type { LoginDeps, Sender } from '../../core/channel.ts';
import { fail, OmkError, type Problem, problem } from '../../core/problem.ts';
import type { NoticeText } from './notice-text.ts';

type Outside = Pick<LoginDeps, 'network' | 'deadlineMs'>;

const lines = ({ paragraphs }: NoticeText): string => paragraphs.map((paragraph) => paragraph.join('\n')).join('\n\n');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const html = ({ subject, paragraphs }: NoticeText, language: string): string => {
  const body = paragraphs.map((paragraph) => `<p>${paragraph.map(escaped).join('<br>')}</p>`).join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>${body}</body></html>`;
};

/** To each address a mail of its own; `undefined`: all went well. */
export async function tellByMail(
  text: NoticeText,
  { sender, addresses, language }: { readonly sender: Sender; readonly addresses: readonly string[]; readonly language: string },
): Promise<Problem | undefined> {
  let found: Problem | undefined;
  for (const to of addresses) {
    const notice = { to, subject: text.subject, text: lines(text), html: html(text, language), language };
    const outcome = (await sender.notify?.(notice, new AbortController().signal)) ?? fail('no-mailing', {});
    if (outcome.kind !== 'sent' && outcome.kind !== 'handed-off') found ??= outcome.problem;
  }
  return found;
}

const apart = '\u200b';

/** Markdown whose words hide where it leads to, and what a card of Teams computes: `{{DATE(…)}}`. */
const withoutLinks = (text: string): string => text.replace(/\](?=[([:])/g, `]${apart}`).replace(/\{(?=\{)/g, `{${apart}`);

/** `<!channel>`, a link that is none and a name with an at sign would do something in a chat. */
const harmless = (text: string): string => withoutLinks(escaped(text)).replace(/@(?=\w)/g, `@${apart}`);

/**
 * `text`: what Slack, Mattermost, Rocket.Chat and Google Chat take. `teams`: a card in a message, the only thing that Workflows
 * of Teams take (github.com/prometheus/alertmanager/issues/3920).
 */
export function webhookBody(text: NoticeText, form: 'text' | 'teams'): object {
  if (form === 'text') return { text: harmless(`*${text.subject}*\n\n${lines(text)}`) };
  const block = (content: string, weight: 'Bolder' | 'Default') => ({ type: 'TextBlock', text: withoutLinks(content), wrap: true, weight });
  // A line break in a block wants an empty line.
  const body = [block(text.subject, 'Bolder'), ...text.paragraphs.map((paragraph) => block(paragraph.join('\n\n'), 'Default'))];
  const card = { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }] };
}

/** An address from the environment, which must be one. */
export function addressIn(name: string, value: string | undefined): URL {
  if (!value) return fail('config-missing', { name });
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return fail('config-bad-value', { name, expected: 'address' });
  return url;
}

export const postTo = (url: URL, body: object, outside: Outside): Promise<Problem | undefined> =>
  call(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, outside);

/** "I ran": who expects it every five minutes is told by its absence. */
export const ping = (url: URL, outside: Outside): Promise<Problem | undefined> => call(url, { method: 'GET' }, outside);

async function call(url: URL, init: RequestInit, { network, deadlineMs }: Outside): Promise<Problem | undefined> {
  try {
    const response = await network.fetch(url, { ...init, signal: AbortSignal.timeout(deadlineMs) });
    await response.body?.cancel();
    return response.ok ? undefined : problem('webhook-refused', { host: url.host, status: response.status });
  } catch (error) {
    if (error instanceof OmkError) return error.problems[0];
    const { name, cause } = error as Error;
    const code = (cause as NodeJS.ErrnoException | undefined)?.code;
    return problem('webhook-away', { host: url.host, detail: code ?? name });
  }
}
