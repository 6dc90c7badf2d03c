import type { Source } from '../../../src/core/source.ts';
import type { Fault } from '../../../src/sandbox/serve.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';

/** One kind of source, with hands to write where it reads. */
export interface SourceRig {
  readonly source: Source;
  /** Publishes something at a moment; gives its id. */
  place(post: { readonly title: string; readonly at: Date }): string;
  /** Changes what stands there, at this moment of the clock. Absent: the source cannot tell. */
  readonly edit?: (id: string, title: string) => void;
  /** Takes away what stands there. Absent: leaving is not being gone. */
  readonly remove?: (id: string) => void;
  /** Is done before the next request is answered, once for each call. */
  beforeNext(does: () => void): void;
  failNext(...faults: Fault[]): void;
  /** Shuts the door for whoever is not signed in. Absent: the source has no door. */
  readonly close?: () => void;
  /** A picture of the source itself; gives its address. */
  readonly picture: (bytes: Uint8Array) => string;
}

export interface SourceSample {
  readonly id: string;
  open(clock: FixedClock, deadlineMs: number): Promise<SourceRig>;
}
