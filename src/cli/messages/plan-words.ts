/** What `omk plan` says beside problems; loaded with that command alone. Both languages have the same keys. */

export interface PlanWords {
  readonly written: (plan: { readonly path: string; readonly messages: number; readonly posts: number; readonly digest: string }) => string;
  readonly look: (path: string) => string;
  readonly sign: (command: string) => string;
  readonly send: (path: string) => string;
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const nl: PlanWords = {
  written: ({ path, messages, posts, digest }) =>
    `${path}: ${count(messages, 'plaatsing', 'plaatsingen')} van ${count(posts, 'bericht', 'berichten')}\n${digest}`,
  look: (path) => `Bekijken: omk publish --plan ${path} --dry-run`,
  sign: (command) => `Goedkeuren (door iemand anders dan de schrijver): ${command}`,
  send: (path) => `Versturen: omk publish --plan ${path}`,
};

const en: PlanWords = {
  written: ({ path, messages, posts, digest }) =>
    `${path}: ${count(messages, 'message', 'messages')} of ${count(posts, 'post', 'posts')}\n${digest}`,
  look: (path) => `To look at it: omk publish --plan ${path} --dry-run`,
  sign: (command) => `To approve it (by somebody who did not write it): ${command}`,
  send: (path) => `To send it: omk publish --plan ${path}`,
};

export const planWords: Readonly<Record<'nl' | 'en', PlanWords>> = { nl, en };
