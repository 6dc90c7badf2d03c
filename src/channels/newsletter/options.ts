/** What people set for the newsletter, in the environment and in omk.yaml: a table. */

import { defaultSoftLimit, softLimitPattern } from '../../core/bounce.ts';
import type { Channel } from '../../core/channel.ts';
import { quietPattern } from './quiet.ts';

export const settings = {
  smtp: {
    env: 'SMTP_URL',
    help: {
      nl: 'Mailserver: smtp://gebruiker:wachtwoord@host:587 (STARTTLS verplicht) of smtps://…',
      en: 'Mail server: smtp://user:password@host:587 (STARTTLS required) or smtps://…',
    },
    secret: true,
  },
  dkimDomain: {
    env: 'DKIM_DOMAIN',
    help: { nl: 'Domein waarvoor omk de mails ondertekent', en: 'Domain that omk signs the mails for' },
    secret: false,
  },
  dkimSelector: {
    env: 'DKIM_SELECTOR',
    help: {
      nl: 'Naam van de sleutel in DNS: <selector>._domainkey.<domein>',
      en: 'Name of the key in DNS: <selector>._domainkey.<domain>',
    },
    secret: false,
  },
  dkimKeyFile: {
    env: 'DKIM_PRIVATE_KEY_FILE',
    help: { nl: 'Bestand met de geheime RSA-sleutel (2048 bits of meer)', en: 'File with the private RSA key (2048 bits or more)' },
    secret: false,
  },
  dns: {
    env: 'DNS_SERVER',
    help: {
      nl: 'DNS-server die `omk doctor` vraagt in plaats van die van de computer: IP-adres, eventueel met poort',
      en: "DNS server that `omk doctor` asks instead of the computer's own: IP address, with a port if need be",
    },
    secret: false,
  },
} as const satisfies Channel['settings'];

export const options = {
  from: {
    kind: 'mailbox',
    scope: 'project',
    help: { nl: 'Afzender: naam en adres', en: 'Sender: name and address' },
    example: 'Om het kind <nieuwsbrief@example.nl>',
  },
  replyTo: {
    kind: 'mailbox',
    scope: 'project',
    help: { nl: 'Waar antwoorden van lezers aankomen', en: 'Where replies of readers arrive' },
    example: 'redactie@example.nl',
  },
  subscribers: {
    kind: 'path',
    scope: 'project',
    personal: true,
    help: {
      nl: 'CSV-bestand met de lezers; wie eruit verdwijnt krijgt niets meer',
      en: 'CSV file with the readers; whoever leaves it gets nothing more',
    },
    example: 'subscribers.csv',
  },
  listId: {
    kind: 'pattern',
    pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i,
    expected: 'id',
    scope: 'project',
    help: {
      nl: 'Vaste naam van de lijst onder een eigen domein; verandert nooit',
      en: 'Fixed name of the list under a domain of your own; never changes',
    },
    example: 'nieuwsbrief.example.nl',
  },
  unsubscribe: {
    kind: 'pattern',
    pattern: /^(?:https:\/\/[^\s/{}]+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?)\/\S*\{token\}\S*$/,
    expected: 'address',
    scope: 'project',
    help: {
      nl: 'Adres om af te melden, met {token}; zonder dit adres melden lezers zich per mail af',
      en: 'Address to unsubscribe at, with {token}; without it readers unsubscribe by mail',
    },
    example: 'https://example.nl/afmelden/{token}',
  },
  web: {
    kind: 'address',
    scope: 'project',
    help: {
      nl: 'Adres waarop lezers omk serve bereiken: aanmelden, afmelden, voorkeuren, webversie en archief',
      en: 'Address at which readers reach omk serve: subscribe, unsubscribe, preferences, web version and archive',
    },
    example: 'https://nieuwsbrief.example.nl',
  },
  segments: {
    kind: 'labels',
    scope: 'project',
    help: {
      nl: 'Doelgroepen waaruit lezers op de pagina van omk serve kiezen, met hun naam voor mensen',
      en: 'Segments that readers choose from on the pages of omk serve, with their names for people',
    },
    example: '{ ouders: Ouders en verzorgers, professionals: Professionals }',
  },
  languages: {
    kind: 'languages',
    scope: 'project',
    help: {
      nl: 'Talen waaruit lezers op de pagina van omk serve kiezen',
      en: 'Languages that readers choose from on the pages of omk serve',
    },
    example: '[nl, en]',
  },
  archive: {
    kind: 'choice',
    choices: ['open', 'all', 'none'],
    default: 'open',
    scope: 'project',
    help: {
      nl: 'Welke nummers in het archief van omk serve staan: open (die voor iedereen), all (ook die voor een doelgroep) of none',
      en: 'Which issues the archive of omk serve shows: open (those for everybody), all (also those for a segment) or none',
    },
    example: 'open',
  },
  bounces: {
    kind: 'pattern',
    // The token takes 43 of the 64 characters that the part before the "@" may have.
    pattern: /^[a-z0-9.=+_-]{0,10}\{token\}[a-z0-9.=+_-]{0,10}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]$/i,
    expected: 'mailbox',
    scope: 'project',
    help: {
      nl: 'Retouradres met {token}, zodat omk bounces weet wiens mail terugkwam; zonder dit adres komt die bij de afzender',
      en: 'Return address with {token}, so that omk bounces knows whose mail came back; without it that goes to the sender',
    },
    example: 'retour+{token}@example.nl',
  },
  images: {
    kind: 'choice',
    choices: ['inline', 'hub'],
    default: 'inline',
    scope: 'both',
    help: {
      nl: 'Beeld: inline (in de mail zelf, samen hoogstens 200 kB) of hub (opgehaald bij de hub; lichter, maar veel lezers zien het pas na een klik)',
      en: 'Pictures: inline (in the mail itself, 200 kB together at most) or hub (fetched from the hub; lighter, but many readers see them after a click only)',
    },
    example: 'hub',
  },
  internal: {
    kind: 'pattern',
    pattern: /^[a-z0-9.-]+\.[a-z]{2,}(?:\s*,\s*[a-z0-9.-]+\.[a-z]{2,})*$/i,
    expected: 'text',
    scope: 'project',
    help: {
      nl: 'Maildomeinen van de eigen organisatie, met komma’s; daar gaat een steekproef (--sample) heen',
      en: 'Mail domains of your own organisation, with commas; a sample (--sample) goes there',
    },
    example: 'gemeente.example.nl',
  },
  softBounces: {
    kind: 'pattern',
    pattern: softLimitPattern,
    expected: 'soft-bounces',
    default: defaultSoftLimit,
    scope: 'project',
    help: {
      nl: 'Na hoeveel nieuwsbrieven op rij die tijdelijk niet aankwamen, en hoeveel dagen daartussen, een lezer niets meer krijgt',
      en: 'After how many issues in a row that could not be delivered for now, and how many days between them, a reader gets no more',
    },
    example: '3/14d',
  },
  withoutAudience: {
    kind: 'choice',
    choices: ['all', 'none'],
    default: 'all',
    scope: 'project',
    help: {
      nl: 'Wat een lezer zonder doelgroep krijgt van een bericht dat er een noemt: all (ook dat) of none (niet)',
      en: 'What a reader without a segment gets of a post that names one: all (that too) or none (not)',
    },
    example: 'all',
  },
  connections: {
    kind: 'number',
    default: 5,
    scope: 'project',
    help: { nl: 'Verbindingen met de mailserver tegelijk', en: 'Connections to the mail server at a time' },
    example: '5',
  },
  messagesPerConnection: {
    kind: 'number',
    default: 100,
    scope: 'project',
    help: { nl: 'Mails over één verbinding', en: 'Mails over one connection' },
    example: '100',
  },
  rate: {
    kind: 'number',
    scope: 'project',
    help: { nl: 'Hoogstens zoveel mails per seconde', en: 'At most this many mails a second' },
    example: '14',
  },
  perDomain: {
    kind: 'number',
    scope: 'project',
    help: {
      nl: 'Hoogstens zoveel mails per seconde naar adressen van hetzelfde domein',
      en: 'At most this many mails a second to addresses of the same domain',
    },
    example: '0.5',
  },
  quiet: {
    kind: 'pattern',
    pattern: quietPattern,
    expected: 'text',
    scope: 'project',
    help: {
      nl: 'Uren waarin geen mail uitgaat, in de tijdzone van het project; wie dan nog moet, wacht tot het einde ervan',
      en: 'Hours without mail, in the time zone of the project; whoever is left waits for their end',
    },
    example: '22:00-07:00',
  },
  signing: {
    kind: 'choice',
    choices: ['omk', 'relay'],
    default: 'omk',
    scope: 'project',
    help: {
      nl: 'Wie de mails met DKIM ondertekent: omk (met DKIM_*) of relay (de mailserver)',
      en: 'Who signs the mails with DKIM: omk (with DKIM_*) or relay (the mail server)',
    },
    example: 'relay',
  },
  consent: {
    kind: 'choice',
    choices: ['warn', 'required'],
    default: 'warn',
    scope: 'project',
    help: {
      nl: 'Lezers zonder vastgelegde toestemming: warn (melden) of required (weigeren)',
      en: 'Readers without recorded consent: warn (say so) or required (refuse)',
    },
    example: 'required',
  },
  digestTitle: {
    kind: 'text',
    scope: 'project',
    help: {
      nl: 'Titel van een nieuwsoverzicht (omk digest); {project} en {week} worden ingevuld',
      en: 'Title of a digest (omk digest); {project} and {week} are filled in',
    },
    example: 'Nieuws van {project}: week {week}',
  },
  digestIntro: {
    kind: 'path',
    scope: 'project',
    help: {
      nl: 'Markdown-bestand met woorden vooraf voor elk nieuwsoverzicht; --intro gaat voor',
      en: 'Markdown file with words at the beginning of every digest; --intro goes before it',
    },
    example: 'vooraf.md',
  },
  digestItems: {
    kind: 'number',
    default: 20,
    scope: 'project',
    help: { nl: 'Hoogstens zoveel berichten in een nieuwsoverzicht', en: 'At most this many posts in a digest' },
    example: '20',
  },
  subject: {
    kind: 'text',
    scope: 'post',
    help: { nl: 'Onderwerp van de mail, als het anders is dan de titel', en: 'Subject of the mail, when it differs from the title' },
    example: 'Koersbesluit vastgesteld: wat betekent het voor u?',
  },
  intro: {
    kind: 'text-by-segment',
    scope: 'post',
    help: {
      nl: 'Woorden vooraf in Markdown: één tekst, of een per doelgroep ("*" voor wie er geen van heeft)',
      en: 'Words at the beginning in Markdown: one text, or one for each segment ("*" for who has none of them)',
    },
    example: '{ ouders: "Beste ouders, …", "*": "Goed dat u meeleest." }',
  },
} as const satisfies Channel['options'];
