/** Dispatches deliveries for a command, with progress on the screen and Ctrl-C under control. */
import type { Delivery } from '../core/delivery.ts';
import type { Sample } from '../core/reader.ts';
import { dispatch } from '../pipeline/dispatch.ts';
import { defaultPolicy } from '../pipeline/record.ts';
import { unapproved } from './approved.ts';
import { type Context, channelOf } from './context.ts';
import { onInterrupt } from './interrupt.ts';
import { createMeter, type Meter } from './mailing-progress.ts';
import { createProgress, type Progress } from './progress.ts';
import { selectionOf } from './reader-list.ts';
import { thisWorker } from './worker.ts';

/** How long a run waits for something that is due soon. */
export const patienceMs = 15_000;

export interface Sent {
  /** Ids of the deliveries that changed. */
  readonly changed: ReadonlySet<string>;
  readonly wasInterrupted: boolean;
}

export interface SendOptions {
  /** Of each mailing that begins now, first to so many readers. */
  readonly sample?: Sample | undefined;
}

export async function send(context: Context, deliveries: readonly Delivery[], { sample }: SendOptions = {}): Promise<Sent> {
  const { project, output, clock } = context;
  // Whatever command asks: where approval is required, nothing else leaves.
  const withheld = new Set(await unapproved(context, deliveries));
  const ours = deliveries.filter((delivery) => !withheld.has(delivery));
  const changed = new Set<string>();
  const progress = await createProgress(output, ours, clock);
  const { signal, release } = onInterrupt(output);
  // A calendar is large: with nothing to do it is not asked.
  const opening = ours.length > 0 ? await context.opening() : undefined;
  const mailings = watchMailings(context, progress);
  try {
    await dispatch({
      ledger: await context.ledger(),
      clock,
      sender: context.sender,
      gapMs: async (id) => (project.mode === 'sandbox' ? 0 : (await context.rules(id)).limits.minGapMs),
      selection: (delivery) =>
        channelOf(delivery.channel).reaches === 'readers'
          ? { ...selectionOf(delivery.message, project.channelOptions[delivery.channel] ?? {}), ...(sample && { sample }) }
          : undefined,
      worker: context.worker ?? thisWorker(),
      leaseMs: project.timing.leaseMs,
      confirmMs: project.timing.confirmMs,
      policy: defaultPolicy,
      patienceMs,
      ...(opening && { opening }),
      ids: ours.map(({ id }) => id),
      signal,
      onChange: (delivery) => {
        changed.add(delivery.id);
        mailings.onChange(delivery);
        progress.onChange(delivery);
      },
    });
  } finally {
    release();
    mailings.end();
    await progress.end();
  }
  return { changed, wasInterrupted: signal.aborted };
}

/** Looks each second how far the mailings are that are under way. */
function watchMailings({ ledger, output, clock }: Context, progress: Progress) {
  const running = new Map<string, { readonly delivery: Delivery; readonly meter: Meter }>();
  const look = async (): Promise<void> => {
    for (const [id, { delivery, meter }] of running) {
      const counts = await (await ledger()).recipientCounts(id);
      if (running.has(id)) progress.onDetail(delivery, output.words.mailed(meter.see(counts, clock.now())));
    }
  };
  // A look that fails is no reason to stop: whatever is wrong with the ledger, the mailing itself meets it.
  const ticking = setInterval(() => void look().catch(() => undefined), 1000);
  return {
    onChange: (delivery: Delivery) => {
      const isMailing = delivery.state === 'sending' && channelOf(delivery.channel).reaches === 'readers';
      if (isMailing) running.set(delivery.id, { delivery, meter: createMeter() });
      else running.delete(delivery.id);
    },
    end: () => clearInterval(ticking),
  };
}
