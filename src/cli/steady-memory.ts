/**
 * Keeps a long list as small as a short one (docs/newsletter.md). V8 gives a process that runs for long ever more room before it
 * tidies up: here without any gain, because rows and mails are short-lived and little else stays. Both flags are read
 * while it runs; an engine without them ignores them.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Rows or mails between two times of tidying, which takes about ten milliseconds. */
const interval = 10_000;

/** Returns what is to be called for each row or mail. */
export function keepMemorySteady(): () => void {
  let count = 0;
  let tidy: (() => void) | undefined;
  return () => {
    count += 1;
    if (count === 1) setFlagsFromString('--semi-space-growth-factor=1');
    if (count % interval !== 0) return;
    tidy ??= tidier();
    tidy?.();
  };
}

function tidier(): (() => void) | undefined {
  setFlagsFromString('--expose-gc');
  return runInNewContext('globalThis.gc') as (() => void) | undefined;
}
