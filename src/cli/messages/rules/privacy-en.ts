import type { PrivacyProblemParams } from '../../../core/privacy-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const privacyRulesEn: Pick<RuleTexts, keyof PrivacyProblemParams> = {
  'privacy-bsn': {
    name: 'citizen service number',
    why: 'A BSN belongs to one person and opens many doors. It may only be used where a law says so (UAVG, article 46), and that is never in a post. omk knows nine digits that pass the 11-test, also with dots, spaces, marks or invisible characters in between, and eight digits beside a word such as BSN.',
    instead:
      'Take the number out. This rule is always on. If it surely is something else (one number in eleven passes by chance), add a waiver to the post with a reason and with `by`: the second person who looked.',
    wrong: 'Citizen service number of your child: (nine digits)',
    right: 'Keep the number at hand that stands above your letter.',
  },
  'privacy-bsn-short': {
    name: 'perhaps a citizen service number',
    why: 'A BSN of eight digits is sometimes written without its leading zero. Chamber of commerce numbers have eight too, so this is a warning.',
    instead: 'Say beside it what it is, such as KvK, or take it out.',
  },
  'privacy-mobile': {
    name: 'mobile number',
    why: 'A mobile number nearly always belongs to one person, also at work. Once it is out, it cannot be taken back (GDPR, article 5).',
    instead: 'Give a general number. Put the number of a service under `checks: allow: phones` in omk.yaml.',
    wrong: 'Call Noor on (a mobile number).',
    right: 'Call the contact centre: 14 0xx.',
  },
  'privacy-landline': {
    name: 'landline number',
    why: 'A landline can be that of an office or of somebody at home. Numbers such as 14 0xx, 0800, 0900 and 112 are always fine.',
    instead: 'Put the numbers of offices under `checks: allow: phones` in omk.yaml once.',
  },
  'privacy-email': {
    name: "a person's e-mail address",
    why: 'An address with a name in it is personal data, also at work. People who have left keep getting mail for years.',
    instead:
      'Give the address of a team: info@, communicatie@, wijkteam@. Put other addresses that everybody may know under `checks: allow: emails` in omk.yaml; `*@example.nl` allows a whole domain.',
    wrong: 'Mail (first name.surname)@example.nl',
    right: 'Mail info@example.nl',
  },
  'privacy-account': {
    name: 'bank account',
    why: 'A bank account belongs to somebody. omk tells of an IBAN only if its check digits are right (ISO 13616).',
    instead: 'Put accounts that people have to pay to under `checks: allow: accounts` in omk.yaml.',
  },
  'privacy-address': {
    name: 'address of a home',
    why: 'A postcode with a house number points at one front door (GDPR, article 4).',
    instead:
      'Name the place of a meeting at `event: location`, or put addresses of buildings under `checks: allow: addresses` in omk.yaml. A PO box is always fine.',
  },
  'privacy-birth-date': {
    name: 'date of birth or age',
    why: 'A date of birth, or a name with an age, makes a person recognisable (GDPR, article 5).',
    instead: 'Leave the date out or be rough: "a boy of about eight".',
  },
  'privacy-name': {
    name: 'name of a person',
    why: 'Whoever is named in a post must know. omk knows names after "meneer" and "mevrouw", after initials, and first names with a surname.',
    instead:
      'Put people who speak or decide in public under `checks: names` in omk.yaml. Else leave the name out, or give the function alone.',
    wrong: 'Ask Mrs (surname).',
    right: 'Ask the neighbourhood team.',
  },
  'privacy-child': {
    name: 'recognisable child',
    why: 'A name or an initial, an age and a school or street together: then the neighbourhood knows who it is. Data on youth care is extra sensitive (GDPR, article 9).',
    instead: 'Leave one of the three out. If those who have custody agreed, record that with `consent`.',
    wrong: '(Name), 8, goes to (name) school.',
    right: 'A boy of year 5 tells us.',
  },
  'privacy-case-number': {
    name: 'case number or licence plate',
    why: 'The number of a case or a car leads to one person.',
    instead: 'Take it out. What your case numbers look like, you write as regular expressions under `checks: numbers` in omk.yaml.',
  },
  'privacy-consent': {
    name: 'story without consent',
    why: 'Whoever tells their story must know where it will stand, and must be able to change their mind (GDPR, articles 6, 7 and 9). omk takes a post for a story if it says so itself (the tag `story`, "not her real name"), if somebody with a name and an age comes up where care or illness is spoken of, or if somebody tells in the first person about a child and its care.',
    instead:
      'Record in the front matter who agreed and when: `consent: { who: …, date: …, reference: … }`. Keep the proof itself elsewhere. `until` says how long it holds. If it is nobody’s story, use `waive` with a reason.',
  },
  'privacy-consent-until': {
    name: 'consent that runs out',
    why: 'Consent can have an end. Then you have to ask in time whether the post may stay.',
    instead: 'Ask again and change `date` and `until`, or take the post back with `omk retract`.',
  },
};
