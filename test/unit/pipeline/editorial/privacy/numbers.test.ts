import { describe, expect, it } from 'vitest';
import { defaultChecks } from '../../../../../src/core/editorial.ts';
import { isRight } from '../../../../../src/pipeline/editorial/privacy/accounts.ts';
import { addresses, homes } from '../../../../../src/pipeline/editorial/privacy/addresses.ts';
import { births, namesWithAge } from '../../../../../src/pipeline/editorial/privacy/ages.ts';
import { bsns, passes } from '../../../../../src/pipeline/editorial/privacy/bsn.ts';
import { caseNumbers } from '../../../../../src/pipeline/editorial/privacy/case-numbers.ts';
import { children } from '../../../../../src/pipeline/editorial/privacy/child.ts';
import { detectors } from '../../../../../src/pipeline/editorial/privacy/detectors.ts';
import { emails } from '../../../../../src/pipeline/editorial/privacy/emails.ts';
import { legible } from '../../../../../src/pipeline/editorial/privacy/legible.ts';
import { people } from '../../../../../src/pipeline/editorial/privacy/people.ts';
import { landlines, mobiles } from '../../../../../src/pipeline/editorial/privacy/phones.ts';
import { isStory } from '../../../../../src/pipeline/editorial/privacy/story.ts';
import { aPost } from '../../../../support/builders.ts';

describe('the 11-test', () => {
  it.each(['123456782', '111222333', '249566758'])('passes %s', (digits) => expect(passes(digits)).toBe(true));
  it.each(['123456789', '000000000', '00000000', '1234567890'])('does not pass %s', (digits) => expect(passes(digits)).toBe(false));
  it('takes eight digits with a zero before them', () => expect(passes('12345611')).toBe(passes('012345611')));
});

describe('a citizen service number', () => {
  const sure = (text: string) => bsns(text).sure.map(({ start, end }) => text.slice(start, end));

  it.each(['1234.56.782', '123 45 67 82', '123-456-782', '12345\n6782', 'BSN123456782'])('is found as %j', (text) => {
    expect(sure(text)).toHaveLength(1);
  });

  it.each([
    '0612345678',
    '06 1234 5678',
    '€ 123.456.782',
    '123456782 euro',
    '2026-11-23 09:00',
    'https://example.nl/123456782',
    'kenmerk 2026-0118',
    'NL91ABNA0417164300',
    '1.123456782',
    '123456782-1',
    'e1234567-82fa-4b6c-9a0b-2f6f1f0a1c02',
    '1234567820',
  ])('is not seen in %j', (text) => expect(bsns(text)).toEqual({ sure: [], perhaps: [] }));

  it('of eight digits is sure beside the word alone, and nothing beside KvK', () => {
    expect(bsns('BSN: 12345611')).toMatchObject({ sure: [{}], perhaps: [] });
    expect(bsns('Nummer: 12345611')).toMatchObject({ sure: [], perhaps: [{}] });
    expect(bsns('KvK 12345611')).toEqual({ sure: [], perhaps: [] });
  });
});

describe('a bank account', () => {
  it.each(['NL91ABNA0417164300', 'NL20INGB0001234567', 'NL44RABO0123456789', 'DE89 3704 0044 0532 0130 00'])('is %s', (account) => {
    expect(isRight(account)).toBe(true);
  });
  it('is none with a wrong check digit', () => expect(isRight('NL91ABNA0417164301')).toBe(false));
});

describe('telephone numbers', () => {
  it.each([
    '06-12345678',
    '+31 6 12345678',
    '0031612345678',
    '+31 (0)6 12 34 56 78',
    'tel:+31612345678',
    'wa.me/31612345678',
    '06.12.34.56.78',
  ])('that are mobile: %s', (text) => expect(mobiles(text, defaultChecks)).toHaveLength(1));
  it.each(['010-1234567', '(0299) 123 456', '+31 20 123 45 67', '088 123 4567'])('that are not: %s', (text) => {
    expect(landlines(text, defaultChecks)).toHaveLength(1);
    expect(mobiles(text, defaultChecks)).toEqual([]);
  });
  it.each(['14 010', '0800-1234', '0800 0432100', '0900 1234567', '112', '06-1234567', '0.612345678'])(
    'for everybody, or none: %s',
    (text) => {
      expect([...landlines(text, defaultChecks), ...mobiles(text, defaultChecks)]).toEqual([]);
    },
  );
  it('that the project allows, however they are written', () => {
    const settings = { ...defaultChecks, allow: { ...defaultChecks.allow, phones: ['+31 (0)10 123 45 67'] } };
    expect(landlines('010-1234567', settings)).toEqual([]);
  });
});

describe('an e-mail address', () => {
  it.each(['noor@example.nl', 'n.bakker@example.nl', 'jan.post@example.nl', 'noor [at] example.nl', 'piet_smit+x@sub.example.org'])(
    'of a person: %s',
    (text) => {
      expect(emails(text, defaultChecks)).toHaveLength(1);
    },
  );
  it.each([
    'info@example.nl',
    'wijkteam.noord@example.nl',
    'nieuwsbrief@example.nl',
    'no-reply@example.nl',
    'jeugdteamoost@example.nl',
    'youth@example.nl',
    'welcome@example.nl',
    '@omhetkind',
    '@team@example.nl',
  ])('of a team, or none: %s', (text) => expect(emails(text, defaultChecks)).toEqual([]));
});

describe('people and places', () => {
  it('an address is a postcode with a number; letters that no postcode has are none', () => {
    expect(addresses('Dorpsstraat 12-a, 1234 AB Veenmeer')).toMatchObject([{ key: '1234AB 12' }]);
    expect(addresses('Dorpsstraat 12, 1234 SA Veenmeer')).toEqual([]);
    expect(addresses('Postbus 12, 1234 AB Veenmeer')).toEqual([]);
    expect(addresses('gebied 1234 AB')).toEqual([]);
  });
  it.each([
    'mevrouw De Vries',
    'dhr. J. van den Berg',
    'A.B. de Groot',
    'Fatima El Amrani',
    'Mrs Smith',
    'buurman Wubbe Hoeksema',
    'H.-J. Bakker',
  ])('a name: %s', (text) => {
    expect(people(`Vraag ${text} erom.`, defaultChecks)).toHaveLength(1);
  });
  it.each([
    'Geachte heer, mevrouw',
    'Jan Luykenstraat',
    'Anne Frankhuis',
    'Bram van het jongerenwerk',
    'Wil Amsterdam meer?',
    'Den Haag',
    'Een prik tegen hepatitis B. Kinderen krijgen hem.',
    'Kies plan A. De raad kiest ook.',
    'Kenteken KT-482-P. Wil de eigenaar komen?',
    'Het Johan de Witt College',
    'zegt Jeugdzorg Nederland',
    'Albert Heijn',
  ])('no name: %s', (text) => {
    expect(people(text, defaultChecks)).toEqual([]);
  });
  it.each([
    'Noor gaat naar basisschool De Wilgen. Ze is acht jaar.',
    'Een meisje van 9 uit de Vlierstraat, Lotte, wint de prijs.',
    'Sanne uit Waardmeer schreef: “Mijn dochter van 11 heeft geen telefoon.”',
    'Milan, die tien is, zit op De Wilgen, een school in Noord.',
    'Zijn dochter Yara wordt volgende maand 7 en gaat naar school.',
  ])('a child whose age stands apart from the name: %s', (text) => expect(children(text)).not.toEqual([]));
  it.each([
    'Juf Noor werkt op basisschool De Wilgen. Ze is acht jaar in dienst.',
    'Wethouder Noor Bakker opende de school. Een kind van 8 hoort te spelen.',
    'Oefen met Noor van het wijkteam, in de Vlierstraat. Voor een jongen van 9, bijvoorbeeld.',
    'Een meisje van 9 uit de Vlierstraat wint de prijs.',
    'Noor gaat naar basisschool De Wilgen. Ze is 45.',
  ])('no child that is recognisable: %s', (text) => expect(children(text)).toEqual([]));
  it('the door of an event is no home, whether or not its postcode is told there', () => {
    const text = 'Kom naar Vlierstraat 3, 3853 KB Waardmeer.';
    const found = (location: string) => homes(text, defaultChecks, { event: { start: new Date(0), location } });
    expect(found('Buurthuis, Vlierstraat 3')).toEqual([]);
    expect(found('Buurthuis, Vlierstraat 31')).toHaveLength(1);
  });
  it.each(['Tim (8)', 'Sara van 12', 'T. is 7 jaar', 'de achtjarige Noor', 'Lotte, 8 jaar', '8-year-old Tim'])(
    'a name with an age: %s',
    (text) => {
      expect(namesWithAge(text)).toHaveLength(1);
    },
  );
  it.each(['Kinderen van 8 jaar', 'Groep 8', 'In 12 jaar', 'Noor kwam om 12 uur', 'Bram, 3 maart', 'Tim en 8 anderen'])(
    'no name with an age: %s',
    (text) => {
      expect(namesWithAge(text)).toEqual([]);
    },
  );
  it('a child is recognisable by name, age and place together', () => {
    expect(children('Lotte (8) zit op de Regenboogschool.')).toHaveLength(1);
    expect(children('Lotte (8) speelt graag.')).toEqual([]);
    expect(children('Lotte (38) werkt op een school.')).toEqual([]);
  });
  it('dates of birth, licence plates and numbers of cases', () => {
    expect(births('geboren op 3 maart 2014')).toHaveLength(1);
    expect(births('Het plan is geboren op 3 maart 2014')).toEqual([]);
    expect(caseNumbers('12-ABC-3 en JH-2026-0417', { ...defaultChecks, numbers: ['JH-\\d{4}-\\d{4}'] })).toHaveLength(2);
  });
  it('a question in the first person is no story', () => {
    expect(isStory({ text: 'Mijn kind heeft hulp nodig. Wat doe ik?', tags: [] })).toBe(false);
    expect(isStory({ text: 'Een avond.', tags: ['Verhaal'] })).toBe(true);
  });
});

describe('a text as it is read', () => {
  it('has plain digits, nothing invisible, and leads back to its places', () => {
    const source = 'a\u00adb １２ &#49;\u200b**2**٣';
    const view = legible(source, { unmarked: true });
    expect(view.text).toBe('ab 12 123');
    expect(source.slice(view.sourceAt(3), view.sourceAt(5))).toBe('１２');
    expect(source[view.sourceAt(8)]).toBe('٣');
  });
});

it('no detector is slow on hostile text', () => {
  const lengths = 256 * 1024;
  const input = { post: aPost(), messages: [], settings: defaultChecks };
  for (const unit of [
    '1',
    '1 ',
    'a.',
    'a@',
    'Jan ',
    'A. ',
    '1234 AB ',
    'geboren ',
    '06-',
    '(',
    '<!--',
    '&#49;',
    'Van de ',
    '| 1 ',
    '[at] ',
    '\n>1',
  ]) {
    const text = unit.repeat(lengths / unit.length);
    const start = performance.now();
    const view = legible(text, { unmarked: true });
    for (const detect of Object.values(detectors)) detect(view.text, input);
    people(view.text, defaultChecks);
    children(view.text);
    isStory({ text: view.text, tags: [] });
    expect(performance.now() - start, JSON.stringify(unit)).toBeLessThan(4000);
  }
}, 120_000);
