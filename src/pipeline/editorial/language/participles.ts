/** Past participles of Dutch verbs, told by their form. */

/** Strong verbs, of which the form alone does not say it. */
const strong = new Set(
  `gedaan gegaan gegeven genomen gehouden gevonden geschreven gelezen gesproken gesloten gekozen geholpen getroffen geboden gedragen geworven gewogen geroepen
  gelaten geheten gekregen gebleken gebleven gereden gesneden gestreken getrokken gevlogen gewezen gewonnen begonnen besproken bekeken besloten begrepen
  beschreven bewezen betrokken bevolen verwezen vergeleken verzonden verkregen verloren verbroken vergeten verlaten vervangen ontvangen ontnomen ontslagen
  onthouden ondernomen onderschreven onderworpen overwogen overgenomen herzien voorzien misdreven weergegeven bijgehouden geborgen gebonden gezonden
  gestolen gezien geslagen gehangen gevangen geworpen gestreden afgesproken`.split(/\s+/),
);

const separable =
  'aan|achter|af|bij|binnen|dicht|door|goed|in|langs|los|mee|na|neer|om|onder|op|open|over|plaats|rond|samen|tegen|terug|toe|tot stand|uit|vast|voort|voor|voorop|weg|weer';
const withoutPrefix = new RegExp(`^(?:${separable})(?=ge|be|ver|ont|her)`);

/** Ends as a weak or an irregular verb does: `gemeld`, `gebracht`, `besteld`, `verwerkt`. */
const weak = /^(?:ge|be|ver|ont|her|er|onder|over)\p{L}{2,}(?:d|t)$/u;

/** Nouns and other words that look like one. */
const others = new Set(
  `bericht besluit gebied gezicht gedicht geluid gebed gevecht gewicht geduld gezond beleid bewind bezit bestand bestuurt bed beeld berust beet verband
  verstand verdriet verbod verzet verkeert verschilt verhuist gebod gemoed gemeenschapsgeld geld geweld gerecht getuigt geboorte gezant gelijkheid
  gemeend gebiedt gemiddeld bekend bereid bewust bevoegd verbouwereerd vergadert onderhoud onderwijst overleg overzicht overheid
  overlast overschot overgewicht onderzoekt erfgoed ergert eerst herfst herkent verleent  betaalt betekent behandelt beschikt bestaat bepaalt biedt begeleidt begint belt
  besteedt verandert vertelt vraagt gebeurt geeft gaat  geniet gelooft gemeente gezinnetjes overdaad overmaat onderkant ondergrond onderdeelt
  ernst erft erkent  ontstaat  ontwikkelt ontvangt verdient verwijst verdwijnt verwijdert vergoedt verhoogt
  verlaagt verloopt vervalt verzorgt bespreekt beoordeelt bezoekt bewaart overweegt overlegt onderschrijft onderneemt`.split(/\s+/),
);

export function isParticiple(word: string): boolean {
  const plain = word.replace(withoutPrefix, '');
  return strong.has(plain) || strong.has(word) || (weak.test(plain) && !others.has(plain) && !others.has(word));
}
