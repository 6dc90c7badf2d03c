/** A Pleio site where others write: the simulator over a real socket, with hands to place, edit, hide and delete posts. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { pleio } from '../../src/channels/pleio/index.ts';
import type { Clock } from '../../src/core/clock.ts';
import { type Fault, serve } from '../../src/sandbox/serve.ts';
import { openWorld } from '../../src/sandbox/world.ts';

export const omHetKind = '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b01';
export const klankbordgroep = '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b02';
export const wijkteams = '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b03';

export interface Written {
  readonly guid?: string;
  readonly subtype?: string;
  readonly title?: string;
  /** A paragraph of these words. */
  readonly text?: string;
  readonly richDescription?: string;
  readonly accessId?: number;
  /** `null`: outside groups. */
  readonly group?: string | null;
  /** `null`: a draft. */
  readonly timePublished?: Date | null;
  readonly timeCreated?: Date;
  readonly timeUpdated?: Date;
  readonly tags?: readonly string[];
  readonly abstract?: string;
  readonly featured?: { readonly imageGuid: string; readonly alt: string };
  readonly choices?: readonly string[];
  readonly startDate?: string;
  readonly location?: string;
  readonly isArchived?: boolean;
  readonly owner?: { readonly guid: string; readonly name: string };
}

export interface PleioSite {
  readonly address: string;
  /** What was asked: the body of each request to /graphql, and the path of each other. */
  readonly requests: readonly string[];
  readonly cookies: readonly (string | undefined)[];
  /** Switches of the simulator that are on. */
  readonly on: Set<string>;
  /** Is done before the next request is answered, once. */
  beforeNext(does: () => void): void;
  /** What happens to the next requests, first come first served. */
  failNext(...faults: Fault[]): void;
  /** Every answer, changed on its way. */
  changeAnswers(change: (body: string) => string): void;
  place(post?: Written): string;
  edit(guid: string, changes: Written): void;
  remove(guid: string): void;
  addFile(bytes: Uint8Array, mimeType?: string): string;
}

export const documentOf = (text: string): string =>
  JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

export const eva = { guid: '9a0b3c1e-0000-4d7e-9a0b-2f6f1f0a1c02', name: 'Eva de Wit' };

export async function openPleioSite(clock: Clock): Promise<PleioSite> {
  const folder = mkdtempSync(join(tmpdir(), 'omk-pleio-site-'));
  const [on, requests, cookies] = [new Set<string>(), [] as string[], [] as (string | undefined)[]];
  const waiting: (() => void)[] = [];
  const faults: Fault[] = [];
  let change = (body: string): string => body;
  const simulator = { current: undefined as Awaited<ReturnType<typeof pleio.simulator.open>> | undefined };
  const server = await serve(
    async (request) => {
      waiting.shift()?.();
      const { pathname, search } = new URL(request.url);
      requests.push(pathname === '/graphql' ? await request.clone().text() : pathname);
      cookies.push(request.headers.get('cookie') ?? undefined);
      const answer = (await simulator.current?.handle?.(request, pathname + search)) ?? new Response(null, { status: 404 });
      if (!(answer.headers.get('content-type') ?? '').includes('json')) return answer;
      return new Response(change(await answer.text()), { status: answer.status, headers: answer.headers });
    },
    { fault: async () => faults.shift() },
  );
  const world = openWorld({ folder, channel: 'pleio', clock, address: server.address, isOn: (name) => on.has(name) });
  simulator.current = await pleio.simulator.open(world);
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const stored = ({ text, group, timePublished, timeCreated, timeUpdated, ...rest }: Written) => ({
    ...rest,
    ...(text !== undefined && { richDescription: documentOf(text) }),
    ...(group === null ? { containerGuid: undefined } : group !== undefined && { containerGuid: group }),
    ...(timePublished !== undefined && { timePublished: timePublished?.toISOString() ?? null }),
    ...(timeCreated && { timeCreated: timeCreated.toISOString() }),
    ...(timeUpdated && { timeUpdated: timeUpdated.toISOString() }),
  });
  return {
    address: server.address,
    requests,
    cookies,
    on,
    beforeNext: (does) => void waiting.push(does),
    failNext: (...some) => void faults.push(...some),
    changeAnswers: (does) => {
      change = does;
    },
    place: ({ guid = randomUUID(), ...post } = {}) => {
      const at = clock.now().toISOString();
      const base = { subtype: 'blog', title: 'Titel', richDescription: documentOf('Tekst'), accessId: 2, tags: [], owner: eva };
      const place = post.group === undefined ? { containerGuid: omHetKind } : {};
      world.add('post', { ...base, ...place, timeCreated: at, timeUpdated: at, timePublished: at, ...stored(post), guid });
      return guid;
    },
    edit: (guid, changes) => world.add('edit', { timeUpdated: clock.now().toISOString(), ...stored(changes), guid }),
    remove: (guid) => world.add('delete', { guid }),
    addFile: (bytes, mimeType = 'image/png') => {
      const id = randomUUID();
      world.add('file', { id, name: 'plaat', mimeType, data: Buffer.from(bytes).toString('base64') });
      return id;
    },
  };
}
