import { type Problem, problem } from '../../../core/problem.ts';
import type { Rule } from '../rule.ts';
import { placeOf, proseOf, readSentences } from './prose.ts';
import { beginningOf, wordsOf } from './sentences.ts';

const max = 12;

/** Conjunctions of a clause that comes before what it is about. */
const openers = new Set(
  'aangezien als alhoewel doordat hoewel indien mocht nadat ofschoon omdat ondanks opdat teneinde tenzij terwijl toen voordat voorzover wanneer zoals zodra zolang'.split(
    ' ',
  ),
);

/** After these only the verb, and then somebody, tells that the opening is over: "…, kiest de school". */
const prepositions = new Set('na naast tijdens sinds vanwege wegens dankzij bij door met voor in op onder tussen'.split(' '));
const inverted =
  /^\s*\p{Ll}{2,}(?:t|n|st|d|te|de|ten|den|l|s|f|g|m) (?:de|het|een|wij|we|u|hij|zij|ze|er|ik|je|jullie|onze|deze|dit|ouders|kinderen|jongeren)(?!\p{L})/u;

/** More than twelve words before the first comma, and only then what it is about. */
export const longOpening: Rule = {
  ids: ['language-long-opening'],
  languages: ['nl'],
  *find({ passages, post }): Iterable<Problem> {
    for (const read of proseOf(passages).flatMap((each) => readSentences(each))) {
      const comma = read.text.search(/[,;:](?=\s)/);
      if (comma < 0 || read.text[comma] !== ',') continue;
      const words = wordsOf(read.text.slice(0, comma));
      if (words.length <= max || !isOpening(words[0]?.toLowerCase() ?? '', read.text.slice(comma + 1))) continue;
      const params = { words: words.length, max, opening: beginningOf(read.text.slice(0, comma), 6) };
      yield problem('language-long-opening', params, placeOf(read, post.file));
    }
  },
};

/** After an opening comes the verb; "en", "die" or "waarbij" only go on with what stood before. */
const goesOn =
  /^\s*(?:en|of|maar|die|dat|wat|wie|waar\p{L}*|omdat|zodat|zoals|doordat|tenzij|mits|om|met|in|op|bij|van|voor|te|dus)(?!\p{L})/iu;
const isOpening = (first: string, rest: string): boolean =>
  turns(rest) && (openers.has(first) || (prepositions.has(first) && inverted.test(rest)));

const turns = (rest: string): boolean => !goesOn.test(rest);
