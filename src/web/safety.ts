/** What a browser may do with a page, and whether a form came from one of ours. */
import { createHash } from 'node:crypto';
import { stylesheet } from './style.ts';

const styleHash = createHash('sha256').update(stylesheet).digest('base64');

/** A page shows its own stylesheet and sends its own forms; nothing else. */
const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** The web version of a mail: its inline styles and its pictures. `sandbox` makes it a stranger to this site. */
export const issuePolicy = (pictures: readonly string[]): string =>
  `default-src 'none'; style-src 'unsafe-inline'; img-src ${["'self'", ...pictures].join(' ')}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation`;

/** Where an answer does not say otherwise. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': pagePolicy,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'interest-cohort=(), browsing-topics=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** For pages whose address is a reader's own: it is kept, indexed and handed on nowhere. */
export const privateHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
};

/** For what everybody may read. Short, so that a message that was taken back is soon gone everywhere. */
export const publicHeaders: Readonly<Record<string, string>> = { 'cache-control': 'public, max-age=60', vary: 'Accept-Language' };

/**
 * Did a page of another site send this form? Browsers say where a form came from, and programs that are none say nothing.
 * A page that hides its address hides its origin too (`null`); there, the token in the address is what counts.
 */
export function isFromElsewhere(headers: Headers, { web, hasToken }: { readonly web: string; readonly hasToken: boolean }): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (origin === null) return false;
  return origin === 'null' ? !hasToken : origin !== new URL(web).origin;
}
