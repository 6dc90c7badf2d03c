/** The page's HTML: pure functions from what arrived to text, everything escaped but what a simulator sanitised. */
import type { Channel } from '../core/channel.ts';
import { escapeHtml } from '../core/message.ts';
import { nestHeadings } from '../core/nest-headings.ts';
import type { Problem } from '../core/problem.ts';
import { faultAnchor, faultNote, faultSection } from './fault-form.ts';
import type { Switches } from './faults.ts';
import type { Arrived, ChannelInbox, ReportRow } from './inbox.ts';
import { stylesheet } from './style.ts';
import { switchesOn } from './switches.ts';
import type { PageLanguage, Words } from './words.ts';

export interface Frame {
  readonly words: Words;
  readonly language: PageLanguage;
  readonly project: string;
  readonly timezone: string;
  readonly describe: (problem: Problem) => string;
  /** Every channel, in the order of the registry. */
  readonly channels: readonly Channel[];
  readonly switches: Switches;
}

interface Shown {
  readonly title: string;
  /** Path of the page, to mark its link. */
  readonly path: string;
  readonly main: string;
}

export const channelPath = (id: string): string => `/channel/${encodeURIComponent(id)}`;
export const mailPath = (channel: string, item: string): string => `${channelPath(channel)}/mail/${encodeURIComponent(item)}`;

export function layout({ words, language, project, channels }: Frame, { title, path, main }: Shown): string {
  const link = (to: string, label: string) =>
    `<li><a href="${to}"${to === path ? ' aria-current="page"' : ''}>${escapeHtml(label)}</a></li>`;
  const links = [link('/', words.overview), ...channels.map(({ id, label }) => link(channelPath(id), label[language]))];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${title} – ${words.title}`)}</title>
<link rel="icon" href="data:,">
<style>${stylesheet}</style>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header>
<p class="note"><strong>${words.practice}</strong> ${words.practiceMore}</p>
<nav aria-label="${words.channels}"><ul>${links.join('')}</ul></nav>
</header>
<main id="content" tabindex="-1">
<h1>${escapeHtml(title)}</h1>
${main}
</main>
<footer><p class="soft">${escapeHtml(`${words.title} – ${project}`)}</p></footer>
</body>
</html>`;
}

/** The overview: the latest item of each channel, and the whole report. */
export function overview(frame: Frame, inboxes: readonly ChannelInbox[], rows: readonly ReportRow[] | undefined): string {
  const sections = inboxes.map((inbox) => {
    const { id } = inbox.channel;
    const label = inbox.channel.label[frame.language];
    const [newest] = inbox.items;
    const body = newest
      ? `<p class="soft">${frame.words.latest}. <a href="${channelPath(id)}">${escapeHtml(frame.words.all(inbox.items.length, label))}</a></p>
<div class="feed">${itemCard(frame, inbox, { item: newest, level: 3 })}</div>`
      : `<p class="soft">${frame.words.nothing}</p>`;
    return `<section aria-labelledby="channel-${escapeHtml(id)}"><h2 id="channel-${escapeHtml(id)}">${escapeHtml(label)}</h2>${faultsOn(frame, inbox.channel)}${body}</section>`;
  });
  const how = inboxes.every(({ items }) => items.length === 0) ? `<p>${frame.words.how}</p>` : '';
  return layout(frame, { title: frame.project, path: '/', main: `${how}${sections.join('\n')}\n${reportSection(frame, rows)}` });
}

/** Whoever looks at the overview sees why a channel is silent. */
function faultsOn(frame: Frame, channel: Channel): string {
  const note = faultNote(frame, switchesOn(channel, frame.switches));
  const label = escapeHtml(frame.words.faults.change(channel.label[frame.language]));
  return note && `${note}<p><a href="${channelPath(channel.id)}#${faultAnchor}">${label}</a></p>`;
}

export const pageSize = 20;

/** One channel: a page of its feed, and its part of the report. */
export function channelFeed(
  frame: Frame,
  inbox: ChannelInbox,
  { page, rows }: { page: number; rows: readonly ReportRow[] | undefined },
): string {
  const { id, label } = inbox.channel;
  const faults = faultSection(frame, inbox.channel, frame.switches);
  const shown = inbox.items.slice((page - 1) * pageSize, page * pageSize);
  const cards = shown.map((item) => itemCard(frame, inbox, { item, level: 2 })).join('\n');
  const main = `${faults}
<p class="soft">${inbox.items.length > 0 ? frame.words.arrived(inbox.items.length) : frame.words.nothing}</p>
<div class="feed">${cards}</div>${pager(frame.words, { id, page, last: Math.ceil(inbox.items.length / pageSize) })}
${reportSection(frame, rows)}`;
  return layout(frame, { title: label[frame.language], path: channelPath(id), main });
}

function pager(words: Words, { id, page, last }: { id: string; page: number; last: number }): string {
  if (last <= 1) return '';
  const link = (to: number, text: string) => `<li><a href="${channelPath(id)}?page=${to}">${text}</a></li>`;
  return `<nav aria-label="${words.pages}"><ul>${page > 1 ? link(page - 1, words.newer) : ''}${page < last ? link(page + 1, words.older) : ''}</ul></nav>`;
}

export const missingPage = (frame: Frame): string =>
  layout(frame, { title: frame.words.notFound, path: '', main: `<p>${frame.words.notFoundMore}</p>` });

export const refusedPage = (frame: Frame): string =>
  layout(frame, { title: frame.words.faults.refused, path: '', main: `<p>${frame.words.faults.refusedMore}</p>` });

interface CardOptions {
  readonly item: Arrived;
  /** Of the item's own heading. */
  readonly level: 2 | 3;
}

/** A mailing shows as mail, what has a title as an article, anything else as a card of its writer. */
function itemCard(frame: Frame, { channel }: ChannelInbox, { item, level }: CardOptions): string {
  const tone = `tone-${
    Math.max(
      0,
      frame.channels.findIndex(({ id }) => id === channel.id),
    ) % 6
  }`;
  // A mailing is one delivery with many mails: what omk says of it stands in the report.
  const isMailing = channel.reaches === 'readers';
  const says = isMailing && !item.recorded ? '' : `<p class="says">${escapeHtml(sayOf(frame.words, item))}</p>`;
  if (isMailing) return `<article class="item mail ${tone}">${mail(frame, channel.id, { item, level })}${says}</article>`;
  const body = `<div class="content" dir="auto">${nestHeadings(item.html, level + 1)}</div>${item.images.map((image) => figure(frame.words, image)).join('')}`;
  return `<article class="item ${tone}">${item.title ? articleHead(frame, { item, level }) : writerHead(frame, { item, level })}${body}${says}</article>`;
}

const articleHead = (frame: Frame, { item, level }: CardOptions): string =>
  `<h${level} dir="auto">${escapeHtml(item.title ?? '')}</h${level}><p class="soft">${escapeHtml(frame.project)} · ${time(frame, item.at)}${placeOf(item)}</p>`;

const writerHead = (frame: Frame, { item, level }: CardOptions): string =>
  `<div class="who"><span class="face" aria-hidden="true">${escapeHtml(initial(frame.project))}</span>
<div><h${level}>${escapeHtml(frame.project)}</h${level}><p>${time(frame, item.at)}${placeOf(item)}</p></div></div>`;

const placeOf = ({ to }: Arrived): string => (to ? ` · ${escapeHtml(to)}` : '');

const initial = (name: string): string => (Array.from(name.trim())[0] ?? '?').toUpperCase();

function mail(frame: Frame, channel: string, { item, level }: CardOptions): string {
  const { words } = frame;
  const subject = item.title ?? '';
  const source = mailPath(channel, item.id);
  const about = escapeHtml(`${subject}, ${words.to.toLowerCase()} ${item.to ?? ''}`);
  const text = item.text
    ? `<div class="text" dir="auto" role="region" tabindex="0" aria-label="${words.asText}: ${about}">${escapeHtml(item.text)}</div>`
    : `<p>${words.noText}</p>`;
  const layoutOf = item.html
    ? `<iframe sandbox loading="lazy" src="${source}" title="${words.asHtml}: ${about}"></iframe>
<p><a href="${source}" aria-label="${words.ownPage}: ${about}">${words.ownPage}</a></p>`
    : `<p>${words.noHtml}</p>`;
  return `<h${level}>${escapeHtml(subject)}</h${level}>
<dl><dt>${words.to}</dt><dd>${escapeHtml(item.to ?? '')}</dd><dt>${words.date}</dt><dd>${time(frame, item.at)}</dd></dl>
<div class="sides"><div>
<h${level + 1}>${words.asHtml}</h${level + 1}>
${layoutOf}
</div><div>
<h${level + 1}>${words.asText}</h${level + 1}>
${text}
</div></div>`;
}

/** The mail's own HTML as a document; it is served with a policy that lets it do nothing but be seen. */
export function mailDocument({ title = '', html }: Arrived, language: PageLanguage): string {
  const document = unframed(html);
  if (/<html[\s>]/i.test(document)) return document;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body>${document}</body></html>`;
}

/** A simulator may hand a mail over in a frame, closed for any page; the page's own address for it is closed better. */
function unframed(html: string): string {
  const framed = /^<iframe [^>]*srcdoc="([^"]*)"[^>]*><\/iframe>$/.exec(html)?.[1];
  return framed?.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity) ?? html;
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

function figure(words: Words, { src, alt }: { readonly src: string; readonly alt: string }): string {
  const picture = src
    ? `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">`
    : `<div class="missing" role="img" aria-label="${escapeHtml(alt)}"></div>`;
  return `<figure>${picture}<figcaption aria-hidden="true">${alt ? `${words.description} ${escapeHtml(alt)}` : words.noDescription}</figcaption></figure>`;
}

const time = ({ words, timezone }: Frame, at: Date): string => {
  const shown = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeStyle: 'short', timeZone: timezone }).format(at);
  return `<time datetime="${at.toISOString()}">${escapeHtml(shown)}</time>`;
};

const stateWord = (words: Words, state: string): string => words.states[state] ?? state;

const sayOf = (words: Words, { recorded }: Arrived): string =>
  recorded ? `${words.says(stateWord(words, recorded.state), recorded.attempts)} (${recorded.post})` : words.unrecorded;

/** `undefined`: the report could not be read. */
function reportSection(frame: Frame, rows: readonly ReportRow[] | undefined): string {
  const { words } = frame;
  const body = rows ? (rows.length > 0 ? reportTable(frame, rows) : `<p>${words.reportEmpty}</p>`) : `<p>${words.reportFailed}</p>`;
  return `<section aria-labelledby="report"><h2 id="report">${words.reportTitle}</h2>${body}</section>`;
}

function reportTable({ words, language, channels, describe }: Frame, rows: readonly ReportRow[]): string {
  const { columns } = words;
  const cell = (label: string, html: string) => `<td data-label="${label}">${html}</td>`;
  const label = (id: string) => channels.find((channel) => channel.id === id)?.label[language] ?? id;
  const body = rows.map(
    (row) => `<tr><th scope="row">${escapeHtml(row.title)}<br><small class="soft">${escapeHtml(row.post)}</small></th>
${cell(columns.channel, escapeHtml(label(row.channel)))}${cell(columns.destination, escapeHtml(row.destination))}
${cell(columns.state, `<span class="state-${escapeHtml(row.state)}">${escapeHtml(stateWord(words, row.state))}</span>`)}
${cell(columns.attempts, String(row.attempts))}${cell(columns.problem, row.problem ? escapeHtml(describe(row.problem)) : '–')}</tr>`,
  );
  const head = Object.values(columns).map((column) => `<th scope="col">${column}</th>`);
  return `<table class="report"><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}
