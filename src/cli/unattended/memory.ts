/** What was told is kept in the ledger; while that cannot be used, in a file beside it, so that nobody is told every five minutes. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../../core/ledger.ts';
import type { Context } from '../context.ts';
import { keepOutOfGit } from '../project-folder.ts';
import type { Memory } from './telling.ts';

const key = 'notified';

export interface Remembering {
  read(): Promise<Memory>;
  write(memory: Memory): Promise<void>;
}

export function remembering({ project, existingLedger }: Pick<Context, 'project' | 'existingLedger'>): Remembering {
  const file = join(project.root, '.omk', 'notified.json');
  const ledger = async (): Promise<Ledger | undefined> => {
    try {
      return await existingLedger();
    } catch {
      return undefined;
    }
  };
  return {
    read: async () => ({ ...parsed(readIfThere(file)), ...parsed(await (await ledger())?.readValue(key).catch(() => undefined)) }),
    write: async (memory) => {
      const text = JSON.stringify(memory);
      const isKept = await (await ledger())?.writeValue(key, text).then(
        () => true,
        () => false,
      );
      if (isKept) return rmSync(file, { force: true });
      keepOutOfGit(project.root);
      writeFileSync(file, text, { mode: 0o600 });
    },
  };
}

const readIfThere = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** A file that was cut off is no reason to be silent. */
function parsed(text: string | undefined): Memory {
  try {
    const found: unknown = JSON.parse(text ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Memory) : {};
  } catch {
    return {};
  }
}
