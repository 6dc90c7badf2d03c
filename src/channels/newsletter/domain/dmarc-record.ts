/** Reads one DMARC record (RFC 9989 4.7). */
import { parseTags } from './tags.ts';

export type Policy = 'none' | 'quarantine' | 'reject';

export interface DmarcRecord {
  readonly policy: Policy;
  /** For domains below; absent: as `policy`. */
  readonly below?: Policy;
  /** For domains below that do not exist; absent: as `below`. */
  readonly belowMissing?: Policy;
  /** Must the domains be equal, rather than of one organisation? */
  readonly isStrict: { readonly dkim: boolean; readonly spf: boolean };
  /** One level weaker than it says. */
  readonly isTest: boolean;
  /** `y`: a domain under which others register theirs; `n`: the organisation's own. */
  readonly publicSuffix?: 'y' | 'n';
  /** Tags that meant something once. */
  readonly old: readonly string[];
  /** Tags that no receiver understands. */
  readonly wrong: readonly string[];
}

export const isDmarc = (text: string): boolean => /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text);

const values = {
  p: ['none', 'quarantine', 'reject'],
  sp: ['none', 'quarantine', 'reject'],
  np: ['none', 'quarantine', 'reject'],
  adkim: ['r', 's'],
  aspf: ['r', 's'],
  psd: ['y', 'n', 'u'],
  t: ['y', 'n'],
} as const;

export function parseDmarc(text: string): DmarcRecord {
  const tags = parseTags(text) ?? new Map<string, string>();
  const value = <Tag extends keyof typeof values>(tag: Tag): (typeof values)[Tag][number] | undefined =>
    values[tag].find((one) => one === tags.get(tag)?.toLowerCase());
  const wrong = Object.keys(values).filter((tag) => tags.has(tag) && value(tag as keyof typeof values) === undefined);
  const [below, belowMissing, psd] = [value('sp'), value('np'), value('psd')];
  return {
    // Without a policy, or with one that nobody understands, it counts as none (RFC 9989 4.7).
    policy: value('p') ?? 'none',
    ...(below && { below }),
    ...(belowMissing && { belowMissing }),
    isStrict: { dkim: value('adkim') === 's', spf: value('aspf') === 's' },
    isTest: value('t') === 'y',
    ...((psd === 'y' || psd === 'n') && { publicSuffix: psd }),
    old: ['pct', 'rf', 'ri'].filter((tag) => tags.has(tag)),
    wrong: [
      ...(tags.size === 0 ? [text] : []),
      ...(tags.size > 0 && !tags.has('p') ? ['p='] : []),
      ...wrong.map((tag) => `${tag}=${tags.get(tag)}`),
    ],
  };
}
