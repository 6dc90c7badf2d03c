/**
 * Whether a post tells the story of a person. Three kinds of evidence: it says so ("niet haar echte naam", the tag `verhaal`),
 * somebody is named with an age where care or illness is spoken of, or somebody tells in the first person about a
 * child and its care. One sentence in the first person, as in a question that many ask, is no story.
 */
import { namesWithAge } from './ages.ts';

const says =
  /(?:niet (?:zijn|haar|hun|mijn) echte na(?:am|men)|na(?:am|men) (?:is|zijn) (?:gefingeerd|veranderd|verzonnen|aangepast)|gefingeerde na(?:am|men)|om privacyredenen|wil niet met (?:zijn|haar) naam|(?:not|n't) (?:his|her|their) real name|name has been changed|(?<!\p{L})(?:moeder|vader|ouder|jongere|meisje|jongen|oma|opa|pleegouder|cliënt|pleegmoeder|pleegvader) vertelt|(?<!\p{L})(?:zijn|haar|mijn) verhaal)/iu;

const tags = new Set(['verhaal', 'verhalen', 'ervaringsverhaal', 'ervaringsverhalen', 'portret', 'story', 'stories']);

const family =
  /(?<!\p{L})(?:mijn|ons|onze|m'n|my|our) (?:\p{Ll}+ )?(?:zoon(?:tje)?|dochter(?:tje)?|kind(?:eren|je)?|jongste|oudste|broer(?:tje)?|zus(?:je)?|man|vrouw|partner|moeder|vader|pleegkind|kleinkind|kleinzoon|kleindochter|son|daughter|child|children|brother|sister|mother|father)(?!\p{L})/giu;
const first = /(?<!\p{L})(?:ik|mij|me|mijn|m'n|ons|onze|I|my)(?!\p{L})/gu;
const firstAtStart = /(?<!\p{L})(?:Ik|Mijn|My|I)(?!\p{L})/gu;
const care =
  /(?<!\p{L})(?:wachtlijst|psycholo\p{L}+|psychiat\p{L}+|diagnose|autis\p{L}+|adhd|depress\p{L}+|angst\p{L}*|eetstoornis|verslav\p{L}+|mishandel\p{L}+|misbruik\p{L}*|trauma\p{L}*|therap\p{L}+|behandel\p{L}+|opgenomen|opname|uit ?huis ?geplaatst\p{L}*|uithuisplaatsing|pleeg(?:gezin|zorg|ouders|kind)|jeugdzorg|jeugdhulp|jeugdbescherm\p{L}+|gezinsvoogd|voogd|scheiding|crisisopvang|zelfmoord|suïcid\p{L}+|thuiszitter|gepest|pesten|huiselijk geweld|schulden|ziek|ziekte|ziekenhuis|hulpverlen\p{L}+|hulp|kanker|epilepsie|beperking|waiting list|therapy|diagnosis|foster|depression|illness)(?!\p{L})/iu;
const past =
  /(?<!\p{L})(?:was|waren|had|hadden|werd|werden|ging|gingen|kwam|kwamen|dacht|zei|belde|sliep|wilde|kon|moest|kreeg|kregen|voelde|zat|wachtten|wachtte|stond|huilde|heb ik|ben ik|were|went|felt|told|waited)(?!\p{L})/giu;

export interface Told {
  readonly text: string;
  readonly tags: readonly string[];
}

export function isStory({ text, tags: given }: Told): boolean {
  if (given.some((tag) => tags.has(tag.toLowerCase()))) return true;
  const isOfCare = care.test(text);
  if (says.test(text) && (isOfCare || namesWithAge(text).length > 0)) return true;
  if (isOfCare && namesWithAge(text).length > 0) return true;
  return isOfCare && count(text, family) > 0 && count(text, first) + count(text, firstAtStart) >= 4 && count(text, past) >= 2;
}

const count = (text: string, expression: RegExp): number => text.match(expression)?.length ?? 0;
