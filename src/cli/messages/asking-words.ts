/** What stands around every question of `omk init` and `omk new`. Both languages have the same keys. */
import type { AskingWords } from '../asking/interview.ts';
import type { MessageLanguage } from '../environment.ts';

export const askingWords: Readonly<Record<MessageLanguage, AskingWords>> = {
  nl: {
    yes: 'Ja',
    no: 'Nee',
    yesOrNo: 'Typ j (ja) of n (nee).',
    choiceKeys: 'pijltjes: kiezen • Enter: verder',
    severalKeys: 'pijltjes: lopen • spatie: aan of uit • Enter: verder',
  },
  en: {
    yes: 'Yes',
    no: 'No',
    yesOrNo: 'Type y (yes) or n (no).',
    choiceKeys: 'arrows: choose • Enter: go on',
    severalKeys: 'arrows: move • space: on or off • Enter: go on',
  },
};
