/** The front matter of a post, key by key (interface.md, section 3). */
import type { Channel } from '../core/channel.ts';
import { type Consent, type RuleId, ruleLevels, type Waiver } from '../core/editorial.ts';
import type { Json } from '../core/json.ts';
import type { EventDetails, PostSource } from '../core/post.ts';
import { readMoment } from './dates.ts';
import { optionReaders } from './option-reader.ts';
import { type Entry, entriesOf, report, written } from './yaml-entry.ts';
import {
  choice,
  language,
  line,
  list,
  map,
  path,
  type Read,
  type Reader,
  requireKeys,
  shaped,
  text,
  webAddress,
  wrongType,
  yesNo,
} from './yaml-fields.ts';

/** What parsing must know of the channels. */
export type ChannelKind = Pick<Channel, 'id' | 'options'>;

/** A picture as the front matter names it. */
export interface CoverImage {
  readonly src: string;
  readonly alt?: string;
  readonly decorative: boolean;
  readonly entry: Entry;
}

/** What a post says to one channel. */
export interface Section {
  readonly off: boolean;
  readonly common: { readonly text?: string; readonly template?: string; readonly publishAt?: Date; readonly link?: boolean };
  readonly options: Readonly<Record<string, Json>>;
  readonly entry: Entry;
}

export type PostFields = Read<ReturnType<typeof postFields>>;

/** Readers of all keys but those of the channels. */
export function postFields(timezone: string, kinds: readonly ChannelKind[]) {
  return {
    title: line,
    id: line,
    summary: line,
    language,
    publish_at: moment(timezone),
    embargo: moment(timezone),
    channels: list(choice(kinds.map(({ id }) => id))),
    link: webAddress,
    tags: list(tag),
    image: cover,
    images: list(cover),
    audience: list(line),
    preheader: line,
    event: event(timezone),
    poll: list(line),
    corrects,
    captions,
    consent: consent(timezone),
    source: source(kinds),
    waive: list(waiver),
    draft: yesNo,
  };
}

/** Readers of the sections `x: { … }`, one for each channel. */
export const channelFields = (timezone: string, kinds: readonly ChannelKind[]): Readonly<Record<string, Reader<Section>>> =>
  Object.fromEntries(kinds.map((kind) => [kind.id, section(kind, timezone)]));

function section({ options }: ChannelKind, timezone: string): Reader<Section> {
  const common = { text, template: shaped(/^[\w-]+$/, 'id'), publish_at: moment(timezone), link: yesNo };
  const read = map({ ...optionReaders(options, 'post'), ...common });
  return (entry) => {
    if (entry.node && written(entry) === 'false') return { off: true, common: {}, options: {}, entry };
    const found = read(entry);
    if (!found) return undefined;
    const { text: own, template, publish_at: publishAt, link, ...rest } = found as Read<typeof common> & Readonly<Record<string, Json>>;
    return {
      off: false,
      common: {
        ...(own !== undefined && { text: own }),
        ...(template !== undefined && { template }),
        ...(publishAt && { publishAt }),
        ...(link !== undefined && { link }),
      },
      options: rest,
      entry,
    };
  };
}

const moment =
  (timezone: string): Reader<Date> =>
  (entry) => {
    const value = written(entry).replace(/^(["'])(.*)\1$/, '$2');
    const { key } = entry;
    const read = readMoment(value, timezone);
    switch (read.kind) {
      case 'moment':
        return read.at;
      case 'doubled':
        report(entry, 'content-doubled-time', { key, value, chosen: read.chosen });
        return read.at;
      case 'skipped':
        return report(entry, 'content-skipped-time', { key, value, suggestion: read.suggestion });
      case 'no-date':
        return report(entry, 'content-bad-date', { key, value });
    }
  };

/** `#jeugd` between quotes is the tag "jeugd". */
const tag: Reader<string> = (entry) => {
  const found = line(entry);
  return found === undefined ? undefined : found.replace(/^#+\s*/, '') || wrongType(entry, 'text');
};

const coverMap = map({ src: line, alt: line, decorative: yesNo });

const cover: Reader<CoverImage> = (entry) => {
  const found = coverMap(entry);
  if (!found) return undefined;
  requireKeys(entry, 'src');
  if (!found.src) return undefined;
  return { src: found.src, ...(found.alt && { alt: found.alt }), decorative: found.decorative ?? false, entry };
};

const event =
  (timezone: string): Reader<EventDetails> =>
  (entry) => {
    const found = map({ start: moment(timezone), end: moment(timezone), location: line, signup: webAddress })(entry);
    if (!found) return undefined;
    requireKeys(entry, 'start');
    const { start, end, ...rest } = found;
    if (!start) return undefined;
    if (!end) return { start, ...rest };
    const children = new Map(entriesOf(entry));
    const [from, until] = [children.get('start'), children.get('end')];
    if (end <= start && from && until) return report(until, 'content-end-before-start', { start: written(from), end: written(until) });
    return { start, end, ...rest };
  };

/** A post is named by its path as seen from this one, or by its id. */
const corrects: Reader<string> = (entry) => (/\.md["']?$/i.test(written(entry)) ? path(entry) : line(entry));

/** A file with the captions, or the word that the video has them. */
const captions: Reader<string | true> = (entry) => {
  const said = written(entry);
  if (said === 'false') return undefined;
  return said === 'true' ? true : path(entry);
};

const consent =
  (timezone: string): Reader<Consent> =>
  (entry) => {
    const found = map({ who: line, date: moment(timezone), reference: line, until: moment(timezone) })(entry);
    if (!found) return undefined;
    requireKeys(entry, 'who', 'date');
    const { who, date, ...rest } = found;
    return who !== undefined && date ? { who, date, ...rest } : undefined;
  };

const source =
  (kinds: readonly ChannelKind[]): Reader<PostSource> =>
  (entry) => {
    const found = map({ from: choice([...kinds.map(({ id }) => id), 'feed']), id: line, url: webAddress, group: line })(entry);
    if (!found) return undefined;
    requireKeys(entry, 'from', 'id', 'url');
    const { from, id, url, group } = found;
    return from && id && url ? { from, id, url, ...(group && { group }) } : undefined;
  };

const waiverMap = map({ rule: choice(Object.keys(ruleLevels) as RuleId[]), reason: line, by: line });

const waiver: Reader<Waiver> = (entry) => {
  const found = waiverMap(entry);
  if (!found) return undefined;
  requireKeys(entry, 'rule', 'reason');
  const { rule, reason, by } = found;
  return rule && reason ? { rule, reason, ...(by !== undefined && { by }), line: entry.line } : undefined;
};
