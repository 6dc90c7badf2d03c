/** Lists as they arrive: what is wrong with each line is said, nobody is lost, nothing steers a mail. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ImportOptions, importSubscribers } from '../../../src/cli/importing.ts';
import type { Ledger } from '../../../src/core/ledger.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { engines } from '../../support/ledgers.ts';

const sign = (text: string) => Buffer.from(text).toString('base64url').slice(-40).padEnd(22, '0');

function aList(text: string | Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'omk-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'leden.csv');
  writeFileSync(path, text);
  return { path, name: 'leden.csv' };
}

function aLedger(): Ledger {
  const home = engines['sqlite']?.();
  if (!home) throw new Error('no such engine');
  const ledger = home.open(fixedClock());
  onTestFinished(async () => {
    await ledger.close();
    home.remove();
  });
  return ledger;
}

const bring = (text: string | Uint8Array, options: Partial<ImportOptions> = {}, ledger = aLedger()) =>
  importSubscribers(ledger, sign, { file: aList(text), source: 'test', isConsentRequired: false, dryRun: false, ...options });

const everyone = (ledger: Ledger) => ledger.subscribers({ limit: 100 });
const codeOf = (code: string) => ({ problems: [expect.objectContaining({ code })] });

describe('a list that is brought in', () => {
  it('names throw-away addresses by their lines, and brings them in', async () => {
    const report = await bring('email\ngoed@example.nl\nweg@mailinator.com\nook@YOPMAIL.com\n');
    expect(report.added).toBe(3);
    expect(report.problems).toContainEqual({ code: 'reader-disposable', params: { count: 2, lines: '3, 4' } });
  });

  it('says of each line why it was passed over, and brings the others in', async () => {
    const ledger = aLedger();
    const report = await bring(
      [
        'email,name,audience,language,frequency',
        'goed@example.nl,Goed,,,',
        'geen-adres,X,,,',
        `${'a'.repeat(300)}@example.nl,Lang,,,`,
        'komma@example.nl,Bakker, Daan,,,',
        'GOED@EXAMPLE.NL,Nog eens,,,',
        'taal@example.nl,X,,zo maar,',
        'vaak@example.nl,X,,,maandelijks',
        'ook@example.nl,Ook,ouders;ouders;raad,nl-BE,Weekly',
        '"x@example.nl\nBcc: y@example.nl",X,,,',
      ].join('\n'),
      {},
      ledger,
    );
    expect(report).toMatchObject({
      rows: 9,
      added: 2,
      duplicateLines: [6],
      invalid: [
        { line: 3, reason: 'address' },
        { line: 4, reason: 'address' },
        { line: 5, reason: 'broken' },
        { line: 7, reason: 'language' },
        { line: 8, reason: 'frequency' },
        { line: 11, reason: 'address' },
      ],
    });
    expect(report.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['reader-invalid', 'reader-broken', 'reader-bad-value', 'reader-duplicate']),
    );
    expect(JSON.stringify(report)).not.toContain('@');
    expect(await everyone(ledger)).toMatchObject([
      { email: 'goed@example.nl', name: 'Goed', frequency: 'each' },
      { email: 'ook@example.nl', audience: ['ouders', 'raad'], language: 'nl-BE', frequency: 'weekly' },
    ]);
  });

  it.each([
    ['a comma and quotes', '"Bakker, ""de"" Daan"', 'Bakker, "de" Daan'],
    ['a header of a mail', '"Noor\r\nBcc: evil@example.org"', 'Noor Bcc: evil@example.org'],
    ['a bell and an escape', 'Noor\u0007\u001b[31m', 'Noor [31m'],
    ['a mark that turns the direction', 'Noor\u202egro.elpmaxe', 'Noor gro.elpmaxe'],
    ['an accent in one sign or in two', 'Zoe\u0308', 'Zoë'],
  ])('takes a name with %s', async (_what, written, kept) => {
    const ledger = aLedger();
    await bring(`email,name\nnoor@example.nl,${written}\n`, {}, ledger);
    expect((await everyone(ledger))[0]?.name?.normalize('NFC')).toBe(kept);
  });

  it('takes rows that all end in a separator', async () => {
    expect(await bring('email;name\na@example.nl;A;\nb@example.nl;B;\nc@example.nl;C;D;\n')).toMatchObject({
      added: 2,
      invalid: [{ line: 4, reason: 'broken' }],
    });
  });

  it('cuts a name of a page, between characters', async () => {
    const ledger = aLedger();
    await bring(`email,name\nnoor@example.nl,${'👩'.repeat(5000)}\n`, {}, ledger);
    expect((await everyone(ledger))[0]?.name).toBe('👩'.repeat(200));
  });

  it('takes plus addresses, dots and domains of every alphabet as they are', async () => {
    const ledger = aLedger();
    const addresses = ['noor+raad@example.nl', 'n.oor@example.nl', 'noor@bücher.example', 'noor@例え.jp', "o'brien@example.nl"];
    expect(await bring(['email', ...addresses].join('\n'), {}, ledger)).toMatchObject({ added: 5, invalid: [] });
    expect((await everyone(ledger)).map(({ email }) => email)).toContain('noor@xn--r8jz45g.jp');
  });

  it('fills in for all what the list does not say, and leaves alone what a row says itself', async () => {
    const ledger = aLedger();
    const text = 'email,audience,language,consent_source\na@example.nl,,,\nb@example.nl,raad,en,jaarmarkt\n';
    await bring(text, { source: 'ledenlijst', wording: 'Ja, graag', audience: ['ouders'], language: 'nl' }, ledger);
    expect(await everyone(ledger)).toMatchObject([
      { audience: ['ouders'], language: 'nl', consent: { source: 'ledenlijst', wording: 'Ja, graag' } },
      { audience: ['raad'], language: 'en', consent: { source: 'jaarmarkt' } },
    ]);
  });

  it('leaves out what an export says to get no mail', async () => {
    expect(await bring('email,status\na@example.nl,removed\nb@example.nl,pending\nc@example.nl,active\nd@example.nl,lid\n')).toMatchObject({
      added: 2,
      suppressed: 2,
      suppressedLines: [2, 3],
      rows: 4,
    });
  });

  it('says where somebody is who gets no mail any more', async () => {
    const ledger = aLedger();
    await bring('email\na@example.nl\nb@example.nl\n', {}, ledger);
    await ledger.suppress((await ledger.subscriber({ email: 'b@example.nl' }))?.id ?? '', 'bounced');
    expect(await bring('email\na@example.nl\nb@example.nl\n', {}, ledger)).toMatchObject({
      unchanged: 1,
      suppressed: 1,
      suppressedLines: [3],
    });
  });
});

describe('a list that cannot be brought in changes nothing', () => {
  const good = 'email,name\nnoor@example.nl,Zoë\n';
  const refused = async (text: string | Uint8Array, code: string, options: Partial<ImportOptions> = {}) => {
    const ledger = aLedger();
    await expect(bring(text, options, ledger)).rejects.toMatchObject(codeOf(code));
    expect(await everyone(ledger)).toEqual([]);
  };

  it.each([
    ['Latin-1', Buffer.from(good, 'latin1'), 'config-list-encoding'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${good}`, 'utf16le'), 'config-list-encoding'],
    ['UTF-16 without one', Buffer.from(good, 'utf16le'), 'config-list-encoding'],
    ['big-endian UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le').swap16(), 'config-list-encoding'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'config-list-encoding'],
    ['nothing at all', '', 'config-list-column'],
    ['names of columns alone', 'email,name\n', 'config-list-empty'],
    ['another table', 'naam,adres\nx,y\n', 'config-list-column'],
    ['a quote that is never closed', `${good}"open@example.nl,x\n`, 'config-list-unreadable'],
  ])('%s', async (_what, bytes, code) => {
    await refused(bytes, code);
  });

  it('whose only letter with an accent is its last one, megabytes on', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `lezer${index}@example.nl,Zoë`).join('\n');
    await refused(Buffer.concat([Buffer.from(`email,name\n${rows}\nlaatste@example.nl,Zo`), Buffer.from([0xeb])]), 'config-list-encoding');
    expect(await bring(`email,name\n${rows}\n`)).toMatchObject({ added: 20_000 });
  }, 60_000);

  it('nobody of which has an address that works', async () => {
    await expect(bring('email\nx\ny\n')).rejects.toMatchObject({ problems: [{ code: 'config-list-empty' }, { code: 'reader-invalid' }] });
  });

  it('without a source, or without a date where the project asks for one', async () => {
    const ledger = aLedger();
    await expect(importSubscribers(ledger, sign, { file: aList(good), isConsentRequired: false, dryRun: false })).rejects.toMatchObject(
      codeOf('reader-source-missing'),
    );
    await refused(good, 'reader-consent-required', { isConsentRequired: true });
    expect((await bring(good)).problems).toMatchObject([{ code: 'reader-consent-undated' }]);
  });
});
