/** An issue as it was sent, for everybody: without anybody's name, links or token, and without anything that runs. */
import type { Delivery } from '../core/delivery.ts';
import { fillIntro, introFor, introsOf } from '../core/intro.ts';
import { directionOf } from '../core/language.ts';
import { escapeHtml, fillPictures, READER, WEB_VERSION } from '../core/message.ts';
import { webAddress } from '../core/web-paths.ts';
import type { Issue, IssueChange } from './issue-list.ts';
import { words } from './languages.ts';
import { type Ask, answer, type Site, segment, viewFor } from './request.ts';
import { issuePolicy, publicHeaders } from './safety.ts';
import { day, link, pathTo, telling, type View } from './view.ts';

type Issues = () => Promise<readonly Issue[]>;

export async function showIssue(site: Site, issues: Issues, ask: Ask): Promise<Response> {
  const issue = (await issues()).find(({ stem }) => stem === segment(ask, 2));
  if (!issue) return ask.notFound();
  const view = viewFor(site, ask, issue.language);
  const unlisted = issue.isListed ? undefined : { 'x-robots-tag': 'noindex' };
  if (issue.isRetracted) return answer(ask, view, telling(view.words.issues.withdrawn), { status: 410, headers: { ...unlisted } });
  const delivery = await deliveryOf(site, issue);
  if (!delivery) return ask.notFound();
  const html = framed(await site.cleanDocument(forEverybody(delivery, issue, view)), issue, view);
  return ask.html(html, 200, {
    ...publicHeaders,
    'content-security-policy': issuePolicy(pictureHosts(delivery)),
    'content-language': issue.language,
    ...unlisted,
  });
}

export async function showPicture(site: Site, issues: Issues, ask: Ask): Promise<Response> {
  const issue = (await issues()).find(({ stem }) => stem === segment(ask, 2));
  const delivery = issue && !issue.isRetracted ? await deliveryOf(site, issue) : undefined;
  const media = delivery?.message.media.find(({ hash }) => hash === segment(ask, 3));
  const bytes = media && (await site.readMedia(media).catch(() => undefined));
  if (!media || !bytes) return ask.notFound();
  return ask.body(new Uint8Array(bytes), 200, {
    ...publicHeaders,
    'content-type': media.mimeType,
    'content-security-policy': "default-src 'none'; sandbox",
    // The web version is a stranger to this site (`sandbox`), and shows it all the same.
    'cross-origin-resource-policy': 'cross-origin',
  });
}

const deliveryOf = async ({ issues, settings }: Site, { post, deliveryId }: Issue): Promise<Delivery | undefined> =>
  (await issues.list({ posts: [post], channels: [settings.channel] })).find(({ id }) => id === deliveryId);

/** Pictures that were too big for the mail are shown from where the post is, as in the mail. */
const pictureHosts = ({ message: { link: address } }: Delivery): readonly string[] =>
  address !== undefined && /^https?:/.test(address) ? [new URL(address).origin] : [];

/** The stored message with what fits everybody in place of a reader's own values. */
function forEverybody({ message: stored }: Delivery, { stem, language }: Issue, { settings }: View): string {
  // Words for a single segment are not for everybody.
  const message = fillIntro(stored, introFor(introsOf(stored), []));
  const own = (page: 'unsubscribeHelp' | 'preferencesHelp') => escapeHtml(webAddress(settings.web, page));
  const html =
    message.html ??
    `<!doctype html><html lang="${escapeHtml(language)}" dir="${directionOf(language)}"><body><pre>${escapeHtml(message.text)}</pre></body></html>`;
  return fillPictures(html)
    .replaceAll(WEB_VERSION, escapeHtml(webAddress(settings.web, 'issue', { issue: stem })))
    .replaceAll(READER.unsubscribe, own('unsubscribeHelp'))
    .replaceAll(READER.preferences, own('preferencesHelp'))
    .replaceAll(READER.greeting, escapeHtml((/^en\b/i.test(language) ? words.en : words.nl).issues.greeting))
    .replace(/"cid:(\w+)[^"]*"/g, (_all, picture: string) => `"${escapeHtml(pathTo({ settings }, 'picture', { issue: stem, picture }))}"`);
}

/** A mail paints its background on the element right within the body too, for mail programs; behind `main` that is no longer it. */
const barStyle = `<style>main>div{background-color:transparent!important}.omk-bar{margin:0 auto;max-width:600px;padding:12px 16px;font:16px/1.5 'Segoe UI',Roboto,Arial,sans-serif;color:#4a5357;background:#eef1f0}.omk-bar a{color:#00547d}.omk-bar p{margin:0 0 6px}.omk-bar .omk-note{border-left:4px solid #00547d;padding:4px 12px;color:#1a1a1a}@media(prefers-color-scheme:dark){.omk-bar{color:#b4bdc3;background:#14181b}.omk-bar a{color:#8ccbf0}.omk-bar .omk-note{color:#e7eaec}}</style>`;

/** A line above the mail that leads to the rest of the site, and says what happened to the post since. */
function framed(document: string, issue: Issue, view: View): string {
  const { words: said, settings } = view;
  const home = link(view, 'home', { label: said.newsletter(settings.project) });
  const all = settings.archive === 'none' ? '' : ` · ${link(view, 'archive', { label: said.archive })}`;
  const notes = issue.changes.map((change) => noteOf(change, issue, view)).join('');
  const bar = `<header class="omk-bar" lang="${view.language}" dir="ltr"><p>${home}${all}</p>${notes}</header>`;
  const hasMain = /<main[\s>]/i.test(document);
  const [open, close] = hasMain ? ['', ''] : ['<main>', '</main>'];
  return `<!doctype html>\n${document
    .replace(/<\/head>/i, (end) => `${barStyle}${end}`)
    .replace(/<body[^>]*>/i, (start) => `${start}${bar}${open}`)
    .replace(/<\/body>/i, (end) => `${close}${end}`)}`;
}

function noteOf({ kind, at, text }: IssueChange, { link: address }: Issue, view: View): string {
  const { corrected, updated, current } = view.words.issues;
  const when = day(view, at).replace(/<[^>]*>/g, '');
  const now = address === undefined ? '' : ` <a href="${escapeHtml(address)}">${escapeHtml(current)}</a>`;
  return kind === 'correction'
    ? `<p class="omk-note"><strong>${corrected(when)}</strong> ${escapeHtml(text)}</p>`
    : `<p class="omk-note">${updated(when)}${now}</p>`;
}
