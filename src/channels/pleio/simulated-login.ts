/** Logging in to the pretended site: its pages, and the cookies that it hands out (contract pleio 1.3 and 1.4). */
import { randomUUID } from 'node:crypto';
import type { World } from '../../core/channel.ts';
import { pageResponse } from '../shared/simulated-page.ts';
import type { Visitor } from './simulated-site.ts';

interface Session {
  readonly id: string;
  readonly at: number;
}

/** It does not slide: two weeks after the login it is over. */
const lifeMs = 14 * 24 * 60 * 60_000;

export function isSignedIn(world: World, cookie: string): boolean {
  const id = /(?:^|;\s*)sessionid=([^;]+)/.exec(cookie)?.[1];
  if (id === 'sandbox-redactie') return true;
  const session = world.all<Session>('session').find((one) => one.id === id);
  return session !== undefined && world.clock.now().getTime() - session.at < lifeMs;
}

/** `undefined`: the path has nothing to do with logging in. */
export function loginResponse(world: World, path: string, visitor: Visitor): Response | undefined {
  if (path === '/') {
    const [address, words] = visitor === 'editor' ? ['/logout', 'Uitloggen'] : ['/oidc/authenticate/', 'Inloggen'];
    return pageResponse('Om het kind (nagemaakt)', `<p><a href="${address}">${words}</a></p>`);
  }
  if (path === '/oidc/authenticate/')
    return pageResponse('account.pleio.nl (nagemaakt)', '<p><a href="/oidc/callback/">Inloggen als Redactie Om het kind</a></p>');
  if (path === '/oidc/callback/') return signIn(world);
  return path === '/logout' ? redirected(['sessionid=; Path=/; Max-Age=0']) : undefined;
}

function signIn(world: World): Response {
  const id = randomUUID().replaceAll('-', '');
  world.add('session', { id, at: world.clock.now().getTime() });
  return redirected([
    `sessionid=${id}; Path=/; HttpOnly; SameSite=Lax`,
    `csrftoken=${randomUUID().replaceAll('-', '')}; Path=/; SameSite=Lax`,
  ]);
}

function redirected(cookies: readonly string[]): Response {
  const headers = new Headers({ location: '/' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 302, headers });
}
