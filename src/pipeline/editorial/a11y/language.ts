import { directionOf, knownLanguage, primary } from '../../../core/language.ts';
import { type Problem, problem } from '../../../core/problem.ts';
import { ownWords } from '../language/prose.ts';
import { beginningOf } from '../language/sentences.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule, RuleInput } from '../rule.ts';
import { otherLanguage } from './languages.ts';

const isRunning = ({ kind, field }: Passage): boolean =>
  field === 'body' && (kind === 'paragraph' || kind === 'item' || kind === 'quote' || kind === 'heading');

const wordCount = (text: string): number => text.match(/\p{L}+/gu)?.length ?? 0;

/** Fewer words do not tell a language. */
const fewest = { whole: 25, part: 12, script: 5 } as const;

/** Several rules ask for it. */
const guesses = new WeakMap<RuleInput['passages'], { readonly language: string | undefined }>();

function seemsOf({ passages, post }: RuleInput): string | undefined {
  const known = guesses.get(passages);
  if (known) return known.language;
  const text = passages.filter(isRunning).map(ownWords).join('\n').slice(0, 3000);
  const language =
    wordCount(text) >= (isOtherWay(text, post.language) ? fewest.script : fewest.whole)
      ? otherLanguage(text, primary(post.language))
      : undefined;
  guesses.set(passages, { language });
  return language;
}

/** Most of its letters run the other way than its language does: then a few words are enough. */
function isOtherWay(text: string, language: string): boolean {
  if (directionOf(language) !== 'rtl' && !foreign.test(text)) return false;
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  const [rightwards, leftwards] = [count(/\p{Script=Latin}/gu), count(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu)];
  return directionOf(language) === 'rtl' ? rightwards > leftwards : leftwards > rightwards;
}

/** A post that says another language than it speaks is read aloud in the wrong one (WCAG 2.1, 3.1.1). */
export const postLanguage: Rule = {
  ids: ['a11y-language'],
  *find(input): Iterable<Problem> {
    const { post } = input;
    const seems = seemsOf(input);
    const line = post.lines.language;
    if (seems !== undefined)
      yield problem(
        'a11y-language',
        { language: post.language, seems },
        { file: post.file, ...(line !== undefined && { line }), field: 'language' },
      );
  },
};

/** A paragraph in another language that does not say so (WCAG 2.1, 3.1.2). */
export const partLanguage: Rule = {
  ids: ['a11y-language-part'],
  *find(input): Iterable<Problem> {
    const { passages, post } = input;
    if (seemsOf(input) !== undefined) return;
    for (const passage of passages.filter(isRunning)) {
      const text = ownWords(passage).slice(0, 600);
      const language = wordCount(text) >= fewest.part ? otherLanguage(text, primary(post.language)) : undefined;
      // What runs the other way is told by its direction.
      if (language !== undefined && directionOf(language) === directionOf(post.language))
        yield problem('a11y-language-part', { text: beginningOf(passage.text.trim()), language }, whereIn(passage, post.file));
    }
  },
};

const byName: Readonly<Record<string, string>> = {
  nederlands: 'nl',
  dutch: 'nl',
  vlaams: 'nl',
  engels: 'en',
  english: 'en',
  eng: 'en',
  gb: 'en',
  uk: 'uk',
  us: 'en',
  duits: 'de',
  german: 'de',
  deutsch: 'de',
  frans: 'fr',
  french: 'fr',
  arabisch: 'ar',
  arabic: 'ar',
  turks: 'tr',
  turkish: 'tr',
  pools: 'pl',
  polish: 'pl',
  oekraïens: 'uk',
  oekraiens: 'uk',
  ukrainian: 'uk',
  spaans: 'es',
  spanish: 'es',
  fries: 'fy',
  frysk: 'fy',
  frl: 'fy',
  farsi: 'fa',
  perzisch: 'fa',
  hebreeuws: 'he',
  somalisch: 'so',
  tigrinya: 'ti',
};

/** A tag that names no language: of the post, or of a part of it. */
export const languageUnknown: Rule = {
  ids: ['a11y-language-unknown'],
  *find({ passages, post }): Iterable<Problem> {
    const line = post.lines.language;
    if (knownLanguage(post.language) === undefined)
      yield told(post.language, { file: post.file, ...(line !== undefined && { line }), field: 'language' });
    for (const passage of passages)
      for (const { language, from } of passage.spans ?? [])
        if (language !== undefined && knownLanguage(language) === undefined) yield told(language, whereIn(passage, post.file, from));
  },
};

function told(tag: string, where: Parameters<typeof problem>[2]): Problem {
  const suggestion = byName[tag.toLowerCase()] ?? knownLanguage(tag.replaceAll('_', '-'));
  return problem('a11y-language-unknown', { tag, ...(suggestion !== undefined && { suggestion }) }, where);
}

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}][\p{Script=Arabic}\p{Script=Hebrew}\p{M}\s،؛]{3,}[\p{Script=Arabic}\p{Script=Hebrew}\p{M}]/u;
/** What most texts have nothing of. */
const foreign = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Three words or more: a name or an abbreviation keeps its place by itself. */
const leftToRight = /\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*(?:[ ,]{1,2}\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*){2,}/u;

/** Words that run the other way, without a mark of their language: they and the marks around them change places (WCAG 2.1, 1.3.2). */
export const direction: Rule = {
  ids: ['a11y-direction'],
  *find(input): Iterable<Problem> {
    const { passages, post } = input;
    if (seemsOf(input) !== undefined) return;
    const isRightToLeft = directionOf(post.language) === 'rtl';
    for (const passage of passages.filter(isRunning)) {
      if (!isRightToLeft && !foreign.test(passage.text)) continue;
      const text = ownWords(passage).replace(/(?:https?:\/\/|www\.)\S+/g, (address) => ' '.repeat(address.length));
      const found = (isRightToLeft ? leftToRight : rightToLeft).exec(text);
      if (!found) continue;
      const language = isRightToLeft ? (otherLanguage(found[0], post.language) ?? 'nl') : /\p{Script=Hebrew}/u.test(found[0]) ? 'he' : 'ar';
      yield problem('a11y-direction', { text: beginningOf(found[0].trim(), 6), language }, whereIn(passage, post.file, found.index));
    }
  },
};
