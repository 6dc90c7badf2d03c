import type { PreviewLanguage, PreviewWords } from './words.ts';

/** What every part of a page needs to know. */
export interface Frame {
  readonly words: PreviewWords;
  readonly language: PreviewLanguage;
  /** Name of the project. */
  readonly project: string;
  /** Ids of all channels, in the order of the registry. */
  readonly channels: readonly string[];
  /** When it was made, in words. */
  readonly made: string;
}
