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
