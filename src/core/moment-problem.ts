/** What can be wrong with the moments at which something may go out, and why it goes later. */
export interface MomentProblemParams {
  /** Moments in ISO 8601: when it was meant to go, and when its channel opens. */
  'outside-hours': { readonly due: string; readonly opens: string };
  embargo: { readonly until: string };
  'content-before-embargo': { readonly key: string; readonly at: string; readonly embargo: string };
  /** It opens and closes at the same time. */
  'config-hours-empty': { readonly key: string; readonly at: string };
  /** Two ways to say the same. */
  'config-hours-twice': { readonly key: string };
  'config-unknown-country': { readonly key: string; readonly country: string };
}

export type MomentProblemCode = keyof MomentProblemParams;

/** Shown, but no reason to stop. */
export const momentWarnings: readonly MomentProblemCode[] = ['outside-hours', 'embargo'];
