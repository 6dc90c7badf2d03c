/**
 * Whose machines omk asks for a link. Posts of strangers are checked in pipelines too, and nobody's link may make omk knock on
 * doors inside: addresses of private networks are refused, whatever name leads to them and whenever it does.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';
import { isLoopback } from '../../core/loopback.ts';

/** Networks that are not the public internet (IANA's special-purpose registries, read November 2026). */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4');
/** Of IPv6 only this part is given out to the public; the rest, and what leads back to IPv4, is not asked. */
const outside = new BlockList();
outside.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.addSubnet(network, bits, 'ipv6');

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

export function isPublicAddress(address: string): boolean {
  const four = mapped.exec(address)?.[1] ?? address;
  if (isIPv4(four)) return !inside.check(four, 'ipv4');
  return isIP(address) === 6 && outside.check(address, 'ipv6') && !inside.check(address, 'ipv6');
}

export const isLoopbackAddress = (address: string): boolean => isLoopback(address) || isLoopback(mapped.exec(address)?.[1] ?? '');

/** The address itself, where a URL names one instead of a host. */
export function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? undefined : bare;
}

/** Names that are never those of a public site. */
export const isInsideName = (hostname: string): boolean =>
  !hostname.includes('.') || /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|corp)\.?$/i.test(hostname);
