/** What can be wrong with a plan that is to be sent, and with its approval. */
export interface ApprovalProblemParams {
  /** A flag or argument that says something else than the plan. */
  'plan-flag': { readonly flag: string };
  'plan-unreadable': { readonly path: string; readonly detail: string };
  'plan-too-big': { readonly path: string; readonly bytes: number; readonly max: number };
  'plan-broken': { readonly path: string };
  'plan-version': { readonly path: string; readonly version: string };
  'plan-edited': { readonly path: string };
  /** Something else stands where the plan is to be written. */
  'plan-in-the-way': { readonly path: string };
  'plan-other-project': { readonly name: string; readonly here: string };
  'plan-text-changed': { readonly channels: readonly string[] };
  'plan-image-changed': { readonly path: string };
  'plan-template-changed': { readonly name: string };
  'plan-setting-changed': { readonly key: string };
  'plan-place-changed': { readonly planned: string; readonly now: string };
  /** Moments; absent: right away. */
  'plan-time-changed': { readonly planned?: string; readonly now?: string };
  'plan-channel-added': Readonly<Record<never, never>>;
  'plan-channel-gone': Readonly<Record<never, never>>;
  /** Versions of omk. */
  'plan-rendering-changed': { readonly planned: string; readonly now: string };

  /** `command`: what makes the plan that is needed. */
  'approval-needed': { readonly command: string };
  'approval-no-digest': Readonly<Record<never, never>>;
  /** It stands in the ledger, but nobody approved this text. */
  'approval-missing': Readonly<Record<never, never>>;
  'approval-no-approvers': Readonly<Record<never, never>>;
  'approval-unsigned': { readonly path: string; readonly command: string };
  'approval-signature-broken': { readonly path: string; readonly detail: string };
  'approval-signature-other': { readonly path: string };
  'approval-namespace': { readonly path: string; readonly namespace: string; readonly expected: string };
  'approval-unknown-signer': { readonly path: string; readonly fingerprint: string };
  'approval-own-post': { readonly name: string };
  /** The author of the post put the signer on the list, or changed what it says of the signer. */
  'approval-own-approver': { readonly name: string };
  'approval-uncommitted': { readonly path: string };
  /** The clone does not reach back to the last change. */
  'approval-no-history': { readonly path: string };
  'approval-no-git': { readonly detail: string };
  'approval-no-ssh-keygen': { readonly detail: string };
  'config-approver-key': {
    readonly name: string;
    readonly reason: 'missing' | 'no-key' | 'private' | 'type' | 'too-short' | 'certificate';
  };
  'config-approver-twice': { readonly name: string; readonly other: string };
}

export type ApprovalProblemCode = keyof ApprovalProblemParams;
