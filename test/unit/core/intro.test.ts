import { expect, test } from 'vitest';
import { fillIntro, INTRO, introFor } from '../../../src/core/intro.ts';
import { aMessage } from '../../support/builders.ts';

const intro = (segment: string) => ({ segment, text: `voor ${segment}`, html: `<p>${segment}</p>` });

test('a reader gets the first intro of a segment of theirs, else the one for everybody else', () => {
  const intros = [intro('*'), intro('Raad'), intro('ouders')];
  expect(introFor(intros, ['OUDERS', 'raad'])?.segment).toBe('Raad');
  expect(introFor(intros, ['pers'])?.segment).toBe('*');
  expect(introFor(intros)?.segment).toBe('*');
  expect(introFor(intros.slice(1), ['pers'])).toBeUndefined();
});

test('it stands in its place in text and html, and leaves no gap where there is none', () => {
  const message = aMessage({ text: `Dag\n\n${INTRO}\n\nVerder`, html: `<p>Dag</p>${INTRO}<p>Verder</p>` });
  expect(fillIntro(message, intro('raad'))).toMatchObject({
    text: 'Dag\n\nvoor raad\n\nVerder',
    html: '<p>Dag</p><p>raad</p><p>Verder</p>',
  });
  expect(fillIntro(message, undefined)).toMatchObject({ text: 'Dag\n\nVerder', html: '<p>Dag</p><p>Verder</p>' });
  expect(fillIntro(aMessage({ text: INTRO }), undefined)).not.toHaveProperty('html');
});
