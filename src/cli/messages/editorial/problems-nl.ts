/** What editorial rules find, in Dutch: a file per family. */
import type { EditorialCatalogue } from '../problem-catalogue.ts';
import { a11yNl } from './a11y-nl.ts';
import { craftNl } from './craft-nl.ts';
import { factsNl } from './facts-nl.ts';
import { languageNl } from './language-nl.ts';
import { privacyNl } from './privacy-nl.ts';

export const editorialProblemsNl: EditorialCatalogue = { ...a11yNl, ...languageNl, ...factsNl, ...craftNl, ...privacyNl };
