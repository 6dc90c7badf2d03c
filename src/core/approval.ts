/** Who may approve, and what the log remembers of an approval. */

/** Somebody of omk.yaml whose signature lets a plan go out. */
export interface Approver {
  readonly name: string;
  /** Recognises the person among the authors in git, beside the name. */
  readonly email?: string;
  /** Type and key, as OpenSSH writes them: `ssh-ed25519 AAAA…`. */
  readonly key: string;
  /** `SHA256:…`, as `ssh-keygen -l` shows it. */
  readonly fingerprint: string;
  /** Behind the key; often an address of its owner. */
  readonly comment?: string;
  /** Lines of omk.yaml that say all this, first and last; absent: any line may have a part in it. */
  readonly lines?: readonly [first: number, last: number];
  /** The key's file, where it has one: relative to omk.yaml. */
  readonly file?: string;
}

/** The plan by which a delivery goes out, and who signed it. */
export interface Approval {
  /** Digest of the plan. */
  readonly plan: string;
  /** Empty: nobody had to. `key`: its fingerprint. */
  readonly by: readonly { readonly name: string; readonly key: string }[];
}

/** Kinds of events: approved by somebody, or by a plan that nobody had to sign. */
export const approvalKinds = { approved: 'approved', byPlan: 'by-plan' } as const;

interface Approved {
  readonly id: string;
  readonly post: string;
  readonly channel: string;
  readonly revision: string;
}

/** The line of the log. `revision`: what was approved, for the text of a delivery may still be replaced. */
export const approvalEvent = ({ id, post, channel, revision }: Approved, { plan, by }: Approval) => ({
  kind: by.length > 0 ? approvalKinds.approved : approvalKinds.byPlan,
  deliveryId: id,
  post,
  channel,
  data: { plan, revision, ...(by.length > 0 && { by }) },
});
