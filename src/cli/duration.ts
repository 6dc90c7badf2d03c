import { type Entry, written } from '../pipeline/yaml-entry.ts';
import { wrongType } from '../pipeline/yaml-fields.ts';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `15s`, `2m`, `24h`, in milliseconds; `undefined` when it is none. */
export function durationOf(text: string): number | undefined {
  const [, amount, unit = ''] = /^["']?(\d{1,6})\s?(ms|s|m|h|d)["']?$/.exec(text) ?? [];
  const ms = Number(amount) * (units[unit] ?? Number.NaN);
  return Number.isFinite(ms) ? ms : undefined;
}

/** A time that takes a while. */
export const duration = (entry: Entry): number | undefined => durationOf(written(entry)) || wrongType(entry, 'duration');
