/** Which group or site a post goes to, and how its address tells (contract pleio 2.3 and 5). */
import type { ChannelValues, Destination } from '../../core/channel.ts';
import type { Receipt } from '../../core/outcome.ts';

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const guidOnly = new RegExp(`^${GUID}$`, 'i');
export const isGuid = (text: string): boolean => guidOnly.test(text);
const permalink = new RegExp(
  `(?:/groups/view/(${GUID})(?:/[^/]*)?)?/(?:blog|news|discussion|questions|update|events)/view/(${GUID})(?:/[^/]*)?/?$`,
  'i',
);
const SITE = 'site:';

/** A group by its guid, a name that the site will know the guid of, or the site itself. */
export function destinationOf({ settings, options }: ChannelValues): Destination {
  const group = typeof options.group === 'string' ? options.group.trim() : '';
  if (!group) return siteDestination(settings.url, textOf(options.url));
  if (!guidOnly.test(group)) return { reference: groupReference(group), name: group };
  return { id: group.toLowerCase(), reference: group.toLowerCase(), name: group };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A practice site on this computer stands in for the project's own: its port changes, the destination does not. */
function siteDestination(setting: string | undefined, option: string | undefined): Destination {
  const chosen = setting && option && isLoopback(hostOf(setting)) ? option : (setting ?? option ?? '');
  const host = hostOf(chosen);
  return { id: `${SITE}${host}`, reference: `${SITE}${host}`, name: host };
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : address);

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);

/** A group's name without the differences that mean nothing. */
export const groupReference = (name: string): string => name.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();

/** The guid of the group; nothing for what is placed on the site itself. */
export const containerOf = (destination: string): string | undefined => (destination.startsWith(SITE) ? undefined : destination);

/** Only the guids count: titles in addresses change. News never carries its group (contract pleio 2.3). */
export function receiptOfAddress(address: string, destination: string): Receipt | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, origin, pathname } = new URL(address);
  const [, group, guid] = permalink.exec(pathname) ?? [];
  if (!guid || !/^https?:$/.test(protocol) || !belongs(destination, hostname, group)) return undefined;
  return { remoteId: guid.toLowerCase(), url: `${origin}${pathname}` };
}

function belongs(destination: string, host: string, group: string | undefined): boolean {
  if (destination.startsWith(SITE)) return !group && (destination === `${SITE}${host}` || isLoopback(host));
  return !group || !guidOnly.test(destination) || group.toLowerCase() === destination;
}
