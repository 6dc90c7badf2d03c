/** The form of `.omk/credentials`. Anything unexpected is an error with its place: half a credential is none. */
import type { Credential } from '../../core/login.ts';

const version = 1;

export function toJson(stored: Readonly<Record<string, Credential>>): string {
  return `${JSON.stringify({ version, channels: stored }, null, 2)}\n`;
}

/** Throws an Error whose message names the place, never a value. */
export function fromJson(text: string): Readonly<Record<string, Credential>> {
  const data = fieldsOf(parsed(text), 'JSON');
  if (data.version !== version) throw new Error('version');
  const channels = Object.entries(fieldsOf(data.channels, 'channels'));
  return Object.fromEntries(channels.map(([id, value]) => [id, credentialOf(value, `channels.${id}`)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote what it stumbled on, and that may be a secret.
    throw new Error('JSON');
  }
}

function credentialOf(value: unknown, place: string): Credential {
  const fields = fieldsOf(value, place);
  const settings = Object.entries(fieldsOf(fields.settings, `${place}.settings`));
  const moment = (name: string) => momentOf(fields[name], `${place}.${name}`);
  const [obtainedAt, renewedAt, expiresAt, refreshExpiresAt] = [
    moment('obtainedAt'),
    moment('renewedAt'),
    moment('expiresAt'),
    moment('refreshExpiresAt'),
  ];
  if (!obtainedAt) throw new Error(`${place}.obtainedAt`);
  return {
    account: textOf(fields.account, `${place}.account`),
    settings: Object.fromEntries(settings.map(([name, one]) => [name, textOf(one, `${place}.settings.${name}`)])),
    obtainedAt,
    ...(renewedAt && { renewedAt }),
    ...(expiresAt && { expiresAt }),
    ...(fields.isEstimate === true && { isEstimate: true }),
    ...(fields.refreshToken !== undefined && { refreshToken: textOf(fields.refreshToken, `${place}.refreshToken`) }),
    ...(refreshExpiresAt && { refreshExpiresAt }),
  };
}

function fieldsOf(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(place);
  return { ...value };
}

function textOf(value: unknown, place: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(place);
  return value;
}

function momentOf(value: unknown, place: string): Date | undefined {
  if (value === undefined) return undefined;
  const at = new Date(textOf(value, place));
  if (Number.isNaN(at.getTime())) throw new Error(place);
  return at;
}
