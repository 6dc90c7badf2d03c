/** Lets a publish find the `omk sandbox` that runs in the same project, by `server.json` in the sandbox's folder. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { Addresses } from './simulators.ts';

export interface RunningSandbox {
  readonly pid: number;
  /** Tells this sandbox from another one that got the same port later. */
  readonly id: string;
  /** The page, `http://127.0.0.1:PORT`. */
  readonly page: string;
  readonly channels: Readonly<Record<string, Addresses>>;
}

/** The path at which a sandbox answers with its id. */
export const identityPath = '/sandbox-id';

export const newSandboxId = (): string => randomUUID();

const fileIn = (folder: string): string => join(folder, 'server.json');

/** Makes a running sandbox known; the returned function takes that back, unless another sandbox has taken its place. */
export function announceSandbox(folder: string, running: RunningSandbox): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileIn(folder);
  writeFileSync(`${file}.${running.pid}`, JSON.stringify(running, null, 2));
  renameSync(`${file}.${running.pid}`, file);
  return () => {
    if (readRecord(folder)?.id === running.id) rmSync(file, { force: true });
  };
}

/** The sandbox that runs in this project: its process is alive and it answers with its own id. */
export async function findSandbox(folder: string): Promise<RunningSandbox | undefined> {
  const running = readRecord(folder);
  if (!running || !isAlive(running.pid)) return undefined;
  return (await readText(`${running.page}${identityPath}`)) === running.id ? running : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Plain http without a proxy: this never leaves loopback. */
function readText(url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 1000, agent: false }, async (response) => {
      try {
        resolve((await response.toArray()).join(''));
      } catch {
        resolve(undefined);
      }
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}

function readRecord(folder: string): RunningSandbox | undefined {
  try {
    return parseRecord(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Only addresses on loopback are taken: the file lies in the project, where anybody may have put it. */
function parseRecord(value: unknown): RunningSandbox | undefined {
  if (!isRecord(value)) return undefined;
  const { pid, id, page, channels } = value;
  if (typeof pid !== 'number' || typeof id !== 'string' || !isLoopback(page) || !isRecord(channels)) return undefined;
  const parsed = Object.entries(channels).map(([channel, addresses]) => [channel, parseAddresses(addresses)] as const);
  if (parsed.some(([, addresses]) => !addresses)) return undefined;
  return { pid, id, page, channels: Object.fromEntries(parsed) as Record<string, Addresses> };
}

function parseAddresses(value: unknown): Addresses | undefined {
  if (!isRecord(value)) return undefined;
  const { http, smtp, dns } = value;
  const fits = (address: unknown): address is string => address === '' || isLoopback(address);
  if (dns !== undefined && !isNameServer(dns)) return undefined;
  return fits(http) && fits(smtp) ? { http, smtp, ...(dns !== undefined && { dns }) } : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isLoopback = (value: unknown): value is string => typeof value === 'string' && /^(?:http|smtp):\/\/127\.0\.0\.1:\d{1,5}$/.test(value);

const isNameServer = (value: unknown): value is string => typeof value === 'string' && /^127\.0\.0\.1:\d{1,5}$/.test(value);
