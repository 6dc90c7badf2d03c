/** Numbers of cases and cars. What a case number looks like, each organisation says for itself: `checks: { numbers: […] }`. */
import type { CheckSettings, SearchExpressions } from '../../../core/editorial.ts';
import { type Span, spansOf } from './span.ts';

/** The Dutch series, with their hyphens; vowels are left out of them since 2008, older ones have them. */
const plate =
  /(?<![\p{L}\d-])(?:[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d\d|\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d\d|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d\d-[A-Z]|[A-Z]-\d\d-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)(?![\p{L}\d-])/gu;
/** Where the word itself says that it is somebody's. */
const named =
  /(?<!\p{L})(?:zaak|dossier|cli[eë]nt|pati[eë]nt|klant|polis|beschikkings|verzekerden|leerling|kind)(?:nummer|nr\.?|kenmerk)(?:s|:| is| luidt|(?: van [\p{Ll} ]{3,30}))*[ :]{1,3}(?:[A-Z]{1,6}[-/. ]?)?\d[\d./-]{2,20}\d/giu;

/** Whether it is worth looking for one: plain, as it is asked of every text. */
const mayBeNamed = /(?:zaak|dossier|cli[eë]nt|pati[eë]nt|klant|polis|beschikkings|verzekerden|leerling|kind)(?:nummer|nr|kenmerk)/i;

const withoutClock: SearchExpressions = (text, expressions) => expressions.flatMap((one) => spansOf(text, new RegExp(one, 'gu')));

export function caseNumbers(text: string, { numbers, search = withoutClock }: CheckSettings): readonly Span[] {
  const usual = [...(/\d-[A-Z]|[A-Z]-\d/.test(text) ? [plate] : []), ...(mayBeNamed.test(text) ? [named] : [])];
  const own = numbers.length > 0 ? search(text, numbers) : [];
  return [...usual.flatMap((expression) => spansOf(text, expression)), ...own].filter(({ start, end }) => end > start);
}
