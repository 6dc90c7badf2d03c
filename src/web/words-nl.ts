import type { Words } from './words.ts';

export const words: Words = {
  locale: 'nl-NL',
  newsletter: (project) => `Nieuwsbrief van ${project}`,
  home: 'Naar de beginpagina',
  subscribe: 'Aanmelden',
  archive: 'Alle nummers',
  feed: 'Volgen met een feedlezer (Atom)',
  footer: 'Meer van deze nieuwsbrief',
  privacy: 'Deze pagina’s plaatsen geen cookies en volgen u niet.',
  welcome: {
    intro: (project) => `Hier leest u de nieuwsbrief van ${project}, en meldt u zich aan om hem per e-mail te krijgen.`,
    latest: 'Laatste nummers',
    all: 'Bekijk alle nummers',
    stop: 'Afmelden of iets wijzigen',
    stopMore:
      'Onderaan elke nieuwsbrief staan twee links: een om u af te melden, en een om te kiezen wat u krijgt. Die links zijn alleen van u.',
  },
  form: {
    title: (project) => `Aanmelden voor de nieuwsbrief van ${project}`,
    intro: 'Vul uw e-mailadres in. U krijgt daarna een mail met een link. Pas als u die link gebruikt, bent u aangemeld.',
    email: 'E-mailadres',
    emailHint: 'Bijvoorbeeld naam@voorbeeld.nl',
    name: 'Naam',
    nameHint: 'Zo spreken wij u aan in de mail.',
    optional: 'hoeft niet',
    segments: 'Waarover wilt u lezen?',
    segmentsHint: {
      all: 'Kiest u niets, dan krijgt u alles.',
      none: 'Kiest u niets, dan krijgt u alleen wat voor iedereen is.',
    },
    frequency: 'Hoe vaak wilt u mail?',
    frequencies: {
      each: 'Elk nummer, zodra het er is',
      weekly: 'Eén mail per week, met alles bij elkaar',
      never: 'Voorlopig geen mail',
    },
    language: 'In welke taal?',
    anyLanguage: 'Alle talen',
    trap: 'Laat dit veld leeg',
    consent: (project) =>
      `Door op de knop te drukken geeft u toestemming om u de nieuwsbrief van ${project} te mailen. Wij gebruiken uw gegevens alleen daarvoor. U kunt zich altijd weer afmelden, met de link in elke mail.`,
    send: 'Meld mij aan',
    closed: (contact) => ({
      title: 'Aanmelden kan hier nu niet',
      lines: [`Wilt u deze nieuwsbrief krijgen? Stuur dan een mail naar ${contact}.`],
    }),
  },
  errors: {
    title: 'Er is iets niet goed ingevuld',
    prefix: 'Fout: ',
    emailMissing: 'Vul uw e-mailadres in.',
    emailWrong: 'Dit is geen e-mailadres waar mail naartoe kan. Controleer of het klopt, bijvoorbeeld naam@voorbeeld.nl.',
    emailDisposable: 'Dit is een wegwerpadres: over een tijdje leest niemand de mail daar nog. Gebruik een adres dat u houdt.',
    emailRefused: 'De mail aan dit adres werd geweigerd. Controleer of er een tikfout in staat.',
    nameLong: 'Deze naam is te lang. Gebruik hooguit 100 tekens.',
  },
  asked: {
    title: 'Kijk in uw mailbox',
    lines: [
      'Als het adres klopt, krijgt u zo een mail van ons. Druk op de link in die mail. Pas dan bent u aangemeld.',
      'Geen mail gekregen? Kijk ook bij de ongewenste mail (spam). Staat hij daar niet, probeer het dan over tien minuten nog eens.',
    ],
  },
  mailAway: {
    title: 'Wij kunnen nu geen mail versturen',
    lines: ['Daardoor kon de mail met de link niet weg. Dat ligt aan ons, niet aan u. Probeer het over een kwartier nog eens.'],
  },
  confirm: {
    title: 'Bevestig uw aanmelding',
    intro: (project) => `Druk op de knop, dan krijgt u voortaan de nieuwsbrief van ${project}.`,
    button: 'Ja, ik wil de nieuwsbrief',
  },
  confirmed: (project) => ({ title: 'U bent aangemeld', lines: [`Vanaf nu krijgt u de nieuwsbrief van ${project}.`] }),
  late: {
    title: 'Deze link werkt niet meer',
    lines: ['Een link om te bevestigen werkt zeven dagen. Meld u nog eens aan, dan krijgt u een nieuwe.'],
  },
  unsubscribe: {
    title: 'Afmelden',
    intro: (project) => `Druk op de knop, dan krijgt u de nieuwsbrief van ${project} niet meer.`,
    button: 'Meld mij af',
  },
  unsubscribed: (project) => ({
    title: 'U bent afgemeld',
    lines: [`U krijgt de nieuwsbrief van ${project} niet meer. Dat geldt vanaf nu.`],
  }),
  mistake: 'Was dit een vergissing? Dan kunt u zich weer aanmelden.',
  unsubscribedShort: 'U bent afgemeld.',
  testLink: {
    title: 'Dit was een proefmail',
    lines: ['De link komt uit een proefmail en hoort bij niemand. Er is niets veranderd.'],
  },
  badLink: (contact) => ({
    title: 'Deze link kennen wij niet',
    lines: [
      'Misschien is er bij het kopiëren een stuk van de link weggevallen. Probeer de link in de mail zelf.',
      `Lukt het niet? Stuur een mail naar ${contact}, dan regelen wij het voor u.`,
    ],
  }),
  ownMail: (contact) => ({
    title: 'Gebruik de link in uw eigen mail',
    lines: [
      'Afmelden en kiezen wat u krijgt gaat met de links onderaan elke nieuwsbrief in uw mailbox. Die links zijn alleen van u. Daarom staan ze niet op deze pagina.',
      `Heeft u geen nieuwsbrief meer? Stuur een mail naar ${contact}, dan regelen wij het voor u.`,
    ],
  }),
  preferences: {
    title: 'Wat wilt u krijgen?',
    intro: (address) => `Deze keuzes horen bij het adres ${address}.`,
    save: 'Bewaar mijn keuzes',
    saved: 'Uw keuzes zijn bewaard.',
    stop: 'Afmelden',
    stopMore: 'U wilt deze nieuwsbrief niet meer.',
    erase: 'Gegevens laten wissen',
    eraseMore: 'U wilt dat wij ook vergeten dat u zich ooit had aangemeld.',
    notOnList: { title: 'U krijgt deze nieuwsbrief niet', lines: ['Er zijn dus ook geen keuzes om te wijzigen.'] },
    pending: {
      title: 'U moet nog bevestigen',
      lines: ['Druk eerst op de link in de mail die u na het aanmelden kreeg. Daarna kunt u hier kiezen.'],
    },
  },
  erase: {
    title: 'Uw gegevens laten wissen',
    intro:
      'Wij wissen dan uw e-mailadres, uw naam en uw keuzes. U krijgt de nieuwsbrief niet meer. Dit kan niet ongedaan worden gemaakt. Wij bewaren alleen een code die uw adres niet prijsgeeft, zodat een oude lijst u niet terugbrengt.',
    button: 'Wis mijn gegevens',
    back: 'Nee, terug naar mijn keuzes',
  },
  erased: { title: 'Uw gegevens zijn gewist', lines: ['U krijgt geen mail meer van ons.'] },
  issues: {
    title: 'Alle nummers',
    none: 'Er is nog geen nummer verschenen.',
    page: (page, last) => `Pagina ${page} van ${last}`,
    pages: 'Pagina’s',
    newer: 'Nieuwere nummers',
    older: 'Oudere nummers',
    withdrawn: { title: 'Dit bericht is ingetrokken', lines: ['Wij hebben dit bericht teruggenomen. Het is hier niet meer te lezen.'] },
    bar: 'Over deze webversie',
    greeting: 'Beste lezer,',
    corrected: (when) => `Rectificatie van ${when}:`,
    updated: (when) => `Dit bericht is na het versturen bijgewerkt, op ${when}. Hieronder staat het zoals het is verstuurd.`,
    current: 'Lees het bijgewerkte bericht',
  },
  problems: {
    missing: { title: 'Deze pagina is er niet', lines: ['Controleer het adres, of begin op de beginpagina.'] },
    tooMuch: {
      title: 'Even wachten',
      lines: ['Er kwamen in korte tijd erg veel verzoeken van uw verbinding. Probeer het over een paar minuten nog eens.'],
    },
    tooLarge: { title: 'Dit is te veel', lines: ['Wat u verstuurde is groter dan dit formulier kan zijn.'] },
    elsewhere: {
      title: 'Verstuur het formulier op deze pagina zelf',
      lines: ['Wat binnenkwam, kwam van een andere website. Voor uw veiligheid doen wij er niets mee.'],
    },
    method: { title: 'Zo werkt deze pagina niet', lines: ['Open de pagina opnieuw en gebruik de knop die erop staat.'] },
    fault: { title: 'Er ging iets mis', lines: ['Dat ligt aan ons, niet aan u. Probeer het later nog eens.'] },
    busy: { title: 'Het lukt nu even niet', lines: ['Dat ligt aan ons, niet aan u. Probeer het over een minuut nog eens.'] },
  },
  mail: {
    confirm: (project) => ({
      subject: `Bevestig uw aanmelding voor de nieuwsbrief van ${project}`,
      why: `U heeft zich aangemeld voor de nieuwsbrief van ${project}. Met deze link bevestigt u dat.`,
      button: 'Bevestig mijn aanmelding',
      after: [
        'De link werkt zeven dagen.',
        'Heeft u zich niet aangemeld? Dan hoeft u niets te doen: zonder bevestiging krijgt u geen nieuwsbrief en wissen wij uw adres na dertig dagen.',
      ],
    }),
    already: (project) => ({
      subject: `U krijgt de nieuwsbrief van ${project} al`,
      why: `Iemand heeft dit adres aangemeld voor de nieuwsbrief van ${project}. U krijgt hem al, dus er verandert niets. Met deze link kiest u wat u krijgt, of meldt u zich af.`,
      button: 'Bekijk mijn keuzes',
      after: ['Was u het niet? Dan hoeft u niets te doen.'],
    }),
    greeting: 'Beste lezer,',
    link: 'Werkt de knop niet? Kopieer dan dit adres naar uw browser:',
  },
};
