/** What can be wrong when a project or a post is begun. */
type Nothing = Readonly<Record<never, never>>;

export interface StartProblemParams {
  /** Nobody can be asked; `yes`: what usually holds would do. */
  'answers-needed': { readonly flags: readonly string[]; readonly yes: boolean };
  'set-unreadable': { readonly value: string };
  'title-unreadable': Nothing;
  'answer-empty': Nothing;
  'nothing-to-correct': Nothing;
  'editor-failed': { readonly editor: string; readonly detail: string };
  /** A file that is there already and says something else. */
  'file-kept': { readonly path: string };
}

export type StartProblemCode = keyof StartProblemParams;

export const startWarnings: readonly StartProblemCode[] = ['file-kept', 'editor-failed'];
