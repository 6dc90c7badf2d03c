/** What everybody may read: the start page, the archive, the feed. */
import { directionOf } from '../core/language.ts';
import { escapeHtml } from '../core/message.ts';
import { atomFeed } from './feed.ts';
import type { Issue } from './issue-list.ts';
import { type Ask, answer, type Site, viewFor } from './request.ts';
import { publicHeaders } from './safety.ts';
import { day, link, paragraph, pathTo, type View } from './view.ts';

type Issues = () => Promise<readonly Issue[]>;

const listed = async (issues: Issues): Promise<readonly Issue[]> => (await issues()).filter(({ isListed }) => isListed);

const pageSize = 20;
const latest = 5;

export async function showHome(site: Site, issues: Issues, ask: Ask): Promise<Response> {
  const view = viewFor(site, ask);
  const { words, settings } = view;
  const shown = (await listed(issues)).slice(0, latest);
  const subscribe = settings.canSubscribe
    ? `<p><a class="button" href="${escapeHtml(pathTo(view, 'subscribe'))}">${escapeHtml(words.subscribe)}</a></p>\n`
    : '';
  const list =
    shown.length > 0
      ? `<h2>${escapeHtml(words.welcome.latest)}</h2>\n${issueItems(shown, view)}\n<p>${link(view, 'archive', { label: words.welcome.all })}</p>\n`
      : '';
  const main = `<p class="lead">${escapeHtml(words.welcome.intro(settings.project))}</p>
${subscribe}${list}<h2>${escapeHtml(words.welcome.stop)}</h2>
${paragraph(words.welcome.stopMore)}`;
  return answer(ask, view, { title: words.newsletter(settings.project), main }, { headers: publicHeaders });
}

export async function showArchive(site: Site, issues: Issues, ask: Ask): Promise<Response> {
  if (site.settings.archive === 'none') return ask.notFound();
  const view = viewFor(site, ask);
  const { words } = view;
  const all = await listed(issues);
  const last = Math.max(1, Math.ceil(all.length / pageSize));
  const page = Number(ask.req.query('pagina') ?? 1);
  if (!Number.isInteger(page) || page < 1 || page > last) return ask.notFound();
  const shown = all.slice((page - 1) * pageSize, page * pageSize);
  const list = shown.length > 0 ? issueItems(shown, view) : paragraph(words.issues.none);
  const feed = `<p>${link(view, 'feed', { label: words.feed })}</p>`;
  const title = last > 1 ? `${words.issues.title} – ${words.issues.page(page, last)}` : words.issues.title;
  return answer(ask, view, { title, main: `${list}\n${pager(view, page, last)}${feed}` }, { headers: publicHeaders });
}

function pager(view: View, page: number, last: number): string {
  const { pages, newer, older } = view.words.issues;
  const to = (number: number, label: string) =>
    `<li><a href="${escapeHtml(pathTo(view, 'archive'))}?pagina=${number}">${escapeHtml(label)}</a></li>`;
  const links = [...(page > 1 ? [to(page - 1, newer)] : []), ...(page < last ? [to(page + 1, older)] : [])];
  return links.length === 0 ? '' : `<nav aria-label="${escapeHtml(pages)}"><ul>${links.join('')}</ul></nav>\n`;
}

const issueItems = (issues: readonly Issue[], view: View): string =>
  `<ol class="issues">${issues.map((issue) => issueItem(issue, view)).join('\n')}</ol>`;

function issueItem({ stem, title, preheader, language, at }: Issue, view: View): string {
  const lang = language === view.language ? '' : ` lang="${escapeHtml(language)}" dir="${directionOf(language)}"`;
  const more = preheader === undefined ? '' : `<p${lang}>${escapeHtml(preheader)}</p>`;
  const href = escapeHtml(pathTo(view, 'issue', { issue: stem }));
  return `<li><a href="${href}"${lang}>${escapeHtml(title)}</a>${day(view, at)}${more}</li>`;
}

export async function showFeed(site: Site, issues: Issues, ask: Ask): Promise<Response> {
  if (site.settings.archive === 'none') return ask.notFound();
  const feed = atomFeed((await listed(issues)).slice(0, pageSize), { settings: site.settings, now: site.clock.now() });
  return ask.body(feed, 200, { ...publicHeaders, 'content-type': 'application/atom+xml; charset=utf-8' });
}
