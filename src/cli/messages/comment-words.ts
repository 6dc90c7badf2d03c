/** Words of the summary of a plan, below a proposal. Both languages have the same keys. */
export interface CommentWords {
  readonly sum: (posts: number, messages: number) => string;
  readonly broken: (count: number) => string;
  /** It is given as Markdown. */
  readonly digest: (digest: string) => string;
  readonly now: string;
  readonly at: (moment: string) => string;
  readonly readers: (count: number) => string;
  readonly toMend: string;
  readonly warnings: string;
  readonly more: (count: number) => string;
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const nl: CommentWords = {
  sum: (posts, messages) =>
    posts === 0
      ? 'hier gaat niets door uit'
      : `${count(posts, 'bericht', 'berichten')}, ${count(messages, 'plaatsing', 'plaatsingen')} na het samenvoegen`,
  broken: (number) => `${count(number, 'ding', 'dingen')} om eerst te verbeteren`,
  digest: (digest) => `Kenmerk van het plan: ${digest}`,
  now: 'meteen',
  at: (moment) => `op ${moment}`,
  readers: (number) => count(number, 'lezer', 'lezers'),
  toMend: 'Eerst verbeteren',
  warnings: 'Om op te letten',
  more: (number) => `… en nog ${number}.`,
};

const en: CommentWords = {
  sum: (posts, messages) =>
    posts === 0
      ? 'nothing goes out by this'
      : `${count(posts, 'post', 'posts')}, ${count(messages, 'message', 'messages')} after the merge`,
  broken: (number) => `${count(number, 'thing', 'things')} to mend first`,
  digest: (digest) => `Digest of the plan: ${digest}`,
  now: 'right away',
  at: (moment) => `on ${moment}`,
  readers: (number) => count(number, 'reader', 'readers'),
  toMend: 'To mend first',
  warnings: 'To keep in mind',
  more: (number) => `… and ${number} more.`,
};

export const commentWords: Readonly<Record<'nl' | 'en', CommentWords>> = { nl, en };
