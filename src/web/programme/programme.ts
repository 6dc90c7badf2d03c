/** What the programme's page and its feeds tell: everything that was published where everybody may read it. */
import { createHash } from 'node:crypto';
import type { CardEvent } from '../../core/card.ts';

export interface ProgrammeLink {
  readonly title: string;
  readonly link?: string;
}

export interface ProgrammeItem {
  /** The post's id. */
  readonly post: string;
  readonly title: string;
  readonly summary?: string;
  /** The permalink of the hub, where the conversation is. */
  readonly link?: string;
  /** BCP 47. */
  readonly language: string;
  readonly event?: CardEvent;
  readonly publishedAt: Date;
  /** Its newest edit or correction, where there was one. */
  readonly updatedAt?: Date;
  readonly corrects?: ProgrammeLink;
  readonly correctedBy?: ProgrammeLink;
  /** What was put right below the post. */
  readonly correction?: string;
}

export interface ProgrammeSettings {
  /** Name of the project. */
  readonly title: string;
  readonly description?: string;
  /** Where the files will stand, with a slash at the end; absent: not known. */
  readonly web?: string;
  /** BCP 47. */
  readonly language: string;
  readonly timezone: string;
  /** How many the feeds hold. */
  readonly feedItems: number;
}

export interface Programme {
  readonly settings: ProgrammeSettings;
  /** Newest first. */
  readonly items: readonly ProgrammeItem[];
  /** An event that ended before is no longer announced. */
  readonly now: Date;
}

/** A name that stays when titles, files or addresses change: a UUID of version 8 (RFC 9562) over the post's id. */
export function itemId(post: string): string {
  const hash = createHash('sha256').update(`omk:${post}`).digest('hex');
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
