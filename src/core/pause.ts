/** Everything stands still, by a person's word: nothing goes out but what is taken back, and what was let through one by one. */
import { type Delivery, isOnHold } from './delivery.ts';
import { type Problem, problem } from './problem.ts';

export interface PauseWish {
  /** It ends by itself at this moment; absent: only by a person's word. */
  readonly until?: Date;
  readonly reason?: string;
}

export interface Pause extends PauseWish {
  readonly since: Date;
  /** Ids of deliveries that go all the same. */
  readonly letThrough: readonly string[];
}

export interface PauseEnd {
  /** Ids of the deliveries that are due now by a person's word; absent: everything keeps its moment. */
  readonly goes?: readonly string[];
}

/** The part of the ledger that makes everything stand still, whichever process is busy. */
export interface PauseBook {
  /** The pause that holds now; one whose `until` has passed does not. */
  pause(): Promise<Pause | undefined>;
  /**
   * From now on nothing is handed out and no call begins, but for what is taken back; what was let through before stops too.
   * Gives the pause that it comes in the place of.
   */
  pauseAll(wish: PauseWish): Promise<Pause | undefined>;
  /** These go all the same, for as long as this pause lasts. */
  letThrough(ids: readonly string[]): Promise<void>;
  /**
   * Ends it, all or nothing. With a choice, what came due meanwhile and was not chosen is put on hold, each by itself.
   * `false`: nothing was paused any more, and nothing was changed.
   */
  endPause(end: PauseEnd): Promise<boolean>;
}

/** Does the pause keep this delivery from going out? Who takes something back is never kept waiting. */
export const isStopped = (pause: Pause | undefined, { id, kind }: Pick<Delivery, 'id' | 'kind'>): boolean =>
  pause !== undefined && kind !== 'retract' && !pause.letThrough.includes(id);

/** How a pause is told: of a delivery that it stops, and in the log. */
export const pausedProblem = ({ since, until, reason }: Omit<Pause, 'letThrough'>): Problem =>
  problem('everything-paused', {
    since: since.toISOString(),
    ...(until && { until: until.toISOString() }),
    ...(reason !== undefined && { reason }),
  });

/** Why this one does not go; nothing where the pause is over by then, or where it is on hold by itself. */
export function problemOfPause(pause: Pause | undefined, delivery: Delivery): Problem | undefined {
  const isOpen = delivery.state === 'scheduled' || delivery.state === 'waiting';
  if (!pause || !isOpen || isOnHold(delivery) || !isStopped(pause, delivery)) return undefined;
  return pause.until && delivery.dueAt >= pause.until ? undefined : pausedProblem(pause);
}
