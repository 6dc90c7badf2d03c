/** What every route needs of one request: who asks, in which language the answer is, which token came along. */
import type { Context } from 'hono';
import { readToken, type TokenPurpose } from '../core/issue-identity.ts';
import { pageLanguage, words } from './languages.ts';
import type { Limits } from './limits.ts';
import type { Fields } from './reader-form.ts';
import { privateHeaders } from './safety.ts';
import type { SiteOptions } from './site.ts';
import { layout, type Shown, telling, type View } from './view.ts';

export interface Env {
  readonly Bindings: {
    /** The visitor's address; for limits, and for nothing else. */
    readonly client: string;
  };
}

export type Ask = Context<Env>;

/** The site with what its routes share. */
export interface Site extends SiteOptions {
  readonly limits: Limits;
}

export function viewFor(site: Site, ask: Ask, reader?: string): View {
  const { settings } = site;
  const accepted = ask.req.header('accept-language');
  const language = pageLanguage(settings.language, {
    ...(reader !== undefined && { reader }),
    ...(accepted !== undefined && { accepted }),
  });
  return { words: words[language], language, settings };
}

export interface Answer {
  readonly status?: 200 | 400 | 403 | 404 | 405 | 410 | 413 | 422 | 429 | 500 | 503;
  readonly headers?: Readonly<Record<string, string>>;
}

export function answer(ask: Ask, view: View, shown: Shown, { status = 200, headers = {} }: Answer = {}): Response | Promise<Response> {
  return ask.html(layout(view, shown), status, { vary: 'Accept-Language', 'content-language': view.language, ...headers });
}

/** A page at an address that is a reader's own. */
export const answerPrivately = (ask: Ask, view: View, shown: Shown, status: Answer['status'] = 200): Response | Promise<Response> =>
  answer(ask, view, shown, { status, headers: privateHeaders });

/** The part of the path as it was written: a token is not decoded. */
export const segment = (ask: Ask, index: number): string => ask.req.path.split('/')[index] ?? '';

/** `test`: it comes from a test mail, and belongs to nobody. */
export type Bearer = { readonly kind: 'reader'; readonly id: string } | { readonly kind: 'late' } | { readonly kind: 'test' };

/** Whom the token of a path names; nothing: it was not made here. */
export function bearerOf({ sign, clock, settings: { listId } }: Site, ask: Ask, purpose: TokenPurpose): Bearer | undefined {
  const token = segment(ask, 2);
  const now = clock.now();
  const found = readToken(sign, { purpose, list: listId, token }, now);
  if (found) return found.isLate ? { kind: 'late' } : { kind: 'reader', id: found.reader };
  return readToken(sign, { purpose, list: `test.${listId}`, token }, now) ? { kind: 'test' } : undefined;
}

/** The answer to a token that opens nothing. */
export function withoutReader(site: Site, ask: Ask, found: Exclude<Bearer, { kind: 'reader' }> | undefined): Response | Promise<Response> {
  const view = viewFor(site, ask);
  if (found?.kind === 'test') return answerPrivately(ask, view, telling(view.words.testLink));
  if (found?.kind === 'late') return answerPrivately(ask, view, telling(view.words.late), 410);
  return answerPrivately(ask, view, telling(view.words.badLink(site.settings.contact)), 404);
}

/** A form, url-encoded or multipart; anything else is an empty one. */
export async function fieldsOf(ask: Ask): Promise<Fields> {
  const body = await ask.req.parseBody({ all: true }).catch(() => ({}) as Record<string, never>);
  return new Map(
    Object.entries(body).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string'),
    ]),
  );
}
