import type { FactsProblemParams } from '../../../core/facts-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const factsRulesNl: Pick<RuleTexts, keyof FactsProblemParams> = {
  'facts-differs': {
    name: 'een feit dat per versie verschilt',
    why: 'Wie alleen het korte bericht leest, komt op de verkeerde dag, of rekent op een ander bedrag. omk vergelijkt titel, samenvatting en eigen teksten met het bericht zelf: dagen, tijden, bedragen, zalen en huisnummers.',
    instead:
      'Kijk welke van de twee klopt, en maak ze gelijk. omk waarschuwt alleen als het ene stuk tekst iets noemt wat het andere niet kent, en andersom.',
    wrong: 'x: { text: "Kom om 19.00 uur." } bij een bericht dat 19.30 uur noemt',
    right: 'x: { text: "Kom om 19.30 uur." }',
  },
  'facts-phone-differs': {
    name: 'een ander telefoonnummer',
    why: 'Een cijfer dat fout is overgenomen, laat lezers een vreemde bellen. Het nummer zelf toont omk niet: het kan van iemand zijn.',
    instead: 'Kijk welk nummer klopt, en maak ze gelijk.',
  },
  'facts-link-differs': {
    name: 'een adres dat bijna gelijk is',
    why: 'Twee adressen die een of twee letters verschillen, zijn meestal één adres met een tikfout. En een link die het ene adres toont en naar het andere gaat, wekt terecht wantrouwen.',
    instead: 'Open beide, en neem het goede over. Adressen die alleen in een getal verschillen, telt omk niet mee.',
    wrong: '[www.example.nl/inloop](https://www.example.nl/aanmelden)',
    right: '[Aanmelden voor de inloop](https://www.example.nl/aanmelden)',
  },
  'facts-lost': {
    name: 'iets wat de lezer nodig heeft, is weg',
    why: 'Bij een bijeenkomst moet elke versie zeggen wanneer en waar. Bij een ingekorte tekst kan juist de laatste dag of de tijd zijn weggevallen.',
    instead:
      'Noem dag, tijd en plek in de eigen tekst, of laat die weg: de sjablonen zetten ze er zelf in. Bij het inkorten helpt een kortere `summary`, met het belangrijkste vooraan.',
    wrong: 'x: { text: "Praat mee over de proeftuinen!" } bij een bericht met event',
    right: 'x: { text: "Praat mee over de proeftuinen: donderdag 18 maart, 14.00 uur, De Linde." }',
  },
  'facts-weekday': {
    name: 'dag van de week die niet klopt',
    why: 'Als de dag en de datum niet bij elkaar horen, weet niemand wanneer hij moet komen. Zonder jaar telt omk met de dag waarop het bericht verschijnt.',
    instead: 'Kijk in de agenda welke van de twee fout is. Bedoelt u een ander jaar, zet het jaar er dan bij.',
    wrong: 'dinsdag 25 november 2026',
    right: 'woensdag 25 november 2026',
  },
  'facts-no-such-day': {
    name: 'een dag die niet bestaat',
    why: 'Geen kalender heeft een 31 november.',
    instead: 'Kijk welke dag u bedoelt.',
    wrong: '31 november',
    right: '30 november',
  },
  'facts-event-differs': {
    name: 'de tekst en event noemen iets anders',
    why: 'De velden van `event:` komen in de agenda en in korte berichten, de tekst op de pagina. Zeggen zij niet hetzelfde, dan komt een deel van de mensen op het verkeerde moment.',
    instead:
      'Maak titel, samenvatting en tekst gelijk aan `event:`, of andersom. Een inlooptijd of een laatste dag om aan te melden telt niet mee.',
    wrong: 'title: "Bijeenkomst, 19 maart" bij event: { start: 2027-03-18 14:00 }',
    right: 'title: "Bijeenkomst, 18 maart"',
  },
  'facts-past': {
    name: 'een datum die al voorbij is',
    why: 'Een oproep waaraan niemand meer kan voldoen, maakt lezers boos. Soms staat er een verkeerd jaar, soms verschijnt het bericht te laat.',
    instead:
      'Kijk of de datum klopt, of laat het bericht eerder verschijnen. Wat u achteraf vertelt ("aanmelden kon tot 4 maart"), telt niet mee.',
    wrong: 'Meld u aan vóór 1 november (in een bericht van 5 november)',
    right: 'Aanmelden kon tot 1 november.',
  },
  'facts-tracking': {
    name: 'een link die verraadt wie klikt',
    why: 'Toevoegingen als `fbclid`, `gclid` en `utm_source` vertellen anderen wie er klikte en waar. Daarvoor is toestemming nodig (ePrivacy-richtlijn, artikel 5, derde lid; Telecommunicatiewet, artikel 11.7a). omk haalt ze daarom uit elke link, op elk kanaal.',
    instead:
      'Haal ze weg in de tekst. Eén eigen merk op eigen sites mag blijven: `checks: { campaign: { tag: utm_campaign, hosts: ["*.example.nl"] } }` in omk.yaml. Een ondertekend adres laat omk heel.',
    wrong: 'https://www.example.nl/inloop?utm_source=nieuwsbrief&fbclid=abc',
    right: 'https://www.example.nl/inloop',
  },
  'facts-dead-link': {
    name: 'een link die nergens heen gaat',
    why: 'Wie op een dode link klikt, komt niet terug. `omk check --online` vraagt elk adres één keer op en meldt wat 404 of 410 antwoordt.',
    instead: 'Zoek het goede adres op, of haal de link weg.',
  },
  'facts-link-unseen': {
    name: 'een link die niet bekeken kon worden',
    why: 'Met `--online` kijkt omk naar elke link, maar niet naar adressen van een eigen netwerk, en niet buiten deze computer zolang u oefent. Ook kan een site te traag zijn, of een storing hebben.',
    instead: 'Open de link zelf. Een adres van een intern netwerk kunnen lezers daarbuiten niet openen.',
  },
};
