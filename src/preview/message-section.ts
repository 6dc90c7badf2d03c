/** One channel of a preview: what readers will see, and what is to be said of it. */
import type { Look } from '../core/channel.ts';
import { escapeHtml, PERMALINK, READER, WEB_VERSION } from '../core/message.ts';
import { nestHeadings } from '../core/nest-headings.ts';
import { changesDetails } from './changes-details.ts';
import { directionOf } from './direction.ts';
import type { Frame } from './frame.ts';
import type { MessageView, PostView } from './preview.ts';
import { problemList } from './problem-list.ts';

export const anchorOf = (channel: string): string => `channel-${escapeHtml(channel)}`;

export function messageSection(frame: Frame, view: MessageView, post: PostView): string {
  const { words, language, channels } = frame;
  const id = anchorOf(view.channel);
  const tone = Math.max(0, channels.indexOf(view.channel)) % 6;
  const about = (view.drawing?.about ?? []).map(({ name, value }) => {
    const said = typeof value === 'string' ? value : value[language];
    return `<dt>${escapeHtml(name[language])}</dt><dd>${escapeHtml(said)}</dd>`;
  });
  const items = view.drawing?.looks.map((look, index) => item(frame, { look, index, view, post })) ?? [];
  return `<section class="${view.isMail ? 'mailing' : 'place'} tone-${tone}" aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(view.label)}${view.destination ? ` – ${escapeHtml(view.destination)}` : ''}</h2>
${view.facts.length > 0 ? `<ul class="facts">${view.facts.map((fact) => `<li>${escapeHtml(fact)}</li>`).join('')}</ul>` : ''}
${about.length > 0 ? `<dl>${about.join('')}</dl>` : ''}
${problemList(frame, view.problems, { withChannel: false })}
${view.standing ? changesDetails(frame, { standing: view.standing, label: view.label, language: post.language }) : ''}
${items.length > 0 ? `<div class="items">${items.join('\n')}</div>` : `<p>${words.noMessage}</p>`}
</section>`;
}

interface Item {
  readonly look: Look & { readonly segment?: string };
  readonly index: number;
  readonly view: MessageView;
  readonly post: PostView;
}

/** A mailing shows as mail, what has a title as an article, anything else as a card of its writer. */
function item(frame: Frame, shown: Item): string {
  const { look, index, view } = shown;
  if (view.isMail) return mailItem(frame, shown);
  const count = view.partFacts[index];
  const foot = count ? `<p class="count">${escapeHtml(count)}</p>` : '';
  const content = `<div class="content"${inLanguage(shown)}>${named(frame, nestHeadings(marked(look.html), 4))}</div>`;
  const shownPictures = pictures(frame, look, shown);
  return look.title === undefined
    ? `<article class="item">${head(frame, shown)}\n${content}${shownPictures}${foot}</article>`
    : `<article class="item article">${shownPictures}${head(frame, shown)}\n${content}${foot}</article>`;
}

function head({ project }: Frame, shown: Item): string {
  const { look, view } = shown;
  const where = escapeHtml(view.destination);
  if (look.title !== undefined)
    return `<h3${inLanguage(shown)}>${escapeHtml(look.title)}</h3><p class="soft">${escapeHtml(project)}${where && ` · ${where}`}</p>`;
  return `<div class="who"><span class="face" aria-hidden="true">${escapeHtml(initial(project))}</span>
<div><p class="name">${escapeHtml(project)}</p><p>${where}</p></div></div>`;
}

const inLanguage = ({ post: { language } }: Item): string => ` lang="${escapeHtml(language)}" dir="${directionOf(language)}"`;

const initial = (name: string): string => (Array.from(name.trim())[0] ?? '?').toUpperCase();

/** The card below a text is a quotation in the simulators' feeds; here it looks like a card. */
const marked = (html: string): string =>
  html.replace(/<blockquote>(?=<a href="[^"]*" rel="noopener nofollow">)/g, '<blockquote class="link-card">');

function pictures({ words }: Frame, { images }: Look, shown: Item): string {
  if (images.length === 0) return '';
  const figures = images.map(({ src, alt }) => {
    const picture = src
      ? `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}"${inLanguage(shown)}>`
      : `<div class="missing" role="img" aria-label="${escapeHtml(alt || words.noAlt)}"></div>`;
    const caption = alt ? `${words.alt} <span${inLanguage(shown)}>${escapeHtml(alt)}</span>` : words.noAlt;
    return `<figure>${picture}<figcaption aria-hidden="true">${caption}</figcaption></figure>`;
  });
  return `<div class="pictures">${figures.join('')}</div>`;
}

function mailItem(frame: Frame, shown: Item): string {
  const { words } = frame;
  const { look } = shown;
  const subject = escapeHtml(look.title ?? '');
  const segment = look.segment === undefined ? '' : `<p><strong>${escapeHtml(words.segment(look.segment))}</strong></p>`;
  const about = `${subject}${look.segment === undefined ? '' : `, ${escapeHtml(look.segment)}`}`;
  return `<article class="item mail">${segment}<h3><span class="soft">${words.subject}:</span> <span${inLanguage(shown)}>${subject}</span></h3>
<div class="sides"><div><h4>${words.asHtml}</h4>
<iframe sandbox title="${words.asHtml}: ${about}" srcdoc="${escapeHtml(named(frame, look.html))}"></iframe></div>
<div><h4>${words.asText}</h4>
<div class="text" role="region" tabindex="0" aria-label="${words.asText}: ${about}"${inLanguage(shown)}>${escapeHtml(named(frame, look.text ?? ''))}</div></div></div></article>`;
}

/** What is filled in later leads nowhere yet, so it is named instead of shown. */
function named({ words }: Frame, html: string): string {
  const markers = [
    [PERMALINK, words.link],
    [WEB_VERSION, words.link],
    [READER.unsubscribe, words.personal],
    [READER.preferences, words.personal],
  ] as const;
  return markers.reduce((shown, [marker, name]) => {
    const label = `‹${name}›`;
    return shown.replaceAll(` href="${marker}"`, '').replaceAll(marker, label).replaceAll(new URL(marker).host, label);
  }, html);
}
