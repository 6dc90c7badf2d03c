/** The fields that a reader fills in, to subscribe and to choose: read, checked and shown again with what was typed. */
import { escapeHtml } from '../core/message.ts';
import { plainValue } from '../core/plain-value.ts';
import { type Frequency, frequencies } from '../core/reader.ts';
import type { Preferences } from '../core/subscribers.ts';
import type { SiteSettings } from './site.ts';
import type { View } from './view.ts';

/** A form as it arrives; a field that was sent as a file is none. */
export type Fields = ReadonlyMap<string, readonly string[]>;

export interface ReaderValues {
  readonly email: string;
  readonly name: string;
  readonly segments: readonly string[];
  readonly frequency: Frequency;
  readonly language: string;
}

export const emptyValues: ReaderValues = { email: '', name: '', segments: [], frequency: 'each', language: '' };

export type FieldErrors = Readonly<Partial<Record<'email' | 'name', string>>>;

const first = (fields: Fields, name: string): string => fields.get(name)?.[0] ?? '';

/** What was typed; a choice that the form does not have counts as none. */
export function readValues(fields: Fields, { segments, languages }: SiteSettings): ReaderValues {
  const [frequency, language] = [first(fields, 'frequency'), first(fields, 'language')];
  return {
    email: first(fields, 'email').trim(),
    name: plainValue(first(fields, 'name')),
    segments: Object.keys(segments).filter((segment) => fields.get('segment')?.includes(segment)),
    frequency: frequencies.find((one) => one === frequency) ?? 'each',
    language: languages.find((one) => one === language) ?? '',
  };
}

const longestName = 100;

export const nameError = ({ name }: ReaderValues, { words }: View): FieldErrors =>
  [...name].length > longestName ? { name: words.errors.nameLong } : {};

/** As the list keeps it. */
export const preferencesIn = (values: ReaderValues, { segments, languages }: SiteSettings): Preferences => ({
  frequency: values.frequency,
  ...(Object.keys(segments).length > 0 && { audience: values.segments }),
  ...(languages.length > 1 && { language: values.language }),
});

const errorId = (name: string): string => `${name}-error`;

function errorLine(name: string, error: string | undefined, { words }: View): string {
  return error === undefined ? '' : `<p class="error" id="${errorId(name)}">${escapeHtml(words.errors.prefix + error)}</p>\n`;
}

interface TextField {
  readonly name: 'email' | 'name';
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error?: string | undefined;
  /** Attributes of its own. */
  readonly more: string;
  readonly isOptional: boolean;
}

function textField({ name, label, hint, value, error, more, isOptional }: TextField, view: View): string {
  const described = [`${name}-hint`, ...(error === undefined ? [] : [errorId(name)])].join(' ');
  const optional = isOptional ? ` <span class="optional">(${escapeHtml(view.words.form.optional)})</span>` : '';
  return `<div class="field">
<label for="${name}">${escapeHtml(label)}${optional}</label>
<p class="hint" id="${name}-hint">${escapeHtml(hint)}</p>
${errorLine(name, error, view)}<input id="${name}" name="${name}" value="${escapeHtml(value)}" ${more} aria-describedby="${described}"${error === undefined ? '' : ' aria-invalid="true"'}>
</div>`;
}

export const emailField = ({ email }: ReaderValues, errors: FieldErrors, view: View): string =>
  textField(
    {
      name: 'email',
      label: view.words.form.email,
      hint: view.words.form.emailHint,
      value: email,
      error: errors.email,
      more: 'type="email" autocomplete="email" autocapitalize="none" spellcheck="false" maxlength="254" required',
      isOptional: false,
    },
    view,
  );

export const nameField = ({ name }: ReaderValues, errors: FieldErrors, view: View): string =>
  textField(
    {
      name: 'name',
      label: view.words.form.name,
      hint: view.words.form.nameHint,
      value: name,
      error: errors.name,
      more: 'type="text" autocomplete="name"',
      isOptional: true,
    },
    view,
  );

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
  /** Of the words in `label`, where they are not the page's. */
  readonly language?: string;
}

const choice = (type: 'checkbox' | 'radio', name: string, { value, label, isChosen, language }: Choice): string =>
  `<label class="choice"><input type="${type}" name="${name}" value="${escapeHtml(value)}"${isChosen ? ' checked' : ''}><span${language ? ` lang="${escapeHtml(language)}"` : ''}>${escapeHtml(label)}</span></label>`;

const group = (legend: string, content: string): string => `<fieldset>\n<legend>${legend}</legend>\n${content}\n</fieldset>`;

/** What is chosen: segments, how often, language; each only where there is something to choose. */
export function choiceFields(values: ReaderValues, offered: readonly Frequency[], view: View): string {
  const { form } = view.words;
  const { segments, languages, withoutAudience } = view.settings;
  const boxes = Object.entries(segments).map(([value, label]) =>
    choice('checkbox', 'segment', { value, label, isChosen: values.segments.includes(value) }),
  );
  const often = offered.map((value) =>
    choice('radio', 'frequency', { value, label: form.frequencies[value], isChosen: values.frequency === value }),
  );
  const spoken = [
    choice('radio', 'language', { value: '', label: form.anyLanguage, isChosen: values.language === '' }),
    ...languages.map((value) =>
      choice('radio', 'language', { value, label: languageName(value), isChosen: values.language === value, language: value }),
    ),
  ];
  return [
    ...(boxes.length > 0
      ? [
          group(
            `${escapeHtml(form.segments)} <span class="optional">(${escapeHtml(form.optional)})</span>`,
            `<p class="hint">${escapeHtml(form.segmentsHint[withoutAudience])}</p>\n${boxes.join('\n')}`,
          ),
        ]
      : []),
    group(escapeHtml(form.frequency), often.join('\n')),
    ...(languages.length > 1 ? [group(escapeHtml(form.language), spoken.join('\n'))] : []),
  ].join('\n');
}

/** A language in its own words. */
function languageName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.slice(0, 1).toLocaleUpperCase(tag) + name.slice(1);
}

/** All that is wrong, before the form, each leading to its field. */
export function errorSummary(errors: FieldErrors, { words }: View): string {
  const items = Object.entries(errors).map(([name, error]) => `<li><a href="#${name}">${escapeHtml(error)}</a></li>`);
  return items.length === 0
    ? ''
    : `<div class="note bad" role="alert" tabindex="-1" autofocus>\n<h2>${escapeHtml(words.errors.title)}</h2>\n<ul>${items.join('')}</ul>\n</div>\n`;
}
