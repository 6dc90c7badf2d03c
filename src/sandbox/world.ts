/**
 * What arrived in the sandbox, kept in one file per channel that several processes may append to at once. Each record
 * is one write that begins with a line break, so a line torn by a killed process never swallows the next one.
 */
import { appendFileSync, closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { World } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface WorldOptions {
  readonly folder: string;
  readonly channel: string;
  readonly clock: Clock;
  readonly address: string;
  readonly isOn: (name: string) => boolean;
}

/** Opens the memory of one simulator; the file is `<folder>/<channel>.jsonl`. */
export function openWorld({ folder, channel, clock, address, isOn }: WorldOptions): World {
  const file = join(folder, `${channel}.jsonl`);
  const journal = readJournal(file);
  return {
    clock,
    address,
    isOn,
    add: (kind, record) => append(file, `\n${JSON.stringify({ kind, record })}\n`),
    all: <T>(kind: string) => [...(journal().get(kind) ?? [])] as T[],
  };
}

function append(file: string, text: string): void {
  // Names and addresses of readers land here too: nobody else on this computer reads them.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  appendFileSync(file, text, { mode: 0o600 });
}

/** Returns the records by kind; each call reads only what was added to the file since the last one. */
function readJournal(file: string): () => ReadonlyMap<string, readonly Fields[]> {
  let records = new Map<string, Fields[]>();
  let inode = 0;
  let read = 0;
  let rest: Uint8Array = Buffer.alloc(0);

  return () => {
    const stats = statSync(file, { throwIfNoEntry: false });
    const size = stats?.size ?? 0;
    if (size < read || (stats && stats.ino !== inode)) {
      // Somebody emptied the sandbox: begin again.
      [records, inode, read, rest] = [new Map(), stats?.ino ?? 0, 0, Buffer.alloc(0)];
    }
    if (size === read) return records;
    const bytes = Buffer.concat([rest, readFrom(file, read, size - read)]);
    read += bytes.length - rest.length;
    // Bytes, not text: the end may be half a line, or half a character.
    const end = bytes.lastIndexOf('\n') + 1;
    rest = bytes.subarray(end);
    for (const line of bytes.toString('utf8', 0, end).split('\n')) keep(records, line);
    return records;
  };
}

function keep(records: Map<string, Fields[]>, line: string): void {
  const parsed = line && parseLine(line);
  if (!parsed) return;
  const known = records.get(parsed.kind);
  if (known) known.push(parsed.record);
  else records.set(parsed.kind, [parsed.record]);
}

/** A torn line was never answered with yes, so leaving it out loses nothing. */
function parseLine(line: string): { readonly kind: string; readonly record: Fields } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('kind' in value) || !('record' in value)) return undefined;
    const { kind, record } = value;
    return typeof kind === 'string' && typeof record === 'object' && record !== null ? { kind, record: record as Fields } : undefined;
  } catch {
    return undefined;
  }
}

function readFrom(file: string, position: number, length: number): Uint8Array {
  const buffer = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  try {
    return buffer.subarray(0, readSync(handle, buffer, 0, length, position));
  } finally {
    closeSync(handle);
  }
}
