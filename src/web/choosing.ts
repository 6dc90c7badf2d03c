/** What a reader chose, the ways out, and being erased. The token opens the choices, not the whole address. */
import { escapeHtml } from '../core/message.ts';
import { frequencies } from '../core/reader.ts';
import type { Subscriber } from '../core/subscribers.ts';
import {
  choiceFields,
  errorSummary,
  type FieldErrors,
  nameError,
  nameField,
  preferencesIn,
  type ReaderValues,
  readValues,
} from './reader-form.ts';
import { type Ask, answerPrivately, bearerOf, fieldsOf, type Site, segment, viewFor, withoutReader } from './request.ts';
import { subscribeAgain, tokenFor } from './subscribing.ts';
import { buttonForm, link, paragraph, type Shown, telling, type View } from './view.ts';

type Work = (reader: Subscriber, view: View) => Response | Promise<Response>;

/** For a reader who gets the newsletter; everybody else is told why there is nothing to choose. */
async function forReader(site: Site, ask: Ask, work: Work): Promise<Response> {
  const bearer = bearerOf(site, ask, 'preferences');
  if (bearer?.kind !== 'reader') return withoutReader(site, ask, bearer);
  const reader = await site.list.subscriber({ id: bearer.id });
  const view = viewFor(site, ask, reader?.language);
  if (reader?.status === 'active' && !reader.suppression) return work(reader, view);
  const { notOnList, pending } = view.words.preferences;
  if (reader?.status === 'pending') return answerPrivately(ask, view, telling(pending));
  return answerPrivately(ask, view, telling(notOnList, subscribeAgain(view)), 410);
}

export const showChoices = (site: Site, ask: Ask): Promise<Response> =>
  forReader(site, ask, (reader, view) => answerPrivately(ask, view, choices(site, view, { reader, token: segment(ask, 2) })));

export const saveChoices = (site: Site, ask: Ask): Promise<Response> =>
  forReader(site, ask, async (reader, view) => {
    const [fields, token] = [await fieldsOf(ask), segment(ask, 2)];
    // The form always has one; what came without it broke off on its way, and chose nothing.
    if (!fields.has('frequency')) return answerPrivately(ask, view, choices(site, view, { reader, token }), 422);
    const values = { ...readValues(fields, site.settings), email: '' };
    const errors = nameError(values, view);
    if (Object.keys(errors).length > 0) return answerPrivately(ask, view, choices(site, view, { reader, token, values, errors }), 422);
    await site.list.setPreferences(reader.id, {
      ...preferencesIn(values, site.settings),
      name: values.name,
      ...(Object.keys(site.settings.segments).length > 0 && { audience: [...values.segments, ...notOffered(reader, site)] }),
    });
    const saved = (await site.list.subscriber({ id: reader.id })) ?? reader;
    const inLanguage = viewFor(site, ask, saved.language);
    return answerPrivately(ask, inLanguage, choices(site, inLanguage, { reader: saved, token, isSaved: true }));
  });

/** Segments that came from elsewhere stay: the form did not ask about them. */
const notOffered = ({ audience }: Subscriber, { settings: { segments } }: Site): readonly string[] => {
  const offered = Object.keys(segments).map((one) => one.toLowerCase());
  return audience.filter((one) => !offered.includes(one.toLowerCase()));
};

interface Choices {
  readonly reader: Subscriber;
  readonly token: string;
  /** What was typed, when it came back. */
  readonly values?: ReaderValues;
  readonly errors?: FieldErrors;
  readonly isSaved?: boolean;
}

function choices(site: Site, view: View, { reader, token, values = valuesOf(reader, site), errors = {}, isSaved = false }: Choices): Shown {
  const { preferences } = view.words;
  const out = tokenFor(site, reader.id, 'unsubscribe');
  const saved = isSaved ? `<div class="note" role="status" tabindex="-1" autofocus>${paragraph(preferences.saved)}</div>\n` : '';
  return {
    title: preferences.title,
    isFaulty: Object.keys(errors).length > 0,
    main: `${saved}${errorSummary(errors, view)}${paragraph(preferences.intro(masked(reader.email)))}
<form method="post" novalidate>
${choiceFields(values, frequencies, view)}
${nameField(values, errors, view)}
<button>${escapeHtml(preferences.save)}</button>
</form>
<div class="apart"><dl>
<dt>${link(view, 'unsubscribe', { label: preferences.stop, values: { token: out } })}</dt><dd>${escapeHtml(preferences.stopMore)}</dd>
<dt>${link(view, 'erase', { label: preferences.erase, values: { token } })}</dt><dd>${escapeHtml(preferences.eraseMore)}</dd>
</dl></div>`,
  };
}

function valuesOf({ name = '', audience, frequency, language = '' }: Subscriber, { settings }: Site): ReaderValues {
  const own = audience.map((one) => one.toLowerCase());
  return {
    email: '',
    name,
    segments: Object.keys(settings.segments).filter((one) => own.includes(one.toLowerCase())),
    frequency,
    language: settings.languages.includes(language) ? language : '',
  };
}

/** Whoever finds a forwarded mail need not learn whose it was. */
const masked = (address: string): string => `${[...address][0] ?? ''}…${address.slice(address.lastIndexOf('@'))}`;

export const askToErase = (site: Site, ask: Ask): Promise<Response> =>
  forReader(site, ask, (_reader, view) => {
    const { title, intro, button, back } = view.words.erase;
    const main = `${paragraph(intro)}
${buttonForm(button, { isGrave: true })}
<p class="apart"><br>${link(view, 'preferences', { label: back, values: { token: segment(ask, 2) } })}</p>`;
    return answerPrivately(ask, view, { title, main });
  });

export const erase = (site: Site, ask: Ask): Promise<Response> =>
  forReader(site, ask, async (reader, view) => {
    await site.list.forget(reader.id);
    return answerPrivately(ask, view, telling(view.words.erased));
  });
