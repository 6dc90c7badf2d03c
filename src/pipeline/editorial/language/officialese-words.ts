/**
 * Officialese and plain words for it: omk's own list. A project adds to it in omk.yaml (`checks: { words: … }`).
 *
 * Left of the colon stand the forms, with `|` between them. `~` behind a verb in -eren stands for all its forms; `…` for up to
 * five other words, as in separable verbs. Only words that have a plainer one in nearly every sentence are in it.
 */
const list = `
aangaande: over
aangelegenheid|aangelegenheden: zaak
aangezien: omdat
aanmerkelijk|aanmerkelijke: veel, groot
aanvang neemt|aanvang nemen|neemt … een aanvang|nemen … een aanvang|nam … een aanvang: begint
aanvangen|aanvangt|vangt … aan: beginnen
aanwenden|aangewend|aanwendt|wendt … aan: gebruiken
aanzienlijk|aanzienlijke: veel, groot
abusievelijk: per ongeluk
accorderen~: goedkeuren
additioneel|additionele: extra
adequaat|adequate: goed, passend
adstrueren~: uitleggen
alhoewel: hoewel
allesbehalve: niet
alsmede: en, ook
alsnog over te gaan tot: toch te
alvorens: voordat
ambtshalve: uit zichzelf
anderszins: op een andere manier
annuleren~: afzeggen
anticiperen~: vooruitlopen, rekening houden met
behelst|behelzen|behelsde: bevat, gaat over
behoudens: behalve
beogen|beoogt|beoogde|beoogd: willen, bedoelen
bekrachtigen|bekrachtigt|bekrachtigd|bekrachtigde: bevestigen
belanghebbende|belanghebbenden: wie ermee te maken heeft
benevens: en, ook
beschikking stellen|beschikking stelt|beschikking gesteld|beschikking worden gesteld: geven
bestendigen|bestendigt|bestendigd: voortzetten
betreffende: over, deze
bewerkstelligen|bewerkstelligt|bewerkstelligd|bewerkstelligde: zorgen voor
bezigen|bezigt|gebezigd|bezigde: gebruiken
bij gebreke van|bij gebreke daarvan: zonder, anders
bij wijze van: als
bijgevolg: dus
binnen afzienbare tijd|binnen afzienbare termijn: binnenkort
blijkens: volgens
bovengenoemd|bovengenoemde|bovenvermeld|bovenvermelde|bovenstaand|bovenstaande: deze, dit
casu quo|c.q.: of
conform: volgens
consolideren~: vasthouden
continueren~: doorgaan met
contacteren~: bellen, mailen
daadwerkelijk|daadwerkelijke: echt
daar waar: waar
daaromtrent: daarover
data uitvragen|uitvraag|uitvragen|uitgevraagd: vragen
de facto: in feite
deelachtig|deelachtige: met een deel van
deficiëntie|deficiënties: tekort
dermate: zo
derhalve: dus, daarom
desalniettemin: toch
desbetreffend|desbetreffende: deze, die
desgevraagd: op onze vraag
desgewenst: als u dat wilt
deswege: daarom
dewelke: die
dient … te|dienen … te|diende … te|dienden … te: moet
dientengevolge: daardoor
discrepantie|discrepanties: verschil
doch: maar
doorgaans: meestal
door middel van|d.m.v.|middels: met, door
draagt … zorg voor|dragen … zorg voor|zorg te dragen voor|zorgdragen voor|zorg dragen voor: zorgt voor
echter: maar
effectueren~: uitvoeren
eenieder|een ieder: iedereen
eensdeels: aan de ene kant
entameren~: beginnen
ervoor zorg te dragen|er zorg voor dragen|draagt er zorg voor|dragen er zorg voor: zorgen
eveneens: ook
evaluatietraject|evaluatietrajecten: evaluatie
exploreren~: onderzoeken
faciliteren~: mogelijk maken, helpen
fiatteren~: goedkeuren
finaliseren~: afmaken
formaliseren~: vastleggen
gaarne: graag
gedurende: tijdens
geenszins: niet
gelet op: door, vanwege
geschiedt|geschieden|geschiedde: gebeurt
genereren~: opleveren
gezien het feit dat: omdat
gremium|gremia: groep, overleg
heden|ten tijde van heden: nu, vandaag
heroverwegen|heroverweegt|heroverwogen: opnieuw bekijken
hetgeen: wat
hetwelk: dat
hieromtrent: hierover
hiertoe: daarvoor
hoofde van|uit hoofde van: vanwege, door
implementeren~: invoeren
implementatie: invoering
in acht nemen|in acht neemt|in acht genomen|neemt … in acht|nemen … in acht: letten op
in casu: hier
in de gelegenheid stellen|in de gelegenheid stelt|in de gelegenheid gesteld|stelt … in de gelegenheid|stellen … in de gelegenheid: laten, de kans geven
in het kader van|i.h.k.v.|in dit kader: voor, bij
in het licht van: door, vanwege
in mindering brengen|in mindering gebracht|brengt … in mindering|brengen … in mindering: aftrekken
in samenspraak met: samen met
in verband met|i.v.m.: door, vanwege
inachtneming|met inachtneming van: volgens, rekening houdend met
inclusief begrepen: inbegrepen
incorporeren~: opnemen
indien: als
ingevolge: volgens
initiëren~: beginnen
inzake: over
inzichtelijk maken|inzichtelijk maakt|inzichtelijk gemaakt|maakt … inzichtelijk|maken … inzichtelijk: laten zien
jegens: tegen, voor
jongstleden|jl.: afgelopen
kenbaar maken|kenbaar maakt|kenbaar gemaakt|maakt … kenbaar|maken … kenbaar: laten weten
krachtens: volgens
kwestieus|kwestieuze: deze
louter: alleen
materialiseren~: uitkomen
mede gelet op|mede gezien: ook door
mede namens: ook namens
met als doel om: om
met betrekking tot|m.b.t.: over
met dien verstande dat: maar
met ingang van: vanaf
met name: vooral
met referte aan|onder verwijzing naar: over
middelen alloceren|alloceren~: geld verdelen
mitsdien: daarom
mitsgaders: en ook
monitoren~|gemonitord|monitort: volgen
naar aanleiding van|n.a.v.: na, door
naderhand: later
navenant|navenante: even sterk
nader te bepalen: nog te kiezen
nadien: daarna
nochtans: toch
nopens: over
noodzaakt|noodzaken|genoodzaakt: moet
omtrent: over
onderhavig|onderhavige: deze, dit
onderscheidenlijk: of
ondersteuningsbehoefte|ondersteuningsbehoeften: hulp die iemand nodig heeft
onverlet|laat onverlet|onverlet latend: verandert niets aan
onverwijld|onverwijlde: meteen
op basis van|o.b.v.: door, met
op de hoogte stellen|op de hoogte stelt|op de hoogte gesteld|stelt … op de hoogte|stellen … op de hoogte: laten weten
op grond van: volgens, door
operationaliseren~: uitwerken
opportuun|opportune: handig, nuttig
optimaliseren~: verbeteren
overeenkomstig: volgens
overgaan tot|overgegaan tot|gaat over tot|gaan over tot: gaan doen
participeren~: meedoen
participatie: meedoen
per heden: vanaf nu
pogen|poogt|poogde: proberen
prevaleren~: voorgaan
prioriteren~: kiezen wat eerst komt
proactief|proactieve: uit uzelf
problematiek: problemen
recentelijk: kort geleden
reeds: al
referte: verwijzing
relateren aan|gerelateerd aan: verbinden met
respectievelijk|respectievelijke: en, of
ressorteren onder|ressorteert onder|ressorteren~: vallen onder
rechtens: volgens de wet
restitueren~: terugbetalen
restitutie: terugbetaling
significant|significante: duidelijk, groot
slechts: alleen, maar
sommeren~: eisen
stagneren~: stilstaan
stringent|stringente: streng
substantieel|substantiële: groot
te allen tijde: altijd
te dien einde|te dien aanzien: daarvoor
te uwer informatie: om u te laten weten
ten behoeve van|t.b.v.: voor
ten aanzien van|t.a.v. het|t.a.v. de: over, voor
ten deel vallen|ten deel valt|ten deel gevallen: krijgen
teneinde: om
ten gevolge van: door
ten grondslag liggen|ten grondslag ligt|ligt … ten grondslag|liggen … ten grondslag: de reden zijn van
ten gunste van: voor
ten laste van: op kosten van
ten tijde van: tijdens, toen
ten uitvoer brengen|ten uitvoer gebracht|brengt … ten uitvoer|brengen … ten uitvoer: uitvoeren
tendens|tendensen: ontwikkeling
tenzij anders vermeld: als er niets anders staat
ter beschikking stellen|ter beschikking stelt|ter beschikking gesteld|stelt … ter beschikking|stellen … ter beschikking: geven
ter hand stellen|ter hand gesteld|stelt … ter hand: geven
ter hand nemen|ter hand genomen|neemt … ter hand|nemen … ter hand: beginnen met
ter zake|terzake: hierover
ter uitvoering van: om uit te voeren
thans: nu
tot en met heden: tot nu
tot op heden: tot nu toe
tot stand brengen|tot stand gebracht|brengt … tot stand|brengen … tot stand: maken
tot uw beschikking staan|staat … tot uw beschikking|staan … tot uw beschikking: kunt u gebruiken
tracht|trachten|trachtte|getracht: probeert
transformeren~: veranderen
transparant|transparante: open, duidelijk
uit dien hoofde: daarom
uiteenzetten|uiteengezet|uiteenzet|zet … uiteen: uitleggen
uiterlijk op de datum van: op of voor
uitrollen|uitgerold|rolt … uit|uitrol: invoeren
uitsluitend: alleen
vaststellen dat er sprake is van|er sprake is van|is er sprake van|er is sprake van: er is
vanuit het oogpunt van: voor
verband houdende met|verband houdend met: door, over
verdient … aanbeveling|verdienen … aanbeveling: is beter
verrichten|verricht|verrichtte: doen
verschaffen|verschaft|verschafte: geven
verstrekken|verstrekt|verstrekte: geven
vigerend|vigerende: geldende
volledigheidshalve: voor de volledigheid
voorafgaand aan|voorafgaande aan: voor
voornemens is|voornemens zijn|is voornemens|zijn voornemens: wil
voornoemd|voornoemde|voormeld|voormelde: deze, dit
voorshands: voorlopig
voorts: ook, verder
vooralsnog: voorlopig
voorzien in|voorziet in|voorzag in: zorgen voor
vorenstaand|vorenstaande|vorenbedoeld|vorenbedoelde: dit
waarborgen|waarborgt|gewaarborgd: zorgen voor
op welke wijze: hoe
weshalve: daarom
wijziging aanbrengen|wijzigingen aanbrengen|wijzigingen aangebracht: veranderen
woonachtig|woonachtige: die woont
zal dienen te|zullen dienen te: moet
zijdens: namens, van
zienswijze|zienswijzen: mening
zorgbehoevend|zorgbehoevende: die zorg nodig heeft
zulks: dat
`;

export interface Entry {
  /** Words in lower case; `…` for up to five others. */
  readonly forms: readonly string[];
  readonly plain: string;
}

/** Read when it is first asked for. */
export function officialeseWords(): readonly Entry[] {
  return list
    .trim()
    .split('\n')
    .map((line) => {
      const at = line.indexOf(': ');
      return { forms: line.slice(0, at).split('|').flatMap(inflected), plain: line.slice(at + 2) };
    });
}

const umlauts: Readonly<Record<string, string>> = { e: 'ë', i: 'ï', u: 'ü' };

/** Verbs in -eren are all regular: `faciliteer`, `faciliteerde`, `gefaciliteerd`. */
function inflected(form: string): readonly string[] {
  if (!form.endsWith('~')) return [form];
  const whole = form.slice(0, -1);
  const stem = whole.replace(/[eë]ren$/u, 'eer');
  const participle = `ge${stem.replace(/^[eiu]/, (first) => umlauts[first] ?? first)}d`;
  return [whole, stem, `${stem}t`, `${stem}de`, `${stem}den`, participle, `${participle}e`, `${whole}d`, `${whole}de`];
}
