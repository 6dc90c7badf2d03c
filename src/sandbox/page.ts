/** The page of `omk sandbox`: server-rendered, without scripts, and closed to everything outside. */
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { Channel, FeedItem } from '../core/channel.ts';
import type { Problem } from '../core/problem.ts';
import type { Report } from '../pipeline/report.ts';
import { identityPath } from './discover.ts';
import { faultAnchor, isFromOwnPage, readFaultForm } from './fault-form.ts';
import type { Switches } from './faults.ts';
import { inboxOf, reportRows } from './inbox.ts';
import type { Handler } from './serve.ts';
import type { Addresses } from './simulators.ts';
import { stylesheet } from './style.ts';
import { channelFeed, channelPath, type Frame, mailDocument, missingPage, overview, refusedPage } from './views.ts';
import { type PageLanguage, words } from './words.ts';

export interface PageOptions {
  /** What this sandbox answers when a publish looks for it. */
  readonly id: string;
  readonly language: PageLanguage;
  /** Name of the project. */
  readonly project: string;
  readonly timezone: string;
  readonly channels: readonly Channel[];
  readonly switches: Switches;
  readonly addresses: Readonly<Record<string, Addresses>>;
  readonly feed: (channelId: string) => Promise<readonly FeedItem[]>;
  /** omk's own report of every post of this sandbox. */
  readonly report: () => Promise<Report>;
  /** The sentence of a problem, in the page's language. */
  readonly describe: (problem: Problem) => string;
}

export function createPage(options: PageOptions): Handler {
  const { id, channels, language, feed } = options;
  const frame: Frame = { ...options, words: words[language] };
  const policies = contentPolicies(options.addresses);
  const rows = () => options.report().then(reportRows, () => undefined);
  const app = new Hono();

  app.use(async (context, next) => {
    // A web page elsewhere may point a name of its own at loopback; such a name is not ours.
    if (!isOwnName(context.req.url)) return context.text('', 421);
    await next();
    for (const [name, value] of Object.entries(safeHeaders)) context.res.headers.set(name, value);
    if (!context.res.headers.has('content-security-policy')) context.res.headers.set('content-security-policy', policies.page);
  });
  app.get(identityPath, (context) => context.text(id));
  app.get('/', async (context) => {
    const report = await rows();
    const inboxes = await Promise.all(channels.map(async (channel) => inboxOf(channel, await feed(channel.id), report ?? [])));
    return context.html(overview(frame, inboxes, report));
  });
  app.get('/channel/:channel', async (context) => {
    const channel = channelOf(channels, context);
    if (!channel) return context.notFound();
    const report = await rows();
    const inbox = inboxOf(channel, await feed(channel.id), report ?? []);
    return context.html(channelFeed(frame, inbox, { page: pageNumber(context), rows: report && inbox.rows }));
  });
  app.get('/channel/:channel/mail/:item', async (context) => {
    const channel = channelOf(channels, context);
    const item = channel && (await feed(channel.id)).find(({ id: itemId }) => itemId === context.req.param('item'));
    if (!item) return context.notFound();
    return context.html(mailDocument(item, language), 200, { 'content-security-policy': policies.mail });
  });
  app.post('/channel/:channel/faults', async (context) => {
    const channel = channelOf(channels, context);
    if (!channel) return context.notFound();
    if (!isFromOwnPage(context.req.raw)) return context.html(refusedPage(frame), 403);
    const states = readFaultForm(await context.req.text(), channel, options.switches);
    if (!states) return context.html(refusedPage(frame), 400);
    options.switches.replace(channel.id, states);
    return context.redirect(`${channelPath(channel.id)}#${faultAnchor}`, 303);
  });
  app.notFound((context) => context.html(missingPage(frame), 404));
  return async (request) => app.fetch(request);
}

const channelOf = (channels: readonly Channel[], context: Context): Channel | undefined =>
  channels.find(({ id }) => id === context.req.param('channel'));

const pageNumber = (context: Context): number => Math.max(1, Math.floor(Number(context.req.query('page')) || 1));

const isOwnName = (url: string): boolean => ['127.0.0.1', 'localhost'].includes(new URL(url).hostname);

const safeHeaders = {
  'cache-control': 'no-store',
  // With no-referrer a browser would keep back the origin of the page's own form.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
};

/** The page may show its own stylesheet, mails of its own and pictures of the simulators; a mail only itself. */
function contentPolicies(addresses: Readonly<Record<string, Addresses>>): { readonly page: string; readonly mail: string } {
  const style = createHash('sha256').update(stylesheet).digest('base64');
  const pictures = ['data:', ...Object.values(addresses).flatMap(({ http }) => (http ? [http] : []))].join(' ');
  const closed = "default-src 'none'; base-uri 'none'";
  return {
    page: `${closed}; form-action 'self'; frame-ancestors 'none'; style-src 'sha256-${style}'; img-src ${pictures}; frame-src 'self'`,
    mail: `${closed}; form-action 'none'; frame-ancestors 'self'; style-src 'unsafe-inline'; img-src ${pictures}; sandbox`,
  };
}
