import type { DeliveryKind } from '../core/delivery.ts';
import type { PlanState } from '../pipeline/plan.ts';
import type { Words } from './messages/words.ts';

/** The state as people read it; of a change, what was done or is still to be done. */
export function stateWord({ kind, state }: { readonly kind?: DeliveryKind; readonly state: PlanState }, words: Words): string {
  if (!kind || kind === 'publish') return words.states[state];
  return state === 'sent' ? words.changes[kind].done : `${words.changes[kind].open}: ${words.states[state]}`;
}
