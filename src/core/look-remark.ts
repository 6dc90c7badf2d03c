/** What `omk doctor` says of a channel and of the surroundings when nothing is wrong. */
type Nothing = Readonly<Record<never, never>>;

export interface LookRemarkParams {
  /** `cents`: what this look cost at most, in US cents. */
  'account-known': { readonly name: string; readonly cents?: number };
  /** The token works, but does not tell whose it is. */
  'account-unseen': Nothing;
  'cookie-accepted': { readonly hasCsrf: boolean };
  'destination-known': { readonly name: string };
  'destination-many': { readonly name: string };
  'may-post': { readonly name: string };
  'may-write': Nothing;
  /** The channel does not tell before the first post. */
  'permission-unseen': Nothing;
  'access-possible': { readonly audience: string };
  'calls-left': { readonly left: number; readonly of: number };
  'token-valid': { readonly until: string };
  /** One of those that live for an hour or so. */
  'token-short': { readonly minutes: number };
  'token-undated': Nothing;
  'hand-off': Nothing;
  'group-unseen': { readonly url: string };
  'reads-back': Nothing;
  'reads-nothing': Nothing;
  'version-current': { readonly version: string; readonly ends: string };
  'channel-off': Nothing;
  'clock-right': Nothing;
  /** No service told the time. */
  'clock-unseen': Nothing;
  'zone-known': { readonly zone: string; readonly now: string };
  'disk-room': { readonly bytes: number };
  'runtime-good': { readonly node: string; readonly sqlite: string };
  'files-private': { readonly paths: readonly string[] };
  'readers-counted': { readonly count: number; readonly path?: string };
  'templates-own': { readonly count: number };
  'ledger-sound': { readonly bytes: number; readonly logBytes: number; readonly freeBytes: number };
}
