/**
 * Citizen service numbers by the 11-proef (editorial checks, section 3). One in eleven numbers of nine digits passes, so
 * what surrounds them is looked at first: addresses of pages, guids, accounts, dates, amounts and telephone numbers are no candidates.
 */
import { remembered } from '../../remembered.ts';
import { accounts } from './accounts.ts';
import { phones } from './phones.ts';
import { blanked, type Span, spansOf, webAddresses } from './span.ts';

const candidate = /(?<![\d.,/-])\d(?:[ .-]?\d){7,8}(?![\d-])/g;
const overTwoLines = /(?<![\d.,/-])\d(?:[ .-]?\d){1,7} ?\n[ >\t]{0,4}\d(?:[ .-]?\d){1,7}(?![\d-])/g;
const overCells = /(?<![\d.,/-])\d(?:[ .-]?\d){0,7}(?: *\| *\d(?:[ .-]?\d){0,7}){1,8}(?![\d-])/g;
const words = /bsn|burger ?service ?(?:nummer|nr)|sofi ?-?(?:nummer|nr)?|citizen service number/i;

/** In the name of a file a hyphen stands before anything. */
const inFileName = /(?<=[/_-])\d{9}(?=[\w.-]{0,40}\.(?:png|jpe?g|gif|webp|svg|pdf|docx?|xlsx?|csv)(?![\w-]))/gi;
/** The name of a thing at a platform, drawn by a machine. */
const guid = /(?<![\da-z])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-z])/gi;
const date =
  /(?<!\d)(?:\d{4}-\d\d?-\d\d?|\d\d?[-/.]\d\d?[-/.](?:\d{4}|\d\d)|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)(?:[T ]\d\d?[:.]\d\d)?/g;
const money = /€ ?[\d.]+(?:,\d\d|,-)?|(?<!\d)\d[\d. ]{0,24}(?:,\d\d)?(?= ?(?:euro|miljoen|miljard|EUR)\b)/g;

export interface Numbers {
  /** Surely enough to stop for: nine digits that pass, or eight beside a word that says so. */
  readonly sure: readonly Span[];
  /** Eight digits that pass, as one in eleven of a chamber of commerce do. */
  readonly perhaps: readonly Span[];
}

/** Asked for twice: what is sure, and what may be one. */
export const bsns = remembered(bsnsIn);

function bsnsIn(text: string): Numbers {
  if (!/\d(?:[^\p{L}\d]{0,8}\d){7}/u.test(text)) return { sure: [], perhaps: [] };
  const addresses = webAddresses(text);
  const asked = addresses.filter(({ start, end }) => !words.test(text.slice(start, end)));
  const rest = blanked(text, [
    ...asked,
    ...accounts(text),
    ...spansOf(text, guid),
    ...spansOf(text, date),
    ...spansOf(text, money),
    ...phones(text),
  ]);
  const passing = [...spansOf(rest, candidate), ...spansOf(rest, inFileName)].filter((span) => passes(digitsOf(rest, span)));
  const nine = passing.filter((span) => digitsOf(rest, span).length === 9);
  const eight = passing.filter((span) => digitsOf(rest, span).length === 8 && !isCompany(rest, span) && !isYearly(rest, span));
  return {
    sure: [...nine, ...split(rest), ...eight.filter((span) => isNamed(rest, span))],
    perhaps: eight.filter((span) => !isNamed(rest, span)),
  };
}

/** Over two lines, and over the cells of a table where a word says so: elsewhere those are figures. */
function split(text: string): readonly Span[] {
  const cells = spansOf(text, overCells).filter((span) => isNamed(text, span));
  return [...spansOf(text, overTwoLines), ...cells].filter((span) => {
    const digits = digitsOf(text, span);
    return digits.length === 9 && passes(digits);
  });
}

const digitsOf = (text: string, { start, end }: Span): string => text.slice(start, end).replace(/\D/g, '');

const isNamed = (text: string, { start, end }: Span): boolean =>
  words.test(text.slice(Math.max(0, start - 80), start)) || words.test(text.slice(end, end + 40));

const isCompany = (text: string, { start }: Span): boolean =>
  /kvk|k\.v\.k|kamer van koophandel|handelsregister|chamber of commerce/i.test(text.slice(Math.max(0, start - 40), start));

/** A paper of a council or a case of an office: the year, a mark, a number of that year. */
const isYearly = (text: string, span: Span): boolean =>
  /^(?:19|20)\d\d[-.]\d{4}$/.test(text.slice(span.start, span.end)) && !isNamed(text, span);

/** 9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - 1i is divisible by 11. */
export function passes(digits: string): boolean {
  const padded = digits.padStart(9, '0');
  const sum = [...padded].reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
  return padded.length === 9 && /[1-9]/.test(padded) && sum % 11 === 0;
}
