/** A name with an age: "Tim (8)", "Sara van 12", "de achtjarige Noor", "T. is 8 jaar". */
import { remembered } from '../../remembered.ts';
import { isGivenName } from './people.ts';
import { type Span, spansOf } from './span.ts';

const numbers: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig',
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
  ].flatMap((words) => words.split(' ').map((word, value) => [word, value])),
);
/** An age as people write it; one group. */
export const count = String.raw`(\d{1,2}|${Object.keys(numbers).join('|')})`;
const name = String.raw`(\p{Lu}\.|\p{Lu}[\p{Ll}\p{M}'’-]+)(?: (?:(?:van|de|der|den) ){0,3}\p{Lu}(?:\.|[\p{Ll}\p{M}'’-]+))?`;

const forms: readonly (readonly [RegExp, nameAt: number, ageAt: number])[] = [
  // Tim (8), Tim, 8 jaar, Tim van 8, Tim is (nu, pas) acht, Tim werd 8, Tim is een jongen van 8
  [
    new RegExp(
      String.raw`(?<![\p{L}\d])${name}(?: ?\( ?|, ?|[ ](?:van|is|was|werd|wordt|aged|turned)[ ](?:(?:nu|pas|toen|net|inmiddels|bijna|een (?:jongen|meisje|kind) van|a (?:boy|girl) of)[ ])?)${count}(?: ?(?:jaar|jr\.?|years?|maanden))?(?![\p{L}\d]|[.,:]\d|-\d| ?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|uur|euro|%|procent|dagen|weken|keer|kinderen|ouders|gezinnen|mensen|minuten))`,
      'gu',
    ),
    1,
    2,
  ],
  // de achtjarige Tim, de 8-jarige T., 8-year-old Tim, een 8 jarig meisje Tim
  [
    new RegExp(
      String.raw`(?<![\p{L}\d])${count}[ -]?(?:jarige?|year-old|jr\.?)[ ](?:(?:zoon|dochter|jongen|meisje|leerling|scholier)[ ])?${name}`,
      'giu',
    ),
    2,
    1,
  ],
];

export const ageOf = (written: string): number => numbers[written.toLowerCase()] ?? Number(written);

export interface NameAndAge extends Span {
  readonly age: number;
}

/** Asked for by whoever looks for a child, a date of birth and a story. */
export const namesWithAge = remembered(namesWithAgeIn, { most: 500 });

function namesWithAgeIn(text: string): readonly NameAndAge[] {
  if (!/\d|jarig|jaar|year/.test(text)) return [];
  return forms.flatMap(([form, nameAt, ageAt]) =>
    [...text.matchAll(form)].flatMap((match) => {
      const [who = '', written = ''] = [match[nameAt], match[ageAt]];
      return isSomebody(who, match[0]) ? [{ start: match.index, end: match.index + match[0].length, age: ageOf(written) }] : [];
    }),
  );
}

/** A word with a capital is a name when it is known as one, or when years stand beside it. */
function isSomebody(who: string, whole: string): boolean {
  if (/^\p{Lu}\.$/u.test(who)) return true;
  if (isGivenName(who)) return true;
  return !commonWords.test(who) && /jaar|jarig|jr\.?|year|aged/i.test(whole);
}

const commonWords =
  /^(?:De|Het|Een|Hij|Zij|Ze|Wij|We|Ik|U|Er|In|Op|Van|Voor|Tot|Met|Vanaf|Sinds|Na|Om|Is|Was|Kind|Kinderen|Jongeren|Ouders|Mensen|Mijn|Onze|Zijn|Haar|Wie|Wat|Dit|Dat|Deze|Die|Als|Boven|Onder|Tussen|Groep|Klas|Artikel|Bijlage|Hoofdstuk|Leeftijd|Zoon|Dochter|Vader|Moeder|Wethouder|Gemeente|Stichting|Jeugdwet|Raad|Project|Pilot|Proeftuin|Team|Iedereen|Iemand|Niemand|Alle|Allen|Elk|Elke|Ieder|Iedere|Veel|Sommige|Leerlingen|Scholieren|Studenten|Jeugdigen|Tieners|Pubers|Peuters|Kleuters|Meisjes|Jongens|Meiden|Brugklassers|Volwassenen|Inwoners|Deelnemers|Bezoekers|Cliënten|Pleegouders|Gezinnen|Vrijwilligers|Senioren|Ouderen|Personen|Everyone|Anyone|People|Teenagers|Adults|Students|Parents|The|She|He|They|It|At|From|My|Our|Her|His|Children|Age|Under|Over)$/u;

/** Dates of birth: a date beside a word that says so. */
const months =
  'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan\\.?|feb\\.?|mrt\\.?|apr\\.?|jun\\.?|jul\\.?|aug\\.?|sept?\\.?|okt\\.?|nov\\.?|dec\\.?|january|february|march|may|june|july|august|october';
const anyDate = String.raw`(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}(?:e|ste|de|th|st|nd|rd)? (?:${months}),? (?:19|20)\d\d|(?:${months}) \d{1,2},? (?:19|20)\d\d)`;
const born = new RegExp(
  String.raw`(?<!\p{L})(?:geboren|geboorte[- ]?datum|geb\.(?: ?datum)?|geb\.?dat\.?|verjaardag|born|date of birth|birth ?date|d\.o\.b\.)(?!\p{L})[^.!?\n]{0,40}?${anyDate}|${anyDate}[^.!?\n]{0,20}(?<!\p{L})(?:geboren|born)(?!\p{L})|[°†] ?${anyDate}`,
  'giu',
);
const bornThings = /(?:idee|plan|initiatief|project|traditie|naam|club|stichting|beweging|campagne|team|samenwerking)[^.!?\n]{0,25}$/i;

export const births = (text: string): readonly Span[] =>
  /gebo(?:r|or)|geb\.|born|birth|verjaardag|d\.o\.b|[°†]/i.test(text) && /\d/.test(text)
    ? spansOf(text, born).filter(({ start }) => !bornThings.test(text.slice(Math.max(0, start - 50), start)))
    : [];
