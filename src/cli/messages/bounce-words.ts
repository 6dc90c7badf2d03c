/** What `omk bounces` says; loaded with that command alone. Both languages have the same keys. */
import type { BounceCounts } from '../bounces/bounce-run.ts';

export interface BounceWords {
  readonly read: (file: string, mails: number) => string;
  readonly total: (mails: number) => string;
  /** Standard input, as a file. */
  readonly input: string;
  readonly tried: string;
  readonly nothingNew: string;
  readonly counts: Readonly<Record<Exclude<keyof BounceCounts, 'read'>, string>>;
  readonly unknownIssue: string;
  /** Where there is no number for it. */
  readonly codes: Readonly<Record<string, string>>;
  readonly noCode: string;
  readonly uncertain: string;
  readonly practice: string;
}

const nl: BounceWords = {
  read: (file, mails) => `${file}: ${mails} ${mails === 1 ? 'mail' : 'mails'} gelezen.`,
  total: (mails) => `Samen: ${mails} ${mails === 1 ? 'mail' : 'mails'} gelezen.`,
  input: 'standaardinvoer',
  tried: 'Proef: er is niets opgeschreven.',
  nothingNew: 'Dit was allemaal al eerder gelezen: er is niets veranderd.',
  counts: {
    suppressedNow: 'van nu af geen mail meer',
    suppressedBefore: 'al eerder geen mail meer',
    repeated: 'al eerder gelezen',
    hard: 'adres bestaat niet meer',
    soft: 'nu niet af te leveren (postvak vol, storing, of zonder duidelijke reden)',
    sender: 'geweigerd om de afzender, de mail of de route',
    complaints: 'als ongewenst gemeld',
    optOuts: 'afgemeld via de provider',
    unknown: 'niet van deze nieuwsbrief, of vervalst',
    ignored: 'automatische antwoorden en andere mail, met rust gelaten',
    broken: 'niet te lezen',
  },
  unknownIssue: 'Onbekende nieuwsbrief',
  codes: { abuse: 'ongewenst', fraud: 'misleiding', other: 'klacht', 'opt-out': 'afmelding' },
  noCode: 'zonder code',
  uncertain: 'minder zeker: zonder uitgebreide code',
  practice: 'Dit is de oefenlijst van de zandbak; de echte lijst is een andere (`mode: live`).',
};

const en: BounceWords = {
  read: (file, mails) => `${file}: ${mails} ${mails === 1 ? 'mail' : 'mails'} read.`,
  total: (mails) => `Together: ${mails} ${mails === 1 ? 'mail' : 'mails'} read.`,
  input: 'standard input',
  tried: 'Tried only: nothing was written.',
  nothingNew: 'All of this was read before: nothing has changed.',
  counts: {
    suppressedNow: 'no mail from now on',
    suppressedBefore: 'no mail already',
    repeated: 'read before',
    hard: 'address does not exist any more',
    soft: 'could not be delivered for now (mailbox full, failure, or without a clear reason)',
    sender: 'refused because of the sender, the mail or the route',
    complaints: 'reported as unwanted',
    optOuts: 'unsubscribed by the provider',
    unknown: 'not of this newsletter, or forged',
    ignored: 'automatic replies and other mail, left alone',
    broken: 'could not be read',
  },
  unknownIssue: 'Unknown issue',
  codes: { abuse: 'unwanted', fraud: 'fraud', other: 'complaint', 'opt-out': 'unsubscribed' },
  noCode: 'without a code',
  uncertain: 'less certain: no enhanced code',
  practice: 'This is the practice list of the sandbox; the real list is another one (`mode: live`).',
};

export const bounceWords: Readonly<Record<'nl' | 'en', BounceWords>> = { nl, en };
