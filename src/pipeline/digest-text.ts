/** The words of a digest: its name and title, and what its template lists. */
import type { CardEvent } from '../core/card.ts';
import type { EventDetails } from '../core/post.ts';
import type { ReaderGroup } from '../core/reader.ts';
import { dayAndWeek } from './dates.ts';
import type { DigestPart, Sections } from './digest.ts';
import type { DigestItem, DigestLink } from './digest-items.ts';
import { dayText, eventText } from './event-text.ts';

export interface DigestPlace {
  readonly project: string;
  /** Of the digest: that of the project. */
  readonly language: string;
  readonly timezone: string;
}

/** As people name it, and as the ledger knows it; a second one on the same day gets a number. */
export function digestName(now: Date, timezone: string, isTaken: (name: string) => boolean): string {
  const name = `digest-${dayAndWeek(now, timezone).day}`;
  let number = 1;
  while (isTaken(numbered(name, number))) number += 1;
  return numbered(name, number);
}

const numbered = (name: string, number: number): string => (number === 1 ? name : `${name}-${number}`);

export function digestTitle(pattern: string | undefined, now: Date, { project, language, timezone }: DigestPlace): string {
  const written = pattern ?? (/^en\b/i.test(language) ? 'News from {project}: week {week}' : 'Nieuws van {project}: week {week}');
  const week = String(dayAndWeek(now, timezone).week);
  return written.replace(/\{(project|week)\}/g, (_all, name: string) => (name === 'week' ? week : project));
}

/** For each part what tells it apart: the segments of the readers who have the fewest. A digest of one part needs nothing. */
export function partNames(parts: readonly Pick<DigestPart, 'groups'>[]): readonly string[] {
  if (parts.length === 1) return [''];
  const used = new Map<string, number>();
  return parts.map(({ groups }) => {
    const name = nameOf(groups);
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    return numbered(name, times);
  });
}

function nameOf(groups: readonly ReaderGroup[]): string {
  const [first] = groups.toSorted((a, b) => a.segments.length - b.segments.length || (a.segments.join() < b.segments.join() ? -1 : 1));
  const segments = (first?.segments ?? []).map(plainName).filter(Boolean).slice(0, 5).join('-') || 'general';
  return groups.every(({ frequency }) => frequency === 'each') ? `${segments}.each` : segments;
}

const plainName = (segment: string): string => segment.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');

/** The titles that a mail program shows beside the subject. */
export const digestPreheader = ({ agenda, news }: Sections): string =>
  [...agenda, ...news]
    .slice(0, 3)
    .map(({ title }) => title)
    .join(' · ');

/** What `digest` is in a template. */
export function digestVariables({ agenda, news, more }: Sections, moreLink: string | undefined, place: DigestPlace) {
  const list = (items: readonly DigestItem[]) => items.map((item) => itemVariables(item, place));
  return { agenda: list(agenda), news: list(news), more, moreLink: moreLink ?? null };
}

function itemVariables(item: DigestItem, { language, timezone }: DigestPlace) {
  return {
    title: titleOf(item, language),
    summary: item.summary ?? null,
    link: item.link ?? null,
    /** Where it is not that of the digest. */
    language: item.language === language ? null : item.language,
    date: dayText(item.publishedAt, language, timezone),
    event: item.event ? eventText(eventOf(item.event), language, timezone) : null,
    corrects: linkVariables(item.corrects),
    corrected: linkVariables(item.correctedBy),
    correction: item.correction ?? null,
  };
}

/** A correction says that it is one, unless its title does already. */
function titleOf({ title, corrects }: DigestItem, language: string): string {
  if (!corrects || /^(?:rectificatie|correctie|correction|erratum)/i.test(title)) return title;
  return `${/^en\b/i.test(language) ? 'Correction' : 'Rectificatie'}: ${title}`;
}

const linkVariables = (link: DigestLink | undefined) => (link ? { title: link.title, link: link.link ?? null } : null);

const eventOf = ({ start, end, ...rest }: CardEvent): EventDetails => ({
  start: new Date(start),
  ...(end !== undefined && { end: new Date(end) }),
  ...rest,
});
