/** What the programme's page says; both languages have the same keys. */
export interface ProgrammeWords {
  /** For dates. */
  readonly locale: string;
  readonly soon: string;
  readonly all: string;
  readonly none: string;
  readonly signup: string;
  readonly corrects: string;
  readonly corrected: string;
  readonly correction: string;
  readonly pages: string;
  readonly newer: string;
  readonly older: string;
  readonly page: (page: number, last: number) => string;
  readonly feeds: string;
  readonly skip: string;
  readonly about: string;
}

export const programmeWords: Readonly<Record<'nl' | 'en', ProgrammeWords>> = {
  nl: {
    locale: 'nl-NL',
    soon: 'Binnenkort',
    all: 'Berichten',
    none: 'Er zijn nog geen berichten.',
    signup: 'Aanmelden',
    corrects: 'Dit is een verbetering van',
    corrected: 'Dit bericht is verbeterd:',
    correction: 'Verbetering:',
    pages: 'Bladeren',
    newer: 'Nieuwere berichten',
    older: 'Oudere berichten',
    page: (page, last) => `pagina ${page} van ${last}`,
    feeds: 'Volgen met een feedlezer:',
    skip: 'Naar de berichten',
    about: 'Deze pagina onthoudt niets van u en laadt niets van elders.',
  },
  en: {
    locale: 'en-GB',
    soon: 'Coming up',
    all: 'Posts',
    none: 'There are no posts yet.',
    signup: 'Sign up',
    corrects: 'This corrects',
    corrected: 'This post was corrected:',
    correction: 'Correction:',
    pages: 'Pages',
    newer: 'Newer posts',
    older: 'Older posts',
    page: (page, last) => `page ${page} of ${last}`,
    feeds: 'Follow with a feed reader:',
    skip: 'To the posts',
    about: 'This page remembers nothing about you and loads nothing from elsewhere.',
  },
};
