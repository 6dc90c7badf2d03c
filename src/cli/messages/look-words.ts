/** What `omk doctor` says of accounts and surroundings when nothing is wrong with them. */
import type { LookRemarkParams } from '../../core/look-remark.ts';
import { bytesIn, listed } from './problem-catalogue.ts';

type LookRemarks = { readonly [Code in keyof LookRemarkParams]: (values: LookRemarkParams[Code]) => string };

const audiencesNl: Readonly<Record<string, string>> = {
  public: 'voor iedereen',
  'logged-in': 'voor wie is ingelogd',
  group: 'voor leden van de groep',
};
const audiencesEn: Readonly<Record<string, string>> = {
  public: 'to everybody',
  'logged-in': 'to whoever is signed in',
  group: 'to members of the group',
};

export const lookRemarksNl: LookRemarks = {
  'account-known': ({ name, cents }) =>
    `Aangemeld als ${name}.${cents === undefined ? '' : ` Deze vraag kost hoogstens ${cents} dollarcent per dag.`}`,
  'account-unseen': () => 'Het token wordt aangenomen, maar zegt niet van wie het is; daarvoor zijn de rechten openid en profile nodig.',
  'cookie-accepted': ({ hasCsrf }) =>
    hasCsrf ? 'De cookie wordt aangenomen, met een CSRF-token erbij.' : 'De cookie wordt aangenomen; een CSRF-token is nu niet nodig.',
  'destination-known': ({ name }) => `"${name}" is gevonden.`,
  'destination-many': ({ name }) => `Dit account zit in te veel community's om ${name} ertussen te zoeken.`,
  'may-post': ({ name }) => `Dit account mag plaatsen in "${name}".`,
  'may-write': () => 'De sleutels mogen lezen en schrijven.',
  'permission-unseen': () => 'Of omk er mag plaatsen, vertelt dit kanaal pas bij het eerste bericht.',
  'access-possible': ({ audience }) => `Berichten zijn zichtbaar ${audiencesNl[audience] ?? `op toegangsniveau ${audience}`}.`,
  'calls-left': ({ left, of }) => `Nog ${left.toLocaleString('nl-NL')} van ${of.toLocaleString('nl-NL')} aanroepen over.`,
  'token-valid': ({ until }) => `Het token is geldig tot ${until}.`,
  'token-short': ({ minutes }) =>
    `Het token geldt nog ${minutes} ${minutes === 1 ? 'minuut' : 'minuten'}. Zo'n token leeft kort; na \`omk login\` vernieuwt omk het zelf.`,
  'token-undated': () => 'Het token zegt zelf niet hoelang het geldig is.',
  'hand-off': () => 'Een mens plaatst wat omk klaarzet (mode: assisted). Daar is geen token voor nodig.',
  'group-unseen': ({ url }) => `De groep is van buiten niet na te kijken. Open zelf ${url} en kijk of het de goede is.`,
  'reads-back': () => 'omk mag nakijken wat er staat; een verloren antwoord zoekt het dus zelf uit.',
  'reads-nothing': () => 'omk mag niet nakijken wat er staat: gaat een antwoord verloren, dan vraagt het dat aan u.',
  'version-current': ({ version, ends }) => `Versie ${version} werkt tot ongeveer ${ends}.`,
  'channel-off': () => 'Dit kanaal is uitgezet in omk.yaml.',
  'clock-right': () => 'De klok loopt gelijk met die van de kanalen.',
  'clock-unseen': () => 'Geen kanaal vertelde hoe laat het is, dus of de klok gelijk loopt is niet bekeken.',
  'zone-known': ({ zone, now }) => `${zone}; daar is het nu ${now}.`,
  'disk-room': ({ bytes }) => `${bytesIn(bytes, ',')} vrij, en omk mag er schrijven.`,
  'runtime-good': ({ node, sqlite }) => `Node.js ${node} en SQLite ${sqlite} zijn nieuw genoeg.`,
  'files-private': ({ paths }) => `Alleen u kunt lezen: ${listed(paths, 'en')}.`,
  'readers-counted': ({ count, path }) =>
    `${count.toLocaleString('nl-NL')} ${count === 1 ? 'lezer' : 'lezers'} in ${path ?? 'de eigen lijst'}.`,
  'templates-own': ({ count }) =>
    count === 1
      ? 'Uw eigen sjabloon toont alles wat het meegeleverde toont.'
      : `Uw ${count} eigen sjablonen tonen alles wat de meegeleverde tonen.`,
  'ledger-sound': ({ bytes, logBytes, freeBytes }) =>
    `Het bestand is heel: ${bytesIn(bytes, ',')}, waarvan ${bytesIn(freeBytes, ',')} leeg, met een logboek van ${bytesIn(logBytes, ',')}.`,
};

export const lookRemarksEn: LookRemarks = {
  'account-known': ({ name, cents }) =>
    `Signed in as ${name}.${cents === undefined ? '' : ` This question costs at most ${cents} US ${cents === 1 ? 'cent' : 'cents'} a day.`}`,
  'account-unseen': () => 'The token is accepted, but does not tell whose it is; that takes the scopes openid and profile.',
  'cookie-accepted': ({ hasCsrf }) =>
    hasCsrf ? 'The cookie is accepted, with a CSRF token in it.' : 'The cookie is accepted; no CSRF token is needed now.',
  'destination-known': ({ name }) => `"${name}" was found.`,
  'destination-many': ({ name }) => `This account is in too many communities to look for ${name} among them.`,
  'may-post': ({ name }) => `This account may post in "${name}".`,
  'may-write': () => 'The keys may read and write.',
  'permission-unseen': () => 'Whether omk may post, this channel only tells with the first post.',
  'access-possible': ({ audience }) => `Posts are shown ${audiencesEn[audience] ?? `at access level ${audience}`}.`,
  'calls-left': ({ left, of }) => `${left.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} calls are left.`,
  'token-valid': ({ until }) => `The token is valid until ${until}.`,
  'token-short': ({ minutes }) =>
    `The token is good for another ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. Such a token lives for a short time; after \`omk login\` omk renews it by itself.`,
  'token-undated': () => 'The token does not tell how long it is valid.',
  'hand-off': () => 'A person posts what omk prepares (mode: assisted). That takes no token.',
  'group-unseen': ({ url }) => `The group cannot be looked at from outside. Open ${url} yourself and see that it is the right one.`,
  'reads-back': () => 'omk may look up what is there, so it finds out about a lost answer by itself.',
  'reads-nothing': () => 'omk may not look up what is there: if an answer gets lost, it asks you.',
  'version-current': ({ version, ends }) => `Version ${version} works until about ${ends}.`,
  'channel-off': () => 'This channel is switched off in omk.yaml.',
  'clock-right': () => 'The clock agrees with those of the channels.',
  'clock-unseen': () => 'No channel told the time, so whether the clock is right was not checked.',
  'zone-known': ({ zone, now }) => `${zone}; it is ${now} there now.`,
  'disk-room': ({ bytes }) => `${bytesIn(bytes, '.')} free, and omk may write there.`,
  'runtime-good': ({ node, sqlite }) => `Node.js ${node} and SQLite ${sqlite} are new enough.`,
  'files-private': ({ paths }) => `Only you can read: ${listed(paths, 'and')}.`,
  'readers-counted': ({ count, path }) =>
    `${count.toLocaleString('en-GB')} ${count === 1 ? 'reader' : 'readers'} in ${path ?? "omk's own list"}.`,
  'templates-own': ({ count }) =>
    count === 1
      ? 'Your own template shows all that the shipped one shows.'
      : `Your ${count} own templates show all that the shipped ones show.`,
  'ledger-sound': ({ bytes, logBytes, freeBytes }) =>
    `The file is whole: ${bytesIn(bytes, '.')}, ${bytesIn(freeBytes, '.')} of it empty, with a log of ${bytesIn(logBytes, '.')}.`,
};
