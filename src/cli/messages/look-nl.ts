/** What `omk doctor` finds wrong with accounts and surroundings, in Dutch. */
import { bytesIn, type LookCatalogue, type LookingCatalogue, listed, type Place } from './problem-catalogue.ts';

const size = (bytes: number): string => bytesIn(bytes, ',');
const duration = (seconds: number): string =>
  seconds < 120
    ? `${Math.round(seconds)} seconden`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} minuten`
      : `${Math.round(seconds / 3600)} uur`;
const side = (isAhead: boolean): string => (isAhead ? 'voor' : 'achter');
const audiences: Readonly<Record<string, string>> = { public: 'iedereen', 'logged-in': 'wie is ingelogd', group: 'leden van de groep' };
const audience = (name: string): string => audiences[name] ?? `toegangsniveau ${name}`;
const types: Readonly<Record<string, string>> = { news: 'nieuws', event: 'een evenement', statusupdate: 'een update' };

const odd = {
  quotes: [
    'Er staan aanhalingstekens om de waarde, en die gaan mee als deel ervan.',
    'Haal de aanhalingstekens weg waar de waarde is ingesteld.',
  ],
  space: ['Er staat een spatie of een nieuwe regel midden in de waarde.', 'Kopieer de waarde opnieuw, in één stuk.'],
  bearer: ['De waarde begint met "Bearer".', 'Zet alleen het token zelf neer; dat woord voegt omk toe.'],
  example: ['Het lijkt een voorbeeld dat nog niet is ingevuld.', 'Zet de echte waarde neer.'],
  'no-session': [
    'Er staat geen `sessionid=` in, en daaraan herkent Pleio wie is ingelogd.',
    'Kopieer de cookie `sessionid` uit de browser en schrijf sessionid=… op.',
  ],
  'no-account': [
    'De waarde begint niet met het nummer van een account en een streepje, zoals een toegangstoken van X.',
    'Kijk of het niet de sleutel van de app is: X geeft vier verschillende waarden.',
  ],
} as const;

export const lookProblemsNl: LookCatalogue = {
  'service-unknown-name': ({ host }) => ({
    message: `De naam ${host} is nu niet te vinden op internet.`,
    hint: 'Controleer of het adres goed is geschreven, en de verbinding.',
  }),
  'service-certificate': ({ host, detail }) => ({
    message: `Met ${host} kan omk geen veilige verbinding maken (${detail}), dus geeft omk er geen toegangsgegevens aan.`,
    hint: 'Controleer het adres en de klok van deze computer. Zit er een proxy van uw organisatie tussen, vraag dan uw beheerder om NODE_EXTRA_CA_CERTS.',
  }),
  'service-not-api': ({ host }) => ({
    message: `${host} antwoordde met een webpagina in plaats van met gegevens.`,
    hint: 'Meestal klopt het adres niet, of vraagt een netwerk eerst om aanmelden. Open het adres in een browser om te zien wat er staat.',
  }),
  'account-blocked': ({ name }) => ({
    message: `Het account ${name} is geblokkeerd.`,
    hint: 'Vraag de beheerder van de site om het vrij te geven.',
  }),
  'author-other': ({ author, account }) => ({
    message: `Het token hoort bij ${account}, maar omk moet plaatsen als ${author}.`,
    hint: 'Zet bij `linkedin.author` de persoon van het token, of haal een token op voor de persoon die er staat.',
  }),
  'csrf-wanted': () => ({
    message: 'De site wil bij elke aanroep ook een CSRF-token, en dat staat niet goed in de cookie.',
    hint: 'Kopieer in de browser ook de cookie `csrftoken`, en schrijf PLEIO_COOKIE="sessionid=…; csrftoken=…" in .env.',
  }),
  'may-not-post': ({ name, type }) => ({
    message: `Dit account mag in "${name}" geen ${types[type]?.replace(/^een /, '') ?? type} plaatsen.`,
    hint:
      type === 'news'
        ? 'Nieuws is voor redacteuren van de site: vraag de beheerder om die rol, of kies bij `pleio.type` een ander soort, zoals blog.'
        : 'Vraag de beheerder om het recht om te plaatsen, of kies bij `pleio.type` een ander soort.',
  }),
  'not-a-member': ({ name }) => ({
    message: `Dit account is geen lid van "${name}".`,
    hint: 'Meld het account daar aan als lid, of zet een andere bestemming in omk.yaml.',
  }),
  'access-unknown': ({ level }) => ({
    message: `De zichtbaarheid "${audience(level)}" bestaat daar niet.`,
    hint: 'Kies bij `pleio.access` public, logged-in, group of een niveau dat de site zelf aanbiedt.',
  }),
  'access-will-narrow': ({ wanted, got }) => ({
    message: `De groep is besloten: berichten worden zichtbaar voor ${audience(got)}, en niet voor ${audience(wanted)}.`,
    hint: 'Is dat de bedoeling, zet dan `pleio.access: group` in omk.yaml. Anders moet de groep open worden.',
  }),
  'community-inactive': ({ name, state }) => ({
    message: `De community "${name}" is niet in gebruik (${state}).`,
    hint: 'Kies bij `yammer.community` een andere community, of vraag de beheerder om haar weer te openen.',
  }),
  'community-restricted': ({ name }) => ({
    message: `In "${name}" mogen alleen beheerders van de community plaatsen.`,
    hint: 'Controleer of dit account daar beheerder is; dat vertelt Yammer niet.',
  }),
  'files-forbidden': () => ({
    message: 'Het netwerk staat geen bijlagen toe, dus afbeeldingen gaan niet mee.',
    hint: 'Vraag zo nodig de beheerder van het netwerk om bijlagen toe te staan.',
  }),
  'app-read-only': () => ({
    message: 'Deze sleutels mogen alleen lezen, dus omk kan er niet mee plaatsen.',
    hint: 'Geef de app in de ontwikkelaarsomgeving van X het recht "Read and write", en maak daarna nieuwe toegangstokens: de oude blijven alleen lezen.',
  }),
  'calls-used-up': ({ resetAt }) => ({
    message: `De toegestane aanroepen zijn op${resetAt === '' ? '' : `; ${resetAt} kan het weer`}.`,
    hint: 'U hoeft alleen te wachten.',
  }),
  'token-expired': ({ at }, place) => ({ message: `Het token is verlopen: ${at}.`, hint: login(place) }),
  'token-expires': ({ at }, place) => ({ message: `Het token verloopt ${at}.`, hint: `Vernieuw het op tijd. ${login(place)}` }),
  'version-ending': ({ version, ends }) => ({
    message: `Versie ${version} van de koppeling met LinkedIn loopt af: zij werkt tot ongeveer ${ends}.`,
    hint: 'Zet bij `linkedin.version` in omk.yaml een nieuwere versie, als jaar en maand tussen aanhalingstekens.',
  }),
  'version-over': ({ version, ends }) => ({
    message: `Versie ${version} van de koppeling met LinkedIn is volgens de kalender op ${ends} afgelopen.`,
    hint: 'Zet bij `linkedin.version` in omk.yaml een nieuwere versie, als jaar en maand tussen aanhalingstekens.',
  }),
  'clock-off': ({ seconds, isAhead }) => ({
    message: `De klok van deze computer loopt ${duration(seconds)} ${side(isAhead)}.`,
    hint: 'Zet de klok gelijk (automatisch, met een tijdserver): geplande berichten gaan anders op het verkeerde moment uit.',
  }),
  'clock-wrong': ({ seconds, isAhead }) => ({
    message: `De klok van deze computer loopt ${duration(seconds)} ${side(isAhead)}. Kanalen die een ondertekende aanroep vragen, zoals X, weigeren dan alles.`,
    hint: 'Zet de klok gelijk (automatisch, met een tijdserver), en kijk dan opnieuw.',
  }),
  'disk-low': ({ bytes }) => ({
    message: `Er is nog maar ${size(bytes)} vrij op de schijf van het register.`,
    hint: 'Maak ruimte. Zonder ruimte kan omk niet onthouden wat is geplaatst, en dan plaatst het niets.',
  }),
  'disk-full': ({ bytes }) => ({
    message: `De schijf van het register is vol (${size(bytes)} vrij).`,
    hint: 'Maak ruimte. Tot dan kan omk niet onthouden wat is geplaatst, en dus niets plaatsen.',
  }),
  'runtime-old': ({ version, needed }) => ({
    message: `omk draait op Node.js ${version}, en heeft ${needed} of nieuwer nodig.`,
    hint: 'Installeer een nieuwere versie van Node.js.',
  }),
  'zone-unknown': ({ zone }) => ({
    message: `Dit Node.js kent de regels van de tijdzone ${zone} niet, dus tijdstippen kloppen niet.`,
    hint: 'Installeer Node.js met volledige taalgegevens (full-icu), zoals van nodejs.org.',
  }),
  'file-open-to-others': ({ path }) => ({
    message: `"${path}" is ook voor anderen op deze computer te lezen.`,
    hint: `Maak het alleen voor uzelf leesbaar: \`chmod 600 ${/^[\w./-]+$/.test(path) ? path : `"${path}"`}\`.`,
  }),
  'config-odd-value': ({ name, reason }) => ({ message: `${name} ziet er vreemd uit. ${odd[reason][0]}`, hint: odd[reason][1] }),
  'template-forgets': ({ path, variables }) => ({
    message: `Uw eigen sjabloon "${path}" laat weg wat het meegeleverde wel toont: ${listed(variables, 'en')}.`,
    hint: `Is dat niet de bedoeling, zet het er dan in als ${variables.map((name) => `{{ ${name} }}`).join(', ')}.`,
  }),
  'ledger-log-large': ({ bytes }) => ({
    message: `Het logboek naast het register is ${size(bytes)} groot: een ander proces houdt het al lang open.`,
    hint: 'Kijk of er een oude `omk`-opdracht is blijven hangen. Gegevens gaan niet verloren.',
  }),
  'config-missing-live': ({ names }) => ({
    message: `Om dit echt te plaatsen ${names.length === 1 ? 'ontbreekt' : 'ontbreken'} nog: ${listed(names, 'en')}.`,
    hint: 'Zet ze in .env, naast omk.yaml. Voor deze proef zijn ze niet nodig.',
  }),
};

const channel = ({ channel: label }: Place): string => label ?? 'Het kanaal';
const said = (detail: string | undefined): string => (detail ? ` Het antwoord was: "${detail.replace(/[\s.]+$/u, '')}".` : '');
const later = 'Kijk straks opnieuw met `omk doctor`. Blijft het zo, kijk dan of het kanaal een storing meldt.';

/** The three kinds of access that a person gets by hand. */
const login = ({ channelId = '' }: Place): string =>
  channelId === '' || channelId === 'newsletter'
    ? 'Vernieuw de toegangsgegevens in .env.'
    : `Meld opnieuw aan met \`omk login ${channelId}\`, of zet nieuwe toegangsgegevens in .env.`;

const keys: Readonly<Record<string, string>> = { pleio: 'pleio.group', linkedin: 'linkedin.group', yammer: 'yammer.community' };
const where = ({ channelId = '' }: Place): string =>
  keys[channelId] ? `\`${keys[channelId]}\` in omk.yaml` : 'de instellingen van dit kanaal';

/** The same trouble where no post is under way: nothing is to be retried or looked up. */
export const lookingNl: LookingCatalogue = {
  auth: ({ detail }, place) => ({
    message: `${channel(place)} herkent de aanmelding niet (meer).${said(detail)}`,
    hint: `${login(place)}${place.channelId === 'x' ? ' Klopt de klok van deze computer niet, zet die dan eerst gelijk.' : ''}`,
  }),
  forbidden: ({ detail }, place) => ({
    message: `${channel(place)} staat dit account niet toe wat omk vroeg.${said(detail)}`,
    hint: 'Vraag de beheerder van dit kanaal om het recht om te lezen en te plaatsen.',
  }),
  rejected: ({ detail }, place) => ({
    message: `${channel(place)} weigerde de vraag van omk.${said(detail)}`,
    hint: 'Controleer de instellingen van dit kanaal. Kloppen ze, dan is het kanaal misschien veranderd: kijk of er een nieuwere omk is.',
  }),
  'not-found': ({ detail }, place) => ({
    message: `${channel(place)} kon niet vinden wat omk zocht.${said(detail)}`,
    hint: `Controleer het adres, en ${where(place)}.`,
  }),
  'rate-limited': ({ detail }, place) => ({
    message: `${channel(place)} vroeg om even te wachten.${said(detail)}`,
    hint: 'U hoeft alleen te wachten. Kijk over een paar minuten opnieuw met `omk doctor`.',
  }),
  'out-of-credit': ({ detail }, place) => ({
    message: `Het tegoed bij ${place.channel ?? 'het kanaal'} is op.${said(detail)}`,
    hint: `Koop tegoed in de ontwikkelaarsomgeving van ${place.channel ?? 'het kanaal'}; tot dan kan omk er niet plaatsen.`,
  }),
  'spend-cap': ({ detail }, place) => ({
    message: `De bestedingsgrens bij ${place.channel ?? 'het kanaal'} is bereikt.${said(detail)}`,
    hint: `Verhoog de grens in de ontwikkelaarsomgeving van ${place.channel ?? 'het kanaal'}, of wacht tot de nieuwe periode begint.`,
  }),
  'version-dead': ({ version }) => ({
    message: `LinkedIn ondersteunt versie "${version}" van de koppeling niet (meer).`,
    hint: 'Zet bij `linkedin.version` in omk.yaml een nieuwere versie, als jaar en maand tussen aanhalingstekens.',
  }),
  unavailable: ({ detail }, place) => ({
    message: `${channel(place)} is nu niet te bereiken (${detail}).`,
    hint: 'Controleer de internetverbinding en het adres. Is het een storing, dan is wachten genoeg.',
  }),
  'no-answer': ({ detail }, place) => ({ message: `${channel(place)} gaf niet op tijd antwoord (${detail}).`, hint: later }),
  'server-error': ({ status }, place) => ({ message: `${channel(place)} meldt een storing (code ${status}).`, hint: later }),
  'unreadable-answer': ({ detail }, place) => ({
    message: `${channel(place)} gaf een antwoord dat omk niet begrijpt (${detail}).`,
    hint: later,
  }),
  redirected: ({ to }, place) => ({
    message: `${channel(place)} verwijst door naar ${to === '' ? 'een ander adres' : to}; omk volgt dat niet, om de toegangsgegevens te beschermen.`,
    hint: 'Zet het hoofdadres van het kanaal in omk.yaml of .env. Is het een inlogpagina, meld dan opnieuw aan.',
  }),
  'destination-unknown': ({ name }, place) => ({
    message: `${channel(place)} kent "${name}" niet, of dit account heeft er geen toegang toe.`,
    hint: `Controleer ${where(place)}, en of het account daar lid is.`,
  }),
  'destination-ambiguous': ({ name, count }, place) => ({
    message: `Er heten er op ${place.channel ?? 'het kanaal'} ${count} "${name}"; omk kiest er niet zelf een.`,
    hint: `Zet bij ${where(place)} het kenmerk uit het adres van de pagina, in plaats van de naam.`,
  }),
  'destination-closed': ({ name, detail }) => ({
    message: `In "${name}" kan dit account niet plaatsen.${said(detail)}`,
    hint: 'Vraag de beheerder ervan om het recht om te plaatsen.',
  }),
};
