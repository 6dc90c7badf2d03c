/** The programme's page as static HTML: a list of posts that leads to the hub. No scripts, nothing from elsewhere. */
import { directionOf, primary } from '../../core/language.ts';
import { escapeHtml } from '../../core/message.ts';
import { stylesheet } from '../style.ts';
import type { Programme, ProgrammeItem, ProgrammeLink, ProgrammeSettings } from './programme.ts';
import { type ProgrammeWords, programmeWords } from './words.ts';

export const pageSize = 30;

interface View {
  readonly settings: ProgrammeSettings;
  readonly words: ProgrammeWords;
  readonly language: 'nl' | 'en';
  readonly now: Date;
}

/** Name and text of each page, the first one `index.html`. */
export function programmePages({ settings, items, now }: Programme): ReadonlyMap<string, string> {
  const language = /^nl\b/i.test(settings.language) ? 'nl' : 'en';
  const view: View = { settings, language, words: programmeWords[language], now };
  const last = Math.max(1, Math.ceil(items.length / pageSize));
  const numbers = Array.from({ length: last }, (_, index) => index + 1);
  return new Map(
    numbers.map((page) => {
      const shown = items.slice((page - 1) * pageSize, page * pageSize);
      const soon = page === 1 ? comingUp(items, now) : [];
      return [pageName(page), pageText(view, { shown, soon, page, last })];
    }),
  );
}

export const pageName = (page: number): string => (page === 1 ? 'index.html' : `pagina-${page}.html`);

/** What one can still go to, the nearest first. */
function comingUp(items: readonly ProgrammeItem[], now: Date): readonly ProgrammeItem[] {
  const startOf = ({ event }: ProgrammeItem): string => event?.start ?? '';
  return items.filter((item) => isAhead(item, now)).toSorted((a, b) => startOf(a).localeCompare(startOf(b)));
}

/** Can one still go there? */
const isAhead = ({ event }: ProgrammeItem, now: Date): boolean => event !== undefined && new Date(event.end ?? event.start) > now;

interface Shown {
  readonly shown: readonly ProgrammeItem[];
  readonly soon: readonly ProgrammeItem[];
  readonly page: number;
  readonly last: number;
}

function pageText(view: View, { shown, soon, page, last }: Shown): string {
  const { settings, words, language } = view;
  const { title, description } = settings;
  const own = languageOf(settings.language, view);
  const full = page === 1 ? title : `${title} – ${words.page(page, last)}`;
  const main = [
    description && page === 1 ? `<p class="lead"${own}>${escapeHtml(description)}</p>` : '',
    soon.length > 0 ? section(words.soon, 'soon', list(soon, view)) : '',
    section(words.all, 'posts', shown.length > 0 ? list(shown, view) : `<p>${escapeHtml(words.none)}</p>`),
    pager(view, page, last),
  ];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="omk">
<title>${escapeHtml(full)}</title>
<link rel="icon" href="data:,">
<link rel="alternate" type="application/atom+xml" href="feed.xml" title="${escapeHtml(title)}">
<link rel="alternate" type="application/feed+json" href="feed.json" title="${escapeHtml(title)}">
<style>${stylesheet}</style>
</head>
<body>
<a class="skip" href="#posts">${escapeHtml(words.skip)}</a>
<main>
<h1${own}>${escapeHtml(full)}</h1>
${main.filter(Boolean).join('\n')}
</main>
<footer>
<p>${escapeHtml(words.feeds)} <a href="feed.xml">Atom</a>, <a href="feed.json">JSON Feed</a></p>
<p>${escapeHtml(words.about)}</p>
</footer>
</body>
</html>
`;
}

const section = (title: string, id: string, inner: string): string =>
  `<section aria-labelledby="${id}">\n<h2 id="${id}" tabindex="-1">${escapeHtml(title)}</h2>\n${inner}\n</section>`;

const list = (items: readonly ProgrammeItem[], view: View): string =>
  `<ol class="issues">\n${items.map((item) => itemText(item, view)).join('\n')}\n</ol>`;

function itemText(item: ProgrammeItem, view: View): string {
  const { title, summary, link, language, publishedAt, event, corrects, correctedBy, correction } = item;
  const { words, settings } = view;
  // Among words of another language those of the page say which they are, and keep their direction.
  const own = (text: string): string =>
    primary(language) === view.language ? escapeHtml(text) : `<bdi lang="${view.language}">${escapeHtml(text)}</bdi>`;
  const lines = [
    link === undefined ? `<b>${escapeHtml(title)}</b>` : linked({ title, link }),
    `<time datetime="${publishedAt.toISOString()}">${own(dayOf(publishedAt, view))}</time>`,
    event && `<p>${eventText(event, view)}</p>`,
    summary && `<p>${escapeHtml(summary)}</p>`,
    corrects && `<p>${own(words.corrects)} ${linked(corrects)}</p>`,
    correctedBy && `<p>${own(words.corrected)} ${linked(correctedBy)}</p>`,
    correction && `<p>${own(words.correction)} ${escapeHtml(correction)}</p>`,
    // Its name tells it from the other links of the same words.
    event?.signup &&
      isAhead(item, view.now) &&
      `<p><a href="${escapeHtml(event.signup)}">${own(`${words.signup}:`)} ${escapeHtml(title)}</a></p>`,
  ];
  return `<li${languageOf(language, view)}>${lines.filter(Boolean).join('')}</li>`;

  function eventText({ start, end, location }: NonNullable<ProgrammeItem['event']>, { words: { locale } }: View): string {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: settings.timezone });
    const when = end === undefined ? format.format(new Date(start)) : format.formatRange(new Date(start), new Date(end));
    return `<time datetime="${escapeHtml(start)}">${own(when)}</time>${location ? `, ${escapeHtml(location)}` : ''}`;
  }
}

/** Where words are in another language than the page around them. */
const languageOf = (language: string, view: View): string =>
  primary(language) === view.language ? '' : ` lang="${escapeHtml(language)}"${directionOf(language) === 'rtl' ? ' dir="rtl"' : ''}`;

const linked = ({ title, link }: ProgrammeLink): string =>
  link === undefined ? escapeHtml(title) : `<a href="${escapeHtml(link)}">${escapeHtml(title)}</a>`;

const dayOf = (at: Date, { words, settings }: View): string =>
  new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: settings.timezone }).format(at);

function pager({ words }: View, page: number, last: number): string {
  const to = (number: number, label: string, rel: string) => `<li><a rel="${rel}" href="${pageName(number)}">${escapeHtml(label)}</a></li>`;
  const links = [...(page > 1 ? [to(page - 1, words.newer, 'prev')] : []), ...(page < last ? [to(page + 1, words.older, 'next')] : [])];
  return links.length === 0 ? '' : `<nav aria-label="${escapeHtml(words.pages)}"><ul>${links.join('')}</ul></nav>`;
}
