/** May a host be asked that somebody else's text leads to? Its name is looked up, and every address that it has must be public. */
import { guardedLookup } from './ask-link.ts';
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

let connection: Promise<RequestInit> | undefined;

/** For `fetch`: a connection that is made to public addresses alone. Where a proxy is set, the proxy makes it. */
export function guarded(): Promise<RequestInit> {
  connection ??= import('undici').then(({ Agent }) => {
    const dispatcher = new Agent({ connect: { lookup: guardedLookup({ permitsAddress: isPublicAddress }) }, pipelining: 0 });
    // The types of Node lag behind those of the library.
    return { dispatcher } as unknown as RequestInit;
  });
  return connection;
}
