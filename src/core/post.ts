import type { Consent, Waiver } from './editorial.ts';
import type { Json } from './json.ts';

/** Here, so that whoever looks at files does not load what reads posts. */
export const MAX_POST_BYTES = 256 * 1024;

/** A picture as the writer named it; the path is relative to the project, with "/". */
export interface ImageReference {
  readonly path: string;
  /** Exactly as written in the post, to find it again in the body. */
  readonly source: string;
  readonly alt: string;
  readonly decorative: boolean;
  /** `cover`: from the front matter; `inline`: stands in the body. */
  readonly role: 'cover' | 'inline';
  readonly line?: number;
}

/** A picture that was read and checked. `hash` is that of the bytes that go out, without their metadata. */
export interface Media extends ImageReference {
  readonly hash: string;
  readonly mimeType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

export interface EventDetails {
  readonly start: Date;
  readonly end?: Date;
  readonly location?: string;
  readonly signup?: string;
}

/** What a post asks of one channel. */
export interface ChannelRequest {
  readonly channel: string;
  readonly publishAt?: Date;
  /** Variant of the template: `x.<template>.txt`. */
  readonly template?: string;
  /** The writer's own text; it wins over the template. */
  readonly text?: string;
  /** `false`: without a link. */
  readonly link: boolean;
  /** Options of the channel: those of the project overridden by those of the post, defaults filled in. */
  readonly options: ChannelOptions;
}

export type ChannelOptions = Readonly<Record<string, Json | undefined>>;

/** Where a post comes from that was not written for omk. */
export interface PostSource {
  /** A channel, or "feed". */
  readonly from: string;
  /** The source's own id. */
  readonly id: string;
  /** Where people read it. */
  readonly url: string;
  /** What people call the place where it stands. */
  readonly group?: string;
}

/** A post as written: checked front matter and Markdown body. Nothing has been read but its text. */
export interface ParsedPost {
  /** `id` of the front matter, else the path relative to omk.yaml. */
  readonly id: string;
  /** Path relative to omk.yaml, with "/". */
  readonly file: string;
  readonly title: string;
  readonly summary?: string;
  /** BCP 47. */
  readonly language: string;
  readonly publishAt?: Date;
  /** Nothing of it leaves before. */
  readonly embargo?: Date;
  readonly link?: string;
  readonly tags: readonly string[];
  readonly images: readonly ImageReference[];
  /** Segments of the newsletter; none: everybody. */
  readonly audience?: readonly string[];
  readonly preheader?: string;
  readonly event?: EventDetails;
  readonly poll?: readonly string[];
  readonly corrects?: string;
  /** Of the videos it leads to: a file, or that they have them. */
  readonly captions?: string | true;
  readonly consent?: Consent;
  readonly source?: PostSource;
  readonly waive: readonly Waiver[];
  readonly draft: boolean;
  /** The front matter as written, comments too. */
  readonly head: string;
  readonly body: string;
  /** Line of the file on which the body begins, counted from 1. */
  readonly bodyLine: number;
  /** Line of every key of the front matter: `x.text` -> 12. */
  readonly lines: Readonly<Record<string, number>>;
  readonly channels: readonly ChannelRequest[];
  /** Channels that the post switched off with `<channel>: false`. */
  readonly switchedOff: readonly string[];
}

/** A post whose pictures were read and checked. */
export interface Post extends ParsedPost {
  readonly media: readonly Media[];
}
