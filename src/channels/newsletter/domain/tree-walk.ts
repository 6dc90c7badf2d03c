/** Whose policy holds for a domain, and to which organisation it belongs: a walk up the tree of names (RFC 9989 4.10). */
import { type DmarcRecord, isDmarc, parseDmarc } from './dmarc-record.ts';
import type { Answer, LookUp } from './look-up.ts';

export interface Found {
  readonly domain: string;
  readonly record: DmarcRecord;
  readonly text: string;
}

export interface Walked {
  /** From the domain itself upwards. */
  readonly found: readonly Found[];
  /** More than one record: none of them counts. */
  readonly several: readonly { readonly domain: string; readonly count: number }[];
  readonly organisation: string;
}

/** The domain itself, then its parents: at most eight questions. */
export function targetsOf(domain: string): readonly string[] {
  const labels = domain.split('.');
  const first = Math.max(1, labels.length - 7);
  return [domain, ...labels.slice(first).map((_, index) => labels.slice(first + index).join('.'))];
}

export async function walkTree(domain: string, lookUp: LookUp): Promise<Walked | Extract<Answer, { kind: 'failed' }>> {
  const found: Found[] = [];
  const several: { domain: string; count: number }[] = [];
  for (const target of targetsOf(domain)) {
    const answer = await lookUp(`_dmarc.${target}`, 'TXT');
    if (answer.kind === 'failed') return answer;
    const texts = answer.kind === 'found' ? answer.records.filter(isDmarc) : [];
    if (texts.length > 1) several.push({ domain: target, count: texts.length });
    const [text] = texts;
    if (text === undefined || texts.length > 1) continue;
    found.push({ domain: target, text, record: parseDmarc(text) });
    if (found.at(-1)?.record.publicSuffix !== undefined) break;
  }
  return { found, several, organisation: organisationOf(domain, found) };
}

function organisationOf(domain: string, found: readonly Found[]): string {
  for (const { domain: place, record } of found) {
    if (record.publicSuffix === 'n') return place;
    if (record.publicSuffix === 'y' && place !== domain)
      return domain
        .split('.')
        .slice(-place.split('.').length - 1)
        .join('.');
  }
  return found.at(-1)?.domain ?? domain;
}

/** The record whose policy holds: the domain's own, else the organisation's, else that of the suffix above it. */
export const policyOf = ({ found, organisation }: Walked, domain: string): Found | undefined =>
  found.find((one) => one.domain === domain) ??
  found.find((one) => one.domain === organisation) ??
  found.find(({ record }) => record.publicSuffix === 'y');
