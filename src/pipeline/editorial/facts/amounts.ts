/** Sums of money, telephone numbers, rooms and addresses that a text names. */

export interface FoundAmount {
  /** In cents. */
  readonly value: number;
  readonly text: string;
  readonly offset: number;
  /** "Ruim", "bijna": another number may mean the same. */
  readonly isRough: boolean;
}

const number = '\\d{1,3}(?:[. ]\\d{3})+(?:,\\d{1,2}|,-)?|\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d{1,9}(?:[.,]\\d{1,2}|,-)?';
const scale = '(?: ?(?<scale>miljoen|miljard|mln|mld|duizend|million|billion|thousand))?';
const amount = new RegExp(
  `(?<![\\p{L}\\d.,])(?:(?<sign>€|EUR) ?)?(?<number>${number})(?![\\d])${scale}(?<unit> ?(?:euro|EUR|€)(?!\\p{L}))?`,
  'gu',
);
const rough =
  /(?:ruim|bijna|ongeveer|circa|ca\.|rond(?: de)?|zo['’]n|meer dan|minder dan|about|over|nearly|almost|around|more than|up to|tot|vanaf) $/iu;
const scales: Readonly<Record<string, number>> = {
  miljoen: 1e6,
  mln: 1e6,
  million: 1e6,
  miljard: 1e9,
  mld: 1e9,
  billion: 1e9,
  duizend: 1e3,
  thousand: 1e3,
};

export function amountsIn(text: string): readonly FoundAmount[] {
  if (!/€|eur/i.test(text)) return [];
  return [...text.matchAll(amount)].flatMap(({ 0: written, index, groups = {} }) => {
    if (!groups['sign'] && !groups['unit']) return [];
    const value = Math.round(numberOf(groups['number'] ?? '') * (scales[groups['scale'] ?? ''] ?? 1) * 100);
    return [{ value, text: written.trim(), offset: index, isRough: rough.test(text.slice(Math.max(0, index - 14), index)) }];
  });
}

/** In Dutch 1.250,50 and in English 1,250.50: what has three digits behind it groups, what has one or two is a fraction. */
function numberOf(written: string): number {
  const plain = written.replace(/,-$/, '').replace(/[., ](?=\d{3}(?!\d))/g, '');
  return Number(plain.replace(',', '.'));
}

export interface FoundPhone {
  /** Digits as dialled at home. */
  readonly digits: string;
  readonly offset: number;
}

const dialled = /(?<![\p{L}\d.,/+-])(?:\+31|0031|\(?0)[\d() .-]{6,18}\d(?![\d-])/gu;
const short = /(?<![\p{L}\d.,/+-])14 ?0\d{2,3}(?!\d)/gu;

export function phonesIn(text: string): readonly FoundPhone[] {
  if (!/\d/.test(text)) return [];
  const long = [...text.matchAll(dialled)].flatMap(({ 0: written, index }) => {
    const digits = written.replace(/\D/g, '').replace(/^(?:0031|31)0?/, '0');
    return digits.length === 10 || /^0(?:800|900)\d{4,7}$/.test(digits) ? [{ digits, offset: index }] : [];
  });
  return [...long, ...[...text.matchAll(short)].map(({ 0: written, index }) => ({ digits: written.replace(/\D/g, ''), offset: index }))];
}

export interface FoundPlace {
  /** What it is a number of: "zaal", "lindeplein". */
  readonly of: string;
  readonly number: string;
  readonly text: string;
  readonly offset: number;
}

const room = /(?<!\p{L})(zaal|kamer|lokaal|vergaderzaal|ruimte|room|hall) (\d{1,4}[a-z]?|[A-Z]\d{0,3})(?![\p{L}\d])/giu;
const street =
  /(?<!\p{L})(\p{Lu}[\p{L}'-]{1,30}(?:straat|laan|weg|plein|kade|gracht|singel|dijk|hof|pad|park|markt|dreef|plantsoen|steeg| Street| Road| Square)) (\d{1,4}(?:-?[a-z])?)(?![\p{L}\d])/gu;
const postcode = /(?<![\p{L}\d])([1-9]\d{3}) ?([A-Z]{2})(?![\p{L}\d])/gu;

export const placesIn = (text: string): readonly FoundPlace[] =>
  [...(/zaal|kamer|lokaal|ruimte|room|hall/i.test(text) ? text.matchAll(room) : []), ...(/\d/.test(text) ? text.matchAll(street) : [])]
    .map(({ 0: written, 1: of = '', 2: found = '', index }) => ({
      of: of.toLowerCase(),
      number: found.toLowerCase(),
      text: written,
      offset: index,
    }))
    .concat(
      [...(/\d{4}/.test(text) ? text.matchAll(postcode) : [])].map(({ 0: written, index }) => ({
        of: 'postcode',
        number: written.replace(/ /g, ''),
        text: written,
        offset: index,
      })),
    );
