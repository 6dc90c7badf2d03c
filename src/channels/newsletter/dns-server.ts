/** What DNS_SERVER may be. */
import { isIP, isIPv4, isIPv6 } from 'node:net';

/** An IP address, or one with a port behind it: `127.0.0.1:5353`, `[::1]:5353`. */
export function isDnsServer(written: string): boolean {
  if (isIP(written) !== 0) return true;
  const [, six, four, port] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(written) ?? [];
  return (isIPv6(six ?? '') || isIPv4(four ?? '')) && Number(port) > 0 && Number(port) < 65_536;
}
