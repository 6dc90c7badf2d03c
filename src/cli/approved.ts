/** What the log knows of approvals: who approved what stands in the ledger, and what nobody approved. */
import { type Approval, approvalKinds } from '../core/approval.ts';
import type { Delivery } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import { OmkError, type Problem, problem } from '../core/problem.ts';
import type { Context } from './context.ts';

/** An approval as it was written down. */
export interface RecordedApproval extends Approval {
  readonly revision: string;
  readonly at: Date;
}

const everything = 1_000_000_000;

/** The newest approval of each delivery, by its id and what was approved. */
async function approvals(ledger: Ledger, posts: readonly string[]): Promise<ReadonlyMap<string, RecordedApproval>> {
  const kinds = Object.values(approvalKinds);
  const events = await ledger.events({ kinds, ...(posts.length <= 100 && { posts }), limit: everything });
  return new Map(
    [...events].reverse().map(({ at, deliveryId, data }) => {
      const { plan, revision, by = [] } = data as unknown as Omit<RecordedApproval, 'at' | 'by'> & Partial<Pick<Approval, 'by'>>;
      return [keyOf({ id: deliveryId ?? '', revision }), { plan, revision, by, at }];
    }),
  );
}

const keyOf = ({ id, revision }: Pick<Delivery, 'id' | 'revision'>): string => `${id} ${revision}`;

/** How the text that a delivery has now was approved, or by which plan it goes. */
export async function approvalsOf(ledger: Ledger, deliveries: readonly Delivery[]): Promise<ReadonlyMap<string, RecordedApproval>> {
  if (deliveries.length === 0) return new Map();
  const known = await approvals(ledger, [...new Set(deliveries.map(({ post }) => post))]);
  return new Map(
    deliveries.flatMap((delivery) => {
      const found = known.get(keyOf(delivery));
      return found ? [[delivery.id, found] as const] : [];
    }),
  );
}

/** Those that may not go out, where approval is required. To take something back needs nobody's leave. */
export async function unapproved({ project, ledger }: Context, deliveries: readonly Delivery[]): Promise<readonly Delivery[]> {
  if (project.approval === 'none') return [];
  const open = deliveries.filter(({ kind, state }) => kind !== 'retract' && state !== 'sent');
  const known = await approvalsOf(await ledger(), open);
  return open.filter(({ id }) => (known.get(id)?.by.length ?? 0) === 0);
}

export const approvalMissing = ({ file, channel }: Delivery): Problem => problem('approval-missing', {}, { file, channel });

/** Before anything is moved: all of it was approved, or none of it goes. */
export async function stopUnlessApproved(context: Context, deliveries: readonly Delivery[]): Promise<void> {
  const found = await unapproved(context, deliveries);
  if (found.length > 0) throw new OmkError(found.map(approvalMissing));
}

/** Channels on which this very plan was carried out before, at least so far that it was written down. */
export async function channelsBegun(ledger: Ledger, posts: readonly string[], plan: string): Promise<ReadonlySet<string>> {
  const events = await ledger.events({ kinds: Object.values(approvalKinds), posts, limit: everything });
  return new Set(events.flatMap(({ channel, data }) => (data['plan'] === plan && channel !== undefined ? [channel] : [])));
}
