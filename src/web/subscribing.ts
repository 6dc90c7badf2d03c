/** Signing up, with a mail that asks for confirmation. Whatever the list knows of an address, the answer is the same. */
import { type ReaderToken, readerToken } from '../core/issue-identity.ts';
import { escapeHtml } from '../core/message.ts';
import type { Frequency } from '../core/reader.ts';
import { webAddress } from '../core/web-paths.ts';
import { alreadyMail, confirmationMail } from './mails.ts';
import {
  choiceFields,
  emailField,
  emptyValues,
  errorSummary,
  type FieldErrors,
  nameError,
  nameField,
  preferencesIn,
  type ReaderValues,
  readValues,
} from './reader-form.ts';
import { type Ask, answer, fieldsOf, type Site, viewFor } from './request.ts';
import { publicHeaders } from './safety.ts';
import type { Notified } from './site.ts';
import { link, paragraph, pathTo, type Shown, telling, type View } from './view.ts';

/** How long a link of a confirmation mail works (contract newsletter 7). */
const validForMs = 7 * 86_400_000;

/** Answers take at least this long, and as long as the last one with a mail, so that their time does not tell who is on the list. */
const leastMs = 700;
const lastWithMail = new WeakMap<Site, number>();

const offered: readonly Frequency[] = ['each', 'weekly'];

/** Not shown to people; programs that fill in every field give themselves away. */
const trap = 'website';

export function showForm(site: Site, ask: Ask): Response | Promise<Response> {
  const view = viewFor(site, ask);
  if (!site.settings.canSubscribe) return answer(ask, view, telling(view.words.form.closed(site.settings.contact)));
  return answer(ask, view, form(view, emptyValues), { headers: publicHeaders });
}

export async function subscribe(site: Site, ask: Ask): Promise<Response> {
  const view = viewFor(site, ask);
  if (!site.settings.canSubscribe) return answer(ask, view, telling(view.words.form.closed(site.settings.contact)), { status: 403 });
  const fields = await fieldsOf(ask);
  const values = readValues(fields, site.settings);
  const errors = { ...emailError(site, values, view), ...nameError(values, view) };
  if (Object.keys(errors).length > 0) return answer(ask, view, form(view, values, errors), { status: 422 });
  const isTrapped = (fields.get(trap)?.join('') ?? '') !== '';
  const startedAt = site.clock.now().getTime();
  const passed = () => site.clock.now().getTime() - startedAt;
  const usualMs = Math.max(leastMs, lastWithMail.get(site) ?? 0);
  const { result, isMailed } = isTrapped ? nothingSent : await request(site, view, values);
  if (isMailed) lastWithMail.set(site, passed());
  await site.clock.sleep((isMailed ? leastMs : usualMs) - passed());
  if (result === 'sent') return answer(ask, view, telling(view.words.asked));
  if (result === 'refused') return answer(ask, view, form(view, values, { email: view.words.errors.emailRefused }), { status: 422 });
  return answer(ask, view, telling(view.words.mailAway), { status: 503, headers: { 'retry-after': '900' } });
}

function emailError({ parseEmail, isDisposable }: Site, { email }: ReaderValues, { words }: View): FieldErrors {
  if (email === '') return { email: words.errors.emailMissing };
  const parsed = email.length <= 254 ? parseEmail(email) : undefined;
  if (parsed === undefined) return { email: words.errors.emailWrong };
  return isDisposable(parsed) ? { email: words.errors.emailDisposable } : {};
}

interface Requested {
  readonly result: Notified;
  readonly isMailed: boolean;
}

const nothingSent: Requested = { result: 'sent', isMailed: false };

/** Writes the request down, and mails the person whose address it is: that is who decides. */
async function request(site: Site, view: View, values: ReaderValues): Promise<Requested> {
  const { list, clock, settings } = site;
  const to = site.parseEmail(values.email) ?? '';
  const id = site.idOf(to);
  const result = await list.requestSubscription({
    id,
    email: to,
    ...(values.name !== '' && { name: values.name }),
    ...preferencesIn(values, settings),
    consent: {
      at: clock.now().toISOString(),
      source: webAddress(settings.web, 'subscribe'),
      wording: view.words.form.consent(settings.project),
    },
  });
  const withoutMail = async (): Promise<Requested> => ({ result: await site.notify(undefined), isMailed: false });
  if (result === 'never') return withoutMail();
  const kind = result === 'ask' ? 'confirm' : 'already';
  // Too often: as if it were mailed, but only the server is asked whether it could be.
  if (!(await site.limits.mail(id, kind))) return withoutMail();
  // A reader may be known by an older id than the one that the address gives now.
  const reader = (await list.subscriber({ email: to }))?.id ?? id;
  const notified = await site.notify(
    kind === 'confirm'
      ? confirmationMail(view, { to, token: tokenFor(site, reader, 'confirm') })
      : alreadyMail(view, { to, token: tokenFor(site, reader, 'preferences') }),
  );
  if (notified === 'refused' || notified === 'failed') await site.limits.giveBack(id, kind);
  return { result: notified, isMailed: true };
}

export const tokenFor = ({ sign, clock, settings }: Site, reader: string, purpose: ReaderToken['purpose']): string =>
  readerToken(sign, {
    purpose,
    list: settings.listId,
    reader,
    ...(purpose === 'confirm' && { until: new Date(clock.now().getTime() + validForMs) }),
  });

function form(view: View, values: ReaderValues, errors: FieldErrors = {}): Shown {
  const { words, settings } = view;
  const isFaulty = Object.keys(errors).length > 0;
  return {
    title: words.form.title(settings.project),
    isFaulty,
    main: `${errorSummary(errors, view)}${paragraph(words.form.intro)}
<form method="post" action="${escapeHtml(pathTo(view, 'subscribe'))}" novalidate>
${emailField(values, errors, view)}
${nameField(values, errors, view)}
${choiceFields(values, offered, view)}
<div class="trap" aria-hidden="true"><label>${escapeHtml(words.form.trap)} <input name="${trap}" tabindex="-1" autocomplete="off"></label></div>
${paragraph(words.form.consent(settings.project))}
<button>${escapeHtml(words.form.send)}</button>
</form>`,
  };
}

/** Leads to the form, where there is one. */
export const subscribeAgain = (view: View): string =>
  view.settings.canSubscribe ? `\n<p>${link(view, 'subscribe', { label: view.words.subscribe })}</p>` : '';
