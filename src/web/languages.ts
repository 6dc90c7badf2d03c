/** Which of the two languages a page speaks. */
import type { Words } from './words.ts';
import { words as en } from './words-en.ts';
import { words as nl } from './words-nl.ts';

export type PageLanguage = 'nl' | 'en';

export const words: Readonly<Record<PageLanguage, Words>> = { nl, en };

const isPageLanguage = (language: string): language is PageLanguage => language === 'nl' || language === 'en';

const primary = (tag: string): string => tag.trim().toLowerCase().split(/[-;]/, 1)[0] ?? '';

/** A reader's own language, else the project's, unless the browser names only the other one. */
export function pageLanguage(
  project: string,
  { reader, accepted = '' }: { readonly reader?: string; readonly accepted?: string },
): PageLanguage {
  const own = primary(reader ?? '');
  if (isPageLanguage(own)) return own;
  const usual = primary(project) === 'nl' ? 'nl' : 'en';
  const wanted = accepted.split(',').map(primary);
  return wanted.includes(usual) ? usual : (wanted.find(isPageLanguage) ?? usual);
}
