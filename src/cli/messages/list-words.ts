/** What `omk subscribers` says; loaded with that command alone. Both languages have the same keys. */
import type { BounceClass } from '../../core/bounce.ts';
import type { Frequency, RecipientState } from '../../core/reader.ts';
import type { SaveResult, SubscriberStatus, SuppressionReason } from '../../core/subscribers.ts';

export interface ListWords {
  readonly statuses: Readonly<Record<SubscriberStatus, string>>;
  readonly frequencies: Readonly<Record<Frequency, string>>;
  readonly reasons: Readonly<Record<SuppressionReason, string>>;
  readonly results: Readonly<Record<RecipientState, string>>;
  readonly bounces: Readonly<Record<BounceClass, string>>;
  readonly saved: Readonly<Record<SaveResult, string>>;
  readonly imported: (file: string, rows: number, isTried: boolean) => string;
  readonly counts: Readonly<Record<SaveResult | 'duplicate' | 'invalid', string>>;
  readonly lines: (lines: string) => string;
  readonly removed: string;
  readonly wasRemoved: string;
  readonly askToForget: string;
  readonly forgotten: string;
  readonly notThere: string;
  readonly exported: (readers: number) => string;
  readonly totals: (counts: Readonly<Record<SubscriberStatus, number>>) => string;
  readonly empty: string;
  readonly fields: Readonly<
    Record<
      | 'email'
      | 'name'
      | 'status'
      | 'audience'
      | 'language'
      | 'frequency'
      | 'consent'
      | 'wording'
      | 'requested'
      | 'confirmed'
      | 'since'
      | 'suppressed'
      | 'issues'
      | 'bounces',
      string
    >
  >;
  readonly noAudience: string;
  readonly noConsent: string;
  readonly practice: string;
}

const nl: ListWords = {
  statuses: { pending: 'nog niet bevestigd', active: 'krijgt mail', removed: 'krijgt niets' },
  frequencies: { each: 'elk bericht', weekly: 'alleen het weekoverzicht', never: 'nu niets' },
  reasons: {
    unsubscribed: 'afgemeld',
    bounced: 'mail kwam terug',
    complained: 'als ongewenst gemeld',
    forgotten: 'vergeten op verzoek',
    manual: 'met de hand van de lijst gehaald',
  },
  results: {
    waiting: 'wacht',
    sending: 'bezig',
    sent: 'verstuurd',
    refused: 'geweigerd',
    suppressed: 'niet gemaild',
    unconfirmed: 'onzeker',
    left: 'onzeker gelaten',
  },
  bounces: {
    hard: 'adres bestaat niet',
    soft: 'nu niet af te leveren',
    sender: 'geweigerd om de afzender',
    complaint: 'als ongewenst gemeld',
    'opt-out': 'afgemeld via de provider',
  },
  saved: { added: 'Toegevoegd.', changed: 'Bijgewerkt.', unchanged: 'Stond er al zo.', suppressed: 'Krijgt geen mail meer.' },
  imported: (file, rows, isTried) =>
    `${isTried ? 'Proef: er is niets opgeschreven. ' : ''}${file}: ${rows} ${rows === 1 ? 'regel' : 'regels'} gelezen.`,
  counts: {
    added: 'nieuw',
    changed: 'bijgewerkt',
    unchanged: 'stond er al zo',
    suppressed: 'krijgt geen mail meer, niet teruggezet',
    duplicate: 'dubbel in het bestand',
    invalid: 'overgeslagen',
  },
  lines: (lines) => `regel ${lines}`,
  removed: 'Van de lijst gehaald. Dit adres komt niet terug door een lijst in te lezen.',
  wasRemoved: 'Dit adres kreeg al geen mail meer.',
  askToForget: 'Deze persoon uit alles wissen? Dit is niet terug te draaien.',
  forgotten: 'Gewist. Er blijft alleen een versleuteld kenmerk over, zodat het adres niet terugkomt door een lijst in te lezen.',
  notThere: 'Deze persoon stond niet op de lijst. Het adres komt er ook niet meer op door een lijst in te lezen.',
  exported: (readers) => `${readers} ${readers === 1 ? 'lezer' : 'lezers'} weggeschreven.`,
  totals: ({ active, pending, removed }) =>
    `${active} ${active === 1 ? 'krijgt' : 'krijgen'} mail, ${pending} nog niet bevestigd, ${removed} ${removed === 1 ? 'krijgt' : 'krijgen'} niets.`,
  empty: 'De lijst is leeg.',
  fields: {
    email: 'Adres',
    name: 'Naam',
    status: 'Stand',
    audience: 'Onderwerpen',
    language: 'Taal',
    frequency: 'Hoe vaak',
    consent: 'Toestemming',
    wording: 'Tekst daarbij',
    requested: 'Aangemeld',
    confirmed: 'Bevestigd',
    since: 'Op de lijst sinds',
    suppressed: 'Geen mail meer',
    issues: 'Nieuwsbrieven',
    bounces: 'Mail terug',
  },
  noAudience: 'geen voorkeur',
  noConsent: 'niet vastgelegd',
  practice: 'Dit is de oefenlijst van de zandbak; de echte lijst is een andere (`mode: live`).',
};

const en: ListWords = {
  statuses: { pending: 'not confirmed yet', active: 'gets mail', removed: 'gets nothing' },
  frequencies: { each: 'every post', weekly: 'the weekly digest only', never: 'nothing for now' },
  reasons: {
    unsubscribed: 'unsubscribed',
    bounced: 'mail came back',
    complained: 'reported as unwanted',
    forgotten: 'forgotten on request',
    manual: 'taken off by hand',
  },
  results: {
    waiting: 'waiting',
    sending: 'under way',
    sent: 'sent',
    refused: 'refused',
    suppressed: 'not mailed',
    unconfirmed: 'in doubt',
    left: 'left in doubt',
  },
  bounces: {
    hard: 'address does not exist',
    soft: 'could not be delivered for now',
    sender: 'refused because of the sender',
    complaint: 'reported as unwanted',
    'opt-out': 'unsubscribed by the provider',
  },
  saved: { added: 'Added.', changed: 'Changed.', unchanged: 'Was so already.', suppressed: 'Gets no mail any more.' },
  imported: (file, rows, isTried) =>
    `${isTried ? 'Tried only: nothing was written. ' : ''}${file}: ${rows} ${rows === 1 ? 'line' : 'lines'} read.`,
  counts: {
    added: 'new',
    changed: 'changed',
    unchanged: 'was so already',
    suppressed: 'gets no mail any more, not put back',
    duplicate: 'twice in the file',
    invalid: 'passed over',
  },
  lines: (lines) => `line ${lines}`,
  removed: 'Taken off the list. Bringing a list in does not put this address back.',
  wasRemoved: 'This address got no mail already.',
  askToForget: 'Erase this person from everything? This cannot be undone.',
  forgotten: 'Erased. Only a keyed mark is left, so that bringing a list in does not put the address back.',
  notThere: 'This person was not on the list. Bringing a list in will not put the address on it either.',
  exported: (readers) => `${readers} ${readers === 1 ? 'reader' : 'readers'} written.`,
  totals: ({ active, pending, removed }) =>
    `${active} ${active === 1 ? 'gets' : 'get'} mail, ${pending} not confirmed yet, ${removed} ${removed === 1 ? 'gets' : 'get'} nothing.`,
  empty: 'The list is empty.',
  fields: {
    email: 'Address',
    name: 'Name',
    status: 'Standing',
    audience: 'Subjects',
    language: 'Language',
    frequency: 'How often',
    consent: 'Consent',
    wording: 'Its wording',
    requested: 'Signed up',
    confirmed: 'Confirmed',
    since: 'On the list since',
    suppressed: 'No mail any more',
    issues: 'Newsletters',
    bounces: 'Mail back',
  },
  noAudience: 'no preference',
  noConsent: 'not recorded',
  practice: 'This is the practice list of the sandbox; the real list is another one (`mode: live`).',
};

export const listWords: Readonly<Record<'nl' | 'en', ListWords>> = { nl, en };
