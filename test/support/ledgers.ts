/** Every engine that keeps the ledger, for the one contract suite. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/core/clock.ts';
import type { PlannedDelivery } from '../../src/core/delivery.ts';
import type { Ledger } from '../../src/core/ledger.ts';
import { openLedger } from '../../src/ledger/index.ts';
import { aMessage } from './builders.ts';

export interface LedgerHome {
  /** Opens the same ledger once more, as another process would. */
  open(clock: Clock, isDead?: (worker: string) => boolean): Ledger;
  readonly path: string;
  remove(): void;
}

export const engines: Readonly<Record<string, () => LedgerHome>> = {
  sqlite: () => {
    const folder = mkdtempSync(join(tmpdir(), 'omk-ledger-'));
    const path = join(folder, 'omk.db');
    return {
      path,
      open: (clock, isDead = () => false) => openLedger({ path, clock, isDead }),
      remove: () => rmSync(folder, { recursive: true }),
    };
  },
};

export const aPlan = (overrides: Partial<PlannedDelivery> = {}): PlannedDelivery => ({
  post: 'post.md',
  channel: 'x',
  destination: '7001',
  round: 1,
  file: 'post.md',
  title: 'Inloopavond',
  destinationName: '@omhetkind',
  revision: 'r1',
  message: aMessage(),
  dueAt: new Date('2026-11-21T09:00:00Z'),
  state: 'scheduled',
  ...overrides,
});
