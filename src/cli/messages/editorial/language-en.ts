import type { LanguageProblemParams } from '../../../core/language-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

export const languageEn: Pick<ProblemCatalogue, keyof LanguageProblemParams> = {
  'language-long-sentence': ({ words, max, sentence, others }) => ({
    message: `The sentence “${sentence}” has ${words} words; the guideline is at most ${max}.${others > 0 ? ` There are ${others} more that are longer than that.` : ''}`,
    hint: 'Make two or three sentences of it, with one thought each.',
  }),
  'language-readability': ({ score, wanted, target, sentences }) => ({
    message: `The text has ${score} on the Flesch-Douma measure; this project wants at least ${wanted}.`,
    hint: `The higher, the easier; aim for ${target}. Begin with the hardest sentences: ${sentences.map((each) => `“${each}”`).join(', ')}. Shorter sentences and shorter words help.`,
  }),
  'language-passive': ({ count, of, sentence }) => ({
    message: `${count} of the ${of} sentences of this paragraph say that something “is being done” (wordt), and not by whom. The first is “${sentence}”.`,
    hint: 'Name who does it: not “de aanvraag wordt beoordeeld”, but “wij beoordelen uw aanvraag”.',
  }),
  'language-officialese': ({ word, plain, others }) => ({
    message: `“${word}” is officialese.${others > 0 ? ` There are ${others} more of such words.` : ''}`,
    hint: `Plainer in Dutch: ${plain}.`,
  }),
  'language-long-opening': ({ words, max, opening }) => ({
    message: `The sentence that begins with “${opening}” takes ${words} words before it says what it is about; the guideline is at most ${max}.`,
    hint: 'Begin with what matters, and put the reason or the condition in a sentence after it.',
  }),
  'language-summary': ({ words, max }) => ({
    message: `The text has ${words} words and no summary; one is wanted from ${max} words on.`,
    hint: 'Say in two or three short sentences what readers must know: `summary: …`.',
  }),
};
