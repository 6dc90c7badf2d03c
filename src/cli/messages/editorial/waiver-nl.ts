import type { WaiverProblemParams } from '../../../core/waiver-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

export const waiverNl: Pick<ProblemCatalogue, keyof WaiverProblemParams> = {
  'content-waiver-unused': ({ rule }) => ({
    message: `Onder \`waive\` staat ${rule}, maar die regel vindt hier niets.`,
    hint: 'Haal de regel daar weg, dan blijft duidelijk waarvan dit bericht afwijkt.',
  }),
  'content-waiver-second': ({ rule }) => ({
    message: `Van ${rule} afwijken kan alleen met een tweede persoon, en onder \`waive\` staat niet wie dat is.`,
    hint: 'Laat een collega meekijken en schrijf de naam erbij: `by: Noor Bakker`. Tot die tijd blijft het bericht hier.',
  }),
  'config-rule-fixed': ({ rule, level }) => ({
    message: `De regel ${rule} kan niet op "${level}" staan.`,
    hint: 'Een BSN mag alleen gebruikt worden waar een wet dat zegt (UAVG, artikel 46), en dat is nooit in een bericht. Haal de regel onder `checks: levels` weg. Is een nummer zeker geen BSN, leg dat dan vast in het bericht zelf, met `waive`, een reden en `by`.',
  }),
};
