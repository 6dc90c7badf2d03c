/** What a person should know of items that are forwarded from a source. */
type Nothing = Readonly<Record<never, never>>;

export interface ForwardProblemParams {
  'forward-no-source': Nothing;
  /** A channel that omk cannot read from. */
  'forward-unreadable-source': { readonly source: string };
  /** Nothing is left but the source itself. */
  'forward-no-channels': { readonly source: string };
  /** It does not let us in: no login, or one that ended. */
  'forward-login': { readonly source: string; readonly channel: string };
  /** It answers what makes no sense. */
  'forward-answer': { readonly source: string; readonly detail: string };
  'forward-approval': Nothing;
  'forward-busy': Nothing;
  /** The checks say no; what they found is told beside it. */
  'forward-refused': { readonly title: string };
  /** The same of a newer text of what was planned or sent. */
  'forward-refused-edit': { readonly title: string };
  'forward-twin': { readonly title: string; readonly other: string };
  /** New to us, but too long ago to send without asking. */
  'forward-old': {
    readonly count: number;
    readonly title: string;
    readonly since: string;
  };
  'forward-gone': {
    readonly title: string;
    readonly post: string;
    readonly channels: readonly string[];
  };
  'forward-gone-unsent': { readonly title: string };
  'forward-review-edited': { readonly title: string; readonly path: string };
  'forward-picture': { readonly title: string; readonly detail: string };
  /** What stands at the source is its writers' own. */
  'forward-stays': { readonly url: string };
}

export type ForwardProblemCode = keyof ForwardProblemParams;

export const forwardWarnings: readonly ForwardProblemCode[] = [
  'forward-busy',
  'forward-gone-unsent',
  'forward-picture',
  'forward-review-edited',
  'forward-stays',
];
