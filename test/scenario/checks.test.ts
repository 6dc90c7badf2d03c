/** What privacy finds is told by its place alone, through every way out; waivers are told and recorded. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runJson, runOmk } from '../support/binary.ts';
import { aProject, post, settings, temporaryFolder, writeFiles } from '../support/project.ts';

const secrets = ['123456782', '0612345678', '0101234567', 'NL91ABNA0417164300', '1234AB', 'noorbakkerexamplenl'];
const telling = post(
  ['summary: Bel 06-12345678 of 010-1234567.', 'x: { text: "Vraag naar 123 456 782" }'],
  `Mijn nummer is 123**456**782 en in deze veel te lange zin staat het nog een keer, namelijk als 123456782, samen met heel erg veel andere woorden die er niet toe doen.

Maak het over naar NL91 ABNA 0417 1643 00, of kom langs op Dorpsstraat 12, 1234 AB Veenmeer, of mail gerust naar noor.bakker@example.nl, want dat vinden wij altijd heel fijn en gezellig.

[klik](javascript:123456782) ![](beeld/123456782.png)`,
);

/** No part of four characters or more of anything that was found, however it is written. */
function leaks(text: string): readonly string[] {
  const bare = text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
  return secrets.flatMap((secret) => {
    const parts = Array.from({ length: secret.length - 4 }, (_, at) => secret.slice(at, at + 5).toLowerCase()).filter((part) =>
      /\d{3}/.test(part),
    );
    return [secret.toLowerCase(), ...parts].filter((part) => bare.includes(part));
  });
}

describe('what was found', () => {
  it('appears in no output of check, preview and publish, and in no file that they write', async () => {
    const cwd = aProject({ 'erg.md': telling });
    for (const args of [
      ['check', 'erg.md'],
      ['check', 'erg.md', '--json'],
      ['check', 'erg.md', '--plain'],
      ['check', 'erg.md', '--verbose'],
      ['check', 'erg.md', '--format', 'github'],
      ['check', 'erg.md', '--format', 'gitlab'],
      ['preview', 'erg.md'],
      ['preview', 'erg.md', '--json'],
      ['preview', 'erg.md', '--plain'],
      ['publish', 'erg.md'],
      ['publish', 'erg.md', '--json'],
      ['publish', 'erg.md', '--dry-run'],
      ['log'],
      ['status', '--json'],
    ]) {
      const { stdout, stderr, code } = await runOmk(args, { cwd, env: { OMK_LANGUAGE: 'en' } });
      expect(leaks(stdout.replace(/"fingerprint": "[^"]*"/g, '') + stderr), args.join(' ')).toEqual([]);
      if (args[0] !== 'log' && args[0] !== 'status') expect(code, args.join(' ')).toBe(2);
    }
  });

  it('is on no page of a preview', async () => {
    const cwd = aProject({ 'erg.md': telling });
    await runOmk(['preview', 'erg.md', '--html', '-o', 'uit.html'], { cwd });
    const words = readFileSync(join(cwd, 'uit.html'), 'utf8').replace(/<style>[\s\S]*?<\/style>|data:[\w/]+;base64,[\w+/=]+/g, '');
    expect(words).toContain('▒▒▒');
    expect(leaks(words)).toEqual([]);
  });

  it('is named by line and number', async () => {
    const cwd = aProject({ 'erg.md': telling });
    const { report } = await runJson(['check', 'erg.md'], { cwd });
    const codes = new Set(report.problems.map(({ code }) => code));
    for (const code of ['bsn', 'mobile', 'landline', 'account', 'address', 'email']) expect(codes).toContain(`privacy-${code}`);
    const bsns = report.problems.filter(({ code }) => code === 'privacy-bsn');
    expect(bsns.map(({ where }) => where?.line)).toEqual([4, 6, 6, 10, 10]);
    expect(bsns[0]?.message).toContain('1 van 5');
  });
});

describe('a waiver', () => {
  const waived = (more: string) =>
    post([`waive: [{ rule: privacy-bsn, reason: "is een bestelnummer"${more} }]`], 'Bestelnummer 123456782.');

  it('of a citizen service number takes a second person', async () => {
    const cwd = aProject({ 'erg.md': waived('') });
    const { code, report } = await runJson(['check', 'erg.md'], { cwd });
    expect([code, report.problems.map((one) => one.code)]).toEqual([2, ['privacy-bsn', 'content-waiver-second']]);
  });

  it('is told, and written into the log once', async () => {
    const cwd = aProject({ 'erg.md': waived(', by: Daan') });
    const first = await runOmk(['publish', 'erg.md', '--channels', 'pleio'], { cwd });
    expect([first.code, first.stderr]).toEqual([
      0,
      expect.stringContaining('erg.md wijkt af van privacy-bsn: is een bestelnummer (met Daan)'),
    ]);
    await runOmk(['publish', 'erg.md'], { cwd });
    const log = await runOmk(['log', '--json'], { cwd });
    const events = log.stdout.split('\n').filter((line) => line.includes('"waived"'));
    expect(events.map((line) => JSON.parse(line).data)).toEqual([{ rule: 'privacy-bsn', reason: 'is een bestelnummer', by: 'Daan' }]);
    expect((await runOmk(['log'], { cwd })).stdout).toContain('gepubliceerd met een afwijking');
    expect((await runOmk(['ledger', 'verify'], { cwd })).code).toBe(0);
  });

  it('that takes nothing away is a warning', async () => {
    const cwd = aProject({ 'goed.md': post(['waive: [{ rule: privacy-name, reason: oud }]']) });
    const { code, report } = await runJson(['check', 'goed.md'], { cwd });
    expect([code, report.problems.map((one) => [one.code, one.where?.line])]).toEqual([0, [['content-waiver-unused', 3]]]);
  });
});

describe('omk.yaml', () => {
  it.each(['off', 'warning'])('cannot set privacy-bsn to %s', async (level) => {
    const cwd = aProject({ 'omk.yaml': settings(`checks: { levels: { privacy-bsn: ${level} } }`) });
    const { code, report } = await runJson(['check', 'bericht.md'], { cwd });
    expect([code, report.problems[0]?.code]).toEqual([2, 'config-rule-fixed']);
  });

  it('sets other levels', async () => {
    const cwd = aProject({
      'omk.yaml': settings('checks: { levels: { privacy-mobile: warning, privacy-email: off } }'),
      'a.md': post([], 'Bel 06-12345678, mail noor@example.nl.'),
    });
    const { code, report } = await runJson(['check', 'a.md'], { cwd });
    expect([code, report.problems.map((one) => one.code)]).toEqual([0, ['privacy-mobile']]);
  });
});

describe('reports for CI', () => {
  it('have paths from the root of the repository, and keep lines and commas apart from the text', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, '.git'));
    writeFiles(root, {
      'site/omk.yaml': settings(),
      'site/lezers.csv': 'email\n',
      'site/a,b.md': post(['waive: [{ rule: privacy-name, reason: oud }]'], 'Bel 06-12345678.'),
    });
    const cwd = join(root, 'site');
    const github = await runOmk(['check', 'a,b.md', '--format', 'github'], { cwd });
    expect(github.stdout.split('\n')).toContainEqual(
      expect.stringMatching(/^::error file=site\/a%2Cb\.md,line=5,title=privacy-mobile::[^\n]+%0A/),
    );
    const gitlab = await runOmk(['check', 'a,b.md', '--format', 'gitlab'], { cwd });
    const found = JSON.parse(gitlab.stdout) as { fingerprint: string; severity: string; location: { path: string } }[];
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(found.length);
    expect(found.map(({ location }) => location.path)).toContain('site/a,b.md');
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['major', 'minor']));
    // Lines above it change nothing about which finding it is.
    writeFiles(cwd, { 'a,b.md': readFileSync(join(cwd, 'a,b.md'), 'utf8').replace('Bel', 'Eerst iets anders.\n\nBel') });
    const moved = JSON.parse((await runOmk(['check', 'a,b.md', '--format', 'gitlab'], { cwd })).stdout) as { fingerprint: string }[];
    expect(moved.map(({ fingerprint }) => fingerprint)).toEqual(found.map(({ fingerprint }) => fingerprint));
    expect([github.code, gitlab.code, (await runOmk(['check', 'a,b.md', '--format', 'xml'], { cwd })).code]).toEqual([2, 2, 2]);
  });
});

it('an expression of one’s own that would search for years is told, and checking ends', async () => {
  const yaml = settings(`checks: { numbers: ['(\\d+)+-x'] }`);
  const root = aProject({ 'omk.yaml': yaml, 'bericht.md': post(['channels: [pleio]'], `Nummer ${'1'.repeat(60)}.`) });
  const { code, report } = await runJson(['check', 'bericht.md'], { cwd: root });
  expect([code, report.problems.map((one) => one.code)]).toEqual([2, ['config-slow-expression']]);
});

it('a file that cannot be read as a post gives no number away either', async () => {
  const root = aProject({ 'stuk.md': '---\ntitle: "Aanvraag 123456782\ntags: [a\n---\nBel 06-12345678.\n' });
  for (const args of [['check'], ['check', '--json'], ['preview'], ['preview', '--html', '-o', 'stuk.html']]) {
    const { code, stdout, stderr } = await runOmk([args[0] ?? '', 'stuk.md', ...args.slice(1)], { cwd: root });
    expect([code, /123456782|12345678/.test(stdout + stderr)]).toEqual([2, false]);
  }
  expect(readFileSync(join(root, 'stuk.html'), 'utf8')).not.toMatch(/123456782|12345678/);
});
