/** What needs a person: of deliveries as they stand, or what kept omk from its work. Each has a name by which it is known again. */
import { createHash } from 'node:crypto';
import type { Delivery } from '../../core/delivery.ts';
import { isWarning, OmkError, type Problem, placed, problem } from '../../core/problem.ts';
import type { Trigger } from './notify-fields.ts';

export interface Trouble {
  /** The same as long as nothing changed. */
  readonly key: string;
  readonly kind: Trigger;
  /** Of the post; absent: it is about all of omk. */
  readonly title?: string;
  readonly channel?: string;
  readonly file?: string;
  /** Absent: a person finishes what was prepared; or, when omk stopped, a bug. */
  readonly problem?: Problem;
}

const keyOf = (...parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);

/** `withheld`: for want of an approval. `late`: what is held, with when it was due. */
export interface Standing {
  readonly deliveries: readonly Delivery[];
  readonly held: readonly Delivery[];
  readonly withheld: readonly Problem[];
}

export function troublesIn({ deliveries, held, withheld }: Standing): readonly Trouble[] {
  const of = (kind: Trigger, one: Delivery, found: Problem | undefined): Trouble => ({
    key: keyOf(kind, one.id, one.attempts, found?.code),
    kind,
    title: one.title,
    channel: one.channel,
    file: one.file,
    ...(found && { problem: placed(found, { file: one.file, channel: one.channel }) }),
  });
  const inState = (state: Delivery['state']) => deliveries.filter((one) => one.state === state);
  return [
    ...inState('failed').map((one) => of('failed', one, one.problem)),
    ...inState('unconfirmed').map((one) => of('person', one, one.problem ?? problem('unconfirmed', { detail: '' }))),
    ...inState('handed-off').map((one) => of('person', one, undefined)),
    ...withheld.map((found): Trouble => ({ key: keyOf('person', found), kind: 'person', problem: found })),
    ...held.map((one) => of('held', one, problem('held', { due: one.dueAt.toISOString() }))),
  ];
}

/** The same mistake at another run is the same trouble. */
export function troublesOf(error: unknown): readonly Trouble[] {
  if (!(error instanceof OmkError)) return [{ key: keyOf('stopped', 'bug'), kind: 'stopped' }];
  return error.problems
    .filter((found) => !isWarning(found))
    .map((found) => ({ key: keyOf('stopped', found), kind: 'stopped', problem: found }));
}
