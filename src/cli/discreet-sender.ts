/** A service may say back what it was told; what goes into the ledger is stripped of every secret first. */
import type { Sender } from '../core/channel.ts';
import { mapStrings } from '../core/json.ts';

type Redact = (text: string) => string;

/** The same sender, whose answers hold no secret. */
export function discreet(sender: Sender, redact: Redact): Sender {
  const { send, find, update, remove, resolve, check, notify, close } = sender;
  return {
    send: async (...args) => clean(await send(...args), redact),
    ...(find && { find: async (...args) => clean(await find(...args), redact) }),
    ...(update && { update: async (...args) => clean(await update(...args), redact) }),
    ...(remove && { remove: async (...args) => clean(await remove(...args), redact) }),
    ...(resolve && { resolve: async (...args) => clean(await resolve(...args), redact) }),
    // Shown, never stored: the output blanks secrets by itself.
    ...(check && { check }),
    ...(notify && { notify: async (...args) => clean(await notify(...args), redact) }),
    ...(close && { close }),
  };
}

/** Only problems repeat words of a service; receipts and hand-offs stay as they are. */
function clean<T extends object>(answer: T, redact: Redact): T {
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, key === 'problem' || key === 'warning' ? mapStrings(value, redact) : value]),
  ) as T;
}
