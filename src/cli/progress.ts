/** What happens while omk works: a live list on a terminal, plain lines without one. */
import type { Clock } from '../core/clock.ts';
import { type Delivery, isOnHold } from '../core/delivery.ts';
import type { Output } from './output.ts';
import { stateWord } from './state-word.ts';

export interface Progress {
  onChange(delivery: Delivery): void;
  /** How far a delivery with many readers is. */
  onDetail(delivery: Delivery, detail: string): void;
  /** Leaves the screen as it is. */
  end(): Promise<void>;
}

/** More than this many deliveries are told line by line, on a terminal too. */
const longestList = 20;

export async function createProgress(output: Output, deliveries: readonly Delivery[], clock: Clock): Promise<Progress> {
  const lines: Lines = { output, clock };
  return output.isLive && deliveries.length > 0 && deliveries.length <= longestList ? liveList(lines, deliveries) : plainLines(lines);
}

const isSettled = ({ state }: Delivery): boolean =>
  state !== 'sending' && state !== 'waiting' && state !== 'scheduled' && state !== 'unconfirmed';

interface Lines {
  readonly output: Output;
  readonly clock: Clock;
}

/** With the seconds that are left while the run waits for another try. */
function lineOf({ output: { words, label }, clock }: Lines, delivery: Delivery, detail?: string): string {
  const left = Math.ceil((delivery.dueAt.getTime() - clock.now().getTime()) / 1000);
  const isComing = delivery.state === 'scheduled' && delivery.attempts > 0 && !isOnHold(delivery) && left > 0;
  const wait = isComing ? `, ${words.again(left)}` : '';
  return `${label(delivery.channel)}: ${stateWord(delivery, words)}${wait}${detail === undefined ? '' : `, ${detail}`} — ${delivery.title}`;
}

/** So often a long mailing says how far it is, without a terminal. */
const detailEveryMs = 10_000;

function plainLines(lines: Lines): Progress {
  const { output, clock } = lines;
  const toldAt = new Map<string, number>();
  return {
    onDetail: (delivery, detail) => {
      const now = clock.now().getTime();
      if (!toldAt.has(delivery.id)) toldAt.set(delivery.id, now);
      if (now - (toldAt.get(delivery.id) ?? now) < detailEveryMs) return;
      toldAt.set(delivery.id, now);
      output.talk(lineOf(lines, delivery, detail));
    },
    onChange: (delivery) => {
      if (delivery.state !== 'sending') output.talk(lineOf(lines, delivery));
    },
    end: async () => {},
  };
}

async function liveList(lines: Lines, deliveries: readonly Delivery[]): Promise<Progress> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2');
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  const finish = new Map<string, (delivery?: Delivery) => void>();
  const rename = new Map<string, (title: string) => void>();
  const list = new Listr(
    deliveries.map((delivery) => ({
      title: lineOf(lines, delivery),
      task: (_context: unknown, task: { title: string }) => {
        rename.set(delivery.id, (title) => {
          task.title = title;
        });
        return new Promise<void>((resolve, reject) => {
          finish.set(delivery.id, (last) => (last?.state === 'failed' ? reject(new Error(lineOf(lines, last))) : resolve()));
        });
      },
    })),
    {
      concurrent: true,
      exitOnError: false,
      collectErrors: false,
      renderer: 'default',
      rendererOptions: { showErrorMessage: false, clearOutput: true, logger },
    },
  );
  const running = list.run();
  const last = new Map<string, Delivery>();
  const details = new Map<string, string>();
  const ticking = setInterval(() => {
    for (const delivery of last.values()) rename.get(delivery.id)?.(lineOf(lines, delivery, details.get(delivery.id)));
  }, 1000);
  return {
    onDetail: (delivery, detail) => {
      details.set(delivery.id, detail);
      rename.get(delivery.id)?.(lineOf(lines, delivery, detail));
    },
    onChange: (delivery) => {
      details.delete(delivery.id);
      last.set(delivery.id, delivery);
      rename.get(delivery.id)?.(lineOf(lines, delivery));
      if (isSettled(delivery)) finish.get(delivery.id)?.(delivery);
    },
    end: async () => {
      clearInterval(ticking);
      for (const each of finish.values()) each();
      await running;
    },
  };
}
