/** What is said of posts that git says were changed. Both languages have the same keys. */
export interface ChangedWords {
  readonly nothing: (revision: string) => string;
  readonly took: (count: number, revision: string) => string;
}

const short = (revision: string): string => (/^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 10) : revision);

const nl: ChangedWords = {
  nothing: (revision) => `Sinds ${short(revision)} is er geen bericht bij gekomen of veranderd.`,
  took: (count, revision) => `Sinds ${short(revision)} bij gekomen of veranderd: ${count} ${count === 1 ? 'bericht' : 'berichten'}.`,
};

const en: ChangedWords = {
  nothing: (revision) => `No post was added or changed since ${short(revision)}.`,
  took: (count, revision) => `Added or changed since ${short(revision)}: ${count} ${count === 1 ? 'post' : 'posts'}.`,
};

export const changedWords: Readonly<Record<'nl' | 'en', ChangedWords>> = { nl, en };
