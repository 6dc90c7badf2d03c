/** A small place of its own, so that the sandbox is tested without knowing any real channel. */
import type { Channel, Localised, World } from '../../../src/core/channel.ts';

interface Stored {
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly to?: string;
}

/** `POST /posts` stores, `GET /posts` counts; `/graphql` takes queries and mutations; mail is taken in by those that listen to it. */
export function aPlace({
  id = 'place',
  reach = 'http',
  opened = () => {},
  switches,
}: {
  id?: string;
  reach?: 'http' | 'smtp' | 'names';
  opened?: () => void;
  switches?: Readonly<Record<string, Localised>>;
} = {}): Channel {
  return {
    id,
    label: { nl: `Plaats ${id}`, en: `Place ${id}` },
    formats: ['text'],
    can: { update: false, remove: false },
    settings: {},
    options: {},
    reaches: reach === 'smtp' ? 'readers' : 'place',
    simulator: {
      ...(switches && { switches }),
      settings: ({ http, smtp, dns }) => {
        if (reach === 'names') return dns === undefined ? {} : { dns };
        return reach === 'smtp' ? { url: smtp } : { url: `${http}/api`, token: 'sandbox-token' };
      },
      open: async (world) => {
        opened();
        return instance(world);
      },
    },
    rules: () => Promise.reject(new Error('not used here')),
    draw: () => Promise.reject(new Error('not in this test')),
    needs: () => [],
    destination: () => undefined,
    open: () => Promise.reject(new Error('not used here')),
  };
}

function instance(world: World) {
  const store = (text: string, to?: string) => {
    const id = String(world.all('post').length + 1);
    world.add('post', { id, at: world.clock.now().toISOString(), text, ...(to && { to }) });
    return id;
  };
  return {
    handle: async (request: Request, path: string) => {
      if (request.method === 'GET') return Response.json({ path, count: world.all('post').length, quiet: world.isOn('quiet') });
      const text = await request.text();
      if (path === '/graphql' && !text.includes('mutation')) return Response.json({ data: {} });
      return Response.json({ id: store(text) }, { status: 201 });
    },
    lookUp: (name: string) => (name === 'place.example' ? [{ type: 'A', data: '127.0.0.1' } as const] : undefined),
    receive: async ({ to, raw }: { readonly to: readonly string[]; readonly raw: Uint8Array }) => {
      store(Buffer.from(raw).toString('utf8'), to[0]);
      return undefined;
    },
    refuse: (kind: 'no' | 'later' | 'auth') => new Response(kind, { status: { no: 403, later: 429, auth: 401 }[kind] }),
    feed: async () =>
      world
        .all<Stored>('post')
        .map(({ id, at, text, to }) => ({
          id,
          at: new Date(at),
          html: `<p>${text}</p>`,
          images: [],
          ...(to && { to, title: 'Post', text }),
        }))
        .reverse(),
  };
}
