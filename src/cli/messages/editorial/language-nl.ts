import type { LanguageProblemParams } from '../../../core/language-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

const decimal = (value: number): string => String(value).replace('.', ',');

export const languageNl: Pick<ProblemCatalogue, keyof LanguageProblemParams> = {
  'language-long-sentence': ({ words, max, sentence, others }) => ({
    message: `De zin “${sentence}” heeft ${words} woorden; de richtlijn is hooguit ${max}.${others > 0 ? ` Nog ${others} zinnen zijn langer dan dat.` : ''}`,
    hint: 'Maak er twee of drie zinnen van, elk met één gedachte.',
  }),
  'language-readability': ({ score, wanted, target, sentences }) => ({
    message: `De tekst haalt ${decimal(score)} op de leesmaat Flesch-Douma; de ondergrens van dit project is ${decimal(wanted)}.`,
    hint: `Hoe hoger, hoe makkelijker; streef naar ${decimal(target)}. Begin bij de moeilijkste zinnen: ${sentences.map((each) => `“${each}”`).join(', ')}. Kortere zinnen en kortere woorden helpen.`,
  }),
  'language-passive': ({ count, of, sentence }) => ({
    message: `In ${count} van de ${of} zinnen van deze alinea “wordt” er iets gedaan, en staat er niet door wie. De eerste is “${sentence}”.`,
    hint: 'Noem wie het doet: niet “de aanvraag wordt beoordeeld”, maar “wij beoordelen uw aanvraag”.',
  }),
  'language-officialese': ({ word, plain, others }) => ({
    message: `“${word}” is ambtelijke taal.${others > 0 ? ` Er staan nog ${others} van zulke woorden in.` : ''}`,
    hint: `Gewoner is: ${plain}.`,
  }),
  'language-long-opening': ({ words, max, opening }) => ({
    message: `De zin die begint met “${opening}” heeft een aanloop van ${words} woorden; de richtlijn is hooguit ${max}.`,
    hint: 'Begin met waar het om gaat, en zet de reden of de voorwaarde in een zin erachter.',
  }),
  'language-summary': ({ words, max }) => ({
    message: `De tekst heeft ${words} woorden en geen samenvatting; die is gewenst vanaf ${max} woorden.`,
    hint: 'Zet in twee of drie korte zinnen wat de lezer moet weten: `summary: …`.',
  }),
};
