/**
 * Keeps a long mailing as small as a short one (docs/newsletter.md). V8 gives a process that runs for long ever more room before it
 * tidies up: here without any gain, because mails are short-lived and little else stays. Both flags are read while it
 * runs; an engine without them ignores them.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Mails between two times of tidying, which takes about ten milliseconds. */
const interval = 10_000;

/** Returns what is to be called for each mail. */
export function keepMemorySteady(): () => void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const tidy = runInNewContext('globalThis.gc') as (() => void) | undefined;
  let mails = 0;
  return () => {
    mails += 1;
    if (mails % interval === 0) tidy?.();
  };
}
