/** Where a post goes and who places it, as the options say it; a message carries the same words in its details. */
import type { ChannelOptions } from '../../core/post.ts';

export interface Place {
  /** `assisted`: a person places it; `auto`: the writer's word that the app may post there. */
  readonly mode: 'assisted' | 'auto' | 'off';
  /** `urn:li:group:N` */
  readonly group?: string;
  /** `urn:li:organization:N` or `urn:li:person:X` */
  readonly author?: string;
}

export function placeOf(options: ChannelOptions): Place {
  const { mode } = options;
  const group = words(options.group)?.match(/^(?:urn:li:group:)?(\d+)$/)?.[1];
  const author = words(options.author);
  return {
    mode: mode === 'auto' || mode === 'off' ? mode : 'assisted',
    ...(group && { group: `urn:li:group:${group}` }),
    ...(author && { author }),
  };
}

/** An option's text; a number in YAML is meant as its digits. */
export function words(value: ChannelOptions[string]): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The number or name at the end of a URN. */
export const lastPart = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1);
