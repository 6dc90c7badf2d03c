/** What is told of a post elsewhere than in its own message, such as in a digest: kept with each delivery, no part of its revision. */
export interface Card {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly summary?: string;
  /** Segments of readers; none: everybody. */
  readonly audience?: readonly string[];
  readonly event?: CardEvent;
  /** The post that it corrects: by id or file, and as far as it is known by its title and address. */
  readonly corrects?: { readonly post: string; readonly title?: string; readonly link?: string };
  /** The post's own link, for where there is no hub. */
  readonly link?: string;
  /** The text of a correction that stands below the post. */
  readonly correction?: string;
  /** Where the post was meant to go, whether or not there was anybody to read it. */
  readonly channels?: readonly string[];
  /** Not everybody who follows the link to this delivery may read it there. */
  readonly isClosed?: true;
}

/** Moments as they are stored: ISO 8601, UTC. */
export interface CardEvent {
  readonly start: string;
  readonly end?: string;
  readonly location?: string;
  readonly signup?: string;
}
