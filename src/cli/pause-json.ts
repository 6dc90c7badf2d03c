/** The pause of everything as a script is told of it. */
import type { Pause } from '../core/pause.ts';

export const pauseJson = ({ since, until, reason }: Pause): object => ({
  since: since.toISOString(),
  until: until?.toISOString() ?? null,
  reason: reason ?? null,
});
