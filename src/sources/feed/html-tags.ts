/** Which HTML is kept: a tag that is not named here leaves its words, one whose words are no text leaves nothing. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Tags that Markdown can say. */
export const keptTags = words(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code table thead tbody tfoot tr td th br hr a strong b em i del s strike img dl dt dd figure figcaption caption q kbd samp tt var',
);

/** Blocks that mean nothing themselves, but end a paragraph. */
export const plainBlocks = words('div section article header footer main aside nav details summary address center fieldset hgroup');

/** Nothing of what stands in them is read. */
export const droppedTags = words(
  'script style textarea select option noscript template object embed applet svg math title head button input form canvas map audio video iframe frame frameset base link meta',
);

/** Of those, what a reader would have seen there. */
export const embeddedTags = words('iframe audio video');

/** In a title these are tags; anything else between angle brackets is a text about tags, or a sum. */
export const inlineTags = words(
  'a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr q s samp small span strike strong sub sup time tt u var wbr',
);
