import { distance } from 'fastest-levenshtein';
import { type Problem, problem } from '../../../core/problem.ts';
import { withoutTracking } from '../../tracking.ts';
import type { Rule } from '../rule.ts';
import { type FoundLink, linksOf } from './links.ts';

/** An address that is nearly another one of the same post, and a link that shows one address and leads to another. */
export const linkDiffers: Rule = {
  ids: ['facts-link-differs'],
  *find({ post, passages }): Iterable<Problem> {
    const links = onePerAddress(linksOf(post, passages));
    for (const { href, text, where } of links) {
      const shown = shownAddress(text);
      if (shown !== undefined && !isSamePlace(shown, href)) yield problem('facts-link-differs', { shown: text.trim(), known: href }, where);
    }
    const own = links.filter(isOwn);
    const others = links.filter((one) => !isOwn(one));
    // Within the body, the address to sign up at is the one that has to be right.
    const body =
      post.event?.signup === undefined ? [] : others.filter(({ where: { field } }) => field !== 'event.signup' && field !== 'link');
    const rivals = [
      ...own.map((one) => [one, others] as const),
      ...body.map((one) => [one, others.filter(({ where }) => where.field === 'event.signup')] as const),
    ];
    for (const [one, known] of rivals) {
      const near =
        isWeb(one.href) &&
        !others.some((other) => other !== one && bare(other.href) === bare(one.href)) &&
        known.find(({ href }) => isSlip(href, one.href));
      if (near) yield problem('facts-link-differs', { shown: one.href, known: near.href }, one.where);
    }
  },
};

/** Of one kind of text, each address with each text once. */
const onePerAddress = (links: readonly FoundLink[]): readonly FoundLink[] =>
  [...new Map(links.map((one) => [`${one.href} ${one.text} ${one.where.field}`, one] as const)).values()].slice(0, 200);

const isOwn = ({ passage }: FoundLink): boolean => passage?.kind === 'own';

const isWeb = (href: string): boolean => /^https?:/i.test(href);

/** As two people may write one address. */
const bare = (href: string): string =>
  withoutTracking(href)
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/#.*$/s, '')
    .replace(/\/$/, '')
    .toLowerCase();

/** A text that is an address itself. */
function shownAddress(text: string): string | undefined {
  const found = text.trim();
  return /^(?:https?:\/\/|www\.)[^\s…]+$/i.test(found) ||
    /^[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:nl|com|org|net|eu|info)(?:\/[^\s…]*)?$/i.test(found)
    ? found
    : undefined;
}

/** A site shown by its name alone leads to any of its pages. */
function isSamePlace(shown: string, href: string): boolean {
  if (!isWeb(href)) return true;
  const [seen, meant] = [bare(shown), bare(href)];
  const [host = ''] = meant.split('/');
  return seen === meant || (!seen.includes('/') && (host === seen || host.endsWith(`.${seen}`))) || meant.startsWith(`${seen}?`);
}

/** A few letters apart, and not by a number: /wijk-1 and /wijk-2 are two pages. */
function isSlip(a: string, b: string): boolean {
  const [first, second] = [bare(a), bare(b)];
  if (first === second || first.length < 12 || first.replace(/\d+/g, '0') === second.replace(/\d+/g, '0')) return false;
  return Math.abs(first.length - second.length) <= 2 && first.length < 300 && distance(first, second) <= 2;
}
