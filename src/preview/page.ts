/** The page of a preview: one file that asks nothing of anybody. A script is in it only where it is served while somebody writes. */
import { escapeHtml } from '../core/message.ts';
import type { Frame } from './frame.ts';
import { anchorOf, messageSection } from './message-section.ts';
import type { PostView, Preview } from './preview.ts';
import { problemList } from './problem-list.ts';
import { type Live, reloading } from './reloading.ts';
import { sourceSection } from './source-section.ts';
import { stylesheet } from './style.ts';

export type { Frame } from './frame.ts';

/** By this a page is known as one that may be made anew. */
export const madeByOmk = '<meta name="generator" content="omk">';

export function postPage(frame: Frame, post: PostView, { problems, posts }: Preview, live?: Live): string {
  const { words } = frame;
  const all = [...problems, ...post.problems];
  const loose = post.problems.filter(({ channel }) => channel === undefined || !post.messages.some(({ label }) => label === channel));
  const back = posts.length > 1 ? `<p><a href="${'../'.repeat(post.slug.split('/').length - 1)}index.html">${words.back}</a></p>` : '';
  const main = `${back}<h1 lang="${escapeHtml(post.language)}">${escapeHtml(post.title)}</h1>
<p class="soft">${escapeHtml(post.file)} · ${words.approximately}</p>
${post.note === undefined ? '' : `<p class="changes">${escapeHtml(post.note)}</p>`}
<p><strong${sumClass(all)}>${sumOf(frame, all)}</strong></p>
${problemList(frame, problems, { withChannel: true, withLine: false })}
${problemList(frame, loose, { withChannel: true })}
${contents(frame, post)}
${messages(frame, post)}
${sourceSection(frame, post)}`;
  return layout(frame, { title: words.title(post.title), main, live, isLookedAt: true });
}

/** Those of places stand side by side where there is room; a mail needs the whole width. */
function messages(frame: Frame, post: PostView): string {
  if (post.messages.length === 0) return `<p>${frame.words.noMessages}</p>`;
  const sections = (isMail: boolean) =>
    post.messages.filter((message) => message.isMail === isMail).map((message) => messageSection(frame, message, post));
  return `<div class="places">${sections(false).join('\n')}</div>\n${sections(true).join('\n')}`;
}

/** Leads to the page of each post. */
export function indexPage(frame: Frame, { posts, problems }: Preview, live?: Live): string {
  const { words } = frame;
  const items = posts.map(
    (
      post,
    ) => `<li><p><a href="${post.slug.split('/').map(encodeURIComponent).join('/')}.html" lang="${escapeHtml(post.language)}">${escapeHtml(post.title)}</a></p>
<p class="soft">${escapeHtml(post.file)} · ${post.messages.map(({ label }) => escapeHtml(label)).join(', ')}</p>
<p${sumClass(post.problems)}>${sumOf(frame, post.problems)}</p></li>`,
  );
  const main = `<h1>${words.several}</h1>
${problemList(frame, problems, { withChannel: true, withLine: false })}
<ul class="posts">${items.join('\n')}</ul>`;
  return layout(frame, { title: words.several, main, live, isLookedAt: false });
}

interface Shown {
  readonly title: string;
  readonly main: string;
  readonly live: Live | undefined;
  /** Are there messages on it, to be seen at other widths and in other colours? */
  readonly isLookedAt: boolean;
}

function layout(frame: Frame, { title, main, live, isLookedAt }: Shown): string {
  const { words, language, project, made } = frame;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(live)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${madeByOmk}
<title>${escapeHtml(`${title} – ${project}`)}</title>
<link rel="icon" href="data:,">
<style>${stylesheet}</style>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header>
<p class="note">${escapeHtml(words.made(made))}${live ? ` ${words.live}` : ''}</p>
${live ? `<p class="note gone" id="gone" role="status" hidden>${words.gone}</p>` : ''}
${isLookedAt ? switches(frame) : ''}
</header>
<main id="content" tabindex="-1">
${main}
</main>
${live ? reloading(live) : ''}</body>
</html>
`;
}

/** Styles stand in attributes, as those of a mail do; a mail's frame is held to the same policy. */
const policy = (live: Live | undefined): string =>
  [
    "default-src 'none'",
    'img-src data:',
    "style-src 'unsafe-inline'",
    ...(live ? [`script-src 'nonce-${live.nonce}'`, "connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

function switches({ words }: Frame): string {
  const group = (name: string, legend: string, choices: Readonly<Record<string, string>>, chosen: string) => {
    const labels = Object.entries(choices).map(
      ([value, label]) =>
        `<label><input type="radio" name="${name}" id="${name}-${value}"${value === chosen ? ' checked' : ''}> ${label}</label>`,
    );
    return `<fieldset><legend>${legend}:</legend>${labels.join('')}</fieldset>`;
  };
  return `<div class="looks">${group('width', words.width, words.widths, 'desktop')}${group('scheme', words.colours, words.schemes, 'own')}</div>`;
}

function contents({ words }: Frame, { messages }: PostView): string {
  const links = messages.map(({ channel, label }) => `<li><a href="#${anchorOf(channel)}">${escapeHtml(label)}</a></li>`);
  return `<nav aria-label="${words.contents}"><ul>${links.join('')}<li><a href="#source">${words.source}</a></li></ul></nav>`;
}

const errorsIn = (problems: PostView['problems']): number => problems.filter(({ isWarning }) => !isWarning).length;

const sumClass = (problems: PostView['problems']): string => (errorsIn(problems) > 0 ? ' class="has-errors"' : '');

function sumOf({ words }: Frame, problems: PostView['problems']): string {
  const errors = errorsIn(problems);
  return problems.length > 0 ? words.problems(errors, problems.length - errors) : words.noProblems;
}
