/** What a pause of everything keeps from going out: what, when, where. */
import type { Delivery } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import { isStopped, type Pause, problemOfPause } from '../core/pause.ts';
import { columns } from './layout.ts';
import type { PauseWords } from './messages/pause-words.ts';
import type { Output } from './output.ts';
import { stateWord } from './state-word.ts';
import { titleText } from './title-text.ts';

export interface Held {
  /** Would have gone, or would go before the pause ends; in the order of their moments. */
  readonly stopped: readonly Delivery[];
  /** Handed out already: a call may be on its way, which is not called back. */
  readonly underWay: readonly Delivery[];
  /** Prepared for a person to place by hand, whom no pause can stop. */
  readonly byHand: readonly Delivery[];
}

export async function readHeld(ledger: Ledger, pause: Pause | undefined): Promise<Held> {
  const all = await ledger.list({ states: ['scheduled', 'waiting', 'sending', 'handed-off'] });
  const stopped = all.filter((one) => problemOfPause(pause, one) !== undefined);
  return {
    stopped: stopped.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()),
    underWay: all.filter((one) => one.state === 'sending' && isStopped(pause, one)),
    byHand: all.filter(({ state }) => state === 'handed-off'),
  };
}

/** More than this is no list that anybody reads. */
const mostRows = 30;

export function heldText({ stopped, underWay, byHand }: Held, output: Output, words: PauseWords): string {
  const lists = [
    stopped.length === 0 ? words.nothingHeld : `${words.held(stopped.length)}\n${rowsOf(stopped, output, words)}`,
    underWay.length > 0 && `${words.underWay(underWay.length)}\n${rowsOf(underWay, output, words)}`,
    byHand.length > 0 && `${words.byHand(byHand.length)}\n${rowsOf(byHand, output, words)}`,
  ];
  return lists.filter(Boolean).join('\n\n');
}

function rowsOf(deliveries: readonly Delivery[], output: Output, words: PauseWords): string {
  const rows = deliveries.slice(0, mostRows).map((one) => ({
    cells: [output.tell(one.dueAt), output.label(one.channel)],
    text: [`${titleText(one.title)} (${stateWord(one, output.words)})`, output.pathOf(one.file)],
  }));
  const more = deliveries.length - rows.length;
  return [columns(rows, { width: output.width }), ...(more > 0 ? [`  ${words.more(more)}`] : [])].join('\n');
}

export const heldJson = ({ channel, destinationName, file, title, state, kind, dueAt }: Delivery): object => ({
  channel,
  destination: destinationName,
  ...(kind !== 'publish' && { kind }),
  post: file,
  title,
  state,
  dueAt: dueAt.toISOString(),
});
