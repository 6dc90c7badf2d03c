/** What a feed says, whichever way it says it: the same for RSS, Atom and JSON Feed. */

/** Written as HTML, or as the text itself. */
export type Written = { readonly html: string } | { readonly text: string };

export interface FeedEntry {
  /** Stays when the entry is edited. */
  readonly id: string;
  /** Absolute. */
  readonly url: string;
  /** The feed names no page for it. */
  readonly isPageless?: true;
  readonly title?: Written;
  readonly summary?: Written;
  readonly content?: Written;
  /** Absent: not said, or nonsense. */
  readonly publishedAt?: Date;
  readonly updatedAt?: Date;
  readonly author?: string;
  readonly tags: readonly string[];
  readonly image?: { readonly url: string; readonly alt?: string };
  readonly language?: string;
  /** What relative addresses in its content are relative to. */
  readonly base: string;
}

export interface FeedDocument {
  readonly entries: readonly FeedEntry[];
  /** Address of what is older. */
  readonly next?: string;
}

/** What the three formats hand in: as written, to be judged in one place. */
export interface RawEntry {
  readonly id?: string | undefined;
  readonly link?: string | undefined;
  readonly title?: Written | undefined;
  readonly summary?: Written | undefined;
  readonly content?: Written | undefined;
  readonly published?: string | undefined;
  readonly updated?: string | undefined;
  readonly author?: string | undefined;
  readonly tags: readonly string[];
  readonly image?: { readonly url: string; readonly alt?: string | undefined } | undefined;
  readonly language?: string | undefined;
  readonly base?: string | undefined;
}

export interface RawFeed {
  readonly entries: readonly RawEntry[];
  /** The website. */
  readonly home?: string | undefined;
  readonly next?: string | undefined;
  readonly language?: string | undefined;
}
