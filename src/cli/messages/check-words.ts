/** What `omk doctor` says beside problems; loaded with that command alone. Both languages have the same keys. */
import type { CheckSubject, Remark, RemarkCode, RemarkParams } from '../../core/check.ts';
import { lookingEn } from './look-en.ts';
import { lookingNl } from './look-nl.ts';
import { lookRemarksEn, lookRemarksNl } from './look-words.ts';
import { type LookingCatalogue, presentableValues } from './problem-catalogue.ts';

export interface CheckWords {
  readonly subjects: Readonly<Record<CheckSubject, string>>;
  /** Heading over what belongs to no channel. */
  readonly project: string;
  readonly remarks: { readonly [Code in RemarkCode]: (values: RemarkParams[Code]) => string };
  /** Heading over the records that have to be published. */
  readonly records: string;
  readonly sum: (counts: { readonly errors: number; readonly warnings: number; readonly unreachable: number }) => string;
  readonly practice: string;
  /** Sentences for problems that usually are about a post. */
  readonly looking: LookingCatalogue;
}

const nl: CheckWords = {
  subjects: {
    settings: 'Instellingen',
    login: 'Aanmelding',
    ledger: 'Register',
    clock: 'Klok',
    zone: 'Tijdzone',
    disk: 'Schijf',
    runtime: 'Programma',
    files: 'Bestanden',
    readers: 'Lezers',
    templates: 'Sjablonen',
    channel: 'Kanaal',
    account: 'Account',
    cookie: 'Cookie',
    token: 'Token',
    version: 'Versie',
    destination: 'Bestemming',
    permission: 'Rechten',
    access: 'Zichtbaar',
    reading: 'Terugzien',
    limits: 'Aanroepen',
    server: 'Mailserver',
    dkim: 'DKIM',
    spf: 'SPF',
    dmarc: 'DMARC',
    alignment: 'Afzender',
    bounces: 'Retourpost',
  },
  project: 'Project',
  remarks: {
    ...lookRemarksNl,
    'settings-complete': () => 'Alles is ingevuld.',
    'settings-practice': () => 'Om te oefenen is niets nodig; of de echte instellingen kloppen, is hier niet bekeken.',
    'login-kept': ({ account, since, until }) =>
      `Ingelogd als ${account}, sinds ${since}${until === undefined ? '; dat verloopt niet' : `; dat geldt tot ${until}`}.`,
    'login-renewable': ({ account, since }) => `Ingelogd als ${account}, sinds ${since}; omk vernieuwt het vanzelf.`,
    'ledger-verified': ({ events }) =>
      `${events} ${events === 1 ? 'gebeurtenis' : 'gebeurtenissen'} nagekeken: er is niets veranderd, verwijderd of verplaatst.`,
    'ledger-none': () => 'Er is nog geen register; het komt er bij de eerste publicatie.',
    'channel-unchecked': () => 'Niet bekeken: omk kan dit kanaal nog niet nakijken zonder te plaatsen.',
    'channel-incomplete': () => 'Niet bekeken: eerst moeten de instellingen kloppen.',
    'server-open': ({ host, security, isLoggedIn }) =>
      `${host} is bereikbaar, ${
        {
          tls: 'beveiligd met TLS en een geldig certificaat',
          starttls: 'beveiligd met STARTTLS en een geldig certificaat',
          plain: 'zonder versleuteling, omdat het deze computer zelf is',
        }[security]
      }; ${isLoggedIn ? 'de aanmelding klopt' : 'zonder aanmelding'}.`,
    'dkim-good': ({ name }) => `omk ondertekent, en bij ${name} staat de sleutel die erbij hoort.`,
    'dkim-by-relay': ({ domain }) =>
      `omk ondertekent niet (er is geen DKIM_DOMAIN). Uw mailserver moet dat doen, voor ${domain}; dat kan omk hier niet zien.`,
    'spf-good': ({ domain, end, lookups }) =>
      `${domain} noemt wie mag mailen en eindigt op ${end}; ${lookups} van hoogstens 10 opzoekingen. Controleer zelf of uw mailserver erin staat.`,
    'dmarc-good': ({ domain, policy }) =>
      `${domain} vraagt ontvangers om ${{ quarantine: 'apart te zetten', reject: 'te weigeren' }[policy] ?? policy} wat niet klopt (${policy}).`,
    'alignment-both': ({ domain }) => `Handtekening en retouradres horen bij ${domain}.`,
    'alignment-dkim': ({ domain, envelope }) =>
      `De handtekening hoort bij ${domain}; het retouradres van ${envelope} telt voor DMARC niet mee, en dat hoeft ook niet.`,
    'alignment-spf': ({ domain }) =>
      `Het retouradres hoort bij ${domain}. Mail die wordt doorgestuurd, heeft ook de handtekening van uw mailserver nodig.`,
    'bounces-arrive': ({ domain, host }) => `Mail aan ${domain} komt aan bij ${host}.`,
  },
  records: 'In DNS te zetten:',
  sum: ({ errors, warnings, unreachable }) =>
    [
      errors > 0 && `${errors} ${errors === 1 ? 'probleem' : 'problemen'}`,
      warnings > 0 && `${warnings} ${warnings === 1 ? 'waarschuwing' : 'waarschuwingen'}`,
      unreachable > 0 && `${unreachable} nu niet te bekijken`,
    ]
      .filter(Boolean)
      .join(', ') || 'Geen problemen gevonden.',
  practice: 'Dit was de zandbak, met nagemaakte servers. Uw echte instellingen bekijkt omk met `OMK_MODE=live omk doctor`.',
  looking: lookingNl,
};

const en: CheckWords = {
  subjects: {
    settings: 'Settings',
    login: 'Login',
    ledger: 'Ledger',
    clock: 'Clock',
    zone: 'Time zone',
    disk: 'Disk',
    runtime: 'Program',
    files: 'Files',
    readers: 'Readers',
    templates: 'Templates',
    channel: 'Channel',
    account: 'Account',
    cookie: 'Cookie',
    token: 'Token',
    version: 'Version',
    destination: 'Destination',
    permission: 'Permission',
    access: 'Visible',
    reading: 'Looking up',
    limits: 'Calls',
    server: 'Mail server',
    dkim: 'DKIM',
    spf: 'SPF',
    dmarc: 'DMARC',
    alignment: 'Sender',
    bounces: 'Returned mail',
  },
  project: 'Project',
  remarks: {
    ...lookRemarksEn,
    'settings-complete': () => 'Everything is filled in.',
    'settings-practice': () => 'Practising needs nothing; whether the real settings are right was not checked here.',
    'login-kept': ({ account, since, until }) =>
      `Logged in as ${account}, since ${since}${until === undefined ? '; it does not expire' : `; good until ${until}`}.`,
    'login-renewable': ({ account, since }) => `Logged in as ${account}, since ${since}; omk renews it by itself.`,
    'ledger-verified': ({ events }) => `${events} ${events === 1 ? 'event' : 'events'} verified: nothing was altered, removed or moved.`,
    'ledger-none': () => 'There is no ledger yet; the first publication makes it.',
    'channel-unchecked': () => 'Not checked: omk cannot look at this channel yet without posting.',
    'channel-incomplete': () => 'Not checked: the settings have to be right first.',
    'server-open': ({ host, security, isLoggedIn }) =>
      `${host} can be reached, ${
        {
          tls: 'secured by TLS with a valid certificate',
          starttls: 'secured by STARTTLS with a valid certificate',
          plain: 'without encryption, since it is this very computer',
        }[security]
      }; ${isLoggedIn ? 'the login is accepted' : 'without a login'}.`,
    'dkim-good': ({ name }) => `omk signs, and the key that fits stands at ${name}.`,
    'dkim-by-relay': ({ domain }) =>
      `omk does not sign (there is no DKIM_DOMAIN). Your mail server has to, for ${domain}; omk cannot see that from here.`,
    'spf-good': ({ domain, end, lookups }) =>
      `${domain} names who may mail and ends in ${end}; ${lookups} of at most 10 look-ups. Check for yourself that your mail server is among them.`,
    'dmarc-good': ({ domain, policy }) => `${domain} asks receivers to ${policy} what does not pass.`,
    'alignment-both': ({ domain }) => `Signature and return address belong to ${domain}.`,
    'alignment-dkim': ({ domain, envelope }) =>
      `The signature belongs to ${domain}; the return address at ${envelope} does not count for DMARC, and need not.`,
    'alignment-spf': ({ domain }) =>
      `The return address belongs to ${domain}. Mail that is forwarded also needs the signature of your mail server.`,
    'bounces-arrive': ({ domain, host }) => `Mail to ${domain} arrives at ${host}.`,
  },
  records: 'To be put into DNS:',
  sum: ({ errors, warnings, unreachable }) =>
    [
      errors > 0 && `${errors} ${errors === 1 ? 'problem' : 'problems'}`,
      warnings > 0 && `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
      unreachable > 0 && `${unreachable} not to be looked at now`,
    ]
      .filter(Boolean)
      .join(', ') || 'No problems found.',
  practice: 'This was the sandbox, with pretended servers. omk looks at your real settings with `OMK_MODE=live omk doctor`.',
  looking: lookingEn,
};

export const checkWords: Readonly<Record<'nl' | 'en', CheckWords>> = { nl, en };

export const sentenceOf = ({ remarks }: CheckWords, { code, params }: Remark): string =>
  (remarks[code] as (values: unknown) => string)(presentableValues(params));
