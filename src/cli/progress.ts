/** What happens while omk works: a live list on a terminal, plain lines without one. */
import type { Delivery } from '../core/delivery.ts';
import type { Output } from './output.ts';
import { stateWord } from './state-word.ts';

export interface Progress {
  onChange(delivery: Delivery): void;
  /** Leaves the screen as it is. */
  end(): Promise<void>;
}

/** More than this many deliveries are told line by line, on a terminal too. */
const longestList = 20;

export async function createProgress(output: Output, deliveries: readonly Delivery[]): Promise<Progress> {
  return output.isLive && deliveries.length > 0 && deliveries.length <= longestList ? liveList(output, deliveries) : plainLines(output);
}

const isSettled = ({ state }: Delivery): boolean => state !== 'sending' && state !== 'waiting' && state !== 'scheduled' && state !== 'unconfirmed';

const lineOf = ({ words, label }: Output, delivery: Delivery): string =>
  `${label(delivery.channel)}: ${stateWord(delivery, words)} — ${delivery.title}`;

function plainLines(output: Output): Progress {
  return {
    onChange: (delivery) => {
      if (delivery.state !== 'sending') output.talk(lineOf(output, delivery));
    },
    end: async () => {},
  };
}

async function liveList(output: Output, deliveries: readonly Delivery[]): Promise<Progress> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2');
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  const finish = new Map<string, (delivery?: Delivery) => void>();
  const rename = new Map<string, (title: string) => void>();
  const list = new Listr(
    deliveries.map((delivery) => ({
      title: lineOf(output, delivery),
      task: (_context: unknown, task: { title: string }) => {
        rename.set(delivery.id, (title) => {
          task.title = title;
        });
        return new Promise<void>((resolve, reject) => {
          finish.set(delivery.id, (last) => (last?.state === 'failed' ? reject(new Error(lineOf(output, last))) : resolve()));
        });
      },
    })),
    { concurrent: true, exitOnError: false, collectErrors: false, renderer: 'default', rendererOptions: { showErrorMessage: false, clearOutput: true, logger } },
  );
  const running = list.run();
  return {
    onChange: (delivery) => {
      rename.get(delivery.id)?.(lineOf(output, delivery));
      if (isSettled(delivery)) finish.get(delivery.id)?.(delivery);
    },
    end: async () => {
      for (const each of finish.values()) each();
      await running;
    },
  };
}
