/** The ids in Viva Engage's addresses, and the numbers behind them (contract yammer 5, 8 and 9). */
import { parseJson } from '../shared/http.ts';

/** The numeric id of a community written as number, as Graph id or as an address; `undefined` when it is none of these. */
export function communityId(reference: string): string | undefined {
  const text = reference.trim();
  if (/^\d+$/.test(text)) return text;
  if (!/^https?:\/\//.test(text)) return decodedId(text, 'Group');
  const [, encoded] = text.match(/\/groups\/([A-Za-z0-9_=+%-]+)/) ?? [];
  return text.match(/[?&]feedId=(\d+)/)?.[1] ?? (encoded ? communityId(encoded.replaceAll('%3D', '=').replaceAll('%3d', '=')) : undefined);
}

/** The thread of an address that a person pasted, as number. */
export function threadId(url: string): string | undefined {
  const [, encoded] = url.match(/\/threads\/([A-Za-z0-9_=-]+)/) ?? [];
  return (
    url.match(/\/messages\/(\d+)/)?.[1] ?? url.match(/[?&]threadId=(\d+)/)?.[1] ?? (encoded ? decodedId(encoded, 'Thread') : undefined)
  );
}

/** Graph ids are base64 of `{"_type":"Group","id":"225000000001"}`, in addresses base64url. */
function decodedId(encoded: string, type: 'Group' | 'Thread'): string | undefined {
  const data = parseJson(Buffer.from(encoded, 'base64').toString('utf8'));
  if (typeof data !== 'object' || data === null || !('_type' in data) || !('id' in data)) return undefined;
  return data._type === type && typeof data.id === 'string' && /^\d+$/.test(data.id) ? data.id : undefined;
}
