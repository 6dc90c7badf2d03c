/** Bank accounts: an IBAN whose check digits are right (ISO 13616, mod 97). */
import type { CheckSettings } from '../../../core/editorial.ts';
import { bareOf, type Span, spansOf } from './span.ts';

const dutch = /(?<![\p{L}\d])NL[ .-]?\d{2}[ .-]?[A-Z]{4}(?:[ .-]?\d){10}(?!\d)/giu;
const other = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![\p{L}\d])/gu;

export function accounts(text: string): readonly Span[] {
  if (!/[A-Z]{2}[ .-]?\d\d/i.test(text)) return [];
  const others = spansOf(text, other).filter(({ start }) => !/^NL/i.test(text.slice(start, start + 2)));
  return [...spansOf(text, dutch), ...others].filter(({ start, end }) => isRight(text.slice(start, end)));
}

export const privateAccounts = (text: string, { allow }: CheckSettings): readonly Span[] => {
  const known = new Set(allow.accounts.map(bareOf));
  return accounts(text).filter(({ start, end }) => !known.has(bareOf(text.slice(start, end))));
};

export function isRight(account: string): boolean {
  const bare = bareOf(account).toUpperCase();
  const turned = bare.slice(4) + bare.slice(0, 4);
  let rest = 0;
  for (const character of turned) {
    const value = Number.parseInt(character, 36);
    if (Number.isNaN(value)) return false;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
