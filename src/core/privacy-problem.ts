/**
 * What would tell the world something of a person: rules of the family `privacy`. What was found is never a value here,
 * only its place: which of how many in the post.
 */
import type { RuleLevels } from './rule.ts';

interface Nth {
  readonly nth: number;
  readonly of: number;
}

export interface PrivacyProblemParams {
  'privacy-bsn': Nth;
  'privacy-bsn-short': Nth;
  'privacy-mobile': Nth;
  'privacy-landline': Nth;
  'privacy-email': Nth;
  'privacy-account': Nth;
  'privacy-address': Nth;
  'privacy-birth-date': Nth;
  'privacy-name': Nth;
  'privacy-child': Nth;
  'privacy-case-number': Nth;
  /** `future`, `over`: there is a consent, and it does not hold today. */
  'privacy-consent': { readonly reason: 'missing' | 'future' | 'over' };
  'privacy-consent-until': { readonly reason: 'future' | 'over' | 'ending' };
}

/** Editorial checks, section 3. */
export const privacyLevels: RuleLevels<keyof PrivacyProblemParams> = {
  'privacy-bsn': 'error',
  'privacy-bsn-short': 'warning',
  'privacy-mobile': 'error',
  'privacy-landline': 'warning',
  'privacy-email': 'error',
  'privacy-account': 'warning',
  'privacy-address': 'warning',
  'privacy-birth-date': 'warning',
  'privacy-name': 'warning',
  'privacy-child': 'error',
  'privacy-case-number': 'warning',
  'privacy-consent': 'error',
  'privacy-consent-until': 'warning',
};

/** No project may weaken this one, and waiving it takes two people. */
export const fixedRule = 'privacy-bsn';
