/** Addresses of LinkedIn posts: made from an id, and read when a person pastes one (contract linkedin 8.2). */
import type { Receipt } from '../../core/outcome.ts';

const urnInPath = /urn:li:(?:(?:share|ugcPost|activity):\d+|groupPost:(\d+)-\d+)/;
const slugInPath = /^\/posts\/[^/]*-activity-(\d+)-[\w-]{4}\/?$/;

export const permalinkOf = (urn: string): string => `https://www.linkedin.com/feed/update/${urn}/`;

/** The post behind a pasted address; `undefined` when it is no post, or a post of another group. */
export function parsePermalink(pasted: string, destination: string): Receipt | undefined {
  const url = linkedinUrl(pasted);
  const path = url && decoded(url.pathname);
  if (!url || !path) return undefined;
  const [urn, group] = path.match(urnInPath) ?? [];
  if (urn) return group && destination !== `urn:li:group:${group}` ? undefined : { remoteId: urn, url: permalinkOf(urn) };
  const activity = path.match(slugInPath)?.[1];
  return activity ? { remoteId: `urn:li:activity:${activity}`, url: `https://${url.host}${url.pathname}` } : undefined;
}

function linkedinUrl(pasted: string): URL | undefined {
  const text = pasted.trim();
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isLinkedin = url.hostname === 'linkedin.com' || url.hostname.endsWith('.linkedin.com');
  return /^https?:$/.test(url.protocol) && isLinkedin ? url : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
