/** Rows of the deliveries table and the values they stand for. */
import type { Card } from '../core/card.ts';
import type { Attempt, Delivery, DeliveryKey, DeliveryKind, DeliveryState, PlannedDelivery } from '../core/delivery.ts';
import type { Message } from '../core/message.ts';
import type { HandOff, Receipt, SendOutcome } from '../core/outcome.ts';
import type { Problem } from '../core/problem.ts';

export interface DeliveryRow {
  readonly id: string;
  readonly post: string;
  readonly channel: string;
  readonly destination: string;
  readonly round: number;
  readonly kind: DeliveryKind;
  readonly of_id: string | null;
  readonly file: string;
  readonly title: string;
  readonly destination_name: string;
  readonly revision: string;
  readonly message_json: string;
  readonly state: DeliveryState;
  readonly due_at: number;
  readonly after_id: string | null;
  readonly attempts: number;
  readonly first_attempt_at: number | null;
  readonly receipt_json: string | null;
  readonly problem_json: string | null;
  readonly hand_off_json: string | null;
  readonly claim_token: string | null;
  readonly claim_worker: string | null;
  readonly claim_expires_at: number | null;
  readonly call_began_at: number | null;
  readonly created_at: number;
  readonly card_json: string | null;
  readonly not_before: number | null;
  readonly at_any_hour: number;
}

export interface AttemptRow {
  readonly delivery_id: string;
  readonly number: number;
  readonly worker: string;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly outcome: SendOutcome['kind'] | null;
  readonly problem_json: string | null;
}

const parsed = <T>(json: string): T => JSON.parse(json) as T;

/** `null` for what is not there, JSON for the rest. */
export const stored = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    post: row.post,
    channel: row.channel,
    destination: row.destination,
    round: row.round,
    kind: row.kind,
    file: row.file,
    title: row.title,
    destinationName: row.destination_name,
    revision: row.revision,
    message: parsed<Message>(row.message_json),
    state: row.state,
    dueAt: new Date(row.due_at),
    attempts: row.attempts,
    createdAt: new Date(row.created_at),
    ...(row.card_json !== null && { card: parsed<Card>(row.card_json) }),
    ...(row.of_id !== null && { of: row.of_id }),
    ...(row.not_before !== null && { notBefore: new Date(row.not_before) }),
    ...(row.at_any_hour === 1 && { atAnyHour: true }),
    ...(row.first_attempt_at !== null && { firstAttemptAt: new Date(row.first_attempt_at) }),
    ...(row.receipt_json !== null && { receipt: parsed<Receipt>(row.receipt_json) }),
    ...(row.problem_json !== null && { problem: parsed<Problem>(row.problem_json) }),
    ...(row.hand_off_json !== null && { handOff: parsed<HandOff>(row.hand_off_json) }),
  };
}

export function toAttempt(row: AttemptRow): Attempt {
  return {
    deliveryId: row.delivery_id,
    number: row.number,
    worker: row.worker,
    startedAt: new Date(row.started_at),
    ...(row.ended_at !== null && { endedAt: new Date(row.ended_at) }),
    ...(row.outcome !== null && { outcome: row.outcome }),
    ...(row.problem_json !== null && { problem: parsed<Problem>(row.problem_json) }),
  };
}

/** The columns that a plan decides. */
export const plannedColumns = (planned: PlannedDelivery) => ({
  file: planned.file,
  title: planned.title,
  destination_name: planned.destinationName,
  revision: planned.revision,
  message_json: JSON.stringify(planned.message),
  card_json: stored(planned.card),
  problem_json: stored(planned.problem),
  not_before: planned.notBefore?.getTime() ?? null,
  at_any_hour: planned.atAnyHour === true ? 1 : 0,
  state: planned.state,
});

export const keyColumns = ({ post, channel, destination, round, kind = 'publish' }: DeliveryKey) => ({
  post,
  channel,
  destination,
  round,
  kind,
});
