/** Reads one SPF record (RFC 7208 4.6 and 12). */
import { isIPv4, isIPv6 } from 'node:net';

export type Qualifier = '+' | '-' | '~' | '?';

export interface SpfTerm {
  readonly qualifier: Qualifier;
  readonly mechanism: 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';
  /** The name behind it; absent: the domain itself. */
  readonly name?: string;
}

export interface SpfRecord {
  /** Up to and without `all`: what follows is never looked at. */
  readonly terms: readonly SpfTerm[];
  /** What holds for all others. */
  readonly all?: Qualifier;
  /** Counts only without `all`. */
  readonly redirect?: string;
}

export const isSpf = (text: string): boolean => /^v=spf1(?: |$)/i.test(text);

type Parsed = { readonly record: SpfRecord } | { readonly wrong: string };

/** The record, or the first term that no receiver understands: then the whole record counts for nothing. */
export function parseSpf(text: string): Parsed {
  const words = text.split(' ').filter(Boolean).slice(1);
  const terms: SpfTerm[] = [];
  let redirect: string | undefined;
  for (const word of words) {
    const [, name = '', value = ''] = /^([a-z][a-z0-9_.-]*)=(.*)$/i.exec(word) ?? [];
    if (name === '') {
      const term = parseTerm(word);
      if (!term) return { wrong: word };
      terms.push(term);
    } else if (name.toLowerCase() === 'redirect') {
      if (redirect !== undefined || !isName(value)) return { wrong: word };
      redirect = value;
    }
  }
  const at = terms.findIndex(({ mechanism }) => mechanism === 'all');
  const all = terms[at]?.qualifier;
  return {
    record: {
      terms: at < 0 ? terms : terms.slice(0, at),
      ...(all !== undefined && { all }),
      ...(all === undefined && redirect !== undefined && { redirect }),
    },
  };
}

const termPattern = /^([-+~?]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?::((?:[^/{]|\{[^}]*\})*))?((?:\/\/?\d{1,3}){0,2})$/i;

function parseTerm(word: string): SpfTerm | undefined {
  const ip6 = /^([-+~?]?)ip6:([0-9a-f:.]+)(\/\d{1,3})?$/i.exec(word);
  if (ip6) return isIPv6(ip6[2] ?? '') && fitsMask(ip6[3] ?? '', 128) ? { qualifier: qualifierOf(ip6[1]), mechanism: 'ip6' } : undefined;
  const [matched, sign, written = '', name, mask = ''] = termPattern.exec(word) ?? [];
  const mechanism = written.toLowerCase() as SpfTerm['mechanism'];
  if (matched === undefined || !fits(mechanism, name, mask)) return undefined;
  return { qualifier: qualifierOf(sign), mechanism, ...(name !== undefined && mechanism !== 'ip4' && { name }) };
}

const qualifierOf = (sign: string | undefined): Qualifier => (sign === '-' || sign === '~' || sign === '?' ? sign : '+');

function fits(mechanism: SpfTerm['mechanism'], name: string | undefined, mask: string): boolean {
  switch (mechanism) {
    case 'all':
      return name === undefined && mask === '';
    case 'include':
    case 'exists':
      return name !== undefined && isName(name) && mask === '';
    case 'ptr':
      return (name === undefined || isName(name)) && mask === '';
    case 'a':
    case 'mx':
      return (name === undefined || isName(name)) && /^(?:\/\d{1,2})?(?:\/\/\d{1,3})?$/.test(mask) && fitsMasks(mask);
    case 'ip4':
      return isIPv4(name ?? '') && !mask.startsWith('//') && fitsMask(mask, 32);
    case 'ip6':
      return false;
  }
}

const fitsMask = (mask: string, most: number): boolean => mask === '' || (/^\/\d{1,3}$/.test(mask) && Number(mask.slice(1)) <= most);

function fitsMasks(mask: string): boolean {
  const [, four, six] = /^(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(mask) ?? [];
  return Number(four ?? 0) <= 32 && Number(six ?? 0) <= 128;
}

const macro = /%(?:\{[slodiphcrtv]\d*r?[-.+,/_=]*\}|[%_-])/gi;

/** A name with two labels or more; macros are filled in by the receiver. */
function isName(text: string): boolean {
  const plain = text.replace(macro, 'm');
  return text.length > 0 && !plain.includes('%') && (hasMacro(text) || plainName.test(plain));
}

const plainName = /^(?=.{1,254}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.?$/i;

/** What it stands for depends on the mail, so it can be counted but not looked up. */
export const hasMacro = (name: string): boolean => name.includes('%');
