/** Scheduled, never tried, and later than a moment can mean anything: it waits for a person's word. */
import { type Delivery, isOnHold, meantFor, type Settlement } from '../core/delivery.ts';
import { type Problem, problem } from '../core/problem.ts';
import type { Context } from './context.ts';
import { digestOf } from './known-post.ts';

/** Of these, those that are not sent without asking. A digest has no moment that it was meant for. */
export function heldAsLate({ project, clock }: Pick<Context, 'project' | 'clock'>, deliveries: readonly Delivery[]): readonly Delivery[] {
  const now = clock.now().getTime();
  return deliveries.filter(
    (delivery) =>
      delivery.state === 'scheduled' &&
      delivery.attempts === 0 &&
      delivery.kind === 'publish' &&
      now - delivery.dueAt.getTime() > (project.lateMs[delivery.channel] ?? Number.POSITIVE_INFINITY) &&
      digestOf(delivery) === undefined,
  );
}

export const lateProblem = ({ dueAt, file, channel }: Delivery): Problem =>
  problem('held', { due: dueAt.toISOString() }, { file, channel });

/** It waits for a person's word: put on hold, or too late to go without one. */
export const waitingForWord = (context: Context, deliveries: readonly Delivery[]): readonly Delivery[] => {
  const late = new Set(heldAsLate(context, deliveries));
  return deliveries.filter((delivery) => late.has(delivery) || (delivery.state === 'scheduled' && isOnHold(delivery)));
};

/** Resumed: what was put on hold before its moment keeps that moment; the rest may go now. */
export function resumed(delivery: Delivery, now: Date): Settlement {
  const meant = meantFor(delivery);
  const word = letGo(delivery, now);
  if (meant <= now || isOnHold({ dueAt: meant })) return word;
  return {
    ...word,
    dueAt: delivery.notBefore && delivery.notBefore > meant ? delivery.notBefore : meant,
    atAnyHour: delivery.atAnyHour === true,
  };
}

/** That word: it may go now, office hours or not, but never before its embargo. */
export function letGo({ notBefore }: Delivery, now: Date): Settlement {
  const isUnderEmbargo = notBefore !== undefined && notBefore > now;
  return {
    state: 'scheduled',
    dueAt: isUnderEmbargo ? notBefore : now,
    atAnyHour: true,
    ...(isUnderEmbargo && { problem: problem('embargo', { until: notBefore.toISOString() }) }),
  };
}
