/** What arrived in the sandbox, kept in one file per channel that several processes may append to at once. */
import { appendFileSync, closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';

interface Line {
  readonly kind: string;
  readonly record: Readonly<Record<string, unknown>>;
}

export interface WorldOptions {
  readonly folder: string;
  readonly channel: string;
  readonly clock: Clock;
  readonly address: string;
  readonly isOn: (name: string) => boolean;
}

/** Opens the memory of one simulator; the file is `<folder>/<channel>.jsonl`. */
export function openWorld({ folder, channel, clock, address, isOn }: WorldOptions): World {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${channel}.jsonl`);
  const lines: Line[] = [];
  let read = 0;
  let rest = '';

  const refresh = () => {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= read) return;
    rest += readFrom(file, read, size - read);
    read = size;
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.filter(Boolean).map((line) => JSON.parse(line) as Line));
  };

  return {
    clock,
    address,
    isOn,
    add: (kind, record) => appendFileSync(file, `${JSON.stringify({ kind, record })}\n`),
    all: <T>(kind: string) => {
      refresh();
      return lines.filter((line) => line.kind === kind).map((line) => line.record as T);
    },
  };
}

function readFrom(file: string, position: number, length: number): string {
  const buffer = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, buffer, 0, length, position);
  } finally {
    closeSync(handle);
  }
  return buffer.toString('utf8');
}
