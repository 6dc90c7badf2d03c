/** What is wrong with levels and waivers themselves. */

export interface WaiverProblemParams {
  'content-waiver-unused': { readonly rule: string };
  /** The rule asks for two people, and only one is named. */
  'content-waiver-second': { readonly rule: string };
  'config-rule-fixed': { readonly rule: string; readonly level: string };
}

export const waiverWarnings: readonly (keyof WaiverProblemParams)[] = ['content-waiver-unused'];
