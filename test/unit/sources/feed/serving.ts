/** A website on loopback, and a feed of it that is opened. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createNetwork } from '../../../../src/cli/network.ts';
import { OmkError } from '../../../../src/core/problem.ts';
import type { Source, SourceItem } from '../../../../src/core/source.ts';
import { type FeedDeps, openFeed } from '../../../../src/sources/feed/index.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';

export interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: it never answers. */
  readonly body?: string | Uint8Array;
}

export interface Website {
  readonly address: string;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
}

export async function website(answer: (path: string, headers: IncomingHttpHeaders) => Page): Promise<Website> {
  const asked: Website['asked'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const { status = 200, headers = {}, body } = answer(path, request.headers);
    if (body === undefined) return;
    response.writeHead(status, headers);
    response.end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

export const now = '2026-11-26T09:00:00Z';

export const openAt = (url: string, more: Partial<FeedDeps> = {}): Promise<Source> =>
  openFeed(
    { url },
    {
      clock: fixedClock(now),
      network: createNetwork({ sandbox: false, env: {} }),
      deadlineMs: 5000,
      mayAsk: async () => false,
      guarded: async () => ({}),
      ...more,
    },
  );

export const ages = new Date(0);
export const never = new AbortController().signal;

export async function all(pages: AsyncIterable<readonly SourceItem[]>): Promise<SourceItem[]> {
  const found: SourceItem[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

/** What is said instead. */
export async function problemOf(action: Promise<unknown>): Promise<unknown> {
  try {
    await action;
  } catch (error) {
    if (error instanceof OmkError) return error.problems.map(({ code, params }) => [code, params]);
    throw error;
  }
  return undefined;
}
