/** The link of the confirmation mail. Opening it changes nothing: programs open every link of a mail (contract newsletter 7). */
import { type Ask, answerPrivately, bearerOf, type Site, viewFor, withoutReader } from './request.ts';
import { subscribeAgain, tokenFor } from './subscribing.ts';
import { buttonForm, link, paragraph, telling } from './view.ts';

export async function askToConfirm(site: Site, ask: Ask): Promise<Response> {
  const bearer = bearerOf(site, ask, 'confirm');
  if (bearer?.kind === 'late') return tooLate(site, ask);
  if (bearer?.kind !== 'reader') return withoutReader(site, ask, bearer);
  const view = viewFor(site, ask, (await site.list.subscriber({ id: bearer.id }))?.language);
  const { title, intro, button } = view.words.confirm;
  return answerPrivately(ask, view, { title, main: paragraph(intro(site.settings.project)) + buttonForm(button) });
}

export async function confirm(site: Site, ask: Ask): Promise<Response> {
  const bearer = bearerOf(site, ask, 'confirm');
  if (bearer?.kind === 'late') return tooLate(site, ask);
  if (bearer?.kind !== 'reader') return withoutReader(site, ask, bearer);
  if (!(await site.list.confirmSubscription(bearer.id))) return tooLate(site, ask);
  const view = viewFor(site, ask, (await site.list.subscriber({ id: bearer.id }))?.language);
  const token = tokenFor(site, bearer.id, 'preferences');
  const choose = `\n<p>${link(view, 'preferences', { label: view.words.preferences.title, values: { token } })}</p>`;
  return answerPrivately(ask, view, telling(view.words.confirmed(site.settings.project), choose));
}

/** Over its time, or of a request that was deleted or withdrawn meanwhile. */
function tooLate(site: Site, ask: Ask): Response | Promise<Response> {
  const view = viewFor(site, ask);
  return answerPrivately(ask, view, telling(view.words.late, subscribeAgain(view)), 410);
}
