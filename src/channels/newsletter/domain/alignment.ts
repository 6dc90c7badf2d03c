/** DMARC counts SPF and DKIM only for a domain that fits the sender that readers see (RFC 9989 4.4). */
import { type Check, fault, good } from '../../../core/check.ts';
import type { DmarcRecord } from './dmarc-record.ts';
import { noAnswer } from './finding.ts';
import type { Answer, LookUp } from './look-up.ts';
import { walkTree } from './tree-walk.ts';

export interface AlignmentInput {
  readonly from: string;
  readonly envelope: string;
  readonly signer?: string;
  /** Of `from`. */
  readonly organisation: string;
  readonly record: Pick<DmarcRecord, 'isStrict'>;
}

export async function checkAlignment(input: AlignmentInput, lookUp: LookUp): Promise<readonly Check[]> {
  const { envelope, signer, record } = input;
  const spf = await fits(input, { domain: envelope, isStrict: record.isStrict.spf }, lookUp);
  const dkim = signer === undefined ? undefined : await fits(input, { domain: signer, isStrict: record.isStrict.dkim }, lookUp);
  const failed = [spf, dkim].find((one) => typeof one === 'object');
  return [failed ? noAnswer('alignment', failed) : judged(input, spf === true, dkim === true)];
}

async function fits(
  { from, organisation }: AlignmentInput,
  { domain, isStrict }: { readonly domain: string; readonly isStrict: boolean },
  lookUp: LookUp,
): Promise<boolean | Extract<Answer, { kind: 'failed' }>> {
  if (domain === from) return true;
  if (isStrict) return false;
  const walked = await walkTree(domain, lookUp);
  return 'kind' in walked ? walked : walked.organisation === organisation;
}

function judged({ from: domain, envelope, signer }: AlignmentInput, spf: boolean, dkim: boolean): Check {
  if (spf && dkim) return good('alignment', 'alignment-both', { domain });
  if (dkim) return good('alignment', 'alignment-dkim', { domain, envelope });
  if (signer === undefined)
    return spf ? good('alignment', 'alignment-spf', { domain }) : fault('alignment', 'spf-not-aligned', { domain, envelope });
  return spf ? fault('alignment', 'dkim-not-aligned', { domain, signer }) : fault('alignment', 'not-aligned', { domain, envelope, signer });
}
