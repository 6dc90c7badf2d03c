/**
 * What names an issue of a mailing and one reader's copy of it, in mails, in addresses and in what comes back. Everything is signed,
 * so that nobody can make one up, and tells an onlooker nothing.
 */

/** Keyed hash, base64url. */
export type Sign = (text: string) => string;

/** Opaque name of an issue: its list and delivery, signed. */
export const issueStem = (sign: Sign, list: string, delivery: string): string => sign(`issue\n${list}\n${delivery}`).slice(0, 16);

/** The reader's part of a Message-ID: the same at every attempt. */
export const copyName = (sign: Sign, stem: string, reader: string): string => sign(`message\n${stem}\n${reader}`).slice(0, 22);

/** What a link lets its reader do, and nothing else. */
export type TokenPurpose = 'unsubscribe' | 'preferences' | 'confirm';

export interface ReaderToken {
  readonly purpose: TokenPurpose;
  readonly list: string;
  /** Id of the reader: a keyed hash itself. */
  readonly reader: string;
  /** Absent: as long as the mail may be read. */
  readonly until?: Date;
}

export function readerToken(sign: Sign, { purpose, list, reader, until }: ReaderToken): string {
  const expiry = until === undefined ? [] : [Math.floor(until.getTime() / 1000).toString(36)];
  // Sealed as it is written: an id with a line break in it must not read as an id and a time.
  const id = encodeURIComponent(reader).replaceAll('.', '%2E');
  const seal = sign([purpose, list, id, ...expiry].join('\n')).slice(0, 32);
  return [id, ...expiry, seal].join('.');
}

/** The reader whom a token names. `late`: it was right, and its time is over. `undefined`: it was not made here, or for something else. */
export function readToken(
  sign: Sign,
  { token, ...expected }: Pick<ReaderToken, 'purpose' | 'list'> & { readonly token: string },
  now: Date,
): { readonly reader: string; readonly isLate: boolean } | undefined {
  const parts = token.split('.');
  const [id = '', expiry] = parts;
  if (parts.length < 2 || parts.length > 3) return undefined;
  const reader = decoded(id);
  const until = parts.length === 3 ? new Date(Number.parseInt(expiry ?? '', 36) * 1000) : undefined;
  if (reader === undefined || (until && Number.isNaN(until.getTime()))) return undefined;
  const right = readerToken(sign, { ...expected, reader, ...(until && { until }) });
  if (!isEqual(sign, right, token)) return undefined;
  return { reader, isLate: until !== undefined && now > until };
}

/** Hashes are compared, so that the time it takes tells nothing about the right one. */
export const isEqual = (sign: Sign, right: string, given: string): boolean => sign(`compare\n${right}`) === sign(`compare\n${given}`);

function decoded(id: string): string | undefined {
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}
