/** Is the memory whole, unaltered, and is there room for it to grow? */
import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { answered, type Check, fault, good } from '../../core/check.ts';
import type { Context } from '../context.ts';

/** A log that grew so large is never folded in: somebody keeps reading an old state of it. */
const largeLogBytes = 64_000_000;

export const lookAtLedger = (context: Context): Promise<readonly Check[]> =>
  answered('ledger', async () => {
    const ledger = await context.existingLedger();
    if (!ledger) return [good('ledger', 'ledger-none', {})];
    const { damage, bytes, freeBytes, logBytes } = await ledger.health();
    const path = relative(context.project.root, context.project.databasePath);
    if (damage !== undefined) return [fault('ledger', 'ledger-damaged', { path, detail: damage })];
    const { count, broken } = await ledger.verify();
    return [
      broken === undefined ? good('ledger', 'ledger-verified', { events: count }) : fault('ledger', 'ledger-altered', { line: broken }),
      logBytes > largeLogBytes
        ? fault('ledger', 'ledger-log-large', { bytes: logBytes })
        : good('ledger', 'ledger-sound', { bytes, logBytes, freeBytes }),
    ];
  });

/** A copy is kept before the ledger changes its form, and a list of readers grows. */
const lowBytes = 200_000_000;
const fullBytes = 20_000_000;

export async function lookAtDisk({ project }: Pick<Context, 'project'>): Promise<readonly Check[]> {
  const { databasePath } = project;
  const folder = existing(dirname(databasePath));
  const places = existsSync(databasePath) ? [databasePath, folder] : [folder];
  const mayWrite = await Promise.all(
    places.map((place) =>
      access(place, constants.W_OK)
        .then(() => true)
        .catch(() => false),
    ),
  );
  if (mayWrite.includes(false)) return [fault('disk', 'ledger-read-only', { path: relative(project.root, databasePath) })];
  const { bavail, bsize } = await statfs(folder);
  const bytes = bavail * bsize;
  if (bytes < fullBytes) return [fault('disk', 'disk-full', { bytes })];
  return [bytes < lowBytes ? fault('disk', 'disk-low', { bytes }) : good('disk', 'disk-room', { bytes })];
}

/** The folder itself may not be made yet. */
const existing = (folder: string): string => (existsSync(folder) || folder === dirname(folder) ? folder : existing(dirname(folder)));
