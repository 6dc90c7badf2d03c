/** What keeps people from reading or hearing a post: rules of the family `a11y`. */
import type { RuleLevels } from './rule.ts';

export interface A11yProblemParams {
  /** WCAG 2.1, 1.1.1. */
  'a11y-alt-missing': { readonly path: string };
  /** `generic`: "foto"; `file`: a name of a file; `repeats`: what is said beside it; `announces`: "afbeelding van". */
  'a11y-alt-useless': { readonly alt: string; readonly path: string; readonly reason: 'generic' | 'file' | 'repeats' | 'announces' };
  /** WCAG 1.4.5: `long`: a description of more words than one listens to; `hidden`: a picture of a text of which the words stand nowhere. */
  'a11y-text-in-image': { readonly path: string; readonly reason: 'long' | 'hidden' };
  /** WCAG 2.4.4. `suggestion`: the title of what it leads to, where that is known. */
  'a11y-link-text': { readonly text: string; readonly reason: 'vague' | 'bare' | 'empty'; readonly suggestion?: string };
  /** WCAG 1.3.1. */
  'a11y-heading-order': {
    readonly text: string;
    readonly reason: 'skipped' | 'second-title' | 'empty';
    readonly level: number;
    readonly before: number;
  };
  'a11y-heading-bold': { readonly text: string };
  'a11y-list': { readonly text: string; readonly count: number };
  'a11y-table-header': Readonly<Record<never, never>>;
  /** WCAG 3.1.1 and 3.1.2. Languages are tags. */
  'a11y-language': { readonly language: string; readonly seems: string };
  'a11y-language-part': { readonly text: string; readonly language: string };
  'a11y-language-unknown': { readonly tag: string; readonly suggestion?: string };
  'a11y-hashtag-case': { readonly tag: string; readonly better: string };
  'a11y-hashtag-place': { readonly tag: string };
  'a11y-hashtag-count': { readonly count: number; readonly max: number };
  'a11y-emoji': {
    readonly emoji: string;
    readonly reason: 'many' | 'repeated' | 'bullet' | 'only' | 'between';
    readonly count: number;
    readonly max: number;
  };
  'a11y-styled-letters': { readonly text: string; readonly plain: string };
  /** WCAG 1.2.2. */
  'a11y-video-captions': { readonly address: string };
  /** The file that a post names is not there. */
  'a11y-captions-missing': { readonly path: string };
  /** WCAG 1.3.2: words that run the other way than the text around them. */
  'a11y-direction': { readonly text: string; readonly language: string };
  'a11y-capitals': { readonly text: string };
  'a11y-wall-of-text': { readonly words: number; readonly max: number; readonly text: string };
}

export const a11yLevels: RuleLevels<keyof A11yProblemParams> = {
  'a11y-alt-missing': 'error',
  'a11y-alt-useless': 'error',
  'a11y-text-in-image': 'warning',
  'a11y-link-text': 'error',
  'a11y-heading-order': 'error',
  'a11y-heading-bold': 'warning',
  'a11y-list': 'error',
  'a11y-table-header': 'error',
  'a11y-language': 'error',
  'a11y-language-part': 'warning',
  'a11y-language-unknown': 'error',
  'a11y-hashtag-case': 'warning',
  'a11y-hashtag-place': 'warning',
  'a11y-hashtag-count': 'warning',
  'a11y-emoji': 'warning',
  'a11y-styled-letters': 'error',
  'a11y-video-captions': 'error',
  'a11y-captions-missing': 'error',
  'a11y-direction': 'error',
  'a11y-capitals': 'warning',
  'a11y-wall-of-text': 'warning',
};
