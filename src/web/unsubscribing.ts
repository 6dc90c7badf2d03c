/** Leaving: one button for people, one request for mail programs (RFC 8058), and nothing by merely looking. */
import { type Ask, answer, answerPrivately, bearerOf, fieldsOf, type Site, viewFor, withoutReader } from './request.ts';
import { privateHeaders, publicHeaders } from './safety.ts';
import { subscribeAgain } from './subscribing.ts';
import { buttonForm, paragraph, telling } from './view.ts';

export function askToUnsubscribe(site: Site, ask: Ask): Response | Promise<Response> {
  const bearer = bearerOf(site, ask, 'unsubscribe');
  if (bearer?.kind !== 'reader') return withoutReader(site, ask, bearer);
  const view = viewFor(site, ask);
  const { title, intro, button } = view.words.unsubscribe;
  return answerPrivately(ask, view, { title, main: paragraph(intro(site.settings.project)) + buttonForm(button) });
}

/** Works for who is on the list, who left it and who was erased; the second time changes nothing. */
export async function unsubscribe(site: Site, ask: Ask): Promise<Response> {
  const bearer = bearerOf(site, ask, 'unsubscribe');
  if (bearer?.kind === 'reader') await site.list.suppress(bearer.id, 'unsubscribed');
  const isOneClick = (await fieldsOf(ask)).get('List-Unsubscribe')?.includes('One-Click') === true;
  const view = viewFor(site, ask);
  if (isOneClick && bearer) return ask.text(`${view.words.unsubscribedShort}\n`, 200, privateHeaders);
  if (bearer?.kind !== 'reader') return withoutReader(site, ask, bearer);
  const more = site.settings.canSubscribe ? paragraph(view.words.mistake) + subscribeAgain(view) : '';
  return answerPrivately(ask, view, telling(view.words.unsubscribed(site.settings.project), `\n${more}`));
}

/** For who comes from a web version, which has no link of anybody's own. */
export function explainOwnMail(site: Site, ask: Ask): Response | Promise<Response> {
  const view = viewFor(site, ask);
  return answer(ask, view, telling(view.words.ownMail(site.settings.contact)), { headers: publicHeaders });
}
