/** The keyed hash behind reader tokens and Message-IDs. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Ledger } from '../core/ledger.ts';
import type { Project } from './config.ts';

const keptAs = 'signing-secret';

type Sign = (text: string) => string;

const signerWith =
  (key: string): Sign =>
  (text) =>
    createHmac('sha256', key).update(text).digest('base64url');

/** The key is OMK_SECRET, else one that is made once and kept in the ledger. */
export async function createSigner({ secret }: Project, ledger: () => Promise<Ledger>): Promise<Sign> {
  const key = secret ?? (await (await ledger()).keepValue(keptAs, randomBytes(32).toString('base64url')));
  return signerWith(key);
}

/** For what is never sent: a key that is kept nowhere. */
export const passingSigner = (): Sign => signerWith(randomBytes(32).toString('base64url'));
