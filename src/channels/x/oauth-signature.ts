/** Checks OAuth 1.0a signatures (RFC 5849, HMAC-SHA1) as X does. Bodies of JSON and multipart are not signed. */
import { createHmac } from 'node:crypto';

export interface Secrets {
  readonly appKey: string;
  readonly appSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
}

export interface SignedCall {
  readonly method: string;
  /** As the caller addressed it. */
  readonly url: string;
  readonly authorization: string;
}

export function isSigned({ method, url, authorization }: SignedCall, secrets: Secrets): boolean {
  const given = authorizationFields(authorization);
  if (given.get('oauth_consumer_key') !== secrets.appKey || given.get('oauth_token') !== secrets.accessToken) return false;
  const { origin, pathname, searchParams } = new URL(url);
  const signed = [...given, ...searchParams].filter(([name]) => name !== 'oauth_signature');
  const base = [method, origin + pathname, normalised(signed)].map(encode).join('&');
  const key = `${encode(secrets.appSecret)}&${encode(secrets.accessSecret)}`;
  return given.get('oauth_signature') === createHmac('sha1', key).update(base).digest('base64');
}

const authorizationFields = (authorization: string): ReadonlyMap<string, string> =>
  new Map([...authorization.matchAll(/(oauth_\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decodeURIComponent(value)]));

const normalised = (fields: readonly (readonly [string, string])[]): string =>
  fields
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!*'()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
