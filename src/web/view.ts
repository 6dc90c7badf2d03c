/** The frame of every page, and what its parts are made of. Nothing in it runs, loads or remembers. */
import { escapeHtml } from '../core/message.ts';
import { webAddress, type webPaths } from '../core/web-paths.ts';
import type { PageLanguage } from './languages.ts';
import type { SiteSettings } from './site.ts';
import { stylesheet } from './style.ts';
import type { Told, Words } from './words.ts';

export interface View {
  readonly words: Words;
  readonly language: PageLanguage;
  readonly settings: SiteSettings;
}

export interface Shown {
  readonly title: string;
  /** Html of its own. */
  readonly main: string;
  /** A form that came back: its title says so first. */
  readonly isFaulty?: boolean;
}

type Values = Readonly<Record<string, string>>;

/** Where a page is on this site, with the path that a proxy may take off: the address that a visitor used decides the rest. */
export const pathTo = ({ settings }: Pick<View, 'settings'>, page: keyof typeof webPaths, values: Values = {}): string =>
  new URL(webAddress(settings.web, page, values)).pathname;

export const link = (view: View, page: keyof typeof webPaths, { label, values }: { label: string; values?: Values }): string =>
  `<a href="${escapeHtml(pathTo(view, page, values))}">${escapeHtml(label)}</a>`;

export const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

export function layout(view: View, { title, main, isFaulty = false }: Shown): string {
  const { words, language, settings } = view;
  const name = words.newsletter(settings.project);
  const full = title === name ? name : `${title} – ${name}`;
  const links = [
    ...(settings.archive === 'none' ? [] : [link(view, 'archive', { label: words.archive })]),
    ...(settings.canSubscribe ? [link(view, 'subscribe', { label: words.subscribe })] : []),
  ];
  const feed =
    settings.archive === 'none'
      ? ''
      : `<link rel="alternate" type="application/atom+xml" href="${pathTo(view, 'feed')}" title="${escapeHtml(name)}">\n`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml((isFaulty ? words.errors.prefix : '') + full)}</title>
<link rel="icon" href="data:,">
${feed}<style>${stylesheet}</style>
</head>
<body>
<header><p><a href="${pathTo(view, 'home')}">${escapeHtml(name)}</a></p></header>
<main>
<h1>${escapeHtml(title)}</h1>
${main}
</main>
<footer>
${links.length > 0 ? `<nav aria-label="${escapeHtml(words.footer)}"><ul>${links.map((one) => `<li>${one}</li>`).join('')}</ul></nav>\n` : ''}${paragraph(words.privacy)}
</footer>
</body>
</html>
`;
}

/** A page that only tells something. */
export const telling = ({ title, lines }: Told, more = ''): Shown => ({ title, main: lines.map(paragraph).join('\n') + more });

/** One button that changes something, which a link may never do. The form goes to its own address, token and all. */
export const buttonForm = (button: string, { isGrave = false } = {}): string =>
  `<form method="post"><button${isGrave ? ' class="grave"' : ''}>${escapeHtml(button)}</button></form>`;

export const day = ({ words, settings: { timezone } }: View, at: Date): string => {
  const shown = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: timezone }).format(at);
  return `<time datetime="${at.toISOString()}">${escapeHtml(shown)}</time>`;
};
