/** Times of the day that a text names: "19.30 uur", "van 19.30 tot 21.00", "half acht", "7.30 pm". */

export interface FoundTime {
  /** Since midnight. */
  readonly minutes: number;
  /** Morning or evening was not said. */
  readonly isLoose: boolean;
  readonly text: string;
  readonly offset: number;
  /** When the door opens, not when it begins. */
  readonly isDoor: boolean;
}

const unit = "(?: ?(?<unit>uur|u|h|am|pm|a\\.m\\.|p\\.m\\.|o’clock|o'clock))?(?![\\p{L}\\d])";
const clock = new RegExp(
  `(?<![\\p{L}\\d.,:/€$-]|€ |EUR )(?<hour>[01]?\\d|2[0-4])(?<mark>[.:])(?<minute>[0-5]\\d)(?![.:,]?\\d)${unit}`,
  'giu',
);
const hours = new RegExp(
  `(?<=(?:^|[^\\p{L}])(?:om|vanaf|tot|tussen|rond|at|from|until|till) |(?:\\d|uur) (?:tot|en|to|and) )(?<hour>[01]?\\d|2[0-4])${unit}`,
  'giu',
);
const bareHour = /(?<![\p{L}\d.,:/€$-])(?<hour>1[0-2]|[1-9]) ?(?<unit>am|pm|a\.m\.|p\.m\.)(?![\p{L}\d])/giu;

const numbers =
  'een één twee drie vier vijf zes zeven acht negen tien elf twaalf one two three four five six seven eight nine ten eleven twelve'.split(
    ' ',
  );
const hourNamed = (word: string): number => {
  const at = numbers.indexOf(word.toLowerCase());
  return /^\d/.test(word) ? Number(word) : at === 0 ? 1 : at > 12 ? at - 12 : at;
};
const inWords = new RegExp(
  `(?<!\\p{L})(?<part>half past|half|kwart over|kwart voor|quarter past|quarter to) (?<hour>${numbers.join('|')}|1[0-2]|[1-9])(?![\\p{L}\\d.:,-])`,
  'giu',
);
const wholeInWords = new RegExp(
  `(?<=(?:^|[^\\p{L}])(?:om|vanaf|tot|rond|at|from|until) )(?<hour>${numbers.join('|')}) (?:uur|o'clock|o’clock)(?!\\p{L})`,
  'giu',
);

/** What stands behind a number that is no time: a price, a share, a length. */
const noTime = /^ ?(?:%|procent|percent|euro|miljoen|miljard|punt|meter|km|kg|liter|per |lang\b|geleden|later|jaar|weken|maanden)/iu;
const timely =
  /(?:^|[^\p{L}])(?:om|van|vanaf|tot|tussen|rond|start|aanvang|inloop|at|from|until|to|till|between|-|–)[: ] ?$|(?:uur|\d) ?(?:-|–|en|tot|and|to) ?$/iu;
const ranged = /^ ?(?:uur )?(?:tot|-|–|en|to|until|till) ?\d{1,2}[.:]\d\d/iu;
const door =
  /(?<!\p{L})(?:inloop(?: vanaf)?|deur(?:en)? (?:open|gaat open|gaan open)|de deur gaat open|zaal open|ontvangst|inloop met koffie|doors?(?: open)?)(?!\p{L})[^.!?\n]{0,15}$/iu;

export function timesIn(text: string): readonly FoundTime[] {
  const found: FoundTime[] = [];
  const isTaken = (offset: number): boolean => found.some((one) => offset >= one.offset && offset < one.offset + one.text.length);
  const add = (match: RegExpMatchArray, minutes: number, isLoose: boolean): void => {
    const offset = match.index ?? 0;
    const before = text.slice(Math.max(0, offset - 40), offset);
    if (isTaken(offset) || noTime.test(text.slice(offset + match[0].length).slice(0, 12))) return;
    const isDoor =
      door.test(before) ||
      /^:?\*{0,2} ?(?:uur)?:? ?(?:inloop|ontvangst|de deur|zaal open|doors)/iu.test(
        text.slice(offset + match[0].length, offset + match[0].length + 25),
      );
    found.push({ minutes, isLoose, text: match[0].trim(), offset, isDoor });
  };
  if (/\d/.test(text)) {
    const isEnglishClock = /\d ?[ap]\.?m\b/i.test(text);
    for (const match of text.matchAll(clock))
      if (isTime(match, text)) add(match, minutesOf(match), isEnglishClock && !half(match) && Number(match.groups?.['hour']) <= 12);
    for (const match of text.matchAll(bareHour)) add(match, minutesOf(match), false);
    for (const match of text.matchAll(hours))
      if (match.groups?.['unit']) add(match, minutesOf(match), !half(match) && Number(match.groups['hour']) <= 12);
  }
  if (/half|kwart|quarter|uur|o['’]clock/i.test(text)) {
    for (const match of text.matchAll(inWords))
      add(match, partOf(match.groups?.['part'] ?? '', hourNamed(match.groups?.['hour'] ?? '')), true);
    for (const match of text.matchAll(wholeInWords)) add(match, hourNamed(match.groups?.['hour'] ?? '') * 60, true);
  }
  return found.toSorted((a, b) => a.offset - b.offset);
}

const half = ({ groups }: RegExpMatchArray): 'am' | 'pm' | undefined =>
  /^[ap]/i.test(groups?.['unit'] ?? '') ? (/^a/i.test(groups?.['unit'] ?? '') ? 'am' : 'pm') : undefined;

/** "2.10" may be a version or a price; with a colon, a unit or the right word around it, it is a time. */
function isTime({ 0: written, index = 0, groups = {} }: RegExpMatchArray, text: string): boolean {
  if (groups['unit']) return true;
  const rest = text.slice(index + written.length, index + written.length + 24);
  const before = text.slice(Math.max(0, index - 14), index);
  if (groups['mark'] === ':') return !/(?:artikel|vers|psalm|stand) $/iu.test(before);
  return ranged.test(rest) || (timely.test(before) && groups['hour']?.length === 2);
}

function minutesOf(match: RegExpMatchArray): number {
  const { hour = '0', minute = '0' } = (match.groups ?? {}) as Readonly<Record<string, string>>;
  const part = half(match);
  const base = part === undefined ? Number(hour) : (Number(hour) % 12) + (part === 'pm' ? 12 : 0);
  return base * 60 + Number(minute || 0);
}

/** "Half acht" is half past seven, "half past seven" is too. */
function partOf(part: string, hour: number): number {
  const word = part.toLowerCase();
  if (word === 'half') return hour * 60 - 30;
  if (word === 'half past') return hour * 60 + 30;
  return word.startsWith('kwart voor') || word.endsWith('to') ? hour * 60 - 15 : hour * 60 + 15;
}

const halfDay = 720;

export const isSameTime = (a: Pick<FoundTime, 'minutes' | 'isLoose'>, b: Pick<FoundTime, 'minutes' | 'isLoose'>): boolean =>
  a.minutes === b.minutes || ((a.isLoose || b.isLoose) && a.minutes % halfDay === b.minutes % halfDay);
