/** The keyed hash behind reader tokens and Message-IDs. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Ledger } from '../core/ledger.ts';
import type { Project } from './config.ts';

const keptAs = 'signing-secret';

/** The key is OMK_SECRET, else one that is made once and kept in the ledger. */
export async function createSigner({ secret }: Project, ledger: () => Promise<Ledger>): Promise<(text: string) => string> {
  const key = secret ?? (await (await ledger()).keepValue(keptAs, randomBytes(32).toString('base64url')));
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}
