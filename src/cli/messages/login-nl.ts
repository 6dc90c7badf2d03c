/** Problems of logging in to a channel, in Dutch. */
import { type LoginCatalogue, listed, type Place } from './problem-catalogue.ts';

const ended = (detail: string): string => detail.replace(/[\s.]+$/u, '');
const answered = (detail: string | undefined): string => (detail ? ` en antwoordde: "${ended(detail)}"` : '');
const because = (detail: string): string => (detail ? ` (${ended(detail)})` : '');
const service = ({ channel }: Place): string => channel ?? 'De dienst';
const inService = ({ channel }: Place): string => channel ?? 'de dienst';
const login = ({ channelId }: Place): string => `\`omk login ${channelId ?? 'KANAAL'}\``;
const logIn = (place: Place): string => `Log opnieuw in met ${login(place)}.`;
const days = (count: number): string => (count < 1 ? 'minder dan een dag' : `${count} ${count === 1 ? 'dag' : 'dagen'}`);

export const loginProblemsNl: LoginCatalogue = {
  'login-none': ({ name, choices }) => ({
    message: `Bij "${name}" valt niet in te loggen.`,
    hint: choices.length > 0 ? `Kies ${listed(choices, 'of')}.` : 'Geen enkel kanaal vraagt erom.',
  }),
  'login-no-terminal': ({ flags, names }) => ({
    message: 'Er is geen terminal om iets te vragen.',
    hint: `Geef \`${flags}\` mee, of zet ${names} in de omgeving of in .env: dan is inloggen niet nodig.`,
  }),
  'login-incomplete': ({ names }) => ({
    message: `In de invoer ontbreekt ${names}.`,
    hint: 'Geef elk gegeven op een regel van zijn eigen: NAAM=waarde. Zo staan ze ook in .env.',
  }),
  'login-bad-entry': ({ what }) => ({
    message: `Dit kan niet kloppen: ${what}.`,
    hint: 'Kopieer de waarde opnieuw, helemaal en zonder iets eromheen. Er is niets bewaard.',
  }),
  'login-stopped': (_, place) => ({
    message: 'Het inloggen is afgebroken; er is niets bewaard.',
    hint: `Opnieuw beginnen kan met ${login(place)}.`,
  }),
  'login-declined': ({ detail }, place) => ({
    message: `${service(place)} meldt dat er geen toestemming is gegeven${because(detail ?? '')}; er is niets bewaard.`,
    hint: `Was het een vergissing, begin dan opnieuw met ${login(place)}. Mag u het zelf niet toestaan, vraag het dan aan de beheerder.`,
  }),
  'login-stranger': (_, place) => ({
    message: `${service(place)} herkent deze aanmelding niet; er is niets bewaard.`,
    hint: `Log in de browser opnieuw in, kopieer de waarde daarna meteen, en begin opnieuw met ${login(place)}.`,
  }),
  'login-refused': ({ detail }, place) => ({
    message: `${service(place)} accepteerde dit niet${answered(detail)}; er is niets bewaard.`,
    hint: 'Controleer of u alles hebt overgenomen zoals docs/login.md het beschrijft, en of de klok van deze computer gelijk loopt.',
  }),
  'login-away': ({ detail }, place) => ({
    message: `${service(place)} is nu niet te bereiken${because(detail)}; er is niets bewaard.`,
    hint: `Controleer de verbinding en probeer het later nog eens met ${login(place)}.`,
  }),
  'login-unreadable': ({ detail }, place) => ({
    message: `Het antwoord van ${inService(place)} was niet te begrijpen${because(detail)}; er is niets bewaard.`,
    hint: 'Controleer de adressen in de instellingen. Zit er een proxy of een inlogpagina van uw netwerk tussen, meld u daar dan eerst aan.',
  }),
  'login-foreign': (_, place) => ({
    message: `Er kwam een antwoord dat niet bij dit inloggen hoort; omk heeft het genegeerd en wacht op dat van ${inService(place)}.`,
    hint: 'Stond er nog een oud venster open, sluit het dan. Gebruik alleen het venster dat u net hebt geopend.',
  }),
  'login-too-late': ({ minutes }, place) => ({
    message: `Er kwam geen antwoord${minutes > 0 ? ` binnen ${minutes} minuten` : ' op tijd'}; er is niets bewaard.`,
    hint: `Begin opnieuw met ${login(place)}.`,
  }),
  'login-clock': ({ minutes }, place) => ({
    message: `De klok van deze computer scheelt ongeveer ${minutes} minuten met die van ${inService(place)}.`,
    hint: 'Zet de klok gelijk: anders weigert een kanaal de aanmelding, en kloppen de geplande tijden niet.',
  }),
  'login-overruled': ({ names }) => ({
    message: `${names} staat ook in de omgeving of in .env, en dat gaat voor: wat nu is bewaard, wordt niet gebruikt.`,
    hint: `Haal ${names} daar weg.`,
  }),
  'login-unknown': (_, place) => ({
    message: `Er is geen aanmelding bij ${inService(place)} bewaard.`,
    hint: `Inloggen doet u met ${login(place)}.`,
  }),
  'login-ending': ({ at, days: left }, place) => ({
    message: `De aanmelding bij ${inService(place)} verloopt over ${days(left)} (${at}).`,
    hint: logIn(place),
  }),
  'login-overdue': ({ at }, place) => ({
    message: `De aanmelding bij ${inService(place)} is ouder dan gewoonlijk goed gaat (sinds ${at}), en kan elk moment ophouden.`,
    hint: logIn(place),
  }),
  'login-ended': ({ at }, place) => ({
    message: `De aanmelding bij ${inService(place)} is verlopen (${at}).`,
    hint: logIn(place),
  }),
  'login-not-renewed': ({ detail }, place) => ({
    message: `${service(place)} wil de aanmelding niet meer vernieuwen${because(detail)}.`,
    hint: logIn(place),
  }),
  'login-renewal-away': ({ detail }, place) => ({
    message: `De aanmelding bij ${inService(place)} kon nu niet worden vernieuwd${because(detail)}.`,
    hint: `Later probeert omk het vanzelf opnieuw. Lukt het dan nog niet, log dan opnieuw in met ${login(place)}.`,
  }),
  'login-busy': () => ({
    message: 'Een ander omk-proces is al een tijd bezig met een aanmelding.',
    hint: 'Probeer het zo nog eens.',
  }),
  'credentials-open': ({ path, mode }) => ({
    message: `Anderen op deze computer kunnen ${path} lezen (rechten ${mode}), dus omk gebruikt het niet.`,
    hint: `Voer \`chmod 600 ${path}\` uit. Kan iemand het gelezen hebben, log dan opnieuw in.`,
  }),
  'credentials-broken': ({ path, detail }) => ({
    message: `${path} is niet te begrijpen (bij ${detail}), dus omk raakt het niet aan.`,
    hint: `Zet een goede kopie terug; of verplaats het met \`mv ${path} ${path}.oud\` en log opnieuw in.`,
  }),
  'credentials-unreadable': ({ path, detail }) => ({
    message: `${path} is niet te lezen (${detail}).`,
    hint: 'Voer omk uit als de gebruiker van wie het bestand is.',
  }),
};
