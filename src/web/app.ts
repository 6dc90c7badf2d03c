/** The routes of the pages for readers, and what holds for each of them. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { matchedRoutes } from 'hono/route';
import { OmkError } from '../core/problem.ts';
import { webPaths } from '../core/web-paths.ts';
import { showArchive, showFeed, showHome } from './archive.ts';
import { askToErase, erase, saveChoices, showChoices } from './choosing.ts';
import { askToConfirm, confirm } from './confirming.ts';
import { createIssueList } from './issue-list.ts';
import { showIssue, showPicture } from './issue-page.ts';
import { clientKey, createLimits } from './limits.ts';
import { type Ask, answer, bearerOf, type Env, type Site, viewFor } from './request.ts';
import { isFromElsewhere, safeHeaders } from './safety.ts';
import { basePath, type SiteOptions } from './site.ts';
import { showForm, subscribe } from './subscribing.ts';
import { askToUnsubscribe, explainOwnMail, unsubscribe } from './unsubscribing.ts';
import { telling } from './view.ts';

/** Answers one request of the visitor at this address. */
export type Answerer = (request: Request, client: string) => Promise<Response>;

const largestBody = 16 * 1024;

/** The path as hono writes it. */
const at = (page: keyof typeof webPaths): string => webPaths[page].replace(/\{(\w+)\}/g, ':$1');

export function createSite(options: SiteOptions): Answerer {
  const site: Site = { ...options, limits: createLimits() };
  const app = new Hono<Env>({ getPath: pathWithin(basePath(options.settings)) });
  const told = (ask: Ask, which: keyof typeof problemStatus, headers: Readonly<Record<string, string>> = {}) => {
    const view = viewFor(site, ask);
    return answer(ask, view, telling(view.words.problems[which]), { status: problemStatus[which], headers });
  };
  const slowly = (wait: number, ask: Ask) => told(ask, 'tooMuch', { 'retry-after': String(wait) });

  app.use(async (ask, next) => {
    await next();
    // A browser puts the headers of "not modified" over those it kept: a web version would lose its own policy.
    const missing = ask.res.status === 304 ? [] : Object.entries(safeHeaders).filter(([name]) => !ask.res.headers.has(name));
    for (const [name, value] of missing) ask.res.headers.set(name, value);
    site.onAnswer(ask.req.method, patternOf(ask), ask.res.status);
  });
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (ask, methods) => told(ask, 'method', { allow: methods.join(', ') }) }));
  app.get(at('health'), (ask) =>
    site.ping().then(
      () => ask.json({ status: 'ok' }),
      () => ask.json({ status: 'unavailable' }, 503),
    ),
  );
  app.use(async (ask, next) => {
    // A mail program that unsubscribes somebody is never made to wait.
    if (isOneClick(site, ask)) return next();
    const wait = await site.limits.page(clientKey(ask.env.client));
    return wait > 0 ? slowly(wait, ask) : next();
  });
  app.use(bodyLimit({ maxSize: largestBody, onError: (ask) => told(ask as Ask, 'tooLarge') }));
  app.use(async (ask, next) => {
    if (ask.req.method !== 'POST' || isOneClick(site, ask)) return next();
    const isForm = ask.req.path === webPaths.subscribe;
    if (isFromElsewhere(ask.req.raw.headers, { web: site.settings.web, hasToken: !isForm })) return told(ask, 'elsewhere');
    const wait = isForm ? await site.limits.form(clientKey(ask.env.client)) : 0;
    return wait > 0 ? slowly(wait, ask) : next();
  });
  app.use(etag());

  readerRoutes(app, site);
  publicRoutes(app, site);
  app.notFound((ask) => told(ask, 'missing'));
  app.onError((error, ask) => {
    site.onFault(error);
    return error instanceof OmkError ? told(ask, 'busy', { 'retry-after': '60' }) : told(ask, 'fault');
  });
  return async (request, client) => app.fetch(request, { client });
}

const problemStatus = { missing: 404, tooMuch: 429, tooLarge: 413, elsewhere: 403, method: 405, fault: 500, busy: 503 } as const;

/** What readers do for themselves, most of it at an address of their own. */
function readerRoutes(app: Hono<Env>, site: Site): void {
  app.get(at('subscribe'), (ask) => showForm(site, ask));
  app.post(at('subscribe'), (ask) => subscribe(site, ask));
  app.get(at('confirm'), (ask) => askToConfirm(site, ask));
  app.post(at('confirm'), (ask) => confirm(site, ask));
  app.get(at('unsubscribeHelp'), (ask) => explainOwnMail(site, ask));
  app.get(at('unsubscribe'), (ask) => askToUnsubscribe(site, ask));
  app.post(at('unsubscribe'), (ask) => unsubscribe(site, ask));
  app.get(at('preferencesHelp'), (ask) => explainOwnMail(site, ask));
  app.get(at('preferences'), (ask) => showChoices(site, ask));
  app.post(at('preferences'), (ask) => saveChoices(site, ask));
  app.get(at('erase'), (ask) => askToErase(site, ask));
  app.post(at('erase'), (ask) => erase(site, ask));
}

function publicRoutes(app: Hono<Env>, site: Site): void {
  const issues = createIssueList(site);
  app.get(at('home'), (ask) => showHome(site, issues, ask));
  app.get(at('archive'), (ask) => showArchive(site, issues, ask));
  app.get(at('feed'), (ask) => showFeed(site, issues, ask));
  app.get(at('issue'), (ask) => showIssue(site, issues, ask));
  app.get(at('picture'), (ask) => showPicture(site, issues, ask));
}

/** The path on this site, whether or not a proxy took off what comes before it. */
const pathWithin =
  (base: string) =>
  (request: Request): string => {
    const { pathname } = new URL(request.url);
    const path = base !== '' && (pathname === base || pathname.startsWith(`${base}/`)) ? pathname.slice(base.length) : pathname;
    return withoutEnd(path) || '/';
  };

/** Without slashes at the end. Counted, for a pattern takes the square of the time on a path that is made of slashes. */
function withoutEnd(path: string): string {
  let length = path.length;
  while (path[length - 1] === '/') length -= 1;
  return path.slice(0, length);
}

const unsubscribePath = webPaths.unsubscribe.slice(0, webPaths.unsubscribe.indexOf('{'));

/** A request to unsubscribe with a token that is right. */
const isOneClick = (site: Site, ask: Ask): boolean =>
  ask.req.method === 'POST' && ask.req.path.startsWith(unsubscribePath) && bearerOf(site, ask, 'unsubscribe') !== undefined;

/** The path with names where values were, which say who asked for what. */
const patternOf = (ask: Ask): string => matchedRoutes(ask).findLast(({ path }) => !path.includes('*'))?.path ?? '-';
