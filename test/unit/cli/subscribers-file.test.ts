import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSubscribers, type SubscribersFile } from '../../../src/cli/subscribers-file.ts';
import type { Reader } from '../../../src/core/reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'omk-readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string | Uint8Array, consent: 'warn' | 'required' = 'warn') => {
  const path = join(folder, 'subscribers.csv');
  writeFileSync(path, text);
  return readAll({ path, name: 'subscribers.csv', consent });
};
const readAll = async (file: SubscribersFile) => {
  const readers: Reader[] = [];
  const problems = await readSubscribers(file, (reader) => readers.push(reader));
  return { readers, problems };
};
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);

test('reads every column, quoted or not', async () => {
  const { readers, problems } = await read(
    'email,name,audience,language,consent_at,consent_source\nnoor@example.nl,"Bakker, Daan","ouders; professionals",nl,2026-05-12,formulier\n',
  );
  expect(problems).toEqual([]);
  expect(readers).toEqual([
    {
      email: 'noor@example.nl',
      name: 'Bakker, Daan',
      audience: ['ouders', 'professionals'],
      language: 'nl',
      consentAt: '2026-05-12',
      consentSource: 'formulier',
    },
  ]);
});

test('reads the example list of the sample project without a word', async () => {
  const { readers, problems } = await readAll({
    path: 'content/voorbeeldlezers.csv',
    name: 'voorbeeldlezers.csv',
    consent: 'required',
  });
  expect(readers.length).toBeGreaterThan(5);
  expect(problems).toEqual([]);
});

test('reads what a European spreadsheet writes: semicolons, a byte order mark, CRLF, capitals in the header', async () => {
  const { readers } = await read('\uFEFFNaam;Email;Audience\r\nx;noor@example.nl;ouders\r\n;;\r\ny;jan@example.nl;"ouders;raad"\r\n');
  expect(readers.map(({ email, audience }) => [email, audience])).toEqual([
    ['noor@example.nl', ['ouders']],
    ['jan@example.nl', ['ouders', 'raad']],
  ]);
});

test('reads lines that end in CR LF, LF or nothing', async () => {
  expect((await read('email\r\na@example.nl\r\nb@example.nl')).readers).toHaveLength(2);
  expect((await read('email\na@example.nl\nb@example.nl\n')).readers).toHaveLength(2);
});

test('tells of throw-away addresses, and reads them', async () => {
  const { readers, problems } = await read('email,consent_at,consent_source\nnoor@mailinator.com,2026-05-12,formulier\n');
  expect(readers).toHaveLength(1);
  expect(problems).toMatchObject([{ code: 'reader-disposable', params: { count: 1, lines: '2' } }]);
});

test('is empty for a list with a header alone', async () => {
  expect(await read('email\n')).toEqual({ readers: [], problems: [] });
});

test('keeps one reader per address, whatever its capitals or the spelling of its domain', async () => {
  const { readers, problems } = await read(
    'email,consent_at,consent_source\nNoor@Example.NL,a,b\nnoor@example.nl,a,b\nx@bücher.example,a,b\nx@xn--bcher-kva.example,a,b\n',
  );
  expect(readers.map(({ email }) => email)).toEqual(['Noor@example.nl', 'x@xn--bcher-kva.example']);
  expect(problems).toMatchObject([{ code: 'reader-duplicate', params: { count: 2 } }]);
});

test('reports invalid addresses by line only, and goes on', async () => {
  const { readers, problems } = await read(
    'email,name\na@example.nl,A\nnobody,B\n"x@example.nl\r\nBcc: y@example.nl",C\n"a@x.nl, b@x.nl",D\ntöm@example.nl,E\n,F\nb@example.nl,G\n',
  );
  expect(readers.map(({ email }) => email)).toEqual(['a@example.nl', 'b@example.nl']);
  expect(problems[0]).toMatchObject({
    code: 'reader-invalid',
    params: { count: 5, lines: expect.stringMatching(/^3, /) },
    where: { file: 'subscribers.csv' },
  });
  expect(JSON.stringify(problems)).not.toContain('@');
});

test('takes the line breaks out of a name', async () => {
  const { readers } = await read('email,name\na@example.nl,"Noor\r\nBcc: evil@example.org\u0007"\n');
  expect(readers[0]?.name).toBe('Noor Bcc: evil@example.org');
});

test('warns once of missing consent, and refuses where it is required', async () => {
  const list = 'email,consent_at,consent_source\na@example.nl,,\nb@example.nl,2026-01-01,\nc@example.nl,2026-01-01,formulier\n';
  expect((await read(list)).problems).toMatchObject([{ code: 'reader-consent-missing', params: { count: 2 } }]);
  expect((await read(list, 'required')).problems).toMatchObject([{ code: 'reader-consent-required', params: { count: 2 } }]);
});

test('needs a column with addresses', async () => {
  await expect(read('name,adres\nx,y\n')).rejects.toMatchObject({
    problems: [{ code: 'config-list-column', params: { column: 'email' } }],
  });
  await expect(read('')).rejects.toMatchObject({ problems: [{ code: 'config-list-column' }] });
});

test('says where a broken file cannot be read', async () => {
  await expect(read('email,name\na@example.nl,"open\nb@example.nl,x\n')).rejects.toMatchObject({
    problems: [{ code: 'config-list-unreadable', params: { path: 'subscribers.csv', detail: 'CSV_QUOTE_NOT_CLOSED' } }],
  });
});

test('says that a file is missing', async () => {
  await expect(readAll({ path: join(folder, 'nowhere.csv'), name: 'nowhere.csv', consent: 'warn' })).rejects.toMatchObject({
    problems: [{ code: 'config-list-missing', params: { path: 'nowhere.csv' } }],
  });
});

test('says that a folder is no list', async () => {
  await expect(readAll({ path: folder, name: 'lists', consent: 'warn' })).rejects.toMatchObject({
    problems: [{ code: expect.stringMatching(/^config-list-/) }],
  });
});

test('reads a hundred thousand readers', async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => `lezer${index}@example.nl,Lezer ${index},ouders,nl,2026-01-01,formulier`);
  const { readers, problems } = await read(`email,name,audience,language,consent_at,consent_source\n${rows.join('\n')}\n`);
  expect([readers.length, codes(problems)]).toEqual([100_000, []]);
}, 60_000);
