/** What can be wrong with telling somebody that a person is needed. None of it ever stops a publication. */
export interface NotifyProblemParams {
  /** Asked for, but omk.yaml does not say to whom. */
  'notify-nowhere': Readonly<Record<never, never>>;
  'notify-failed': { readonly way: 'mail' | 'webhook' | 'heartbeat' };
  'webhook-refused': { readonly host: string; readonly status: number };
  'webhook-away': { readonly host: string; readonly detail: string };
}

export type NotifyProblemCode = keyof NotifyProblemParams;

/** All of them: the exit code is that of the work itself. */
export const notifyWarnings: readonly NotifyProblemCode[] = ['notify-nowhere', 'notify-failed', 'webhook-refused', 'webhook-away'];
