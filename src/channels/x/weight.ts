/** Length as X counts it (contract x 5): 100 per cent for Latin, 200 for most others, 2 for an emoji, 23 for a link. */
import twitterText from 'twitter-text';

/** X shows every address as one of its own, of this length. */
const shortened = 'https://t.co/0123456789';

/** The weight of a text. `link`, the address that omk placed, counts as a link whatever its host is. */
export const weight = (text: string, link?: string): number => twitterText.parseTweet(withShortened(text, link)).weightedLength;

/** Does a text hold what X takes for an address, with or without a scheme? */
export const hasLink = (text: string): boolean => /https?:\/\/\S/i.test(text) || twitterText.extractUrls(text).length > 0;

/** The weight where every address with a scheme is a link, also those that only exist on this computer. */
export const weightOfLinked = (text: string): number => weight(text.replace(addresses, shortened));

/** Addresses with a scheme, without the punctuation of the sentence around them. */
export const addresses = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

function withShortened(text: string, link: string | undefined): string {
  if (!link) return text;
  return text.split(link).reduce((before, after) => before + (/^[\w/?#=&%~-]/.test(after) ? link : shortened) + after);
}
