/** The front of this folder: every file of the programme's site, by its name. */
import { atomText, jsonFeedText } from './feeds.ts';
import { programmePages } from './pages.ts';
import type { Programme } from './programme.ts';

export type { Programme, ProgrammeSettings } from './programme.ts';

export const programmeFiles = (programme: Programme): ReadonlyMap<string, string> =>
  new Map([...programmePages(programme), ['feed.xml', atomText(programme)], ['feed.json', jsonFeedText(programme)]]);

/** Whether an earlier run may have made a file of this name with this text, of more pages than there are now. */
export const isLeftOver = (name: string, text: () => string): boolean =>
  /^pagina-\d+\.html$/.test(name) && text().includes('<meta name="generator" content="omk">');
