/** What can be wrong with a mail server and with the records of a sending domain. */
export interface DomainProblemParams {
  'server-away': { readonly host: string; readonly detail: string };
  'server-refused': { readonly host: string; readonly detail: string };
  'server-login-refused': { readonly host: string; readonly detail: string };
  'server-certificate': { readonly host: string; readonly detail: string };
  'server-no-tls': { readonly host: string };
  'server-no-login': { readonly host: string };
  'dns-no-answer': { readonly name: string; readonly detail: string };
  /** `alias`: where the name leads to instead of holding a key. */
  'dkim-key-missing': { readonly name: string; readonly alias?: string };
  'dkim-key-several': { readonly name: string; readonly count: number };
  'dkim-key-other': { readonly name: string };
  'dkim-key-revoked': { readonly name: string };
  'dkim-key-testing': { readonly name: string };
  'dkim-key-unusable': { readonly name: string; readonly part: string };
  'spf-missing': { readonly domain: string };
  'spf-several': { readonly domain: string; readonly count: number };
  'spf-syntax': { readonly domain: string; readonly term: string };
  /** Everybody may send. */
  'spf-open': { readonly domain: string; readonly term: string };
  /** It does not say what holds for all others. */
  'spf-open-ended': { readonly domain: string };
  'spf-nobody': { readonly domain: string };
  'spf-too-many': { readonly domain: string; readonly count: number };
  'spf-void': { readonly domain: string; readonly names: string };
  'spf-loop': { readonly domain: string; readonly name: string };
  'spf-include-missing': { readonly domain: string; readonly name: string };
  'spf-ptr': { readonly domain: string };
  'dmarc-missing': { readonly domain: string };
  'dmarc-several': { readonly domain: string; readonly count: number };
  'dmarc-syntax': { readonly domain: string; readonly tag: string };
  /** Mail of others in this name is let through. */
  'dmarc-weak': { readonly domain: string; readonly tag: string };
  'dmarc-old-tags': { readonly domain: string; readonly tags: string };
  'not-aligned': { readonly domain: string; readonly envelope: string; readonly signer: string };
  'dkim-not-aligned': { readonly domain: string; readonly signer: string };
  'spf-not-aligned': { readonly domain: string; readonly envelope: string };
  'bounces-nowhere': { readonly domain: string };
  'bounces-refused': { readonly domain: string };
}

export type DomainProblemCode = keyof DomainProblemParams;

/** Shown, but no reason to stop. */
export const domainWarnings: readonly DomainProblemCode[] = [
  'server-no-login',
  'dkim-key-testing',
  'spf-ptr',
  'dmarc-weak',
  'dmarc-old-tags',
  'dkim-not-aligned',
  'spf-not-aligned',
];
