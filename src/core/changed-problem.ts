/** What can be wrong, or should be known, when git says which posts were changed. */
type Nothing = Readonly<Record<never, never>>;

export interface ChangedProblemParams {
  /** There is no git, no repository, or nothing in it. */
  'changed-no-git': { readonly detail: string };
  /** `isShallow`: only part of the history was fetched. */
  'changed-unknown': { readonly revision: string; readonly isShallow: boolean };
  /** A branch that is new: nothing stood there before. */
  'changed-no-before': Nothing;
  'changed-uncommitted': Nothing;
  'changed-untracked': Nothing;
  /** Published under another name, and its text changed too: another post, or the same one? */
  'changed-renamed': { readonly from: string; readonly id: string };
  'changed-carried': { readonly from: string };
  'changed-same-id': { readonly id: string; readonly other: string };
  'changed-deleted': { readonly channels: readonly string[] };
  'changed-withdrawn': { readonly channels: readonly string[]; readonly reason: 'deleted' | 'draft' | 'channel' };
  'changed-unplanned': { readonly plan: string };
  /** Why a delivery is cancelled. */
  withdrawn: { readonly reason: 'deleted' | 'draft' | 'channel' };
}

export type ChangedProblemCode = keyof ChangedProblemParams;

/** Shown, but no reason to stop. */
export const changedWarnings: readonly ChangedProblemCode[] = [
  'changed-no-before',
  'changed-untracked',
  'changed-carried',
  'changed-deleted',
  'changed-withdrawn',
  'withdrawn',
];
