/** Addresses for mail: those of a person. What a team, a desk or a machine reads may stand there. */
import type { CheckSettings } from '../../../core/editorial.ts';
import { firstNames } from './first-names.ts';
import { type Span, spansOf } from './span.ts';

/** Looked for from its sign, which most texts have none of. */
const address = /@(?<=((?<![\p{L}\d.+_@-])[\p{L}\d][\p{L}\d.+_'-]{0,63})@)([\p{L}\d][\p{L}\d.-]{0,80}\.\p{L}{2,24})/gu;
const addressesIn = (text: string): readonly Span[] =>
  [...text.matchAll(address)].map(({ 1: local = '', 2: host = '', index }) => ({
    start: index - local.length,
    end: index + 1 + host.length,
  }));

/** As people write them to hide them from machines: `jan [at] example.nl`. */
const spelled =
  /(?<![\p{L}\d.+_@-])[\p{L}\d][\p{L}\d.+_-]{0,63} ?[[({] ?(?:at|apenstaart(?:je)?|@) ?[\])}] ?[\p{L}\d-]{1,60}(?: ?(?:\.|[[({] ?(?:dot|punt) ?[\])}]) ?[\p{L}\d-]{1,24}){1,4}/giu;

export const emails = (text: string, settings: CheckSettings): readonly Span[] =>
  [...(text.includes('@') ? addressesIn(text) : []), ...(/[[({] ?(?:at|apenstaart|@)/i.test(text) ? spansOf(text, spelled) : [])].filter(
    ({ start, end }) => !mayStand(text.slice(start, end), settings),
  );

/** Words that name who reads the mail by task. A part that begins with one of five letters or more is one too: `jeugdteamnoord`. */
const roles = new Set(
  `aanmelden aanmelding aanmeldingen aanvraag abonnement actie administratie advies afdeling afspraak agenda algemeen antwoord archief
  balie bel beheer bericht berichten bestuur bestuurssecretariaat bezwaar bibliotheek boa bureau burgemeester burgerzaken buurt buurtteam
  cjg clientenraad college communicatie communication communications community congres consultatiebureau contact contactcentrum coordinatie
  data desk dienstverlening directie dpo editor editors educatie event events evenementen feedback fg financien gemeente gezin gezinnen
  gemeenteraad ggd griffie groep help helpdesk hello hallo hr huisartsen ict incident info infopunt informatie information inkoop inloop
  inschrijven inschrijving integriteit internet jeugd jeugdconsulenten jeugdhulp jeugdloket jeugdteam jeugdzorg jongeren jongerenraad
  jongerenwerk kantoor kennis kinderen kindteam kinderombudsman ombudsman klacht klachten klachtencommissie klankbord klankbordgroep klant klantcontact
  klantenservice leerplicht leden lezers loket mail media meedenken melding meldingen meldpunt monitor newsletter nieuws nieuwsbrief
  no-reply noreply donotreply office okt onderwijs onderzoek opdc open opendata openbaarmaking organisatie ouder ouders ouderteam panel
  participatie pers persdienst persvoorlichting planning pleegzorg post postbus postmaster press privacy procesbegeleiding programma
  project projectbureau projecten projectleider proeftuin proeftuinen raad raadsgriffie receptie redactie registratie reserveren
  reservering sales samen samenwerking scholing school secretariaat security service servicedesk sociaal sociaalteam staf steunpunt
  stichting studio subsidie subsidies support team teams tip tips toegang training trainingen uitnodiging vacatures veilig veiligthuis
  verhalen verhaal vereniging verwijzers voorlichting voorzitter vragen vraag vrijwilligers web webcare webmaster website webredactie
  welkom welzijn werkgroep wethouder wijk wijkcentrum wijkteam wijkteams wmo woo woordvoerder woordvoering zorg zorgloket hostmaster
  admin administration careers children complaints council customer enquiries family families inquiries jobs library parents
  newcomers reception services volunteers welcome youth abuse unsubscribe afmelden bounces lijst list lists mailing`.split(/\s+/),
);
const longRoles = [...roles].filter((role) => role.length >= 5);

/** `*@example.nl` allows a whole domain. */
function mayStand(written: string, { allow }: CheckSettings): boolean {
  const [local = '', host = ''] = written.toLowerCase().split(/@|\s?[[({]\s?(?:at|apenstaart(?:je)?)\s?[\])}]\s?/, 2);
  const whole = `${local}@${host.replace(/\s?[[({]\s?(?:dot|punt)\s?[\])}]\s?/g, '.')}`;
  if (allow.emails.some((one) => one.toLowerCase() === whole || (one.startsWith('*@') && whole.endsWith(one.slice(1).toLowerCase()))))
    return true;
  return isRole(local);
}

export function isRole(local: string): boolean {
  const plain = local.replace(/\+.*$/, '');
  const parts = plain.split(/[._-]/).filter(Boolean);
  if (roles.has(plain)) return true;
  // Post, Raad and Zorg are names of people too.
  const [first = ''] = parts;
  if (parts.length > 1 && (first.length === 1 || firstNames.has(first))) return false;
  return [parts[0], parts.at(-1)].some((part) => part !== undefined && (roles.has(part.replace(/\d+$/, '')) || isLongRole(part)));
}

const isLongRole = (part: string): boolean => longRoles.some((role) => part.startsWith(role) || (role.length >= 6 && part.endsWith(role)));
