/** What `omk login` says beside problems; loaded with that command alone. Both languages have the same keys. */
export interface LoginWords {
  readonly practice: string;
  readonly checking: string;
  readonly badEntry: (what: string) => string;
  readonly openPage: (address: string) => string;
  readonly waiting: (minutes: number) => string;
  /** Address first, then the code, each on a line of its own. */
  readonly typeCode: (address: string, code: string) => string;
  readonly kept: (account: string, path: string) => string;
  readonly until: (moment: string) => string;
  readonly usually: (moment: string) => string;
  readonly renewed: string;
  readonly forever: string;
  readonly forgotten: (channel: string) => string;
  readonly stillValid: string;
  readonly nobody: string;
  readonly columns: { readonly channel: string; readonly account: string; readonly since: string; readonly until: string };
  readonly fromEnvironment: (names: string) => string;
  readonly overruled: (names: string) => string;
  readonly none: string;
  /** Pages that the browser shows. */
  readonly page: {
    readonly language: string;
    readonly title: string;
    readonly good: string;
    readonly bad: string;
    readonly foreign: string;
    readonly over: string;
  };
}

const nl: LoginWords = {
  practice:
    'Dit is de zandbak: u oefent met een nagemaakt kanaal. Wat u nodig hebt, vindt u op het adres dat u zo ziet; gebruik niet uw echte gegevens.',
  checking: 'Even nagaan of het klopt …',
  badEntry: (what) => `Dit is geen ${what}. Kopieer de waarde opnieuw, of stop met Ctrl-C.`,
  openPage: (address) => `Open deze pagina in een browser op deze computer:\n\n  ${address}\n`,
  waiting: (minutes) => `omk wacht hoogstens ${minutes} minuten. Stoppen kan met Ctrl-C.`,
  typeCode: (address, code) => `Open deze pagina, en typ daar de code:\n\n  ${address}\n  ${code}\n`,
  kept: (account, path) => `Ingelogd als ${account}. Bewaard in ${path}, dat alleen u kunt lezen.`,
  until: (moment) => `Het geldt tot ${moment}; omk waarschuwt op tijd.`,
  usually: (moment) => `Het geldt gewoonlijk tot ${moment}; omk waarschuwt op tijd.`,
  renewed: 'omk vernieuwt het vanzelf zolang het wordt gebruikt.',
  forever: 'Het verloopt niet.',
  forgotten: (channel) => `De aanmelding bij ${channel} is van deze computer gewist.`,
  stillValid: 'Bij de dienst zelf blijft zij geldig tot zij verloopt of u haar daar intrekt.',
  nobody: 'Er is nergens ingelogd.',
  columns: { channel: 'Kanaal', account: 'Account', since: 'Sinds', until: 'Tot' },
  fromEnvironment: (names) => `uit de omgeving: ${names}`,
  overruled: (names) => `niet gebruikt: ${names} in de omgeving gaat voor`,
  none: 'niet ingelogd',
  page: {
    language: 'nl',
    title: 'omk',
    good: 'Het inloggen is gelukt. U kunt dit venster sluiten en verdergaan in de terminal.',
    bad: 'Het inloggen is niet gelukt. In de terminal staat wat er aan de hand is.',
    foreign: 'Dit hoort niet bij het inloggen dat nu loopt.',
    over: 'Dit is al afgehandeld. U kunt dit venster sluiten.',
  },
};

const en: LoginWords = {
  practice:
    'This is the sandbox: you practise with a pretended channel. What you need is at the address below; do not use your real credentials.',
  checking: 'Checking that it works …',
  badEntry: (what) => `This is no ${what}. Copy the value again, or stop with Ctrl-C.`,
  openPage: (address) => `Open this page in a browser on this computer:\n\n  ${address}\n`,
  waiting: (minutes) => `omk waits for at most ${minutes} minutes. Ctrl-C stops.`,
  typeCode: (address, code) => `Open this page, and type the code there:\n\n  ${address}\n  ${code}\n`,
  kept: (account, path) => `Logged in as ${account}. Kept in ${path}, which only you can read.`,
  until: (moment) => `It is good until ${moment}; omk warns in time.`,
  usually: (moment) => `It is usually good until ${moment}; omk warns in time.`,
  renewed: 'omk renews it by itself as long as it is used.',
  forever: 'It does not expire.',
  forgotten: (channel) => `The login to ${channel} was erased from this computer.`,
  stillValid: 'At the service itself it stays good until it expires or you withdraw it there.',
  nobody: 'Nobody is logged in anywhere.',
  columns: { channel: 'Channel', account: 'Account', since: 'Since', until: 'Until' },
  fromEnvironment: (names) => `from the environment: ${names}`,
  overruled: (names) => `not used: ${names} in the environment wins`,
  none: 'not logged in',
  page: {
    language: 'en',
    title: 'omk',
    good: 'You are logged in. You can close this window and go on in the terminal.',
    bad: 'Logging in did not work. The terminal says why.',
    foreign: 'This does not belong to the login that is under way.',
    over: 'This has been dealt with. You can close this window.',
  },
};

export const loginWords = { nl, en } as const;
