/** What can be wrong with an address that posts, or pictures of posts, are taken over from. */
export interface SourceProblemParams {
  /** No address that omk may ask. */
  'source-address': { readonly address: string };
  /** For now: it may be there later. */
  'source-away': { readonly address: string; readonly detail: string };
  'source-gone': { readonly address: string; readonly status: number };
  'source-refused': { readonly address: string; readonly status: number };
  'source-redirect': {
    readonly address: string;
    readonly to: string;
    readonly reason: 'insecure' | 'inside' | 'too-many' | 'nonsense';
  };
  /** `max`: in bytes. */
  'source-too-large': { readonly address: string; readonly max: number };
  /** A page for people; `feed`: the one that it names. */
  'source-page': { readonly address: string; readonly feed?: string };
  'source-unreadable': { readonly address: string };
  /** Each page says that there is another. */
  'source-endless': { readonly address: string; readonly pages: number };
  /** `key`: where it was named. */
  'source-group-unknown': { readonly name: string; readonly key: string };
  'source-group-ambiguous': {
    readonly name: string;
    readonly key: string;
    readonly count: number;
  };
  'source-group-closed': { readonly name: string };
  /** More was published since than is read in one go. */
  'source-too-much': { readonly count: number };
  /** A picture that stands somewhere else than on the source itself. */
  'source-picture-elsewhere': { readonly host: string };
}

export type SourceProblemCode = keyof SourceProblemParams;
