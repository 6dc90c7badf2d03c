/** Where the pages of `omk serve` are, below the address that readers know (`newsletter.web`). Mails in people's boxes point there for years. */
export const webPaths = {
  home: '/',
  subscribe: '/aanmelden',
  confirm: '/bevestigen/{token}',
  unsubscribe: '/afmelden/{token}',
  /** Without a token: where to find the link in one's own mail. */
  unsubscribeHelp: '/afmelden',
  preferences: '/voorkeuren/{token}',
  preferencesHelp: '/voorkeuren',
  erase: '/voorkeuren/{token}/wissen',
  /** The web version of one issue, by its stem. */
  issue: '/nieuwsbrief/{issue}',
  /** A picture of that issue, by its hash. */
  picture: '/nieuwsbrief/{issue}/{picture}',
  archive: '/archief',
  feed: '/feed.xml',
  health: '/health',
} as const;

/** The whole address; `values` stand where the path has their names in braces. */
export const webAddress = (web: string, page: keyof typeof webPaths, values: Readonly<Record<string, string>> = {}): string =>
  web.replace(/\/+$/, '') + webPaths[page].replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '');
