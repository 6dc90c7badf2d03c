/** What receivers are told to do with mail that others send in this name, and whether omk's own mail passes (RFC 9989). */
import { type Check, fault, good } from '../../../core/check.ts';
import { checkAlignment } from './alignment.ts';
import type { DmarcRecord, Policy } from './dmarc-record.ts';
import { noAnswer, textRecord } from './finding.ts';
import type { LookUp } from './look-up.ts';
import { type Found, policyOf, walkTree } from './tree-walk.ts';

export interface Domains {
  /** Behind the "@" of the sender that readers see. */
  readonly from: string;
  /** Where mail comes back to. */
  readonly envelope: string;
  /** The domain that omk signs for; absent: it does not. */
  readonly signer?: string;
}

export async function checkDmarc(domains: Domains, lookUp: LookUp): Promise<readonly Check[]> {
  const { from } = domains;
  const walked = await walkTree(from, lookUp);
  if ('kind' in walked) return [noAnswer('dmarc', walked)];
  const several = walked.several
    .filter(({ domain }) => domain === from || domain === walked.organisation)
    .map(({ domain, count }) => fault('dmarc', 'dmarc-several', { domain, count }));
  const found = policyOf(walked, from);
  if (!found) return several.length > 0 ? several : [missing(from)];
  const exists = found.domain === from || (await isThere(from, lookUp));
  const alignment = await checkAlignment({ ...domains, organisation: walked.organisation, record: found.record }, lookUp);
  return [...several, ...policyChecks(from, found, exists), ...alignment];
}

/** As receivers see it: a name that takes in no mail and has no address does not exist (RFC 9989 3.2). */
async function isThere(domain: string, lookUp: LookUp): Promise<boolean> {
  const answers = await Promise.all([lookUp(domain, 'MX'), lookUp(domain, 'address')]);
  return answers.some(({ kind }) => kind !== 'none');
}

/** Careful at first: a strict policy from the start may stop other mail of the organisation. */
const missing = (domain: string): Check =>
  fault('dmarc', 'dmarc-missing', { domain }, textRecord(`_dmarc.${domain}`, `v=DMARC1; p=none; rua=mailto:dmarc@${domain}`));

const weaker: Readonly<Record<Policy, Policy>> = { none: 'none', quarantine: 'none', reject: 'quarantine' };

function policyChecks(from: string, { domain, record, text }: Found, exists: boolean): readonly Check[] {
  const wrong = record.wrong.map((tag) => fault('dmarc', 'dmarc-syntax', { domain, tag }));
  const old = record.old.length > 0 ? [fault('dmarc', 'dmarc-old-tags', { domain, tags: record.old.join(', ') })] : [];
  if (wrong.length > 0) return [...wrong, ...old];
  const [tag, policy] = holding(record, { isOwn: domain === from, exists });
  const holds = record.isTest ? weaker[policy] : policy;
  if (holds !== 'none') return [good('dmarc', 'dmarc-good', { domain, policy: holds }), ...old];
  const value = text.replace(new RegExp(`\\b${tag}\\s*=\\s*none`, 'i'), `${tag}=quarantine`).replace(/;?\s*\bt\s*=\s*y\s*/i, '');
  const told = `${tag}=${policy}${record.isTest ? '; t=y' : ''}`;
  return [fault('dmarc', 'dmarc-weak', { domain, tag: told }, textRecord(`_dmarc.${domain}`, value)), ...old];
}

/** The tag that decides, and what it says. */
function holding(
  { policy, below, belowMissing }: DmarcRecord,
  { isOwn, exists }: { readonly isOwn: boolean; readonly exists: boolean },
): readonly [string, Policy] {
  if (isOwn) return ['p', policy];
  if (!exists && belowMissing) return ['np', belowMissing];
  return below ? ['sp', below] : ['p', policy];
}
