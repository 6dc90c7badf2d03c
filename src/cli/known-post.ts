/** The deliveries of the post that a person named, by its file or its id. */
import { relative, resolve, sep } from 'node:path';
import type { Delivery } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import { fail } from '../core/problem.ts';
import type { Context } from './context.ts';

/** The ledger, for a command that is about a post: where there is none, nothing is known, and none is made. */
export const knownLedger = async (context: Context, named: string): Promise<Ledger> =>
  (await context.existingLedger()) ?? fail('nothing-known', { post: named });

export async function knownPost(
  { project }: Context,
  ledger: Ledger | undefined,
  named: string,
  only?: readonly string[],
): Promise<readonly Delivery[]> {
  const file = relative(project.root, resolve(process.cwd(), named)).split(sep).join('/');
  const all = (await ledger?.list()) ?? [];
  const found = all.filter((delivery) => delivery.file === file || delivery.file === named || delivery.post === named);
  if (found.length === 0) fail('nothing-known', { post: named });
  return only ? found.filter(({ channel }) => only.includes(channel)) : found;
}
