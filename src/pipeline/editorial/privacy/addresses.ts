/** A home: a postcode with a house number before or after it. */
import type { CheckSettings } from '../../../core/editorial.ts';
import type { ParsedPost } from '../../../core/post.ts';
import { type Span, spansOf } from './span.ts';

const postcode = /(?<![\p{L}\d])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?![\p{L}\d])|(?<![\p{L}\d])[1-9]\d{3}(?!sa|sd|ss)[a-z]{2}(?![\p{L}\d])/gu;
/** "Dorpsstraat 12-a, " at the end of what stands before. */
const before = /(\p{Lu}[\p{L}.'’ -]{1,40}|\b\d+e [\p{L}]+) (\d{1,5})(?: ?-?[a-z\d]{1,4})?(?: ?\([^)]{1,20}\))?[ ,;|·•\n>-]{1,6}$/u;
const after =
  /^[ ,;:]{0,3}(?:(?:huis)?(?:nummer|nr\.?) ?)?(\d{1,5})(?!\d|[.:]\d|-\d|e\b| ?(?:uur|jaar|euro|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))/i;

interface Address extends Span {
  /** `1234AB 12` */
  readonly key: string;
  /** `Dorpsstraat 12`, in lower case; absent where the number stands behind the postcode. */
  readonly door?: string;
}

export function addresses(text: string): readonly Address[] {
  return spansOf(text, postcode).flatMap(({ start, end }) => {
    const earlier = before.exec(text.slice(Math.max(0, start - 60), start));
    if (earlier && /postbus|antwoordnummer|po box/i.test(earlier[0])) return [];
    const number = earlier?.[2] ?? after.exec(text.slice(end, end + 24))?.[1];
    const code = text.slice(start, end).replace(' ', '').toUpperCase();
    if (number === undefined) return [];
    const door = earlier && `${earlier[1]?.split(' ').at(-1)} ${number}`.toLowerCase();
    return [{ start: start - (earlier?.[0].length ?? 0), end, key: `${code} ${number}`, ...(door && { door }) }];
  });
}

/** Where an event is, and what the project calls a venue, may be named. */
export function homes(text: string, { allow }: CheckSettings, { event }: Pick<ParsedPost, 'event'>): readonly Span[] {
  const venues = [...allow.addresses, ...(event?.location ? [event.location] : [])];
  const known = new Set(venues.flatMap((venue) => addresses(venue).map(({ key }) => key)));
  const codes = new Set(
    venues.flatMap((venue) =>
      addresses(venue).length > 0 ? [] : spansOf(venue, postcode).map(({ start, end }) => bare(venue.slice(start, end))),
    ),
  );
  const atDoor = (door: string): boolean =>
    venues.some((venue) => `${venue.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(`${door} `));
  return addresses(text).filter(({ key, door }) => !known.has(key) && !codes.has(key.slice(0, 6)) && !(door !== undefined && atDoor(door)));
}

const bare = (code: string): string => code.replace(' ', '').toUpperCase();
