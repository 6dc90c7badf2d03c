/** May a host be asked that somebody else's text leads to? Its name is looked up, and every address that it has must be public. */
import { isInsideName, isPublicAddress, literalAddress } from './guard.ts';

export async function mayAsk(url: URL): Promise<boolean> {
  const literal = literalAddress(url);
  if (literal !== undefined) return isPublicAddress(literal);
  if (isInsideName(url.hostname)) return false;
  const { lookup } = await import('node:dns/promises');
  // Behind a proxy this computer may know no names at all: then the proxy is the guard.
  const found = await lookup(url.hostname, { all: true }).catch(() => []);
  return found.every(({ address }) => isPublicAddress(address));
}
