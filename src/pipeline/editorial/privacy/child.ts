/** A child that neighbours would recognise: a name or an initial, an age, and a school, street or place, all in one paragraph. */
import { namesWithAge } from './ages.ts';
import type { Span } from './span.ts';

const place =
  /(?<!\p{L})(?:(?:basis|kleuter|middelbare |dans|zwem|voetbal|muziek|peuter|voor|zonne|praktijk)?school(?:je)?|schoolplein|\p{Lu}[\p{L}-]+school|peuterspeelzaal|kinderdagverblijf|crèche|lyceum|college|mavo|havo|vwo|groep (?:[1-8]|een|twee|drie|vier|vijf|zes|zeven|acht)|klas|brugklas|year \d|grade|woont in|wonen in|woonde in|lives in|komt uit|uit \p{Lu}[\p{Ll}]{3,}|straat|wijk|buurt|dorp)(?!\p{L})|\p{Lu}[\p{L}-]*(?:straat|laan|weg|plein|gracht|kade|hof|dijk|singel|wijk|buurt)(?!\p{L})/u;

const largestAge = 17;

export function children(paragraph: string): readonly Span[] {
  const found = namesWithAge(paragraph).filter(({ age }) => age <= largestAge);
  return found.length > 0 && place.test(paragraph) ? found.slice(0, 1) : [];
}
