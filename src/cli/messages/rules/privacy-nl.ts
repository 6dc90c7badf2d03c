import type { PrivacyProblemParams } from '../../../core/privacy-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const privacyRulesNl: Pick<RuleTexts, keyof PrivacyProblemParams> = {
  'privacy-bsn': {
    name: 'burgerservicenummer',
    why: 'Een BSN hoort bij één mens en opent veel deuren. Het mag alleen gebruikt worden waar een wet dat zegt (UAVG, artikel 46), en dat is nooit in een bericht. omk herkent negen cijfers die kloppen volgens de elfproef, ook met punten, spaties, opmaak of onzichtbare tekens ertussen, en acht cijfers naast een woord als BSN.',
    instead:
      'Haal het nummer weg. Deze regel staat altijd aan. Is het zeker iets anders (een van de elf nummers klopt toevallig), zet dan in het bericht een afwijking met een reden én met `by`: de tweede persoon die meekeek.',
    wrong: 'Burgerservicenummer van uw kind: (negen cijfers)',
    right: 'Houd het nummer bij de hand dat boven uw brief staat.',
  },
  'privacy-bsn-short': {
    name: 'misschien een burgerservicenummer',
    why: 'Een BSN van acht cijfers wordt soms zonder de eerste nul geschreven. Ook KvK-nummers hebben er acht, daarom is dit een waarschuwing.',
    instead: 'Schrijf erbij wat het is, zoals KvK, of haal het weg.',
  },
  'privacy-mobile': {
    name: 'mobiel nummer',
    why: 'Een mobiel nummer is bijna altijd van één mens, ook als die er op het werk mee belt. Na plaatsing is het niet meer terug te halen (AVG, artikel 5).',
    instead: 'Noem een algemeen nummer. Een nummer van een dienst zet u onder `checks: allow: phones` in omk.yaml.',
    wrong: 'Bel Noor op (een 06-nummer).',
    right: 'Bel het klantcontactcentrum: 14 0xx.',
  },
  'privacy-landline': {
    name: 'vast telefoonnummer',
    why: 'Een vast nummer kan van een kantoor zijn of van iemand thuis. Nummers als 14 0xx, 0800, 0900 en 112 zijn altijd goed.',
    instead: 'Zet nummers van kantoren één keer onder `checks: allow: phones` in omk.yaml.',
  },
  'privacy-email': {
    name: 'e-mailadres van een persoon',
    why: 'Een adres met een naam erin is een persoonsgegeven, ook op het werk. Wie weg is, krijgt nog jaren post.',
    instead:
      'Noem een adres van een team: info@, communicatie@, wijkteam@. Andere adressen die iedereen mag weten zet u onder `checks: allow: emails` in omk.yaml; `*@example.nl` laat een heel domein toe.',
    wrong: 'Mail (voornaam.achternaam)@example.nl',
    right: 'Mail info@example.nl',
  },
  'privacy-account': {
    name: 'rekeningnummer',
    why: 'Een rekeningnummer hoort bij iemand. omk meldt een IBAN alleen als het controlegetal klopt (ISO 13616).',
    instead: 'Zet rekeningen waarop mensen moeten betalen onder `checks: allow: accounts` in omk.yaml.',
  },
  'privacy-address': {
    name: 'adres van een woning',
    why: 'Een postcode met een huisnummer wijst één voordeur aan (AVG, artikel 4).',
    instead:
      'Noem de plek van een bijeenkomst bij `event: location`, of zet adressen van gebouwen onder `checks: allow: addresses` in omk.yaml. Een postbus is altijd goed.',
  },
  'privacy-birth-date': {
    name: 'geboortedatum of leeftijd',
    why: 'Een geboortedatum, of een naam met een leeftijd, maakt iemand herkenbaar (AVG, artikel 5).',
    instead: 'Laat de datum weg of schrijf ongeveer: "een jongen van een jaar of acht".',
  },
  'privacy-name': {
    name: 'naam van iemand',
    why: 'Wie in een bericht genoemd wordt, moet daarvan weten. omk herkent namen na "meneer" en "mevrouw", na voorletters, en voornamen met een achternaam.',
    instead:
      'Zet wie in het openbaar spreekt of beslist onder `checks: names` in omk.yaml. Laat anders de naam weg, of noem alleen de functie.',
    wrong: 'Vraag ernaar bij mevrouw (achternaam).',
    right: 'Vraag ernaar bij het wijkteam.',
  },
  'privacy-child': {
    name: 'herkenbaar kind',
    why: 'Een naam of voorletter, een leeftijd en een school of straat bij elkaar: dan weet de buurt wie het is. Gegevens over jeugdhulp zijn extra gevoelig (AVG, artikel 9).',
    instead: 'Laat een van de drie weg. Is er toestemming van wie het gezag heeft, leg die dan vast met `consent`.',
    wrong: '(Naam) van 8 zit op de (naam) school.',
    right: 'Een jongen uit groep 5 vertelt.',
  },
  'privacy-case-number': {
    name: 'zaaknummer of kenteken',
    why: 'Een nummer van een zaak of een auto leidt naar één mens.',
    instead: 'Haal het weg. Hoe uw zaaknummers eruitzien, schrijft u als reguliere expressie onder `checks: numbers` in omk.yaml.',
  },
  'privacy-consent': {
    name: 'verhaal zonder toestemming',
    why: 'Wie zijn verhaal vertelt, moet weten waar het komt te staan, en moet zich kunnen bedenken (AVG, artikelen 6, 7 en 9). omk houdt een bericht voor een verhaal als het dat zelf zegt (het label `verhaal`, "niet haar echte naam"), als iemand met naam en leeftijd over hulp of ziekte ter sprake komt, of als iemand in de ik-vorm over een kind en hulp vertelt.',
    instead:
      'Leg in de kop vast wie toestemming gaf en wanneer: `consent: { who: …, date: …, reference: … }`. Bewaar het bewijs zelf ergens anders. Met `until` zegt u hoelang zij geldt. Is het geen verhaal van iemand, gebruik dan `waive` met een reden.',
  },
  'privacy-consent-until': {
    name: 'toestemming die afloopt',
    why: 'Toestemming kan een einddatum hebben. Dan moet u op tijd opnieuw vragen of het bericht mag blijven staan.',
    instead: 'Vraag het opnieuw en pas `date` en `until` aan, of haal het bericht terug met `omk retract`.',
  },
};
