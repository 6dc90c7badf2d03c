/** The front of this folder: every file of the programme's site, by its name. */
import { atomGenerator, atomText, jsonFeedText, jsonGenerator } from './feeds.ts';
import { programmePages } from './pages.ts';
import type { Programme, ProgrammeItem, ProgrammeLink } from './programme.ts';

export type { Programme, ProgrammeSettings } from './programme.ts';

export function programmeFiles({ items, ...rest }: Programme): ReadonlyMap<string, string> {
  const programme: Programme = { ...rest, items: items.map(withSafeLinks) };
  return new Map([...programmePages(programme), ['feed.xml', atomText(programme)], ['feed.json', jsonFeedText(programme)]]);
}

/** What a service gave as the address of a post is followed by readers, so it leads to the web or nowhere. */
function withSafeLinks({ link, corrects, correctedBy, ...item }: ProgrammeItem): ProgrammeItem {
  return {
    ...item,
    ...(isOnTheWeb(link) && { link }),
    ...(corrects && { corrects: safe(corrects) }),
    ...(correctedBy && { correctedBy: safe(correctedBy) }),
  };
}

const safe = ({ title, link }: ProgrammeLink): ProgrammeLink => ({ title, ...(isOnTheWeb(link) && { link }) });

const isOnTheWeb = (link: string | undefined): link is string =>
  link !== undefined && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);

/** Whether omk made a file with this text. */
export const isMadeByOmk = (text: string): boolean =>
  ['<meta name="generator" content="omk">', atomGenerator, jsonGenerator].some((mark) => text.includes(mark));

/** Of a name that an earlier run may have used, of more pages than there are now. */
export const isLeftOver = (name: string, text: () => string): boolean => /^pagina-\d+\.html$/.test(name) && isMadeByOmk(text());
