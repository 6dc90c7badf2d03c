/** Every subject of `omk help`, in Dutch. */
import type { Topics } from './topic.ts';

export const topicsNl: Topics = {
  beginnen: {
    title: 'Beginnen',
    text: `Zet een project op en publiceer het eerste bericht, zonder account, in de nagemaakte kanalen:

  omk init
  omk new "Inloopavond in het buurthuis" --type event
  omk preview content/…
  omk publish content/…
  omk sandbox

Alles wat u zo publiceert blijft op uw eigen computer. Pas als in omk.yaml \`mode: live\` staat, gaat er iets naar buiten. Kijk eerst met \`omk doctor\` of alles klopt.`,
  },
  bericht: {
    title: 'Een bericht',
    text: `Een bericht is een Markdown-bestand met bovenaan een blok tussen twee regels \`---\`:

  ---
  title: Inloopavond ouder- en kindteams
  summary: Kom dinsdag langs met al uw vragen.
  channels: [pleio, x, newsletter]
  publish_at: 2026-11-23 09:00
  image: { src: beeld/inloop.png, alt: "Ouders aan tafel" }
  x: { text: "Eigen tekst voor X" }
  ---
  De tekst zelf.

Alleen \`title\` is verplicht. Alle velden staan in de README en in docs/interface.md. Met \`draft: true\` wordt een bericht nagekeken, maar nooit gepubliceerd.`,
  },
  hub: {
    title: 'Pleio eerst',
    text: `Eén kanaal is de hub (\`hub\` in omk.yaml, standaard pleio). Het bericht komt daar als eerste te staan, en alle andere kanalen verwijzen naar dat adres. Zo komen mensen naar Pleio.

Lukt de hub niet, dan wachten de andere kanalen: er gaat niets uit met een dode link. Zonder hub (\`hub: none\`) gebruikt omk de \`link\` van het bericht.`,
  },
  standen: {
    title: 'Waar een bericht staat',
    text: `  gepland       het gaat op zijn tijd, of omk probeert het straks opnieuw
  wacht op hub  het wacht op het adres van de hub
  geplaatst     het staat er
  stond er al   er is niets nieuws te plaatsen
  mislukt       het kanaal weigerde: los het op en geef \`omk retry\`
  aan u         omk heeft de tekst klaargezet, u plaatst hem
  onzeker       er kwam geen antwoord: niemand weet of het er staat

Bij onzeker vraagt omk het eerst aan het kanaal. Kan dat niet zeggen of het er staat, kijk dan zelf en geef \`omk resolve BERICHT KANAAL --published ADRES\` of \`--not-published\`. Zo staat niets er twee keer.`,
  },
  afsluitcodes: {
    title: 'Afsluitcodes, voor scripts',
    text: `  0   alles is gedaan, of gepland voor later
  1   minstens één kanaal weigerde
  2   eerst iets oplossen; er is niets verstuurd
  3   nog niet klaar: later \`omk run\`
  4   hier is een mens nodig: zie \`omk status\`
  70  een fout in omk zelf

Gelden er meer, dan telt de eerste in de volgorde 70, 2, 1, 4, 3, 0.`,
  },
  controles: {
    title: 'Nakijken voor het publiceren',
    text: `\`omk check\` leest mee als een collega: privacy, toegankelijkheid, begrijpelijke taal, feiten en wat op welk kanaal werkt. \`omk publish\` doet hetzelfde en stopt bij een fout. Een waarschuwing houdt niets tegen.

Wat een regel wil, staat in \`omk help REGEL\`, bijvoorbeeld \`omk help language-long-sentence\`. In omk.yaml kan een regel anders wegen:

  checks:
    levels: { language-long-sentence: off }

Geldt een regel één keer niet, zeg dan in het bericht waarom:

  waive: [{ rule: language-long-sentence, reason: wettelijke tekst }]`,
  },
  oefenen: {
    title: 'Oefenen zonder gevolgen',
    text: `Zolang in omk.yaml \`mode: sandbox\` staat (dat is de standaard), gaat er niets naar buiten: omk maakt de kanalen na op uw eigen computer en leest geen enkel wachtwoord. Oefenen heeft een register van zichzelf, dus niets telt als gepubliceerd.

Met \`omk sandbox\` ziet u in de browser wat lezers zouden zien, en kunt u storingen naspelen: \`omk sandbox --fault x=silence\`.`,
  },
  planning: {
    title: 'Plannen, en alles stilzetten',
    text: `Zet \`publish_at: 2026-12-01 09:00\` in het bericht en geef \`omk publish BERICHT\`. Daarna staat het klaar, en plaatst \`omk run\` het op zijn tijd (zie \`omk help vanzelf\`).

  omk schedule                de komende weken, dag voor dag
  omk pause --reason "brand"  alles staat meteen stil
  omk resume                  weer verder; u kiest wat nu uit mag
  omk cancel BERICHT          dit bericht gaat niet meer uit

Openingstijden, feestdagen en een embargo staan in docs/timing.md; kalender en noodstop in docs/schedule.md.`,
  },
  vanzelf: {
    title: 'Vanzelf: cron, systemd, Docker',
    text: `\`omk run\` doet wat nu aan de beurt is, en stopt. Laat een computer die altijd aanstaat dat elke vijf minuten doen. De bestanden daarvoor maakt omk:

  omk init --cron            een regel voor crontab
  omk init --server systemd  een dienst met een timer
  omk init --server docker   een compose.yaml

\`omk run --notify\` stuurt een mail of roept een webhook als er iets voor een mens is. Meer in docs/unattended.md (Engels).`,
  },
  git: {
    title: 'Plaatsen vanuit git (GitHub, GitLab)',
    text: `\`omk init --ci github\` of \`omk init --ci gitlab\` maakt een pipeline. Die kijkt voorstellen na, toont wat er uit zou gaan, en plaatst na het samenvoegen wat erbij kwam of veranderde:

  omk check --changed-since main
  omk plan --changed-since main -o plan.json --comment plan.md
  omk publish --changed-since HEAD~1

Een verwijderd bericht haalt omk nooit uit zichzelf weg; het vraagt om \`omk retract\`. Meer in docs/ci.md.`,
  },
  doorplaatsen: {
    title: 'Doorplaatsen van Pleio of een website',
    text: `Met \`source: pleio\` in omk.yaml zet \`omk forward\` wat nieuw en openbaar is op Pleio op de andere kanalen, met een link terug. Met \`source: feed\` en \`feed: https://…\` kan het van elke website met een feed. De eerste keer gaat er niets uit.

  omk forward --dry-run  zien wat er zou gebeuren
  omk forward --review   eerst bestanden, die u zelf plaatst
  omk forward --watch    blijven kijken, tot Ctrl-C

\`omk feed\` maakt andersom een pagina en feeds van alles wat u publiceerde. Meer in docs/forward.md en docs/feed.md.`,
  },
  nieuwsbrief: {
    title: 'De nieuwsbrief',
    text: `Een bericht met het kanaal \`newsletter\` gaat als mail naar de lezers: uit het bestand dat \`newsletter.subscribers\` noemt, of uit de eigen lijst van omk (\`omk subscribers\`). \`omk publish BERICHT --to ik@example.nl\` stuurt alleen een proef.

\`omk digest\` maakt een nieuwsoverzicht van wat er sinds het vorige is gepubliceerd, \`omk serve\` geeft lezers pagina’s om zich aan en af te melden, \`omk bounces\` leest teruggekomen mail. Meer in docs/newsletter.md.`,
  },
  akkoord: {
    title: 'Akkoord van een ander',
    text: `\`omk plan BERICHT -o plan.json\` legt vast wat er precies uitgaat. \`omk publish --plan plan.json\` plaatst precies dat, of weigert en zegt wat er is veranderd.

Met \`approval: required\` en \`approvers\` in omk.yaml moet iemand anders dan de schrijver het plan met zijn SSH-sleutel ondertekenen. Meer in docs/approval.md.`,
  },
  toegang: {
    title: 'Sleutels en toegang',
    text: `Wachtwoorden en sleutels staan nooit in omk.yaml. Ze komen uit de omgeving, uit \`.env\` naast omk.yaml, of van \`omk login KANAAL\`, dat ze bewaart in .omk/credentials. De omgeving gaat voor.

\`omk doctor\` vraagt elk kanaal of de toegang nog werkt en hoe lang nog. Alles wat geheim is, maakt omk onleesbaar in wat het toont en bewaart.`,
  },
};
