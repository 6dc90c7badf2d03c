/** What `omk check` and publishing say about editorial rules beside the findings themselves. Both languages have the same keys. */

export interface EditorialWords {
  readonly waived: (waiver: { readonly file: string; readonly rule: string; readonly reason: string; readonly by?: string }) => string;
  /** Warnings that publishing does not show one by one. */
  readonly more: (count: number, files: readonly string[]) => string;
  /** In the log, behind the event. */
  readonly logged: (waiver: { readonly rule: string; readonly reason: string; readonly by?: string }) => string;
}

const nl: EditorialWords = {
  waived: ({ file, rule, reason, by }) => `${file} wijkt af van ${rule}: ${reason}${by === undefined ? '' : ` (met ${by})`}`,
  more: (count, files) =>
    `Nog ${count} ${count === 1 ? 'opmerking' : 'opmerkingen'} over taal en vorm. U ziet ze met: omk check ${files.join(' ')}`,
  logged: ({ rule, reason, by }) => `${rule}: ${reason}${by === undefined ? '' : ` (met ${by})`}`,
};

const en: EditorialWords = {
  waived: ({ file, rule, reason, by }) => `${file} departs from ${rule}: ${reason}${by === undefined ? '' : ` (with ${by})`}`,
  more: (count, files) =>
    `${count} more ${count === 1 ? 'remark' : 'remarks'} on language and form. See them with: omk check ${files.join(' ')}`,
  logged: ({ rule, reason, by }) => `${rule}: ${reason}${by === undefined ? '' : ` (with ${by})`}`,
};

export const editorialWords: Readonly<Record<'nl' | 'en', EditorialWords>> = { nl, en };
