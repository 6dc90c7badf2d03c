/** What editorial rules find, in English: a file per family. */
import type { EditorialCatalogue } from '../problem-catalogue.ts';
import { a11yEn } from './a11y-en.ts';
import { craftEn } from './craft-en.ts';
import { factsEn } from './facts-en.ts';
import { languageEn } from './language-en.ts';
import { privacyEn } from './privacy-en.ts';

export const editorialProblemsEn: EditorialCatalogue = { ...a11yEn, ...languageEn, ...factsEn, ...craftEn, ...privacyEn };
