import type { LanguageProblemParams } from '../../../core/language-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const languageRulesNl: Pick<RuleTexts, keyof LanguageProblemParams> = {
  'language-long-sentence': {
    name: 'lange zin',
    why: 'Wie een lange zin leest, moet veel tegelijk onthouden. Korte zinnen helpen elke lezer (Direct Duidelijk).',
    instead:
      'Maak er twee of drie zinnen van. De grens staat in omk.yaml: `checks: { sentence: 25 }`. Van een lang stuk ziet u de vijf langste zinnen.',
  },
  'language-readability': {
    name: 'moeilijke tekst',
    why: 'De maat van Flesch-Douma telt lettergrepen per woord en woorden per zin: van onder 30 (heel moeilijk) tot 100 (heel makkelijk). Het is een maat, geen oordeel: of een tekst duidelijk is, weten alleen lezers (W.H. Douma; Direct Duidelijk).',
    instead:
      'Begin bij de moeilijkste zinnen. Maak ze korter en kies gewone woorden. Streef naar 65; de ondergrens staat in omk.yaml: `checks: { readability: 60 }`. De regel zegt niets onder 100 woorden of 3 zinnen.',
  },
  'language-passive': {
    name: 'keten van “worden”',
    why: 'Waar zin na zin iets “wordt gedaan”, blijft onduidelijk wie het doet en wat de lezer zelf moet doen (Direct Duidelijk).',
    instead: 'Noem wie iets doet. Eén zin met “worden” is geen fout: de regel telt pas als een alinea er vooral uit bestaat.',
    wrong: 'Uw aanvraag wordt beoordeeld. Daarna wordt een besluit genomen en wordt u geïnformeerd.',
    right: 'Wij beoordelen uw aanvraag. Daarna nemen wij een besluit, en u krijgt bericht.',
  },
  'language-officialese': {
    name: 'ambtelijk woord',
    why: 'Woorden uit nota’s en brieven houden lezers op afstand. Voor bijna elk ervan is een gewoon woord (Direct Duidelijk). De lijst is van omk zelf.',
    instead:
      'Kies het gewone woord, als het past. Uw eigen woorden erbij: `checks: { words: { ketenpartner: organisatie } }` in omk.yaml. In citaten en namen zoekt de regel niet.',
    wrong: 'Indien u wilt participeren, dient u zich derhalve aan te melden.',
    right: 'Als u mee wilt doen, meldt u zich dan aan.',
  },
  'language-long-opening': {
    name: 'lange aanloop',
    why: 'Wie eerst meer dan twaalf woorden over de reden of de voorwaarde leest, is die kwijt als de boodschap komt (schrijfwijzers van overheden).',
    instead: 'Zet de boodschap vooraan en de reden in een zin erachter.',
    wrong:
      'Omdat de raad het onwenselijk vindt dat gezinnen in die onzekere periode niemand kunnen bellen, krijgt elk gezin een vast contact.',
    right: 'Elk gezin krijgt een vast contact. Zo kan iedereen iemand bellen.',
  },
  'language-summary': {
    name: 'lange tekst zonder samenvatting',
    why: 'Een lang stuk mag moeilijk zijn, als wie weinig tijd heeft de kern in een paar zinnen kan lezen. Andere kanalen tonen de samenvatting.',
    instead: 'Schrijf `summary: …`: wat is er besloten, voor wie, en wat kan de lezer doen? De regel telt vanaf 600 woorden.',
  },
};
