/** Telephone numbers (editorial checks, section 3): mobile ones are somebody's, landlines are mostly an office's. */
import type { CheckSettings } from '../../../core/editorial.ts';
import { remembered } from '../../remembered.ts';
import { accounts } from './accounts.ts';
import { blanked, overlap, type Span, spansOf, webAddresses } from './span.ts';

/** Between digits: as people write them, also over the end of a line. */
const gap = String.raw`(?:[ ./-]{0,3}|[ ]?\n[ >\t]{0,4})`;
const country = String.raw`(?:(?:\+|00) ?31\)?${gap}(?:\(0\)${gap})?|0)`;
const mobile = new RegExp(String.raw`(?<![\dA-Za-z])\(?${country}[ -]?6\)?(?:${gap}\d){8}(?!\d)`, 'g');
const landline = new RegExp(String.raw`(?<![\dA-Za-z])\(?${country}[ -]?[1-578]\d(?:${gap}\)?${gap}\d){7}(?!\d)`, 'g');

/** A mobile number in an address that opens a conversation: `wa.me/31612345678`. */
const chat = /(?<=(?:wa\.me\/|whatsapp\.com\/send\S{0,20}phone=|(?:tel|sms|callto|whatsapp):)\+?)(?:00)?31\(?0?\)?-?6-?\d{8}(?!\d)/gi;

/** Numbers for everybody: of a municipality, free ones, and those that cost. */
const isPublic = (digits: string): boolean => /^0?(?:800|900|906|909)/.test(digits);

export function mobiles(text: string, settings: CheckSettings): readonly Span[] {
  if (!mayHold(text)) return [];
  const usual = spansOf(outside(text), mobile);
  const chats = spansOf(text, chat).filter((span) => !usual.some((known) => overlap(known, span)));
  return [...usual, ...chats].filter((span) => !isAllowed(text, span, settings));
}

export const landlines = (text: string, settings: CheckSettings): readonly Span[] =>
  !mayHold(text)
    ? []
    : spansOf(outside(text), landline).filter((span) => !isPublic(nationalOf(text, span)) && !isAllowed(text, span, settings));

/** Nine digits that belong together are rare, so most texts are done with at once. */
const mayHold = remembered((text): boolean => /\d(?:[^\p{L}\d]{0,8}\d){8}/u.test(text));

/** Pages and accounts have long numbers of their own. */
const outside = remembered((text): string => blanked(text, [...webAddresses(text), ...accounts(text)]));

/** Every telephone number, also those that may stand there. */
export const phones = (text: string): readonly Span[] => [
  ...spansOf(text, mobile),
  ...spansOf(text, landline),
  ...spansOf(text, chat),
  ...spansOf(text, /(?<!\d)0[89]0[069][ -]?\d{4,7}(?!\d)/g),
];

function isAllowed(text: string, span: Span, { allow }: CheckSettings): boolean {
  const number = nationalOf(text, span);
  return allow.phones.some((phone) => national(phone) === number);
}

const nationalOf = (text: string, { start, end }: Span): string => national(text.slice(start, end));

/** `+31 (0)10 …` and `010-…` are the same number. */
const national = (phone: string): string =>
  phone
    .replace(/\D/g, '')
    .replace(/^(?:00)?31/, '')
    .replace(/^0/, '');
