import type { PrivacyProblemParams } from '../../../core/privacy-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

/** What was found is never part of a sentence, only which of how many it is. */
const among = (what: string, { nth, of }: { readonly nth: number; readonly of: number }): string =>
  of > 1 ? `${what} (${nth} of ${of})` : what;

export const privacyEn: Pick<ProblemCatalogue, keyof PrivacyProblemParams> = {
  'privacy-bsn': (place) => ({
    message: `There is ${among('a number', place)} here that can be a citizen service number (it passes the 11-test).`,
    hint: 'Take it out: a BSN never belongs in a post. If it surely is something else, record that with `waive`, with a reason and with `by`: the name of the second person who looked.',
  }),
  'privacy-bsn-short': (place) => ({
    message: `There is ${among('a number', place)} of eight digits here that can be a citizen service number.`,
    hint: 'If it is a chamber of commerce number or something else, it is fine. Say beside it what it is.',
  }),
  'privacy-mobile': (place) => ({
    message: `There is somebody's ${among('mobile number', place)} here.`,
    hint: 'Give the general number, or put this one under `checks: allow: phones` in omk.yaml if it belongs to a service.',
  }),
  'privacy-landline': (place) => ({
    message: `There is ${among('a telephone number', place)} here.`,
    hint: 'Is it that of an office? Put it under `checks: allow: phones` in omk.yaml, and omk asks no more. If it is somebody at home, take it out.',
  }),
  'privacy-email': (place) => ({
    message: `There is a person's ${among('e-mail address', place)} here.`,
    hint: 'Give the address of a team, such as info@, or put this one under `checks: allow: emails` in omk.yaml if everybody may know it.',
  }),
  'privacy-account': (place) => ({
    message: `There is ${among('a bank account', place)} here.`,
    hint: 'Is it that of an organisation that asks for money? Put it under `checks: allow: accounts` in omk.yaml. If it is that of a person, take it out.',
  }),
  'privacy-address': (place) => ({
    message: `There is ${among('an address', place)} here: a postcode with a house number.`,
    hint: 'Is it a place where everybody may come? Name it at `event: location`, or put it under `checks: allow: addresses` in omk.yaml. If somebody lives there, take it out.',
  }),
  'privacy-birth-date': (place) => ({
    message: `There is somebody's ${among('date of birth or age', place)} here.`,
    hint: 'Leave the date out, or say the age roughly and without a name.',
  }),
  'privacy-name': (place) => ({
    message: `There is somebody's ${among('name', place)} here.`,
    hint: 'Does this person know? Put people who speak or decide in public under `checks: names` in omk.yaml. Else leave the name out.',
  }),
  'privacy-child': (place) => ({
    message: `The name, the age and a place of ${among('a child', place)} stand together here. Who lives nearby knows who it is.`,
    hint: 'Leave one of the three out, or record who agreed: `consent: { who: …, date: … }`.',
  }),
  'privacy-case-number': (place) => ({
    message: `There is somebody's ${among('number', place)} here, such as that of a case or a licence plate.`,
    hint: 'Take it out. It is of no use to readers, and it leads to a file.',
  }),
  'privacy-consent': ({ reason }) => ({
    message: {
      missing: 'This looks like the story of a person, and nothing says that they agreed.',
      future: 'This looks like the story of a person, and the consent does not hold yet: its date is still to come.',
      over: 'This looks like the story of a person, and the consent has run out.',
    }[reason],
    hint: 'Ask, keep the proof outside this project and add: `consent: { who: the mother in the story, date: 2026-10-20, reference: … }`. If it is nobody’s story, say so with `waive`.',
  }),
  'privacy-consent-until': ({ reason }) => ({
    message: {
      future: 'The date of the consent is still to come.',
      over: 'The consent for this post has run out.',
      ending: 'The consent for this post runs out within a month.',
    }[reason],
    hint: 'Ask again and change `consent`. If it is no longer given, take the post back with `omk retract`.',
  }),
};
