/** A child that neighbours would recognise: a name or an initial, an age, and a school, street or place, all in one paragraph. */
import { ageOf, count, namesWithAge } from './ages.ts';
import { isGivenName } from './people.ts';
import type { Span } from './span.ts';

const place =
  /(?<!\p{L})(?:(?:basis|kleuter|middelbare |dans|zwem|voetbal|muziek|peuter|voor|zonne|praktijk)?school(?:je)?|schoolplein|\p{Lu}[\p{L}-]{1,40}school|peuterspeelzaal|kinderdagverblijf|crèche|lyceum|college|mavo|havo|vwo|groep (?:[1-8]|een|twee|drie|vier|vijf|zes|zeven|acht)|klas|brugklas|year \d|grade|woont in|wonen in|woonde in|lives in|komt uit|uit \p{Lu}[\p{Ll}]{3,}|straat|wijk|buurt|dorp)(?!\p{L})|(?<![\p{L}-])\p{Lu}[\p{L}-]{0,40}(?:straat|laan|weg|plein|gracht|kade|hof|dijk|singel|wijk|buurt)(?!\p{L})/u;

/** An age that stands apart from the name: "Ze is acht jaar", "een meisje van 9", "die tien is". */
const apart = new RegExp(
  [
    String.raw`(?<!\p{L})(?:(?:ze|zij|hij|she|he) (?:is|was|wordt|werd|turned) (?:nu |pas |net |inmiddels |bijna )?${count}(?: jaar(?: oud)?| years? old)?`,
    `en (?:is|was|wordt|werd) (?:nu |pas |net |inmiddels |bijna )?${count} jaar(?: oud)?`,
    `die (?:nu |pas |net |bijna )?${count}(?: jaar)? is`,
    `(?:dochter(?:tje)?|zoon(?:tje)?|meisje|jongen|kleinzoon|kleindochter|broertje|zusje|pleegkind|daughter|son|girl|boy) (?:van|of) ${count}(?: jaar)?`,
    String.raw`wordt (?:volgende|deze|over een) (?:week|maand) ${count}(?: jaar)?)(?=\s*(?:[.,;:!?)”"’]|$|(?:en|uit|and|from|heeft|die|gaat|zit|woont|was|is) ))`,
  ].join('|'),
  'giu',
);
const capital = /(?<![\p{L}\d@#-])\p{Lu}[\p{Ll}\p{M}]+(?![\p{L}@])/gu;
/** Somebody at work: no child, and no parent of one. */
const atWork =
  /(?<!\p{L})(?:juf|meester|wethouder|burgemeester|dokter|begeleider|coach|trainer|leraar|directeur|collega|vrijwilliger|consulent)\s$/iu;
const alsoWords = new Set(['Wil', 'Will', 'May', 'Mark', 'Do', 'Job', 'Ken', 'Don', 'Bas', 'Jet', 'Roos', 'Mei']);

const largestAge = 17;

export function children(paragraph: string): readonly Span[] {
  const beside = namesWithAge(paragraph).filter(({ age }) => age <= largestAge);
  const found = beside.length > 0 ? beside : namedApart(paragraph);
  return found.length > 0 && place.test(paragraph) ? found.slice(0, 1) : [];
}

/** An age of one child, and somewhere in the same paragraph a first name: of the child, or of whose child it is. */
function namedApart(text: string): readonly Span[] {
  if (!place.test(text)) return [];
  const ages = [...text.matchAll(apart)].filter((match) => ageOf(match.slice(1).find(Boolean) ?? '') <= largestAge);
  return ages.length > 0 && hasFirstName(text) ? ages.map(({ 0: whole, index }) => ({ start: index, end: index + whole.length })) : [];
}

const hasFirstName = (text: string): boolean =>
  [...text.matchAll(capital)].some(
    ({ 0: word, index }) =>
      !alsoWords.has(word) &&
      isGivenName(word) &&
      !atWork.test(text.slice(Math.max(0, index - 24), index)) &&
      !/^ van (?:het|de) /.test(text.slice(index + word.length, index + word.length + 9)),
  );
