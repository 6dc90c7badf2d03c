/** Where posts come from that were not written for omk: the hub itself, or the feed of a website. */
import type { EventDetails } from './post.ts';

/** One item as its source shows it now. */
export interface SourceItem {
  /** The source's own id; an edit does not change it. */
  readonly id: string;
  /** Where people read it: absolute, https (plain http on loopback alone). */
  readonly url: string;
  /** It has no page of its own: `url` leads to the website, so that it is no name for the item. */
  readonly isPageless?: boolean;
  readonly title: string;
  readonly summary?: string;
  /** GitHub-flavoured Markdown. */
  readonly body: string;
  /** When readers could first see it, as the source says: it may lie in the past of an item that is new to us. */
  readonly publishedAt: Date;
  /** The source gives no date that can be true: `publishedAt` is the moment of looking, another one each time. */
  readonly isUndated?: boolean;
  readonly updatedAt?: Date;
  readonly author?: { readonly id?: string; readonly name: string };
  readonly tags: readonly string[];
  /** The source's word for what it is: blog, news, event … */
  readonly kind: string;
  readonly group?: { readonly id: string; readonly name: string };
  readonly state: 'published' | 'scheduled' | 'draft' | 'archived';
  /** `public`: everybody may read it. */
  readonly access: 'public' | 'closed';
  /** Only a picture whose alternative text is known, or that is known to be decorative (empty text). */
  readonly image?: { readonly url: string; readonly alt: string };
  readonly event?: EventDetails;
  readonly poll?: readonly string[];
  /** BCP 47. */
  readonly language?: string;
}

/** An open source. Reads only; rejects with an OmkError when it refuses, cannot be reached or cannot be understood. */
export interface Source {
  /** What was published since, by the source's own date, newest first, in pages. */
  publishedSince(moment: Date, signal: AbortSignal): AsyncIterable<readonly SourceItem[]>;
  /** What was changed since, newest first, in pages; absent where the source cannot say. */
  changedSince?(moment: Date, signal: AbortSignal): AsyncIterable<readonly SourceItem[]>;
  /** Which of these are no longer there for us; absent where leaving the list does not mean being gone. */
  gone?(ids: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /** The bytes of a picture that an item named, at most `maxBytes`. */
  picture(url: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array>;
  close?(): Promise<void>;
}
