/** The list of readers, as a person and a script meet it: the real program, in processes of its own. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Ran, runOmk } from '../support/binary.ts';
import { arrived, type Files, post, temporaryFolder, writeFiles } from '../support/project.ts';

const settings = `name: Om het kind
hub: none
channels: [newsletter]
newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", replyTo: redactie@example.nl, listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/afmelden/{token}" }
`;

/** The list itself counts, unless told otherwise. */
function project(files: Files = {}) {
  const cwd = temporaryFolder();
  writeFiles(cwd, { 'omk.yaml': settings, 'bericht.md': post(['link: https://example.nl/']), ...files });
  const omk = (...args: string[]): Promise<Ran> => runOmk(args, { cwd });
  const subscribers = (...args: string[]) => omk('subscribers', ...args);
  const json = async (...args: string[]) => {
    const ran = await subscribers(...args, '--json');
    return { ...ran, document: JSON.parse(ran.stdout) as Record<string, never> & { problems: { code: string }[] } };
  };
  return { cwd, omk, subscribers, json };
}

const list = ['email,name,audience,language', 'Noor@example.nl,"Noor, van de Raad",ouders;raad,nl', 'daan+raad@example.nl,Daan,,', ''].join(
  '\n',
);
const mailedTo = (root: string): readonly string[] => arrived(root, 'newsletter', 'mail').map((mail) => String(JSON.stringify(mail['to'])));

const timeout = 120_000;

describe('omk subscribers', { timeout }, () => {
  it('brings a list in, says the same the second time, and mails those on it', async () => {
    const { cwd, json, omk } = project({ 'leden.csv': list });
    const first = await json('import', 'leden.csv', '--source', 'ledenlijst 2026');
    expect(first).toMatchObject({ code: 0, document: { rows: 2, added: 2, invalid: 0, exitCode: 0 } });
    const again = await json('import', 'leden.csv', '--source', 'ledenlijst 2026');
    expect(again).toMatchObject({ code: 0, document: { added: 0, changed: 0, unchanged: 2 } });
    const published = await omk('publish', 'bericht.md', '--yes');
    expect(published.code, published.stderr).toBe(0);
    expect(mailedTo(cwd).join()).toMatch(/Noor@example\.nl/);
    expect(mailedTo(cwd)).toHaveLength(2);
  });

  it('tries first with --dry-run, and writes nothing', async () => {
    const { json } = project({ 'leden.csv': list });
    expect((await json('import', 'leden.csv', '--source', 'x', '--dry-run')).document).toMatchObject({ dryRun: true, added: 2 });
    expect((await json('list')).document).toMatchObject({ subscribers: [], counts: { active: 0 } });
  });

  it('refuses a list that does not say where its readers come from', async () => {
    const dated = 'email,consent_at,consent_source\na@example.nl,2026-05-12,jaarmarkt\n';
    const { json } = project({ 'leden.csv': list, 'goed.csv': dated, 'half.csv': `${dated}b@example.nl,,\n` });
    expect(await json('import', 'leden.csv')).toMatchObject({ code: 2, document: { problems: [{ code: 'reader-source-missing' }] } });
    expect(await json('import', 'half.csv')).toMatchObject({ code: 2, document: { problems: [{ code: 'reader-source-missing' }] } });
    expect((await json('list')).document).toMatchObject({ counts: { active: 0 } });
    expect(await json('import', 'goed.csv')).toMatchObject({ code: 0, document: { added: 1 } });
  });

  it('reads columns by the names that they have', async () => {
    const { json } = project({ 'leden.csv': 'E-mailadres;Naam\nnoor@example.nl;Noor\n' });
    const mapped = ['--column', 'email=E-mailadres', '--column', 'name=Naam'];
    expect(await json('import', 'leden.csv', '--source', 'x')).toMatchObject({
      code: 2,
      document: { problems: [{ code: 'config-list-column' }] },
    });
    expect(await json('import', 'leden.csv', '--source', 'x', ...mapped)).toMatchObject({ code: 0, document: { added: 1 } });
    expect(await json('import', 'leden.csv', '--source', 'x', '--column', 'mail=E-mailadres')).toMatchObject({ code: 2 });
    expect((await json('list')).document).toMatchObject({
      subscribers: [{ email: 'noor@example.nl', name: 'Noor', consent: { source: 'x' } }],
    });
  });

  it('adds, shows, removes, and lets a person undo that', async () => {
    const { json, subscribers } = project();
    const added = await json(
      'add',
      'noor@bücher.example',
      '--name',
      'Noor',
      '--audience',
      'ouders,raad',
      '--source',
      'inloop',
      '--wording',
      'Ja',
      '--frequency',
      'weekly',
    );
    expect(added).toMatchObject({ code: 0, document: { result: 'added' } });
    expect((await json('show', 'NOOR@xn--bcher-kva.example')).document).toMatchObject({
      subscriber: { name: 'Noor', audience: ['ouders', 'raad'], frequency: 'weekly', consent: { source: 'inloop', wording: 'Ja' } },
      results: [],
    });
    expect((await subscribers('show', 'noor@bücher.example')).stdout).toMatch(/Toestemming +inloop/);
    expect((await json('remove', 'noor@bücher.example')).document).toMatchObject({ result: 'removed' });
    expect((await json('list', '--status', 'removed')).document).toMatchObject({ counts: { removed: 1 } });
    expect((await json('add', 'noor@bücher.example', '--source', 'inloop')).document).toMatchObject({ result: 'changed' });
    expect(await json('remove', 'nobody@example.nl')).toMatchObject({ code: 2, document: { problems: [{ code: 'reader-unknown' }] } });
  });

  it('warns when consent is not recorded, and refuses where the project requires it', async () => {
    const lax = project();
    expect(await lax.json('add', 'noor@example.nl')).toMatchObject({
      code: 0,
      document: { problems: [{ code: 'reader-consent-missing' }] },
    });
    const strict = project({ 'omk.yaml': settings.replace('listId', 'consent: required, listId'), 'leden.csv': list });
    expect(await strict.json('add', 'noor@example.nl')).toMatchObject({ code: 2 });
    expect(await strict.json('import', 'leden.csv', '--source', 'x')).toMatchObject({
      code: 2,
      document: { problems: [{ code: 'reader-consent-required' }] },
    });
  });

  it('forgets a person: no file knows the address, no import brings it back', async () => {
    const { cwd, json, omk, subscribers } = project({ 'leden.csv': list });
    await subscribers('import', 'leden.csv', '--source', 'x');
    await omk('publish', 'bericht.md', '--yes');
    expect(await json('forget', 'noor@example.nl')).toMatchObject({ code: 2, document: { problems: [{ code: 'usage-needs-flag' }] } });
    expect(await json('forget', 'noor@example.nl', '--yes')).toMatchObject({ code: 0, document: { result: 'forgotten' } });
    for (const name of readdirSync(join(cwd, '.omk', 'sandbox')).filter((file) => file.startsWith('omk.db'))) {
      expect(readFileSync(join(cwd, '.omk', 'sandbox', name), 'latin1')).not.toMatch(/noor/i);
    }
    expect((await json('import', 'leden.csv', '--source', 'x')).document).toMatchObject({ suppressed: 1, lines: { suppressed: [2] } });
    expect(await json('add', 'noor@example.nl', '--source', 'x')).toMatchObject({
      code: 2,
      document: { problems: [{ code: 'reader-suppressed' }] },
    });
    expect(await json('show', 'noor@example.nl')).toMatchObject({ code: 2 });
    expect((await json('forget', 'unknown@example.nl', '--yes')).document).toMatchObject({ result: 'unknown' });
    const status = JSON.parse((await omk('status', '--json')).stdout) as { posts: { deliveries: { recipients: unknown }[] }[] };
    expect(status.posts[0]?.deliveries[0]?.recipients).toMatchObject({ sent: 2 });
  });

  it('writes out what it reads in, with nothing that a spreadsheet would carry out', async () => {
    const { cwd, json, subscribers } = project({ 'leden.csv': `${list}evil@example.nl,"=HYPERLINK(""x"")",,\n` });
    await subscribers('import', 'leden.csv', '--source', 'x');
    await subscribers('remove', 'daan+raad@example.nl');
    const printed = await subscribers('export');
    expect(printed.stdout.split('\n')[0]).toBe('email,name,audience,language,frequency,status,consent_at,consent_source,consent_wording');
    expect(printed.stdout).toContain('Noor@example.nl,"Noor, van de Raad","ouders;raad",nl,each,active,,x,');
    expect(printed.stdout).toContain(`"'=HYPERLINK(""x"")"`);
    expect(printed.stdout).not.toContain('daan');
    expect((await subscribers('export', '-o', 'uit.csv', '--status', 'active,removed')).code).toBe(0);
    expect(statSync(join(cwd, 'uit.csv')).mode & 0o777).toBe(0o600);
    const elsewhere = project({ 'uit.csv': readFileSync(join(cwd, 'uit.csv')) });
    expect((await elsewhere.json('import', 'uit.csv', '--source', 'x')).document).toMatchObject({ added: 2, suppressed: 1 });
    expect((await json('export')).document).toMatchObject({ subscribers: [{ email: 'evil@example.nl' }, { email: 'Noor@example.nl' }] });
    expect((await subscribers('export', '-o', 'nergens/uit.csv')).code).toBe(2);
  });

  it('keeps addresses out of every log, event and problem', async () => {
    const { cwd, json, omk, subscribers } = project({ 'leden.csv': `${list}geheim-adres,G,,\n` });
    const imported = await subscribers('import', 'leden.csv', '--source', 'x');
    expect(imported.stdout + imported.stderr).not.toMatch(/@example\.nl|geheim/);
    await omk('publish', 'bericht.md', '--yes');
    await subscribers('remove', 'noor@example.nl');
    for (const args of [
      ['log', '--json'],
      ['status', '--json'],
      ['ledger', 'export'],
    ])
      expect((await omk(...args)).stdout).not.toMatch(/noor@|daan\+/i);
    const bad = await json('add', 'noor@@example.nl');
    expect(bad.code).toBe(2);
    expect(bad.stdout + bad.stderr).not.toContain('noor@');
    expect(readdirSync(cwd)).toContain('.omk');
  });

  it('tells that a file of the project counts instead, and never mails from it whom the list has suppressed', async () => {
    const { cwd, json, omk } = project({
      'omk.yaml': settings.replace('listId', 'subscribers: lezers.csv, listId'),
      'lezers.csv': 'email,consent_at,consent_source\nnoor@example.nl,2026,x\ndaan@example.nl,2026,x\n',
    });
    expect((await json('add', 'form@example.nl', '--source', 'x')).document.problems).toMatchObject([{ code: 'reader-file-counts' }]);
    await omk('publish', 'bericht.md', '--yes');
    expect(mailedTo(cwd)).toHaveLength(2);
    expect((await json('remove', 'noor@example.nl')).document.problems).toMatchObject([{ code: 'reader-in-file' }]);
    writeFileSync(join(cwd, 'twee.md'), post(['link: https://example.nl/2'], 'Tweede.'));
    const tried = JSON.parse((await omk('publish', 'twee.md', '--dry-run', '--json')).stdout) as {
      posts: { deliveries: { recipients: unknown }[] }[];
    };
    expect(JSON.stringify(tried)).not.toContain('noor');
    await omk('publish', 'twee.md', '--yes');
    expect(mailedTo(cwd).slice(2).join()).toMatch(/daan/);
    expect(mailedTo(cwd)).toHaveLength(3);
  });

  it('where readers choose a language, mails a post to those who chose its language or none', async () => {
    const languages = settings.replace('unsubscribe:', 'languages: [nl, en], unsubscribe:');
    const { cwd, omk, subscribers } = project({ 'omk.yaml': languages, 'english.md': post(['link: https://example.nl/', 'language: en']) });
    for (const [name, language] of [
      ['noor', 'nl-BE'],
      ['john', 'en'],
      ['daan', ''],
    ] as const)
      await subscribers('add', `${name}@example.nl`, '--source', 'balie', ...(language ? ['--language', language] : []));
    await omk('publish', 'bericht.md', '--no-input');
    expect([...mailedTo(cwd)].sort()).toEqual(['"daan@example.nl"', '"noor@example.nl"']);
    await omk('publish', 'english.md', '--no-input');
    expect([...mailedTo(cwd)].slice(2).sort()).toEqual(['"daan@example.nl"', '"john@example.nl"']);
  });

  it('knows its actions and what they need', async () => {
    const { json } = project({ 'leeg.csv': 'email,name\n' });
    expect(await json('verkoop')).toMatchObject({ code: 2, document: { problems: [{ code: 'usage-bad-value' }] } });
    expect(await json('import')).toMatchObject({ code: 2 });
    expect(await json('add')).toMatchObject({ code: 2 });
    expect(await json('list', '--status', 'weg')).toMatchObject({ code: 2 });
    expect(await json('add', 'a@example.nl', '--language', 'zo maar')).toMatchObject({ code: 2 });
    expect(await json('import', 'leeg.csv', '--source', 'x')).toMatchObject({
      code: 2,
      document: { problems: [{ code: 'config-list-empty' }] },
    });
    expect(await json('import', 'weg.csv', '--source', 'x')).toMatchObject({
      code: 2,
      document: { problems: [{ code: 'config-list-missing' }] },
    });
  });
});
