/** Every problem in Dutch: one plain sentence that says what is wrong, and what to do next. */
import type { Expected } from '../../core/problem.ts';
import { approvalProblemsNl } from './approval-nl.ts';
import { changedProblemsNl } from './changed-nl.ts';
import { domainProblemsNl } from './domain-nl.ts';
import { editorialProblemsNl } from './editorial/problems-nl.ts';
import { waiverNl } from './editorial/waiver-nl.ts';
import { forwardProblemsNl } from './forward-nl.ts';
import { loginProblemsNl } from './login-nl.ts';
import { lookProblemsNl } from './look-nl.ts';
import { momentProblemsNl } from './moment-nl.ts';
import { notifyProblemsNl } from './notify-nl.ts';
import { fileWord, isAddress, listed, type Place, type ProblemCatalogue, type ProblemText, sizes } from './problem-catalogue.ts';
import { scheduleProblemsNl } from './schedule-nl.ts';
import { sourceProblemsNl } from './source-nl.ts';
import { startProblemsNl } from './start-nl.ts';

const expectedWords: Readonly<Record<Expected, string>> = {
  text: 'een tekst',
  list: 'een lijst, zoals [a, b]',
  'yes-no': 'true of false',
  number: 'een getal',
  map: 'een blok met velden eronder',
  date: 'een datum, zoals 2026-11-23 09:00',
  moment: 'een dag of een tijdstip, zoals 2026-12-24 of "2026-12-24 09:00"',
  address: 'een webadres, zoals https://example.nl',
  mailbox: 'een afzender, zoals "Naam <naam@example.nl>"',
  email: 'een mailadres, zoals naam@example.nl',
  language: 'een taalcode, zoals nl of en',
  'time-zone': 'een tijdzone, zoals Europe/Amsterdam',
  duration: 'een duur, zoals 15s, 10m of 24h',
  'clock-time': 'een tijd, zoals 08:30',
  day: 'een dag, zoals 2026-12-24',
  country: 'een land, zoals NL of BE, of een deel ervan, zoals DE-BY',
  pace: 'een tempo, zoals 8/30s',
  'dns-server': 'een IP-adres, eventueel met poort, zoals 127.0.0.1:53',
  'soft-bounces': 'een aantal nieuwsbrieven en dagen, zoals 3/14d',
  path: 'een pad binnen het project',
  access: 'public, logged-in, group of een nummer',
  database: 'sqlite: met een pad erachter, zoals sqlite:.omk/omk.db',
  urn: 'een URN, zoals urn:li:organization:7001',
  version: 'een jaar en maand tussen aanhalingstekens, zoals "202611"',
  expression: 'een reguliere expressie, zoals "Z-\\d{6}"',
  callback: 'een adres van deze computer met poort, zoals http://127.0.0.1:4830/callback',
  id: 'een nummer tussen aanhalingstekens, zoals "4510"',
};

/** As in the table of `omk status`. */
const stateWords: Readonly<Record<string, string>> = {
  waiting: 'wacht op hub',
  scheduled: 'gepland',
  sending: 'bezig',
  sent: 'geplaatst',
  failed: 'mislukt',
  unconfirmed: 'onzeker',
  'handed-off': 'aan u',
  cancelled: 'ingetrokken',
  unchanged: 'stond er al',
  skipped: 'overgeslagen',
};

const partWords: Readonly<Record<string, string>> = {
  title: 'De titel',
  subject: 'De onderwerpregel',
  summary: 'De samenvatting',
  preheader: 'De voorvertoning (preheader)',
  text: 'De tekst',
  message: 'De tekst',
  body: 'De tekst',
  html: 'De mail',
  tag: 'Een tag',
  alt: 'De beschrijving van de afbeelding',
};

const accessWords: Readonly<Record<string, string>> = {
  public: 'iedereen',
  'logged-in': 'wie is ingelogd',
  group: 'leden van de groep',
  author: 'de schrijver',
  '0': 'de schrijver',
};

const keyReasons = {
  missing: 'bestaat niet',
  unreadable: 'is niet te lezen',
  'not-rsa': 'is geen RSA-sleutel',
  'too-short': 'is te kort',
  'open-to-others': 'is ook voor anderen op deze computer te lezen',
} as const;

const keyHints = {
  missing: 'Controleer het pad bij DKIM_PRIVATE_KEY_FILE in .env.',
  unreadable: 'Controleer of het een privésleutel in PEM-vorm zonder wachtwoord is, en of u het bestand mag lezen.',
  'not-rsa': 'Vraag uw beheerder om een RSA-sleutel van 2048 bits; andere soorten worden niet overal herkend.',
  'too-short': 'Vraag uw beheerder om een RSA-sleutel van 2048 bits.',
  'open-to-others': 'Maak het bestand alleen voor uzelf leesbaar, bijvoorbeeld met `chmod 600`.',
} as const;

/** How to get the value of a setting, where more can be said than its name. */
const settingHints: Readonly<Record<string, string>> = {
  PLEIO_COOKIE: 'Log in met `omk login pleio`, of zet PLEIO_COOKIE=sessionid=… in .env.',
  X_APP_KEY: 'Log in met `omk login x`, of zet de vier sleutels in .env.',
  X_APP_SECRET: 'Log in met `omk login x`, of zet de vier sleutels in .env.',
  X_ACCESS_TOKEN: 'Log in met `omk login x`, of zet de vier sleutels in .env.',
  X_ACCESS_SECRET: 'Log in met `omk login x`, of zet de vier sleutels in .env.',
  LINKEDIN_ACCESS_TOKEN:
    'Log in met `omk login linkedin`, of zet LINKEDIN_ACCESS_TOKEN in .env; met `linkedin.mode` op assisted in omk.yaml plaatst u zelf wat omk klaarzet.',
  LINKEDIN_CLIENT_ID: 'Zet Client ID en geheim van uw app bij LinkedIn in .env, naast omk.yaml; docs/login.md zegt hoe u die app maakt.',
  LINKEDIN_CLIENT_SECRET:
    'Zet Client ID en geheim van uw app bij LinkedIn in .env, naast omk.yaml; docs/login.md zegt hoe u die app maakt.',
  YAMMER_ACCESS_TOKEN: 'Log in met `omk login yammer`, of zet YAMMER_ACCESS_TOKEN in .env.',
  YAMMER_CLIENT_ID:
    'Zet de nummers van uw app en organisatie bij Microsoft Entra in .env, naast omk.yaml; docs/login.md zegt hoe u die app maakt.',
  YAMMER_TENANT_ID:
    'Zet de nummers van uw app en organisatie bij Microsoft Entra in .env, naast omk.yaml; docs/login.md zegt hoe u die app maakt.',
  SMTP_URL: 'Zet het adres van uw mailserver in .env, bijvoorbeeld SMTP_URL=smtps://naam:wachtwoord@mail.example.nl.',
};

const loginHints: Readonly<Record<string, string>> = {
  pleio:
    'De aanmelding verloopt na ongeveer twee weken. Log opnieuw in met `omk login pleio`; staat PLEIO_COOKIE in .env, vernieuw dan daar de waarde van de cookie `sessionid`.',
  x: 'Log opnieuw in met `omk login x`, of maak in de ontwikkelaarsomgeving van X nieuwe sleutels aan en zet X_APP_KEY, X_APP_SECRET, X_ACCESS_TOKEN en X_ACCESS_SECRET in .env.',
  linkedin:
    'Een aanmelding bij LinkedIn verloopt na 60 dagen. Log opnieuw in met `omk login linkedin`, of vernieuw LINKEDIN_ACCESS_TOKEN in .env.',
  yammer: 'Log opnieuw in met `omk login yammer`, of vernieuw YAMMER_ACCESS_TOKEN in .env.',
  newsletter: 'Controleer de gebruikersnaam en het wachtwoord van de mailserver in SMTP_URL, in .env.',
};

const permissionHints: Readonly<Record<string, string>> = {
  pleio: 'Maak het functionele account lid van de groep, of vraag de beheerder van de site om het recht om te plaatsen.',
  x: 'Geef de app in de ontwikkelaarsomgeving van X het recht om te lezen en te schrijven (Read and write), en maak daarna nieuwe toegangssleutels aan.',
  linkedin:
    'Controleer in het ontwikkelaarsportaal van LinkedIn of de app mag plaatsen: w_member_social voor een persoon, w_organization_social voor een pagina.',
  yammer: 'Maak het account lid van de community, of vraag de beheerder of het account daar mag plaatsen.',
  newsletter: 'Vraag de beheerder van de mailserver of het adres bij `newsletter.from` via deze server mag versturen.',
};

const destinationKeys: Readonly<Record<string, string>> = { pleio: 'pleio.group', linkedin: 'linkedin.group', yammer: 'yammer.community' };

const q = (value: string): string => (value === '' ? 'niets' : `"${value}"`);
const number = (value: number): string => value.toLocaleString('nl-NL');
const count = (amount: number, one: string, more: string): string => `${number(amount)} ${amount === 1 ? one : more}`;
const dollars = (amount: string): string => (/^\$?[\d.]+$/.test(amount) ? `${amount.replace('$', '').replace('.', ',')} dollar` : amount);
const state = (name: string): string => stateWords[name] ?? q(name);
const audience = (name: string): string => accessWords[name] ?? `toegangsniveau ${name}`;
/** Flags of which one will do come as "--a | --b". */
const alternatives = (flags: string, mark = ''): string =>
  listed(
    flags.split(' | ').map((flag) => `${mark}${flag}${mark}`),
    'of',
  );
const ended = (detail: string): string => detail.replace(/[\s.]+$/u, '');

/** What a service said, woven into a sentence that has just said what it did. */
const answered = (detail: string | undefined): string => (detail ? ` en antwoordde: "${ended(detail)}"` : '');
/** What a program or a service said, as a sentence of its own. */
const reported = (detail: string): string => (detail ? ` De melding luidt: "${ended(detail)}".` : '');

const channel = ({ channel: label, channelId }: Place): string => (channelId === 'newsletter' ? 'De mailserver' : (label ?? 'Het kanaal'));
const inChannel = ({ channel: label, channelId }: Place): string =>
  channelId === 'newsletter' ? 'de mailserver' : (label ?? 'het kanaal');
const file = (place: Place): string => fileWord(place, 'BESTAND');
const destinationKey = ({ channelId = '' }: Place): string => {
  const key = destinationKeys[channelId];
  return key ? `\`${key}\`` : 'de bestemming van dit kanaal';
};

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion ? `Misschien bedoelde u \`${suggestion}\`.` : otherwise;
const chosen = (choices: readonly string[], suggestion?: string): string =>
  [meant(suggestion, ''), choices.length > 0 ? `Kies ${listed(choices, 'of')}.` : 'Verwijder de waarde als u hem niet nodig hebt.']
    .filter(Boolean)
    .join(' ');
const written = (key: string, expected: Expected, suggestion?: string): string =>
  [`Schrijf bij \`${key}\` ${expectedWords[expected]}.`, meant(suggestion, '')].filter(Boolean).join(' ');
const published = (place: Place): string => `\`omk publish ${file(place)}\``;
const thenPublish = (place: Place): string => `Voer daarna ${published(place)} uit.`;
const thenRetry = (place: Place): string => `Voer daarna \`omk retry ${file(place)}\` uit.`;

function look(place: Place): string {
  if (place.channelId === 'newsletter') {
    const command = `omk resolve ${file(place)} newsletter`;
    return `Ga bij de mailserver na welke mails zijn verstuurd. Voer daarna \`${command} --leave-unconfirmed\` uit om die lezers over te slaan, of \`${command} --resend-unconfirmed\` om hun nogmaals te mailen.`;
  }
  const command = `omk resolve ${file(place)} ${place.channelId ?? 'KANAAL'}`;
  return `Kijk op ${inChannel(place)} of het bericht er staat. Staat het er, voer dan \`${command} --published ADRES\` uit, met het adres van het bericht; staat het er niet, dan \`${command} --not-published\`.`;
}

/** For an answer that leaves it open whether the message is there. */
const findOut = (place: Place): string =>
  `Voer \`omk run\` uit: kan het bericht zijn aangekomen, dan zoekt omk dat eerst uit en stuurt het niet nog eens. Meldt \`omk status ${file(place)}\` daarna "onzeker", kijk dan zelf en geef het door met \`omk resolve\`.`;

/** Of many readers, each has a state of its own. */
const stoppedMailing: ProblemText = {
  message: 'omk is gestopt terwijl de nieuwsbrief werd verstuurd; wie de nieuwsbrief nog niet had, wacht.',
  hint: '`omk run` gaat verder met wie wacht. Niemand krijgt vanzelf een tweede mail.',
};
const stopped = ({ channelId }: Place): string =>
  channelId === undefined
    ? 'omk is gestopt voordat alles klaar was; wat nog niet weg was, wacht.'
    : 'omk is gestopt terwijl het bericht werd verstuurd; het is niet zeker of het is aangekomen.';

const lastAnswers: Readonly<Record<string, string>> = {
  unavailable: 'er was geen verbinding mogelijk',
  'rate-limited': 'het kanaal vroeg om te wachten',
  'no-answer': 'er kwam geen antwoord',
  'server-error': 'het kanaal had een storing',
  'spend-cap': 'de bestedingsgrens was bereikt',
  'out-of-credit': 'het tegoed was op',
};

const suppressedBecause = {
  unsubscribed: 'de lezer zich heeft afgemeld',
  bounced: 'de mail steeds terugkwam',
  complained: 'de lezer de mail als ongewenst heeft gemeld',
  forgotten: 'de lezer heeft gevraagd te worden vergeten',
  manual: 'iemand het van de lijst heeft gehaald',
};

export const problemsNl: ProblemCatalogue = {
  ...changedProblemsNl,
  ...domainProblemsNl,
  ...sourceProblemsNl,
  ...editorialProblemsNl,
  ...lookProblemsNl,
  ...notifyProblemsNl,
  ...approvalProblemsNl,
  ...scheduleProblemsNl,
  ...startProblemsNl,
  ...forwardProblemsNl,
  ...loginProblemsNl,
  ...momentProblemsNl,
  ...waiverNl,
  'usage-unknown-command': ({ name, suggestion }) => ({
    message: `De opdracht ${q(name)} bestaat niet.`,
    hint: meant(suggestion && `omk ${suggestion}`, 'Bekijk alle opdrachten met `omk --help`.'),
  }),
  'usage-unknown-topic': ({ name, suggestion }) => ({
    message: `Over ${q(name)} is er geen uitleg.`,
    hint: meant(suggestion && `omk help ${suggestion}`, 'Bekijk alle onderwerpen met `omk help onderwerpen`.'),
  }),
  'usage-unknown-option': ({ name, suggestion }) => ({
    message: `De optie ${q(name)} bestaat niet.`,
    hint: meant(suggestion, 'Zet `--help` achter de opdracht om de opties te zien.'),
  }),
  'usage-missing-argument': ({ name }) => ({
    message: `Bij deze opdracht ontbreekt ${name}.`,
    hint: 'Vul de opdracht aan; met `--help` erachter ziet u voorbeelden.',
  }),
  'usage-bad-value': ({ option, value, expected }) => ({
    message: `Bij ${option} staat ${q(value)}, en dat kan daar niet.`,
    hint: expected in expectedWords ? `Geef ${expectedWords[expected as Expected]}.` : `Mogelijk is: ${ended(expected)}.`,
  }),
  'usage-too-many-arguments': ({ value }) => ({
    message: `Deze opdracht kan niets met ${q(value)}.`,
    hint: 'Laat het weg. Is het een deel van een bestandsnaam met spaties, zet dan de hele naam tussen aanhalingstekens.',
  }),
  'usage-needs-flag': ({ flag }) => ({
    message: `Deze opdracht heeft ${alternatives(flag)} nodig.`,
    hint: `Zet ${alternatives(flag, '`')} achter de opdracht${flag === '--yes' ? '; omk stelt hier zelf geen vraag' : ''}.`,
  }),

  'content-not-found': ({ path }) => ({
    message: `Het bestand of de map ${q(path)} bestaat niet.`,
    hint: 'Controleer het pad; het telt vanaf de map waarin u de opdracht geeft.',
  }),
  'content-no-posts': ({ path }) => ({
    message: `In ${q(path)} staan geen berichten.`,
    hint: 'Een bericht is een bestand op .md. README, namen met _ of . vooraan, en de mappen templates en docs tellen niet mee.',
  }),
  'content-not-a-post': ({ path }) => ({
    message: `${q(path)} is geen bericht.`,
    hint: 'Kies een bestand op .md dat niet README heet en niet met _ of . begint.',
  }),
  'content-outside-project': ({ path }) => ({
    message: `${q(path)} ligt buiten het project.`,
    hint: 'Zet het bestand in de map van omk.yaml of daaronder, of noem de andere map met `--project MAP`.',
  }),
  'content-unreadable': ({ path, detail }) => ({
    message: `Het bestand ${q(path)} is niet te lezen.${reported(detail)}`,
    hint: 'Controleer of u het bestand mag openen en of de schijf beschikbaar is.',
  }),
  'content-not-utf8': () => ({
    message: 'Het bestand is niet als UTF-8 opgeslagen.',
    hint: 'Sla het bestand in uw tekstprogramma opnieuw op, met de codering UTF-8.',
  }),
  'content-too-big': ({ bytes, max }) => {
    const { size, limit } = sizes(bytes, max, ',');
    return {
      message: `Het bestand is ${size}; een bericht mag hoogstens ${limit} zijn.`,
      hint: 'Kort het bericht in. Voeg afbeeldingen als los bestand toe, niet in de tekst zelf.',
    };
  },
  'content-too-deep': ({ levels }) => ({
    message: `De tekst heeft lijsten of citaten in elkaar, dieper dan ${count(levels, 'niveau', 'niveaus')}.`,
    hint: 'Maak van de binnenste lijsten of citaten gewone alinea’s.',
  }),
  'content-duplicate-id': ({ id, other }) => ({
    message: `Het kenmerk (id) ${q(id)} is al in gebruik bij ${q(other)}.`,
    hint: 'Geef een van beide berichten een andere `id`.',
  }),
  'content-renamed': ({ other }) => ({
    message: `Ditzelfde bericht is al verstuurd vanuit ${q(other)}.`,
    hint: `Hebt u het bestand een andere naam gegeven, zet dan \`id: ${other}\` in de kop van het bericht. Is het een nieuw bericht, verander dan de tekst.`,
  }),

  'content-front-matter': ({ detail }) => ({
    message: `De kop van het bericht is niet te lezen.${reported(detail)}`,
    hint: 'Controleer de regel die genoemd wordt. Vaak helpt het om een tekst met een dubbele punt tussen aanhalingstekens te zetten.',
  }),
  'content-front-matter-open': () => ({
    message: 'De kop van het bericht wordt niet afgesloten.',
    hint: 'Zet onder de kop een regel met alleen `---`.',
  }),
  'content-front-matter-missing': () => ({
    message: 'Het bericht heeft geen kop.',
    hint: 'Begin het bestand met een regel `---`, dan `title: …`, en dan weer een regel `---`.',
  }),
  'content-front-matter-code': ({ language }) => ({
    message: `De kop van het bericht is geschreven in ${q(language)}, en dat leest omk daar niet.`,
    hint: 'Begin het bestand met alleen `---`, en schrijf de kop als `naam: waarde` (YAML).',
  }),
  'content-unknown-key': ({ key, suggestion }) => ({
    message: `Het veld ${q(key)} bestaat niet.`,
    hint: meant(suggestion, 'Verwijder het veld, of controleer de naam.'),
  }),
  'content-missing': ({ key }) => ({
    message: `Het veld ${q(key)} ontbreekt.`,
    hint: `Zet \`${key}: …\` in de kop van het bericht.`,
  }),
  'content-wrong-type': ({ key, value, expected, suggestion }) => ({
    message: `Bij ${q(key)} staat ${q(value)}, en dat kan daar niet.`,
    hint: written(key, expected, suggestion),
  }),
  'content-bad-choice': ({ key, value, choices, suggestion }) => ({
    message: `Bij ${q(key)} staat ${q(value)}, en die keuze is er niet.`,
    hint: chosen(choices, suggestion),
  }),
  'content-bad-date': ({ key, value }) => ({
    message: `Bij ${q(key)} staat ${q(value)}, en dat is geen bestaande datum.`,
    hint: 'Schrijf een datum met tijd, zoals 2026-11-23 09:00.',
  }),
  'content-skipped-time': ({ key, value, suggestion }) => ({
    message: `Het tijdstip ${q(value)} bij ${q(key)} bestaat niet, omdat de klok dan vooruitgaat.`,
    hint: `Kies een ander tijdstip, bijvoorbeeld ${suggestion}.`,
  }),
  'content-doubled-time': ({ key, value, chosen }) => ({
    message: `Het tijdstip ${q(value)} bij ${q(key)} komt twee keer voor, omdat de klok dan teruggaat; omk neemt de eerste keer (${chosen}).`,
    hint: 'Bedoelt u de tweede keer, zet dan het tijdverschil erachter, zoals +01:00.',
  }),
  'content-end-before-start': ({ start, end }) => ({
    message: `Het einde (${end}) ligt niet na het begin (${start}).`,
    hint: 'Verbeter `start` of `end` bij `event`.',
  }),
  'content-no-effect': ({ key }) => ({
    message: `Het veld ${q(key)} doet hier niets: het bericht gaat niet naar dat kanaal.`,
    hint: 'Zet het kanaal bij `channels` als het daar wel heen moet. Anders kunt u het veld laten staan.',
  }),
  'content-empty': () => ({
    message: 'Het bericht heeft geen tekst.',
    hint: 'Schrijf de tekst onder de kop van het bericht.',
  }),
  'content-no-channels': () => ({
    message: 'Het bericht gaat naar geen enkel kanaal.',
    hint: 'Noem ten minste één kanaal bij `channels`, in de kop van het bericht of in omk.yaml.',
  }),
  'content-no-link': ({ hub }, { channelId = 'kanaal' }) => ({
    message: `Er is niets om naar te verwijzen: het bericht gaat niet naar ${hub} en heeft zelf geen link.`,
    hint: `Voeg ${hub} toe bij \`channels\`, of zet \`link: https://…\` in de kop van het bericht. Zonder link kan ook: \`${channelId}: { link: false }\`.`,
  }),
  'content-hub-first': ({ hub }) => ({
    message: `Het bericht staat nog niet op ${hub}, waar de andere kanalen naar verwijzen.`,
    hint: `Publiceer het eerst daar, of laat \`--channels\` weg: dan gaat ${hub} vanzelf voor.`,
  }),
  'content-spoke-before-hub': ({ hub }, place) => ({
    message: `${place.channel ?? 'Een kanaal'} staat eerder gepland dan ${hub}, terwijl het daarnaar verwijst.`,
    hint: `Geef het een \`publish_at\` op hetzelfde moment als ${hub} of later.`,
  }),
  'content-corrects-unknown': ({ corrects }) => ({
    message: `Het bericht ${q(corrects)}, dat hiermee wordt rechtgezet, is er niet.`,
    hint: 'Zet bij `corrects` het pad of de `id` van het bericht dat u rechtzet.',
  }),
  'content-corrects-unpublished': ({ corrects }) => ({
    message: `Het bericht ${q(corrects)}, dat hiermee wordt rechtgezet, is niet verstuurd.`,
    hint: 'Verbeter dat bericht zelf, of haal `corrects` weg.',
  }),
  'content-unsafe-link': ({ href }) => ({
    message: `De link ${q(href)} gaat niet mee, omdat zo’n link onveilig kan zijn.`,
    hint: 'Gebruik een adres dat met https:// begint.',
  }),
  'content-too-long': ({ what, length, max }) => {
    const part = partWords[what] ?? q(what);
    if (what === 'body' || what === 'html') {
      const { size, limit } = sizes(length, max, ',');
      return { message: `${part} is ${size}; hoogstens ${limit} past.`, hint: 'Kort de tekst in.' };
    }
    return {
      message: `${part} telt ${count(length, 'teken', 'tekens')}; er passen er ${number(max)}.`,
      hint: `Maak de tekst ${count(length - max, 'teken', 'tekens')} korter.`,
    };
  },
  'content-nearly-too-long': ({ what, length, max }) => {
    const part = partWords[what] ?? q(what);
    const { size, limit } =
      what === 'body' || what === 'html' ? sizes(length, max, ',') : { size: count(length, 'teken', 'tekens'), limit: number(max) };
    return {
      message: `${part} is ${size} lang, en dat is dicht bij de grens van ${limit}.`,
      hint: 'Kort de tekst in, of deel hem op: wat over de grens komt, krijgt de lezer niet te zien.',
    };
  },
  'content-thread-too-long': ({ parts, max }) => ({
    message: `De reeks telt ${count(parts, 'deel', 'delen')}; er mogen er hoogstens ${number(max)} zijn.`,
    hint: 'Kort de tekst in, of plaats een korte tekst met een link naar het hele bericht.',
  }),
  'content-too-expensive': ({ cost, max }, place) => ({
    message: `Dit bericht kost op ${inChannel(place)} ${dollars(cost)}, en de grens is ${dollars(max)}.`,
    hint: 'Verhoog de grens met `x: { maxCost: … }` in omk.yaml, of laat de link weg met `x: { link: false }` in de kop van het bericht: zonder link is het veel goedkoper.',
  }),
  'content-too-many-images': ({ count: amount, max }, place) => ({
    message: `Het bericht heeft ${count(amount, 'afbeelding', 'afbeeldingen')}; ${inChannel(place)} toont er hoogstens ${number(max)}.`,
    hint: 'Zet de belangrijkste vooraan: de rest gaat hier niet mee.',
  }),
  'content-image-missing': ({ path }) => ({
    message: `De afbeelding ${q(path)} bestaat niet.`,
    hint: 'Controleer het pad; het telt vanaf de map van het bericht.',
  }),
  'content-image-outside': ({ path }) => ({
    message: `De afbeelding ${q(path)} ligt buiten het project.`,
    hint: 'Zet de afbeelding in de map van omk.yaml of daaronder.',
  }),
  'content-image-remote': ({ path }) => ({
    message: `De afbeelding ${q(path)} staat op een andere website.`,
    hint: 'Zet de afbeelding als bestand bij het bericht, en verwijs naar dat bestand.',
  }),
  'content-image-type': ({ path }) => ({
    message: `${q(path)} is geen afbeelding die omk kan versturen.`,
    hint: 'Sla de afbeelding op als PNG, JPEG, GIF of WebP.',
  }),
  'content-image-too-big': ({ path, bytes, max }) => {
    const { size, limit } = sizes(bytes, max, ',');
    return {
      message: `De afbeelding ${q(path)} is ${size}; hoogstens ${limit} mag.`,
      hint: 'Verklein de afbeelding, of sla haar op als JPEG.',
    };
  },
  'content-image-changed': ({ path }, place) => ({
    message: `De afbeelding ${q(path)} is veranderd of verdwenen nadat het bericht was klaargezet.`,
    hint: `Zet de oude afbeelding terug, of voer ${published(place)} uit om het bericht met de nieuwe klaar te zetten.`,
  }),
  'content-image-left-out': ({ path, reason }, place) => ({
    message: `De afbeelding ${q(path)} gaat niet mee, omdat ${inChannel(place)} ${reason === 'size' ? 'zulke grote afbeeldingen' : 'dit soort afbeeldingen'} niet aanneemt.`,
    hint:
      reason === 'size'
        ? 'Verklein de afbeelding als zij ook hier te zien moet zijn.'
        : 'Sla de afbeelding op als JPEG of PNG als zij ook hier te zien moet zijn.',
  }),
  'content-intro-unread': ({ segment, audience: segments }) => ({
    message: `De woorden vooraf voor ${q(segment)} krijgt niemand te lezen: dit bericht gaat naar ${listed(segments, 'en')}.`,
    hint: 'Zet de doelgroep ook bij `audience`, of haal haar weg bij `newsletter.intro`.',
  }),
  'digest-repeats': () => ({
    message: 'Met `--since` komen ook berichten mee die in een eerder nieuwsoverzicht stonden; lezers krijgen die dan nog eens.',
    hint: 'Laat `--since` weg voor alleen wat nieuw is.',
  }),
  'digest-closed': () => ({
    message: 'Niet in het nieuwsoverzicht, omdat niet iedereen dit bericht mag lezen en er niet bij staat voor welke lezers het is.',
    hint: 'Moet het wel mee, stuur het dan ook naar de nieuwsbrief, of noem bij `audience` voor wie het is.',
  }),
  'digest-audience-unknown': () => ({
    message: 'Niet in het nieuwsoverzicht, omdat niet meer te achterhalen is voor wie dit bericht was.',
    hint: 'Zet het bestand van het bericht terug op zijn plaats en maak het nieuwsoverzicht met `omk digest --since DATUM` opnieuw.',
  }),
  'content-event-missing': () => ({
    message: 'Dit bericht is een bijeenkomst, maar er staat niet bij wanneer die is.',
    hint: 'Zet `event: { start: 2026-12-01 19:30, location: … }` in de kop van het bericht.',
  }),
  'content-needs': ({ key }) => ({
    message: `Het veld ${q(key)} is hier nodig, maar ontbreekt.`,
    hint: `Zet \`${key}: …\` in de kop van het bericht.`,
  }),

  'template-missing': ({ name }) => ({
    message: `Het sjabloon ${q(name)} bestaat niet.`,
    hint: 'Controleer de naam bij `template`, of zet het bestand in de map met sjablonen.',
  }),
  'template-error': ({ detail }) => ({
    message: `Het sjabloon bevat een fout.${reported(detail)}`,
    hint: 'Verbeter het sjabloon, of haal het uit uw map met sjablonen: dan gebruikt omk het meegeleverde.',
  }),
  'template-lacks': ({ variable }) => ({
    message: `In het sjabloon ontbreekt ${q(variable)}.`,
    hint: `Zet \`{{ ${variable} }}\` in het sjabloon, of haal het uit uw map met sjablonen: dan gebruikt omk het meegeleverde.`,
  }),

  'config-syntax': ({ detail }) => ({
    message: `De instellingen zijn niet te lezen.${reported(detail)}`,
    hint: 'Controleer de regel die genoemd wordt: let op inspringen met spaties, en op dubbele punten en aanhalingstekens.',
  }),
  'config-unreadable': ({ path, detail }) => ({
    message: `Het bestand ${q(path)} is niet te lezen.${reported(detail)}`,
    hint: 'Controleer of het bestand bestaat en of u het mag openen.',
  }),
  'config-unknown-key': ({ key, suggestion }) => ({
    message: `De instelling ${q(key)} bestaat niet.`,
    hint: meant(suggestion, 'Verwijder de instelling uit omk.yaml, of controleer de naam.'),
  }),
  'config-wrong-type': ({ key, value, expected, suggestion }) => ({
    message: `Bij de instelling ${q(key)} staat ${q(value)}, en dat kan daar niet.`,
    hint: written(key, expected, suggestion),
  }),
  'config-bad-choice': ({ key, value, choices, suggestion }) => ({
    message: `Bij de instelling ${q(key)} staat ${q(value)}, en die keuze is er niet.`,
    hint: chosen(choices, suggestion),
  }),
  'config-path-outside': ({ key, path }) => ({
    message: `De instelling ${q(key)} wijst met ${q(path)} naar een plek buiten het project.`,
    hint: 'Kies een pad in de map van omk.yaml of daaronder.',
  }),
  'config-missing': ({ name }) => ({
    message: `De instelling ${name} ontbreekt.`,
    hint: settingHints[name] ?? `Zet ${name} in .env, naast omk.yaml.`,
  }),
  'config-missing-key': ({ key }) => ({
    message: `De instelling ${q(key)} ontbreekt.`,
    hint: `Zet \`${key}\` in omk.yaml.`,
  }),
  'config-web-missing': () => ({
    message: 'Er staat nergens op welk adres lezers deze pagina’s vinden.',
    hint: 'Zet `newsletter.web` in omk.yaml, zoals https://nieuwsbrief.example.nl; http://127.0.0.1:4820 is goed om het te proberen.',
  }),
  'site-post-unknown': () => ({
    message: 'Niet op de pagina, omdat niet meer te vinden is wat er in dit bericht stond en wie het mag lezen.',
    hint: 'Zet het bestand van het bericht terug op zijn plaats en geef de opdracht nog eens.',
  }),
  'site-address-unknown': () => ({
    message: 'De feeds zeggen niet waar zij staan, want dat adres is omk niet bekend.',
    hint: 'Zet in omk.yaml `site: { web: https://… }` met het adres waar u de map neerzet.',
  }),
  'config-slow-expression': ({ value }) => ({
    message: `De reguliere expressie "${value}" in \`checks: { numbers: … }\` doet te lang over een bericht; er is gestopt met controleren.`,
    hint: 'Maak haar eenvoudiger: geen herhaling binnen een herhaling, zoals (a+)+, en liever \\d{4} dan \\d*.',
  }),
  'site-in-the-way': ({ path }) => ({
    message: `Het bestand ${path} is niet door omk gemaakt; omk schrijft er niet overheen.`,
    hint: 'Kies met -o een andere naam of map, of haal het bestand weg.',
  }),
  'cannot-listen': ({ address, reason }) => ({
    message: {
      taken: `Op ${address} luistert al een ander programma.`,
      forbidden: `Op ${address} mag omk niet luisteren.`,
      elsewhere: `Het adres ${address} is er niet op deze computer.`,
    }[reason],
    hint:
      reason === 'elsewhere'
        ? 'Kies met `--host` een adres van deze computer, zoals 127.0.0.1.'
        : 'Kies een andere poort, zoals `--port 4821`, en pas de proxy aan.',
  }),
  'config-bad-value': ({ name, expected }) => ({
    message: `De waarde van ${name} is niet bruikbaar.`,
    hint: `Geef ${name} als waarde ${expectedWords[expected]}.`,
  }),
  'config-insecure': ({ name, address }) => ({
    message: `${name} wijst naar ${q(address)}, en die verbinding is niet versleuteld.`,
    hint: 'Gebruik een adres met https:// (voor mail: smtps://, of smtp:// met STARTTLS). Zonder versleuteling mag alleen op de eigen computer.',
  }),
  'config-lease-short': ({ lease, deadline }) => ({
    message: `De tijd bij \`timing.lease\` (${lease}) is te kort naast die bij \`timing.deadline\` (${deadline}).`,
    hint: 'Maak `timing.lease` in omk.yaml ruim langer dan `timing.deadline`, of laat beide weg.',
  }),
  'config-sandbox-outside': ({ address }) => ({
    message: `Tijdens het oefenen gaat er niets naar buiten, en ${q(address)} ligt buiten deze computer.`,
    hint: 'Haal dat adres weg om te oefenen, of zet `mode: live` in omk.yaml om echt te plaatsen.',
  }),
  'config-incomplete': ({ given, missing }) => ({
    message: `${given} is ingevuld, maar ${missing} ontbreekt.`,
    hint: `Zet ook ${missing} in .env, of haal ${given} weg.`,
  }),
  'config-dkim-key': ({ file: path, reason }) => ({
    message: `De sleutel waarmee de nieuwsbrief wordt ondertekend, ${q(path)}, ${keyReasons[reason]}.`,
    hint: keyHints[reason],
  }),
  'config-list-missing': ({ path }) => ({
    message: `De lijst met lezers ${q(path)} bestaat niet.`,
    hint: 'Controleer het pad. Bij `omk subscribers import` telt het vanaf de map waarin u de opdracht geeft, bij `newsletter.subscribers` vanaf de map van omk.yaml.',
  }),
  'config-list-unreadable': ({ path, line, detail }) => ({
    message: `De lijst met lezers ${q(path)} is${line > 0 ? ` bij regel ${line}` : ''} niet te lezen.${reported(detail)}`,
    hint:
      line > 0
        ? 'Controleer die regel, vooral de aanhalingstekens, en sla het bestand op als CSV in UTF-8.'
        : 'Noem een gewoon bestand dat u mag lezen: geen map, en geen invoer van een andere opdracht.',
  }),
  'config-list-column': ({ path, column }) => ({
    message: `In de lijst met lezers ${q(path)} ontbreekt de kolom ${q(column)}.`,
    hint: `Zet ${q(column)} in de eerste regel, boven de kolom met die gegevens.`,
  }),
  'config-list-encoding': ({ path, encoding }) => ({
    message: `De lijst met lezers ${q(path)} is bewaard als ${encoding === 'utf-16' ? 'UTF-16 (“Unicode-tekst”)' : 'Latin-1 of Windows-1252'}; daarin gaan letters met accenten verloren.`,
    hint: 'Bewaar de lijst in Excel of LibreOffice opnieuw als “CSV UTF-8 (door scheidingstekens gescheiden)”.',
  }),
  'config-list-empty': ({ path }) => ({
    message: `In de lijst met lezers ${q(path)} staat niemand die ingelezen kan worden.`,
    hint: 'Controleer of dit het goede bestand is, met een kolom `email` en onder de kop een regel per lezer.',
  }),
  'file-unwritable': ({ path, detail }) => ({
    message: `Het bestand ${q(path)} is niet te schrijven.${reported(detail)}`,
    hint: 'Controleer of de map bestaat en of u er mag schrijven.',
  }),
  'config-tracked': ({ path }) => ({
    message: `${q(path)} wordt door git bewaard, terwijl er vertrouwelijke gegevens in staan.`,
    hint: `Haal het uit git met \`git rm --cached ${path}\`, en zet de naam in .gitignore. In oudere versies blijft het staan: ${path.endsWith('.env') ? 'vervang dus ook de sleutels die erin staan' : 'vraag uw beheerder of ook die moeten worden opgeschoond'}.`,
  }),
  'config-cut-value': ({ name }) => ({
    message: `Van ${name} leest omk alleen wat voor het hekje (#) staat.`,
    hint: 'Hoort het hekje bij de waarde, zet de hele waarde dan tussen aanhalingstekens; anders zet u er een spatie voor.',
  }),
  'config-database-server': () => ({
    message: 'Deze versie van omk kan nog geen databaseserver gebruiken.',
    hint: 'Zet OMK_DATABASE_URL op sqlite: met een pad erachter, of haal de instelling weg: dan gebruikt omk .omk/omk.db.',
  }),

  'reader-invalid': ({ count: amount, lines }) => ({
    message: `${count(amount, 'adres in de lijst met lezers klopt niet en is', 'adressen in de lijst met lezers kloppen niet en zijn')} overgeslagen (regel ${lines}).`,
    hint: 'Verbeter of verwijder die regels; de andere lezers krijgen de nieuwsbrief gewoon.',
  }),
  'reader-broken': ({ count: amount, lines }) => ({
    message: `${count(amount, 'regel in de lijst met lezers heeft', 'regels in de lijst met lezers hebben')} meer velden dan er kolommen zijn en ${amount === 1 ? 'is' : 'zijn'} overgeslagen (regel ${lines}).`,
    hint: 'Staat er een komma of puntkomma in een naam? Zet dan aanhalingstekens om dat veld.',
  }),
  'reader-bad-value': ({ column, count: amount, lines }) => ({
    message: `${count(amount, 'lezer is', 'lezers zijn')} overgeslagen, omdat de kolom ${q(column)} iets anders bevat dan omk kent (regel ${lines}).`,
    hint:
      column === 'frequency'
        ? 'Gebruik each (elk bericht), weekly (het weekoverzicht) of never (nu niets).'
        : 'Gebruik een taalcode, zoals nl of en.',
  }),
  'reader-duplicate': ({ count: amount }) => ({
    message: `${count(amount, 'adres staat', 'adressen staan')} meer dan eens in de lijst met lezers.`,
    hint: 'Iedereen krijgt de nieuwsbrief één keer. U kunt de dubbele regels verwijderen.',
  }),
  'reader-consent-missing': ({ count: amount }) => ({
    message: `Bij ${count(amount, 'lezer', 'lezers')} staat niet wanneer en hoe toestemming is gegeven.`,
    hint: 'Vul de kolommen `consent_at` en `consent_source` in de lijst met lezers, of noem de herkomst met `--source` bij `omk subscribers`.',
  }),
  'reader-consent-required': ({ count: amount }) => ({
    message: `Bij ${count(amount, 'lezer', 'lezers')} ontbreekt de toestemming die dit project verlangt.`,
    hint: 'Vul `consent_at` en `consent_source` in de lijst met lezers, of verwijder wie geen toestemming gaf. De eis staat bij `newsletter.consent` in omk.yaml.',
  }),
  'reader-disposable': ({ count: amount, lines }) => ({
    message: `${amount === 1 ? 'Eén lezer heeft' : `${amount} lezers hebben`} een wegwerpadres (regel ${lines}).`,
    hint: 'Zij krijgen gewoon mail. Vraag om een vast adres: een wegwerpadres bestaat binnenkort niet meer.',
  }),
  'reader-source-missing': ({ count: amount, lines }) => ({
    message: `Bij ${count(amount, 'lezer', 'lezers')} staat niet waar en wanneer toestemming is gegeven (regel ${lines}); er is niemand ingelezen.`,
    hint: 'Noem de herkomst van de hele lijst met `--source "…"`, of vul per regel de kolommen `consent_at` en `consent_source`.',
  }),
  'reader-consent-undated': ({ count: amount }) => ({
    message: `Bij ${count(amount, 'lezer', 'lezers')} staat wel waar, maar niet wanneer toestemming is gegeven.`,
    hint: 'Weet u de datum? Vul dan de kolom `consent_at` en lees de lijst nog eens in.',
  }),
  'reader-bad-address': () => ({
    message: 'Dit is geen adres waar mail naartoe kan.',
    hint: 'Schrijf het als naam@domein.nl, zonder accenten vóór de @.',
  }),
  'reader-unknown': () => ({
    message: 'Dit adres staat niet op de lijst.',
    hint: 'Kijk met `omk subscribers list` hoe het geschreven is. De zandbak heeft een eigen lijst.',
  }),
  'reader-suppressed': ({ reason }) => ({
    message: `Dit adres krijgt geen mail meer, omdat ${suppressedBecause[reason]}.`,
    hint:
      reason === 'complained'
        ? 'Mail deze persoon niet meer; dat is ook niet terug te draaien.'
        : 'Alleen de lezer zelf kan dit veranderen, met het aanmeldformulier.',
  }),
  'reader-file-counts': ({ path }) => ({
    message: `Deze lijst telt nu niet mee: de nieuwsbrief gaat naar wie in ${q(path)} staat.`,
    hint: 'Haal `newsletter.subscribers` uit omk.yaml als de lijst van omk zelf voortaan telt.',
  }),
  'reader-in-file': ({ path }) => ({
    message: `Het adres kan ook in ${q(path)} staan; omk verandert dat bestand niet.`,
    hint: 'Haal de regel daar zelf uit. Mail krijgt dit adres hoe dan ook niet meer.',
  }),
  'reader-in-copy': ({ path }) => ({
    message: `In ${q(path)} ligt nog een oude kopie van het register, met wat er toen op de lijst stond.`,
    hint: 'Gaat alles goed? Verwijder die kopie dan.',
  }),

  'bounces-no-input': () => ({
    message: 'Er is geen mail om te lezen.',
    hint: 'Noem een maildir-map, een mbox-bestand of een mail (.eml), of geef er een door op standaardinvoer: `omk bounces ~/Maildir`.',
  }),
  'bounces-unreadable': ({ path, detail }) => ({
    message: `${q(path)} is niet te lezen.${reported(detail)}`,
    hint: 'Controleer de naam, en of u het mag lezen.',
  }),
  'bounces-no-maildir': ({ path }) => ({
    message: `De map ${q(path)} is geen maildir: er is geen map "new" of "cur" in.`,
    hint: 'Noem de maildir zelf, of losse bestanden: een mbox, of mails als .eml.',
  }),
  'bounces-nothing-mailed': () => ({
    message: 'Vanuit dit project is nog nooit iets verstuurd, dus er kan geen mail zijn teruggekomen.',
    hint: 'Geef de map van het project met `--project`. De zandbak heeft een eigen geheugen: kijk naar `mode` in omk.yaml.',
  }),
  'bounces-broken': ({ count: amount, places }) => ({
    message: `${count(amount, 'mail was', 'mails waren')} niet te lezen en ${amount === 1 ? 'is' : 'zijn'} overgeslagen: ${places.join(', ')}${amount > places.length ? ', …' : ''}.`,
    hint: 'Er is niets mee gedaan. Kijk zelf of het teruggekomen post is; met `omk subscribers remove` haalt u een lezer van de lijst.',
  }),
  'bounces-all-broken': ({ count: amount }) => ({
    message: `Niets van wat is opgegeven, is als mail te lezen (${count(amount, 'mail', 'mails')} geprobeerd).`,
    hint: 'Controleer of het een maildir, een mbox of een mail is zoals die binnenkwam, met de headers erbij.',
  }),
  'bounces-one-code': ({ status, count: amount, title }) => ({
    message: `${count(amount, 'mail', 'mails')} van ${q(title)} ${amount === 1 ? 'kwam' : 'kwamen'} terug met dezelfde code, ${status}; die gaat over de afzender of de route en niet over de lezers.`,
    hint: 'Zoek uit wat die betekent voordat de volgende nieuwsbrief uitgaat: SPF, DKIM, DMARC, een blokkeerlijst of de grenzen van de mailserver. Er is geen lezer om van de lijst gehaald.',
  }),

  'ledger-unreachable': ({ path, detail }) => ({
    message: `Het geheugen van omk, ${q(path)}, is niet te openen.${reported(detail)}`,
    hint: 'Controleer of de map bestaat en of u er mag schrijven. Een ander pad kiest u met OMK_DATABASE_URL.',
  }),
  'ledger-read-only': ({ path }) => ({
    message: `In het geheugen van omk, ${q(path)}, mag niet worden geschreven.`,
    hint: 'Geef uzelf schrijfrecht op het bestand en op de map waarin het staat.',
  }),
  'ledger-damaged': ({ path, detail }) => ({
    message: `Het geheugen van omk, ${q(path)}, is beschadigd.${reported(detail)}`,
    hint: 'Bewaar het bestand en zet een reservekopie terug. Begin niet met een leeg geheugen: omk weet dan niet meer wat al is verstuurd.',
  }),
  'ledger-replaced': ({ path }) => ({
    message: `Het geheugen van omk, ${q(path)}, is verplaatst, gewist of vervangen terwijl omk ermee werkte.`,
    hint: 'Stop deze opdracht, zet het goede bestand op zijn plaats, en begin opnieuw.',
  }),
  'ledger-busy': ({ path }) => ({
    message: `Het geheugen van omk, ${q(path)}, is te lang bij een ander programma in gebruik.`,
    hint: 'Wacht tot de andere opdracht van omk klaar is, en probeer het opnieuw.',
  }),
  'ledger-full': ({ path }) => ({
    message: `Er is geen ruimte meer op de schijf om het geheugen van omk, ${q(path)}, bij te werken.`,
    hint: 'Maak schijfruimte vrij, en geef de opdracht opnieuw.',
  }),
  'ledger-newer': ({ path }) => ({
    message: `Het geheugen van omk, ${q(path)}, is gemaakt door een nieuwere versie van omk.`,
    hint: 'Gebruik die nieuwere versie, of een hogere.',
  }),
  'ledger-export-newer': () => ({
    message: 'Dit register is weggeschreven door een nieuwere versie van omk. Er is niets overgenomen.',
    hint: 'Gebruik die nieuwere versie, of een hogere.',
  }),
  'ledger-old-sqlite': ({ version }) => ({
    message: `De databasesoftware op deze computer (SQLite ${version}) is te oud.`,
    hint: 'Installeer omk opnieuw met `npm ci`, of gebruik een nieuwere versie van Node.',
  }),
  'ledger-altered': ({ line }) => ({
    message: `Regel ${number(line)} van het register is veranderd, verwijderd of verplaatst.`,
    hint: 'Gebruik een eerdere kopie van het register, en zoek uit wie het heeft aangepast.',
  }),
  'ledger-diverged': () => ({
    message: 'Dit register weet dingen die het ingelezen register niet weet.',
    hint: 'Lees het in op een plek zonder register, of schrijf dit register eerst weg met `omk ledger export`.',
  }),
  'ledger-file': ({ path, line, detail }) => ({
    message: `Het bestand ${q(path)} is geen uitgeschreven register van omk${line > 0 ? ` (regel ${number(line)})` : ''}.${reported(detail)}`,
    hint: 'Schrijf het opnieuw weg met `omk ledger export -o BESTAND`.',
  }),
  'ledger-idle': ({ count: amount }) => ({
    message: `${count(amount, 'bericht staat', 'berichten staan')} klaar voor later, maar \`omk run\` is de laatste 24 uur niet uitgevoerd.`,
    hint: 'Laat uw computer of server `omk run` om de vijf minuten uitvoeren, bijvoorbeeld met cron; anders gaat er niets uit.',
  }),

  auth: ({ detail }, place) => ({
    message: `${channel(place)} herkent de aanmelding niet (meer)${answered(detail)}.`,
    hint: `${loginHints[place.channelId ?? ''] ?? 'Vernieuw de toegangsgegevens van dit kanaal in .env.'} ${thenRetry(place)}`,
  }),
  forbidden: ({ detail }, place) => ({
    message: `${channel(place)} staat dit account niet toe om hier te plaatsen${answered(detail)}.`,
    hint: `${permissionHints[place.channelId ?? ''] ?? 'Vraag de beheerder van dit kanaal om het recht om te plaatsen.'} ${thenRetry(place)}`,
  }),
  rejected: ({ detail }, place) => ({
    message: `${channel(place)} weigerde het bericht${answered(detail)}.`,
    hint: `Pas het bericht of de instellingen aan. ${thenPublish(place)}`,
  }),
  'too-long': ({ detail }, place) => ({
    message: `${channel(place)} vond de tekst te lang${answered(detail)}.`,
    hint: `Kort de tekst voor dit kanaal in. ${thenPublish(place)}`,
  }),
  'not-found': ({ detail }, place) => ({
    message: `${channel(place)} kon niet vinden wat omk zocht${answered(detail)}.`,
    hint: `Controleer ${destinationKey(place)} in omk.yaml, en of het account er toegang toe heeft. ${thenRetry(place)}`,
  }),
  duplicate: ({ detail }, place) => ({
    message: `${channel(place)} weigerde het bericht omdat dezelfde tekst er al staat${answered(detail)}.`,
    hint: `Kijk op ${inChannel(place)}. Staat het bericht er al, dan hoeft u niets te doen; moet het er toch nog eens bij, verander dan de tekst en voer ${published(place)} uit.`,
  }),
  'rate-limited': ({ detail }, place) => ({
    message: `${channel(place)} vroeg om even te wachten${answered(detail)}.`,
    hint: 'U hoeft alleen te wachten: `omk run` probeert het later opnieuw.',
  }),
  'out-of-credit': ({ detail }, place) => ({
    message: `Het tegoed bij ${inChannel(place)} is op.${reported(detail)}`,
    hint: `Koop tegoed in de ontwikkelaarsomgeving van ${inChannel(place)}. ${thenRetry(place)}`,
  }),
  'spend-cap': ({ detail }, place) => ({
    message: `De bestedingsgrens bij ${inChannel(place)} is bereikt.${reported(detail)}`,
    hint: `Verhoog de grens in de ontwikkelaarsomgeving van ${inChannel(place)}, of wacht tot de nieuwe periode begint. ${thenRetry(place)}`,
  }),
  'version-dead': ({ version }, place) => ({
    message: `${channel(place)} ondersteunt versie ${q(version)} van de koppeling niet meer.`,
    hint: `Zet bij \`${place.channelId ?? 'linkedin'}.version\` in omk.yaml een nieuwere versie, als jaar en maand tussen aanhalingstekens. ${thenRetry(place)}`,
  }),
  unavailable: ({ detail }, place) => ({
    message: `${channel(place)} is niet te bereiken.${reported(detail)}`,
    hint: 'Controleer de internetverbinding en het adres. Is het een storing, dan is wachten genoeg: `omk run` probeert het later opnieuw.',
  }),
  'no-answer': ({ detail }, place) => ({
    message: `${channel(place)} gaf niet op tijd antwoord.${reported(detail)}`,
    hint: findOut(place),
  }),
  'server-error': ({ status }, place) => ({
    message: `${channel(place)} meldde een storing (code ${status}).`,
    hint: findOut(place),
  }),
  'unreadable-answer': ({ detail }, place) => ({
    message: `${channel(place)} gaf een antwoord dat omk niet begrijpt.${reported(detail)}`,
    hint: findOut(place),
  }),
  redirected: ({ to }, place) => ({
    message: `${channel(place)} verwees door naar ${to === '' ? 'een ander adres' : q(to)}; omk volgt dat niet, om de toegangsgegevens te beschermen.`,
    hint: `Zet het juiste adres van het kanaal in omk.yaml of .env. Kijk met \`omk status ${file(place)}\` of het bericht mislukt of onzeker is.`,
  }),
  'destination-unknown': ({ name }, place) => ({
    message: `${channel(place)} kent ${q(name)} niet, of het account heeft er geen toegang toe.`,
    hint: `Controleer ${destinationKey(place)} in omk.yaml, en of het account daar lid is. ${thenRetry(place)}`,
  }),
  'destination-ambiguous': ({ name, count: amount }, place) => ({
    message: `Op ${inChannel(place)} heten er ${number(amount)} ${q(name)}; omk kiest er niet zelf een.`,
    hint: `Zet bij ${destinationKey(place)} in omk.yaml het kenmerk uit het adres van de pagina, in plaats van de naam. ${thenPublish(place)}`,
  }),
  'destination-closed': ({ name, detail }, place) => ({
    message: `In ${q(name)} op ${inChannel(place)} kan dit account niet plaatsen.${reported(detail)}`,
    hint: `Vraag de beheerder ervan om het recht om te plaatsen. ${thenRetry(place)}`,
  }),
  'access-narrowed': ({ wanted, got }, place) => ({
    message: `${channel(place)} maakte het bericht alleen zichtbaar voor ${audience(got)}; gevraagd was: ${audience(wanted)}.`,
    hint: 'In een besloten groep kan een bericht niet openbaar zijn. Pas de groep aan, of zet `access` in omk.yaml gelijk aan wat er staat.',
  }),
  'media-refused': ({ path, detail }, place) => ({
    message: `${channel(place)} weigerde de afbeelding ${q(path)}${answered(detail)}.`,
    hint: `Sla de afbeelding opnieuw op, bijvoorbeeld als JPEG, of haal haar uit het bericht. ${thenPublish(place)}`,
  }),
  'media-too-big': ({ path, max }, place) => ({
    message: `De afbeelding ${q(path)} is te groot voor ${inChannel(place)}; hoogstens ${sizes(max, max, ',').limit} mag.`,
    hint: `Verklein de afbeelding. ${thenPublish(place)}`,
  }),
  'group-refused': ({ detail }, place) => ({
    message: `${channel(place)} laat omk niet in de groep plaatsen${answered(detail)}.`,
    hint: `Plaats de klaargezette tekst zelf in de groep, en voer daarna \`omk resolve ${file(place)} ${place.channelId ?? 'linkedin'} --published ADRES\` uit, met het adres van het bericht.`,
  }),
  'readers-refused': ({ count: amount, detail }) => ({
    message: `${count(amount, 'mailadres werd', 'mailadressen werden')} door de ontvangende mailserver geweigerd.${reported(detail)}`,
    hint: 'Controleer deze adressen in de lijst met lezers; de anderen hebben de nieuwsbrief gekregen.',
  }),
  'nobody-reached': ({ count: amount }) => ({
    message: `De nieuwsbrief kon bij niemand worden bezorgd; ${count(amount, 'adres werd', 'adressen werden')} geweigerd.`,
    hint: 'Vraag de beheerder van de mailserver of `newsletter.from` mag versturen, en controleer de adressen in de lijst met lezers.',
  }),
  'no-mailing': () => ({
    message: 'Dit bericht gaat niet als nieuwsbrief uit, dus er is geen mail om te proberen.',
    hint: 'Zet `newsletter` bij de kanalen van het bericht.',
  }),
  'many-refused': ({ count: amount, of }, place) => ({
    message: `De nieuwsbrief is stilgezet: van de laatste ${of} mails werden er ${amount} geweigerd.`,
    hint: `Kijk de lijst met lezers na op oude adressen, en ga dan verder met \`omk retry ${file(place)}\`. Wie de mail al heeft, krijgt hem niet nog eens.`,
  }),
  'quiet-hours': ({ hours }) => ({
    message: `Tussen ${hours.replace('-', ' en ')} gaat er geen mail uit; de rest van de lezers wacht tot daarna.`,
    hint: 'Laat `omk run` daarna lopen. De uren staan in `newsletter.quiet`.',
  }),
  'test-not-sent': ({ reason }) => ({
    message: `De proefmail is niet verstuurd. ${reason}`,
    hint: 'Geef de opdracht later nog eens: een proefmail probeert omk niet vanzelf opnieuw.',
  }),
  'sample-sent': ({ count: amount }, place) => ({
    message: `${count(amount, 'lezer', 'lezers')} van de eigen organisatie ${amount === 1 ? 'heeft' : 'hebben'} de nieuwsbrief; de anderen wachten.`,
    hint: `Is de mail goed, dan gaat hij met \`omk resume ${file(place)}\` naar de anderen. Zo niet, dan stopt \`omk cancel ${file(place)} --channels newsletter\` hem.`,
  }),
  'sample-nobody': () => ({
    message: 'Onder de lezers voor wie dit bericht bestemd is, is niemand van de eigen organisatie.',
    hint: 'Noem in `newsletter.internal` de domeinen van uw organisatie, zoals `gemeente.example.nl`, of stuur een proef met `--to`.',
  }),
  'sample-too-late': (_values, place) => ({
    message: 'De nieuwsbrief van dit bericht is al begonnen; een steekproef vooraf kan niet meer.',
    hint: `\`omk status ${file(place)}\` laat zien hoever hij is. Ga verder met \`omk resume ${file(place)}\` of \`omk publish ${file(place)}\`.`,
  }),
  paused: ({ reason }, place) => ({
    message: `Stilgezet${reason ? `: ${reason}` : '. Er gaat niets uit tot u het weer laat gaan'}.`,
    hint: `Ga verder met \`omk resume ${file(place)}\`.`,
  }),
  'readers-unconfirmed': ({ count: amount }, place) => ({
    message: `Bij ${count(amount, 'lezer', 'lezers')} is niet zeker of de nieuwsbrief is aangekomen.`,
    hint: look({ ...place, channelId: 'newsletter' }),
  }),
  'mail-unsigned': ({ domain }) => ({
    message: `omk ondertekent deze mails niet met DKIM. Ondertekent uw mailserver niet voor ${domain}, dan weigeren Gmail en Outlook ze.`,
    hint: 'Ondertekent uw mailserver, zet dan `newsletter.signing: relay` in omk.yaml. Anders: stel DKIM_DOMAIN, DKIM_SELECTOR en DKIM_PRIVATE_KEY_FILE in.',
  }),
  'mail-misaligned': ({ domain, signed }) => ({
    message: `De mails komen van ${domain}, maar worden ondertekend voor ${signed}: voor ontvangers zijn dat twee afzenders (DMARC).`,
    hint: `Zet in DKIM_DOMAIN ${domain}, of een domein daarboven of daaronder.`,
  }),
  'mail-no-one-click': () => ({
    message: 'Lezers kunnen zich alleen per mail afmelden; Gmail en Yahoo eisen van grote afzenders een knop.',
    hint: 'Zet in omk.yaml `newsletter.web` (de pagina’s van `omk serve`) of `newsletter.unsubscribe`.',
  }),
  'unsigned-mail': ({ detail }) => ({
    message: `De nieuwsbrief kon niet worden ondertekend (DKIM); er is niets verstuurd.${reported(detail)}`,
    hint: 'Laat uw beheerder DKIM_DOMAIN, DKIM_SELECTOR en DKIM_PRIVATE_KEY_FILE nakijken.',
  }),
  'retries-used-up': ({ attempts, last }, place) => ({
    message: `Na ${count(attempts, 'poging', 'pogingen')} is omk gestopt; de laatste keer: ${lastAnswers[last] ?? q(last)}.`,
    hint: `Voer \`omk retry ${file(place)}\` uit als het kanaal weer werkt.`,
  }),

  edited: (_values, place) => ({
    message: 'Het bericht is veranderd nadat het is verstuurd; omk heeft laten staan wat er stond.',
    hint: isAddress(place.file ?? '')
      ? 'Een bericht gaat nooit vanzelf een tweede keer uit. Breng de wijziging bij de kanalen met `omk forward --update`.'
      : `Een bericht gaat nooit vanzelf een tweede keer uit. Breng de wijziging aan met \`omk update ${file(place)}\`, of plaats het met opzet nog eens met \`omk publish ${file(place)} --again KANAAL --yes\`.`,
  }),
  'begun-edited': (_values, place) => ({
    message: 'Een deel van de lezers heeft deze nieuwsbrief al, zoals hij eerst was; omk stuurt de anderen niet vanzelf een andere tekst.',
    hint: `De nieuwe tekst aan iedereen: \`omk cancel ${file(place)} --channels newsletter\`, en dan \`omk publish ${file(place)} --again newsletter --yes\`. Toch verder met de oude: zet de tekst terug zoals die was.`,
  }),
  unconfirmed: ({ detail }, place) => ({
    message: `Niet zeker is of het bericht op ${inChannel(place)} staat.${reported(detail)}`,
    hint: look(place),
  }),
  'waits-for-hub': ({ hub, state: name }, place) => ({
    message: `Wacht op ${hub} (${state(name)}), omdat dit bericht daarnaar verwijst.`,
    hint: `Zodra het op ${hub} staat, gaat dit bericht uit. Kijk met \`omk status ${file(place)}\` hoe het daar staat.`,
  }),
  'permalink-unknown': ({ url, expected }) => ({
    message: `${q(url)} is niet het adres van een bericht op deze bestemming (${expected}).`,
    hint: 'Open het bericht, kopieer het adres uit de browser en geef dat door.',
  }),
  'not-unconfirmed': ({ state: name }, place) => ({
    message: `Hier valt niets door te geven; de stand van het bericht is: ${state(name)}.`,
    hint: `\`omk resolve\` is voor berichten waarvan de uitkomst onzeker is, en voor berichten die u zelf plaatst. Kijk met \`omk status ${file(place)}\`.`,
  }),
  'to-adopt': (_values, place) => ({
    message: `Niet na te gaan is of dit bericht al eerder via ${inChannel(place)} is verstuurd; omk heeft het daarom niet verstuurd.`,
    hint: look(place),
  }),
  'cannot-update': (_values, place) => ({
    message: `Op ${inChannel(place)} kan een geplaatst bericht niet worden aangepast; het staat er zoals het was.`,
    hint: isAddress(place.file ?? '')
      ? `Schrijf zo nodig een nieuw bericht, met \`corrects: ${file(place)}\` in de kop.`
      : `Plaats er zo mogelijk een verbetering onder met \`omk update ${file(place)} --correction "TEKST"\`, of schrijf een nieuw bericht met \`corrects:\` in de kop.`,
  }),
  'post-gone': (_values, place) => ({
    message: `Het bericht staat niet meer op ${inChannel(place)}; er is niets aan te passen.`,
    hint: `Is het met opzet verwijderd, dan hoeft u niets te doen. Moet het er weer staan, voer dan \`omk publish ${file(place)} --again ${place.channelId ?? 'KANAAL'} --yes\` uit.`,
  }),
  'cannot-retract': (_values, place) => ({
    message: `Wat via ${inChannel(place)} is verstuurd, kan niet worden teruggehaald.`,
    hint: 'Laat de lezers zo nodig met een nieuw bericht weten wat er niet klopte.',
  }),
  retracted: ({ reason, at }, place) => ({
    message: `Dit bericht is teruggehaald (${at}). De reden: "${ended(reason)}".`,
    hint: `Wilt u het met opzet opnieuw plaatsen, voer dan \`omk publish ${file(place)} --again ${place.channelId ?? 'KANAAL'} --yes\` uit.`,
  }),
  'nothing-known': ({ post }) => ({
    message: `Van ${q(post)} is nog niets klaargezet of verstuurd.`,
    hint: 'Controleer de naam van het bestand, of verstuur het bericht met `omk publish`.',
  }),
  held: ({ due }, place) => ({
    message: `Vastgehouden, omdat het bericht op ${due} had moeten uitgaan en dat te lang geleden is.`,
    hint: `Moet het alsnog uit, voer dan ${published(place)} uit, of \`omk resume ${file(place)}\`. Anders: \`omk cancel ${file(place)}\`.`,
  }),
  interrupted: (_values, place) => (place.channelId === 'newsletter' ? stoppedMailing : { message: stopped(place), hint: findOut(place) }),
  'no-readers': () => ({
    message: 'Overgeslagen, omdat er geen lezers zijn voor wie dit bericht bestemd is.',
    hint: 'Zet lezers op de lijst, bijvoorbeeld met `omk subscribers add`, of controleer `audience` in de kop van het bericht.',
  }),
  'is-draft': () => ({
    message: 'Overgeslagen, omdat het bericht een concept is.',
    hint: 'Haal `draft: true` weg als het bericht uit mag.',
  }),
  'switched-off': (_values, place) => ({
    message: `Overgeslagen, omdat ${place.channel ?? 'dit kanaal'} is uitgezet.`,
    hint: `Haal \`${place.channelId ?? 'kanaal'}: false\` uit de kop van het bericht, of in omk.yaml de instelling die het kanaal uitzet, als het wel mee moet.`,
  }),
};
