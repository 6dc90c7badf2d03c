/** Commands without a process of their own: over a real ledger and the pretended channels, by a clock that a test moves. */
import { vi } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import { publish } from '../../src/cli/commands/publish.ts';
import { loadProject } from '../../src/cli/config.ts';
import { type Context, openContext } from '../../src/cli/context.ts';
import type { Invocation, Run } from '../../src/cli/run.ts';
import { runDue } from '../../src/cli/run-due.ts';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import type { Delivery } from '../../src/core/delivery.ts';
import { OmkError } from '../../src/core/problem.ts';
import type { ExitCode } from '../../src/pipeline/report.ts';

export interface Driven {
  /** Rejects with an OmkError where the program would end with 2. */
  publish(file: string, flags?: Invocation['flags']): Promise<ExitCode>;
  run(): Promise<ExitCode>;
  /** By channel, the newest of each. */
  standing(): Promise<Readonly<Record<string, Delivery>>>;
  /** Any other command that works on a context. */
  within<T>(invocation: Invocation, work: (context: Context) => Promise<T>): Promise<T>;
  /** Any command as a person gives it, with its exit code. */
  command(name: string, args: readonly string[], flags?: Invocation['flags']): Promise<ExitCode>;
  /** What the last command printed. */
  said(): string;
}

/** Each command loads the project anew, as a process would. */
export function driven(root: string, clock: Clock): Driven {
  let said = '';
  const listening = async <T>(work: () => Promise<T>): Promise<T> => {
    const lines: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0),
    );
    try {
      return await work();
    } finally {
      for (const spy of spies) spy.mockRestore();
      said = lines.join('');
    }
  };
  const within = <T>(invocation: Invocation, work: (context: Context) => Promise<T>): Promise<T> =>
    listening(async () => {
      const project = await loadProject({ cwd: root, env: {}, channels });
      const context = await openContext(project, { ...invocation, flags: { plain: true, ...invocation.flags } }, { clock });
      return work(context).finally(() => context.close());
    });
  return {
    publish: (file, flags = {}) => {
      const invocation = { command: 'publish', args: [`${root}/${file}`], flags: { plain: true, ...flags } };
      return within(invocation, (context) => publish(context, invocation));
    },
    run: () => within({ command: 'run', args: [], flags: {} }, runDue),
    standing: () =>
      within({ command: 'status', args: [], flags: {} }, async (context) => {
        const known = (await (await context.existingLedger())?.list()) ?? [];
        return Object.fromEntries(known.map((delivery) => [delivery.channel, delivery]));
      }),
    within,
    command: (name, args, flags = {}) =>
      listening(async () => {
        const { run } = (await import(`../../src/cli/commands/${name}.ts`)) as { run: Run };
        const spies = [
          vi.spyOn(systemClock, 'now').mockImplementation(() => clock.now()),
          vi.spyOn(systemClock, 'sleep').mockImplementation((ms) => clock.sleep(ms)),
        ];
        const invocation = { command: name, args, flags: { plain: true, input: false, project: root, ...flags } };
        return run(invocation).finally(() => {
          for (const spy of spies) spy.mockRestore();
        });
      }),
    said: () => said,
  };
}

/** The codes of what kept a command from its work. */
export async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  return error instanceof OmkError ? error.problems.map(({ code }) => code) : [];
}
