import type { CraftProblemParams } from '../../../core/craft-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const craftRulesNl: Pick<RuleTexts, keyof CraftProblemParams> = {
  'craft-closed-to-open': {
    name: 'besloten bericht op een open kanaal',
    why: 'Wat voor een besloten groep is geschreven, hoort niet waar iedereen meeleest. Dat is niet terug te draaien, dus houdt omk het tegen.',
    instead:
      'Haal de open kanalen uit `channels`, of maak het bericht openbaar als het dat mag zijn. Een nieuwsbrief aan een gekozen `audience` telt niet als open.',
    wrong: 'channels: [pleio, x] met pleio: { access: group }',
    right: 'channels: [pleio, yammer] met pleio: { access: group }',
  },
  'craft-closed-words': {
    name: 'tekst die zegt dat zij niet voor iedereen is',
    why: 'Als de tekst "alleen voor de klankbordgroep" of "niet verspreiden" zegt, en toch openbaar wordt, is er iets vergeten.',
    instead: 'Kies een besloten plek, of haal de zin weg als iedereen het mag lezen.',
  },
  'craft-link-closed': {
    name: 'link naar een pagina achter een aanmelding',
    why: 'Lezers van een open kanaal hebben vaak geen account, en komen niet op een intranet of in SharePoint. Zij klikken, en zien alleen een inlogscherm.',
    instead: 'Maak de pagina openbaar, of zeg in de tekst erbij dat inloggen nodig is en zet de regel voor dit bericht uit met `waive`.',
  },
  'craft-no-hook': {
    name: 'link zonder aanleiding',
    why: 'Een titel met een link zegt niet wat de lezer eraan heeft. Op een tijdlijn vol berichten wordt hij overgeslagen.',
    instead: 'Zet er één zin bij. Een vraag of een opvallend getal is vaak genoeg; dan zegt omk niets.',
    wrong: 'Nieuwsbrief november https://www.example.nl/nieuws',
    right: 'Eén op de vier kinderen slaapt slecht. Wat kunt u doen? https://www.example.nl/nieuws',
  },
  'craft-no-summary': {
    name: 'geen samenvatting voor een kort kanaal',
    why: 'Zonder `summary` neemt omk de eerste alinea, en die past hier niet. Een zin die halverwege stopt, zegt zelden waar het om gaat.',
    instead: 'Schrijf een `summary` van één of twee zinnen.',
  },
  'craft-same-text': {
    name: 'overal dezelfde eigen tekst',
    why: 'Wie op meer plekken volgt, leest drie keer hetzelfde. En collega’s op het intranet willen iets anders weten dan inwoners.',
    instead: 'Begin per kanaal met een andere zin. Is de tekst toch gelijk, dan is de samenvatting genoeg.',
  },
  'craft-thread': {
    name: 'een reeks die in één bericht past',
    why: 'Van een reeks leest bijna niemand het tweede deel. Wat past, hoort in één bericht; omk telt zoals het kanaal telt.',
    instead: 'Haal `---` of `thread: true` weg.',
  },
  'craft-mention': {
    name: 'een @-naam die hier niemand is',
    why: 'Een @-naam werkt op één kanaal. Elders staat er een raar woord, of het is per ongeluk een ander.',
    instead: 'Schrijf de naam voluit, en zet de @-naam in de eigen tekst van het kanaal waar hij hoort.',
    wrong: 'summary: "@ggdveenmeer vroeg 2.300 kinderen hoe het gaat."',
    right: 'summary: "De GGD Veenmeer vroeg 2.300 kinderen hoe het gaat."',
  },
  'craft-link-twice': {
    name: 'twee keer dezelfde link',
    why: 'Twee keer hetzelfde adres oogt slordig en kost ruimte.',
    instead: 'Laat de link in uw eigen tekst weg: omk zet hem eronder. Of gebruik `link: false`.',
  },
};
