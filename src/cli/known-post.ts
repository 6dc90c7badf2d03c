/** The deliveries of the post that a person named, by its file or its id; of a digest, by the name of the whole. */
import { relative, resolve, sep } from 'node:path';
import type { Delivery } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import { fail } from '../core/problem.ts';
import type { Context } from './context.ts';

/** The ledger, for a command that is about a post: where there is none, nothing is known, and none is made. */
export const knownLedger = async (context: Context, named: string): Promise<Ledger> =>
  (await context.existingLedger()) ?? fail('nothing-known', { post: named });

/** The digest that this is a part of. */
export function digestOf({ message: { details } }: Delivery): string | undefined {
  const { digest } = details;
  return digest !== null && typeof digest === 'object' && 'name' in digest && typeof digest.name === 'string' ? digest.name : undefined;
}

export async function knownPost(
  { project }: Context,
  ledger: Ledger | undefined,
  named: string,
  only?: readonly string[],
): Promise<readonly Delivery[]> {
  const file = relative(project.root, resolve(process.cwd(), named)).split(sep).join('/');
  const found = (await ledger?.list({ named: [named, file] })) ?? [];
  if (found.length === 0) fail('nothing-known', { post: named });
  return only ? found.filter(({ channel }) => only.includes(channel)) : found;
}
