import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { checkJson, examinedText, sumText } from '../../../src/cli/examined-text.ts';
import { checkWords, sentenceOf } from '../../../src/cli/messages/check-words.ts';
import { en } from '../../../src/cli/messages/en.ts';
import { nl } from '../../../src/cli/messages/nl.ts';
import { problemsEn } from '../../../src/cli/messages/problems-en.ts';
import { problemsNl } from '../../../src/cli/messages/problems-nl.ts';
import { createOutput, type Output } from '../../../src/cli/output.ts';
import {
  type Check,
  fault,
  good,
  type Remark,
  type RemarkCode,
  type RemarkParams,
  unchecked,
  unreachable,
} from '../../../src/core/check.ts';

const catalogues = { nl: { words: nl, problems: problemsNl }, en: { words: en, problems: problemsEn } } as const;

function anOutput(language: 'nl' | 'en', columns: number): Output {
  const stream = Object.assign(new PassThrough(), { columns }) as unknown as NodeJS.WriteStream;
  return createOutput({
    ...catalogues[language],
    label: () => 'Nieuwsbrief',
    pathOf: (file) => file,
    tell: String,
    redact: (text) => text,
    json: false,
    plain: false,
    quiet: false,
    verbose: false,
    stdout: stream,
    stderr: stream,
  });
}

const silent = (about: 'spf' | 'dmarc') => unreachable(about, 'dns-no-answer', { name: 'example.nl', detail: 'ETIMEOUT' });
const record = {
  name: '_dmarc.example.nl',
  type: 'TXT',
  value: '"v=DMARC1; p=quarantine; rua=mailto:a-long-address@reports.example.nl"',
} as const;
const checks: readonly Check[] = [
  good('server', 'server-open', { host: 'mail.example.nl', security: 'starttls', isLoggedIn: true }),
  unchecked('dkim', 'dkim-by-relay', { domain: 'example.nl' }),
  fault('dmarc', 'dmarc-weak', { domain: 'example.nl', tag: 'p=none' }, record),
  fault('bounces', 'bounces-nowhere', { domain: 'example.nl' }),
  silent('spf'),
  silent('dmarc'),
];
const shown = (columns: number, language: 'nl' | 'en' = 'nl') =>
  examinedText([{ channel: 'newsletter', checks }], { words: checkWords[language], output: anOutput(language, columns) });

describe('the table', () => {
  it('tells each row apart by a mark, without colour', () => {
    const marks = shown(80)
      .split('\n')
      .flatMap((line) => /^ {2}(\S) {2}\S/.exec(line)?.[1] ?? []);
    expect(marks).toEqual(['✓', '–', '!', '✗', '?', '?']);
  });

  it.each([40, 80])('fits in %i columns, but for records, which are never broken', (columns) => {
    const [table = '', records = ''] = shown(columns).split('In DNS te zetten:\n');
    for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    expect(records).toBe('  _dmarc.example.nl. TXT "v=DMARC1; p=quarantine; rua=mailto:a-long-address@reports.example.nl"');
  });

  it('gives an advice once', () => {
    expect(shown(200).match(/DNS_SERVER/g)).toHaveLength(1);
  });

  it('speaks English too', () => {
    expect(shown(200, 'en')).toContain(
      'mail.example.nl can be reached, secured by STARTTLS with a valid certificate; the login is accepted.',
    );
  });
});

describe('the document', () => {
  const options = { words: checkWords.en, output: anOutput('en', 80) };
  it('has the same keys for each row', () => {
    const rows = checks.map((check) => checkJson('newsletter', check, options));
    for (const row of rows) expect(Object.keys(row)).toEqual(['channel', 'about', 'result', 'code', 'message', 'hint', 'record']);
    expect(rows.map(({ result }) => result)).toEqual(['ok', 'unchecked', 'warning', 'error', 'unreachable', 'unreachable']);
    expect(rows[2]?.record).toMatchObject({ name: '_dmarc.example.nl', type: 'TXT' });
  });
});

const remarks: { readonly [Code in RemarkCode]: RemarkParams[Code] } = {
  'settings-complete': {},
  'settings-practice': {},
  'login-kept': { account: 'Ada Example', since: '2026-11-01', until: '2026-12-31' },
  'login-renewable': { account: 'Ada Example', since: '2026-11-01' },
  'ledger-verified': { events: 1 },
  'ledger-none': {},
  'channel-unchecked': {},
  'channel-incomplete': {},
  'server-open': { host: 'mail.example.nl', security: 'tls', isLoggedIn: false },
  'dkim-good': { name: 'omk._domainkey.example.nl' },
  'dkim-by-relay': { domain: 'example.nl' },
  'spf-good': { domain: 'example.nl', end: '-all', lookups: 3 },
  'dmarc-good': { domain: 'example.nl', policy: 'reject' },
  'alignment-both': { domain: 'example.nl' },
  'alignment-dkim': { domain: 'example.nl', envelope: 'bounces.example.nl' },
  'alignment-spf': { domain: 'example.nl' },
  'bounces-arrive': { domain: 'example.nl', host: 'mail.example.nl' },
  'account-known': { name: '@omhetkind.nl', cents: 1 },
  'account-unseen': {},
  'cookie-accepted': { hasCsrf: true },
  'destination-known': { name: 'omhetkind.pleio.nl' },
  'destination-many': { name: '225000000001' },
  'may-post': { name: 'omhetkind.pleio.nl' },
  'may-write': {},
  'permission-unseen': {},
  'access-possible': { audience: 'public' },
  'calls-left': { left: 74, of: 75 },
  'token-valid': { until: '2027-01-12' },
  'token-short': { minutes: 43 },
  'token-undated': {},
  'hand-off': {},
  'group-unseen': { url: 'https://www.linkedin.com/groups/4510/' },
  'reads-back': {},
  'reads-nothing': {},
  'version-current': { version: '202611', ends: '2027-11-16' },
  'channel-off': {},
  'clock-right': {},
  'clock-unseen': {},
  'zone-known': { zone: 'Europe/Amsterdam', now: '09:00 (GMT+01:00)' },
  'disk-room': { bytes: 12_000_000_000 },
  'runtime-good': { node: '20.20.2', sqlite: '3.51.3' },
  'files-private': { paths: ['.env', 'lezers.csv'] },
  'readers-counted': { count: 1, path: 'lezers.csv' },
  'templates-own': { count: 1 },
  'ledger-sound': { bytes: 120_000, logBytes: 0, freeBytes: 4096 },
};

describe('every remark', () => {
  it.each(Object.entries(remarks))('%s is a tidy sentence in both languages, with its values', (code, params) => {
    const sentences = (['nl', 'en'] as const).map((language) => sentenceOf(checkWords[language], { code, params } as Remark));
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^\S.*\.$/u);
      expect(sentence).not.toMatch(/undefined|\[object| {2}/u);
    }
    expect(sentences[0]).not.toBe(sentences[1]);
    for (const value of Object.values(params).filter((one) => typeof one === 'string' && one.includes('.')))
      for (const sentence of sentences) expect(sentence).toContain(value);
  });

  it('lets nothing from DNS steer the terminal', () => {
    const told = sentenceOf(checkWords.nl, { code: 'bounces-arrive', params: { domain: 'example.nl', host: 'a\u001b[31m\u202e' } });
    expect(told).toBe('Mail aan example.nl komt aan bij a [31m.');
  });

  it('sums up in words', () => {
    const options = { words: checkWords.nl, output: anOutput('nl', 80) };
    expect(sumText({ errors: 1, warnings: 2, unreachable: 1 }, options)).toBe('1 probleem, 2 waarschuwingen, 1 nu niet te bekijken');
    expect(sumText({ errors: 0, warnings: 0, unreachable: 0 }, options)).toBe('Geen problemen gevonden.');
  });
});
