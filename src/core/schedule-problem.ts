/** What a person should know of a pause of everything, of moments on the command line, and of what will no longer do when a post is due. */
/** Moments are ISO 8601, as they are stored. */
export interface ScheduleProblemParams {
  'everything-paused': { readonly since: string; readonly until?: string; readonly reason?: string };
  'moment-past': { readonly option: string; readonly value: string };
  /** The clock goes forward and never shows it. */
  'moment-skipped': { readonly option: string; readonly value: string; readonly suggestion: string };
  /** The clock goes back and shows it twice. */
  'moment-doubled': { readonly option: string; readonly value: string; readonly chosen: string };
  /** Something of everything is asked of one post, or the other way round. */
  'flag-not-with-file': { readonly flag: string };
  'flag-needs-file': { readonly flag: string };
  'resume-needs-choice': { readonly count: number };
  /** Which of two is meant? */
  'flags-exclude': { readonly flags: string };

  /** `ends`: when a person has to have logged in again. */
  'forecast-login': { readonly due: string; readonly ends: string; readonly isEstimate: boolean };
  'forecast-version': { readonly due: string; readonly version: string; readonly ends: string };
  /** US dollars; `month`: `2026-11`. */
  'forecast-budget': { readonly due: string; readonly month: string; readonly total: string; readonly budget: string };
  /** More in a day than the channel takes. */
  'forecast-quota': { readonly due: string; readonly count: number; readonly most: number };
  /** So many more findings of the same kind. */
  'forecast-more': { readonly count: number };
}

export type ScheduleProblemCode = keyof ScheduleProblemParams;

/** Shown, but no reason to stop. */
export const scheduleWarnings: readonly ScheduleProblemCode[] = [
  'everything-paused',
  'moment-doubled',
  'forecast-login',
  'forecast-version',
  'forecast-budget',
  'forecast-quota',
  'forecast-more',
];
