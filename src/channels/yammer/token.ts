/** What a token of Microsoft Entra tells of itself. It is read, not verified: that is for the service. */
import { parseJson } from '../shared/http.ts';
import { fieldsOf } from './client.ts';

/** When it ends; `undefined`: it does not tell, as other tokens do not. */
export function expiryOf(token: string): Date | undefined {
  const [, payload, ...rest] = token.split('.');
  if (!payload || rest.length !== 1) return undefined;
  const { exp } = fieldsOf(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  return typeof exp === 'number' && Number.isFinite(exp) && exp > 0 && exp < 1e11 ? new Date(exp * 1000) : undefined;
}
