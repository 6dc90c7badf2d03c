/** What a token of Microsoft Entra tells of itself. It is read, not verified: that is for the service. */
import { parseJson } from '../shared/http.ts';
import { fieldsOf } from './client.ts';

export interface Lifetime {
  readonly end: Date;
  /** Made for an hour or so, to be renewed by whoever uses it. */
  readonly isShort: boolean;
}

const dayInSeconds = 86_400;

/** When it ends; `undefined`: it does not tell, as other tokens do not. */
export function lifetimeOf(token: string): Lifetime | undefined {
  const [, payload, ...rest] = token.split('.');
  if (!payload || rest.length !== 1) return undefined;
  const { exp, iat } = fieldsOf(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  if (typeof exp !== 'number' || exp <= 0 || exp > 1e11) return undefined;
  return { end: new Date(exp * 1000), isShort: typeof iat === 'number' && exp - iat <= dayInSeconds };
}
