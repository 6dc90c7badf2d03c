/** What can be wrong with logging in to a channel, and with what a login left behind. */
type Nothing = Readonly<Record<never, never>>;

export interface LoginProblemParams {
  'login-none': { readonly name: string; readonly choices: readonly string[] };
  /** Only a person can answer; `flags` would do without. */
  'login-no-terminal': { readonly flags: string; readonly names: string };
  'login-incomplete': { readonly names: string };
  /** What was typed or pasted is not what was asked for; the value itself is never told. */
  'login-bad-entry': { readonly what: string };
  'login-stopped': Nothing;
  /** The person, or the organisation, said no. */
  'login-declined': { readonly detail?: string };
  /** It answers, but does not know us by what was given. */
  'login-stranger': Nothing;
  'login-refused': { readonly detail: string };
  'login-away': { readonly detail: string };
  'login-unreadable': { readonly detail: string };
  'login-foreign': Nothing;
  'login-too-late': { readonly minutes: number };
  'login-clock': { readonly minutes: number };
  /** Environment variables are there as well, and they win. */
  'login-overruled': { readonly names: string };
  'login-unknown': Nothing;
  'login-ending': { readonly at: string; readonly days: number };
  'login-overdue': { readonly at: string };
  'login-ended': { readonly at: string };
  'login-not-renewed': { readonly detail: string };
  'login-renewal-away': { readonly detail: string };
  'login-busy': Nothing;
  'credentials-open': { readonly path: string; readonly mode: string };
  'credentials-broken': { readonly path: string; readonly detail: string };
  'credentials-unreadable': { readonly path: string; readonly detail: string };
}

export type LoginProblemCode = keyof LoginProblemParams;

/** Shown, but no reason to stop. */
export const loginWarnings: readonly LoginProblemCode[] = [
  'login-foreign',
  'login-clock',
  'login-overruled',
  'login-ending',
  'login-overdue',
];
