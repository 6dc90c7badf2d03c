/** The same trouble is told once, and again after a while; what joins is told at once, and that all is well again too. */
import type { Trouble } from './troubles.ts';

/** By the key of a trouble: when it was told, and as what. */
export type Memory = Readonly<Record<string, { readonly at: string; readonly label: string }>>;

export interface TellingInput {
  readonly troubles: readonly Trouble[];
  readonly memory: Memory;
  readonly now: Date;
  readonly againMs: number;
  readonly label: (trouble: Trouble) => string;
  /** Only part could be looked at: what is not seen is not solved. */
  readonly isPartial?: boolean;
}

export interface Telling {
  /** New, or due to be told again; then those that were told before. */
  readonly fresh: readonly Trouble[];
  readonly known: readonly Trouble[];
  /** Labels of what is over. */
  readonly solved: readonly string[];
  /** What to remember once it was told. */
  readonly memory: Memory;
}

/** What comes and goes is not told at every turn. */
const calmMs = 3_600_000;

/** `undefined`: there is nothing to tell. */
export function whatToTell({ troubles, memory, now, againMs, label, isPartial = false }: TellingInput): Telling | undefined {
  const toldAt = ({ key }: Trouble): number => Date.parse(memory[key]?.at ?? '');
  // A clock that was set back must not silence anybody.
  const isTold = (trouble: Trouble): boolean => Math.abs(now.getTime() - toldAt(trouble)) < againMs;
  const fresh = troubles.filter((trouble) => !isTold(trouble));
  const known = troubles.filter(isTold);
  const keys = new Set(troubles.map(({ key }) => key));
  const absent = Object.entries(memory).filter(([key]) => !keys.has(key));
  const isOver = ([, { at }]: (typeof absent)[number]): boolean =>
    !isPartial && now.getTime() - Date.parse(at) >= Math.min(calmMs, againMs);
  const gone = absent.filter(isOver);
  const kept = absent.filter((one) => !isOver(one));
  if (fresh.length === 0 && (gone.length === 0 || known.length + kept.length > 0)) return undefined;
  const told = troubles.map((trouble) => [trouble.key, { at: now.toISOString(), label: label(trouble) }] as const);
  return { fresh, known, solved: [...new Set(gone.map(([, { label: was }]) => was))], memory: Object.fromEntries([...kept, ...told]) };
}
