import { expect, describe as group, it } from 'vitest';
import { en } from '../../../../src/cli/messages/en.ts';
import { nl } from '../../../../src/cli/messages/nl.ts';
import { describe, type Place } from '../../../../src/cli/messages/problem-catalogue.ts';
import { problemsEn } from '../../../../src/cli/messages/problems-en.ts';
import { problemsNl } from '../../../../src/cli/messages/problems-nl.ts';
import { isWarning, type Problem, problem } from '../../../../src/core/problem.ts';
import { codes, hasFreeText, sampleOf } from './samples.ts';

const catalogues = [
  ['Dutch', problemsNl],
  ['English', problemsEn],
] as const;
const channelPlaces: readonly Place[] = [
  { channel: 'Pleio', channelId: 'pleio' },
  { channel: 'X', channelId: 'x' },
  { channel: 'LinkedIn', channelId: 'linkedin' },
  { channel: 'Yammer', channelId: 'yammer' },
  { channel: 'Nieuwsbrief', channelId: 'newsletter' },
];
const places: readonly Place[] = [{}, { file: 'content/post.md', line: 3, field: 'title' }, ...channelPlaces];

const whole = ({ message, hint = '' }: { readonly message: string; readonly hint?: string }): string => `${message}\n${hint}`;
const inDutch = (found: Problem, place: Place = {}) => describe(found, problemsNl, place);
const inEnglish = (found: Problem, place: Place = {}) => describe(found, problemsEn, place);

group.each(catalogues)('the %s catalogue', (_language, catalogue) => {
  it.each(codes)('has tidy sentences for %s, with and without values', (code) => {
    for (const place of places) {
      for (const text of [undefined, '', 'één 👩‍👩‍👧‍👦 مرحبا']) {
        const { message, hint } = describe(sampleOf(code, text), catalogue, place);
        for (const sentence of hint === undefined ? [message] : [message, hint]) {
          expect(sentence).toMatch(/^\S.*\.$/u);
          expect(sentence).not.toMatch(/undefined|\[object|NaN| {2}|!(?!\[)/u);
          expect(sentence).not.toMatch(/\.\.$/u);
          expect(sentence.split('`').length % 2).toBe(1);
        }
      }
    }
  });

  it.each(codes.filter((code) => !isWarning(sampleOf(code))))('says what to do next about %s', (code) => {
    expect(describe(sampleOf(code), catalogue, {}).hint).toBeTruthy();
  });

  it.each(codes.filter(hasFreeText))('shows the values of %s, cut to 200 characters', (code) => {
    expect(whole(describe(sampleOf(code, 'één 👩‍👩‍👧‍👦 مرحبا'), catalogue, {}))).toContain('één 👩‍👩‍👧‍👦 مرحبا');
    const long = whole(describe(sampleOf(code, 'é'.repeat(5000)), catalogue, {}));
    expect(long).toContain(`${'é'.repeat(199)}…`);
    expect(long).not.toContain('é'.repeat(200));
  });
});

group('both catalogues', () => {
  it.each(codes)('say %s in different words', (code) => {
    expect(inDutch(sampleOf(code)).message).not.toBe(inEnglish(sampleOf(code)).message);
  });

  it('name the same commands, fields and settings', () => {
    const codeOf = (text: string) =>
      (text.match(/`[^`]*`/gu) ?? []).map((word) =>
        word
          .split(/[\s:`]+/u)
          .filter((part) => /^(?:omk|--[a-z-]+)$/.test(part))
          .join(' '),
      );
    for (const code of codes)
      for (const place of channelPlaces)
        expect(codeOf(whole(inDutch(sampleOf(code), place)))).toEqual(codeOf(whole(inEnglish(sampleOf(code), place))));
  });

  it('call a state as the table of `omk status` does', () => {
    for (const [state, word] of Object.entries(nl.states))
      expect(inDutch(problem('not-unconfirmed', { state })).message).toContain(`: ${word}.`);
    for (const [state, word] of Object.entries(en.states))
      expect(inEnglish(problem('not-unconfirmed', { state })).message).toContain(`: ${word}.`);
  });

  it('end one time where the service ended its own sentence', () => {
    expect(inDutch(problem('rejected', { detail: 'Not allowed.' }), { channel: 'X' }).message).toBe(
      'X weigerde het bericht en antwoordde: "Not allowed".',
    );
  });

  it('never split an emoji when they cut', () => {
    const { message } = inDutch(problem('content-not-found', { path: '👩‍👩‍👧‍👦'.repeat(50) }));
    expect(message.match(/"(.*)…"/u)?.[1]).toBe('👩‍👩‍👧‍👦'.repeat(18));
  });

  it('let no value steer the terminal or turn the reading direction', () => {
    const { message } = inEnglish(problem('content-not-found', { path: 'a\u001b[31m\nb\u202egpj.md' }));
    expect(message).toBe('The file or folder "a [31m b gpj.md" does not exist.');
  });
});

group('a hint', () => {
  it('names the post and the channel in a command that can be pasted', () => {
    const where = { file: 'content/koers.md', channel: 'x' };
    const { hint } = inEnglish(problem('unconfirmed', { detail: '' }, where), { channel: 'X' });
    expect(hint).toContain('`omk resolve content/koers.md x --published URL`');
    expect(hint).toContain('`omk resolve content/koers.md x --not-published`');
  });

  it('puts quotation marks around a file name with spaces', () => {
    expect(inEnglish(sampleOf('interrupted'), { file: 'mijn post.md' }).hint).toContain('`omk status "mijn post.md"`');
  });

  it('names no line of a list that is no file at all', () => {
    const { message, hint } = inEnglish(problem('config-list-unreadable', { path: 'leden', line: 0, detail: 'EISDIR' }), {});
    expect(message).not.toContain('line 0');
    expect(hint).toContain('ordinary file');
  });

  it('names a digest, which has no file', () => {
    for (const file of ['digest-2026-11-25-2', 'digest-2026-11-25.ouders'])
      expect(inEnglish(sampleOf('paused'), { file }).hint).toContain(`\`omk resume ${file}\``);
  });

  it.each(['a.md; rm -rf x.md', '$(x).md', '-x.md', 'omk.yaml', 'a"b.md'])('never makes a command of %s', (file) => {
    expect(inEnglish(sampleOf('interrupted'), { file }).hint).toContain('`omk status FILE`');
  });

  it('tells how to log in to the channel at hand', () => {
    expect(inDutch(problem('auth', {}, { channel: 'pleio' }), { channel: 'Pleio' })).toEqual({
      message: 'Pleio herkent de aanmelding niet (meer).',
      hint: expect.stringContaining('`sessionid`'),
    });
    expect(inDutch(problem('auth', {}, { channel: 'x' })).hint).toContain('X_ACCESS_SECRET');
  });

  it('speaks of the mail server where the channel is the newsletter', () => {
    expect(inDutch(problem('rejected', { detail: '550 nee' }, { channel: 'newsletter' }), { channel: 'Nieuwsbrief' }).message).toBe(
      'De mailserver weigerde het bericht en antwoordde: "550 nee".',
    );
    expect(inDutch(problem('unconfirmed', { detail: '' }, { channel: 'newsletter' })).hint).toContain('--resend-unconfirmed');
  });

  it('gives both ways out of a post that is too expensive', () => {
    const { message, hint } = inDutch(sampleOf('content-too-expensive'), { channel: 'X' });
    expect(message).toBe('Dit bericht kost op X 0,40 dollar, en de grens is 0,25 dollar.');
    expect(hint).toContain('`x: { maxCost: … }`');
    expect(hint).toContain('`x: { link: false }`');
  });

  it('gives every flag that will do', () => {
    expect(inDutch(sampleOf('usage-needs-flag')).hint).toContain('`--published URL` of `--not-published`');
  });

  it('tells how to post once more on purpose', () => {
    expect(inEnglish(problem('edited', {}, { file: 'a.md', channel: 'yammer' })).hint).toContain(
      '`omk publish a.md --again CHANNEL --yes`',
    );
  });
});

group('a size', () => {
  it('never looks equal to the limit that it exceeds', () => {
    expect(inDutch(sampleOf('content-image-too-big')).message).toContain('is 5,1 MB; hoogstens 5 MB mag');
  });

  it('is counted in thousands where the limit is', () => {
    const { message } = inEnglish(problem('content-image-too-big', { path: 'a.png', bytes: 6_200_000, max: 5_000_000 }));
    expect(message).toBe('The image "a.png" is 6.2 MB; it may be 5 MB at most.');
  });
});
