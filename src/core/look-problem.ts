/** What `omk doctor` can find wrong beside what a channel answers to a post: surroundings, accounts, what is about to end. */
export interface LookProblemParams {
  'service-unknown-name': { readonly host: string };
  'service-certificate': { readonly host: string; readonly detail: string };
  /** A web page where data was asked for. */
  'service-not-api': { readonly host: string };
  'account-blocked': { readonly name: string };
  /** The author of the settings is not whom the token belongs to. */
  'author-other': { readonly author: string; readonly account: string };
  'csrf-wanted': Readonly<Record<never, never>>;
  'may-not-post': { readonly name: string; readonly type: string };
  'not-a-member': { readonly name: string };
  'access-unknown': { readonly level: string };
  'access-will-narrow': { readonly wanted: string; readonly got: string };
  'community-inactive': { readonly name: string; readonly state: string };
  'community-restricted': { readonly name: string };
  'files-forbidden': Readonly<Record<never, never>>;
  /** The app may read, not write. */
  'app-read-only': Readonly<Record<never, never>>;
  'calls-used-up': { readonly resetAt: string };
  'token-expired': { readonly at: string };
  'token-expires': { readonly at: string };
  'version-ending': { readonly version: string; readonly ends: string };
  'version-over': { readonly version: string; readonly ends: string };
  'clock-off': { readonly seconds: number; readonly isAhead: boolean };
  'clock-wrong': { readonly seconds: number; readonly isAhead: boolean };
  'disk-low': { readonly bytes: number };
  'disk-full': { readonly bytes: number };
  'runtime-old': { readonly version: string; readonly needed: string };
  'zone-unknown': { readonly zone: string };
  'file-open-to-others': { readonly path: string };
  'config-odd-value': { readonly name: string; readonly reason: 'quotes' | 'space' | 'bearer' | 'example' | 'no-session' | 'no-account' };
  'template-forgets': { readonly path: string; readonly variables: readonly string[] };
  'ledger-log-large': { readonly bytes: number };
  /** Only what goes out for real needs them. */
  'config-missing-live': { readonly names: readonly string[] };
}

export type LookProblemCode = keyof LookProblemParams;

/** Shown, but no reason to stop. */
export const lookWarnings: readonly LookProblemCode[] = [
  'access-will-narrow',
  'community-restricted',
  'files-forbidden',
  'calls-used-up',
  'token-expires',
  'version-ending',
  'clock-off',
  'disk-low',
  'file-open-to-others',
  'config-odd-value',
  'template-forgets',
  'ledger-log-large',
  'config-missing-live',
];
