/**
 * Takes out of an address what only tells others who clicked (editorial checks, section 4). Nothing but known names goes:
 * any other parameter may be needed to reach the page. What stays, stays byte for byte.
 */
import type { Campaign } from '../core/editorial.ts';

const names: ReadonlySet<string> = new Set(
  (
    'fbclid gclid gclsrc gbraid wbraid dclid msclkid mc_eid mc_cid igshid igsh twclid ttclid li_fat_id yclid ysclid epik srsltid ' +
    '_hsenc _hsmi __hstc __hssc __hsfp hsctatracking mkt_tok vero_id vero_conv oly_anon_id oly_enc_id rb_clickid wickedid ' +
    'ml_subscriber ml_subscriber_hash _openstat guccounter guce_referrer guce_referrer_sig'
  ).split(' '),
);

/** Google's own names for campaigns; nobody else's parameters begin like this. */
const isTracking = (name: string): boolean => names.has(name) || /^utm_[a-z_]{1,30}$/.test(name);

/** Whoever signed an address signed all of it. */
const signatures: ReadonlySet<string> = new Set([
  'signature',
  'sig',
  'x-amz-signature',
  'x-goog-signature',
  'hmac',
  'hdnea',
  'hdnts',
  'policy',
  'key-pair-id',
]);

export interface Untracked {
  readonly href: string;
  /** Names of what was found, in their order. */
  readonly names: readonly string[];
  /** It carries a signature, so nothing was taken out. */
  readonly isSigned: boolean;
}

export function untracked(href: string, campaign?: Campaign): Untracked {
  const nothing: Untracked = { href, names: [], isSigned: false };
  if (!href.includes('?') || !/^https?:/i.test(href)) return nothing;
  const [whole = '', fragment] = split(href, '#');
  const [page = '', query = ''] = split(whole, '?');
  const pairs = query.split('&');
  const found = pairs.filter((pair) => isTracking(nameOf(pair)) && !isKept(pair, href, campaign));
  if (found.length === 0) return nothing;
  const isSigned = pairs.some((pair) => signatures.has(nameOf(pair)));
  const kept = pairs.filter((pair) => !found.includes(pair)).join('&');
  const clean = `${page}${kept && `?${kept}`}${fragment === undefined ? '' : `#${fragment}`}`;
  return { href: isSigned ? href : clean, names: [...new Set(found.map(nameOf))], isSigned };
}

export const withoutTracking = (href: string, campaign?: Campaign): string => untracked(href, campaign).href;

/** For texts without markup: every address in it. */
export const textWithoutTracking = (text: string, campaign?: Campaign): string =>
  text.includes('?') ? text.replace(/https?:\/\/[^\s<>"“”«»|\\^`]+/gi, (href) => cleanedInText(href, campaign)) : text;

/** What ends a sentence is no part of an address, and no part of a parameter that goes. */
function cleanedInText(written: string, campaign: Campaign | undefined): string {
  const end = /[.,;:!?'’)\]*_…]+$/u.exec(written)?.index ?? written.length;
  return withoutTracking(written.slice(0, end), campaign) + written.slice(end);
}

function split(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function nameOf(pair: string): string {
  // In HTML that somebody pasted, "&" is written as an entity.
  const [name = ''] = pair.replace(/^amp;/i, '').split('=', 1);
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}

function isKept(pair: string, href: string, campaign: Campaign | undefined): boolean {
  if (!campaign) return false;
  const [name, value] = split(campaign.tag, '=');
  const isMeant = nameOf(pair) === name.toLowerCase() && (value === undefined || split(pair, '=')[1] === value);
  return isMeant && URL.canParse(href) && campaign.hosts.some((host) => isHost(new URL(href).hostname, host.toLowerCase()));
}

const isHost = (hostname: string, wanted: string): boolean =>
  wanted.startsWith('*.') ? hostname === wanted.slice(2) || hostname.endsWith(wanted.slice(1)) : hostname === wanted;
