/**
 * What omk says to mistakes: a sentence in the user's language, the place, exit code 2; nothing sent, nothing written,
 * never a stack trace. One line per mistake.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runJson, runOmk, statesOf } from '../support/binary.ts';
import { aProject, type Files, post, samplePicture, settings, snapshot } from '../support/project.ts';

interface Mistake {
  readonly name: string;
  readonly files?: Files;
  /** `publish bericht.md` where it is not said. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Each of these stands in what a person reads. */
  readonly says: readonly string[];
  /** Where the mistake is, as `file:line`. */
  readonly at?: string;
  readonly code?: number;
}

const withPost = (lines: readonly string[], body?: string): Files => ({ 'bericht.md': post(lines, body) });
const withSettings = (lines: string): Files => ({ 'omk.yaml': settings(lines) });
const english = { OMK_LANGUAGE: 'en' };
const latin1 = Buffer.from('---\ntitle: Café\n---\nTekst.\n', 'latin1');
const picture = { 'plaatje.png': samplePicture('raadzaal.png') };
const long = (words: number) => 'woord '.repeat(words).trim();

const files: readonly Mistake[] = [
  { name: 'a file that is not there', args: ['publish', 'weg.md'], says: ['"weg.md" bestaat niet'] },
  { name: 'the same in English', args: ['publish', 'weg.md'], env: english, says: ['"weg.md" does not exist'] },
  {
    name: 'a folder without posts',
    files: { 'leeg/_kladje.md': post() },
    args: ['publish', 'leeg'],
    says: ['"leeg" staan geen berichten'],
  },
  { name: 'a pattern that fits nothing', args: ['publish', '2031-*.md'], says: ['"2031-*.md" staan geen berichten'] },
  {
    name: 'a file that is no post',
    files: { 'README.md': '# Lees mij' },
    args: ['publish', 'README.md'],
    says: ['"README.md" is geen bericht'],
  },
  { name: 'a picture instead of a post', files: picture, args: ['publish', 'plaatje.png'], says: ['"plaatje.png" is geen bericht'] },
  {
    name: 'a post outside the project',
    args: ['publish', 'bericht.md', '../../etc/hosts'],
    says: ['"../../etc/hosts" ligt buiten het project'],
  },
  {
    name: 'a binary file that is called a post',
    files: { 'bericht.md': samplePicture('raadzaal.png') },
    says: ['niet als UTF-8 opgeslagen'],
    at: 'bericht.md',
  },
  { name: 'Latin-1 bytes', files: { 'bericht.md': latin1 }, says: ['niet als UTF-8 opgeslagen', 'UTF-8'], at: 'bericht.md' },
  {
    name: 'a post of more than 256 kB',
    files: withPost([], 'Lange tekst. '.repeat(22_000)),
    says: ['een bericht mag hoogstens 256 kB zijn'],
    at: 'bericht.md',
  },
  { name: 'an empty text', files: withPost([], ' \n'), says: ['heeft geen tekst'], at: 'bericht.md' },
];

const frontMatter: readonly Mistake[] = [
  { name: 'no front matter', files: { 'bericht.md': 'Alleen tekst.\n' }, says: ['heeft geen kop', '`title: …`'], at: 'bericht.md:1' },
  {
    name: 'front matter that is not closed',
    files: { 'bericht.md': '---\ntitle: Open\nTekst.\n' },
    says: ['wordt niet afgesloten'],
    at: 'bericht.md:1',
  },
  {
    name: 'front matter that is a program',
    files: { 'bericht.md': '---js\n{ title: process.exit(9) }\n---\nTekst.\n' },
    says: ['geschreven in "js"'],
    at: 'bericht.md:1',
  },
  {
    name: 'front matter with a YAML mistake',
    files: { 'bericht.md': '---\ntitle: "Open\ntags: [a]\n---\nTekst.\n' },
    says: ['kop van het bericht is niet te lezen'],
    at: 'bericht.md:',
  },
  {
    name: 'a key that stands there twice',
    files: withPost(['tags: [a]', 'tags: [b]']),
    says: ['kop van het bericht is niet te lezen'],
    at: 'bericht.md:4',
  },
  { name: 'an unknown key', files: withPost(['sumary: Kort']), says: ['Het veld "sumary" bestaat niet', '`summary`'], at: 'bericht.md:3' },
  {
    name: 'the same in English',
    files: withPost(['sumary: Kort']),
    env: english,
    says: ['There is no field "sumary"', '`summary`'],
    at: 'bericht.md:3',
  },
  {
    name: 'an unknown key of a channel',
    files: withPost(['x: { tekst: Hallo }']),
    says: ['"x.tekst" bestaat niet', '`text`'],
    at: 'bericht.md:3',
  },
  { name: 'an unknown channel', files: withPost(['channels: [pleoi, x]']), says: ['"pleoi"', '`pleio`'], at: 'bericht.md:3' },
  { name: 'no title', files: { 'bericht.md': '---\ntags: [a]\n---\nTekst.\n' }, says: ['"title" ontbreekt'], at: 'bericht.md' },
  { name: 'a list where words belong', files: withPost(['summary: [a, b]']), says: ['"summary"', 'een tekst'], at: 'bericht.md:3' },
  { name: 'words where yes or no belongs', files: withPost(['draft: misschien']), says: ['"draft"', 'true of false'], at: 'bericht.md:3' },
  { name: 'a date in words', files: withPost(['publish_at: gisteren']), says: ['"gisteren"', '2026-11-23 09:00'], at: 'bericht.md:3' },
  { name: 'a day that does not exist', files: withPost(['publish_at: 2027-02-30 09:00']), says: ['2027-02-30'], at: 'bericht.md:3' },
  {
    name: 'a time that the clock skips',
    files: withPost(['publish_at: 2027-03-28 02:30']),
    says: ['2027-03-28 02:30', 'de klok dan vooruitgaat', '03:30'],
    at: 'bericht.md:3',
  },
  { name: 'an address that is none', files: withPost(['link: ww.voorbeeld']), says: ['"link"', 'een webadres'], at: 'bericht.md:3' },
  { name: 'an event without a start', files: withPost(['event: { location: Buurthuis }']), says: ['"event.start"'], at: 'bericht.md:3' },
  {
    name: 'an event that ends before it begins',
    files: withPost(['event: { start: 2026-12-01 19:30, end: 2026-12-01 18:00 }']),
    says: ['ligt niet na het begin'],
    at: 'bericht.md:3',
  },
];

const messages: readonly Mistake[] = [
  {
    name: 'a spoke before its hub',
    files: withPost(['channels: [pleio, x]', 'publish_at: 2027-12-02 09:00', 'x: { publish_at: 2027-12-01 09:00 }']),
    says: ['X staat eerder gepland dan'],
    at: 'bericht.md',
  },
  {
    name: 'no hub and no link',
    files: withPost(['channels: [x]']),
    says: ['niets om naar te verwijzen', '`link: https://…`', '`x: { link: false }`'],
    at: 'bericht.md',
  },
  {
    name: 'an own text that is too long for X',
    files: withPost(['channels: [pleio, x]', `x: { text: "${long(60)}" }`]),
    says: ['er passen er 280'],
    at: 'bericht.md',
  },
  {
    name: 'a thread of more than 25 parts',
    files: withPost(['channels: [pleio, x]', 'x: { thread: true, maxCost: 9 }'], long(1500)),
    says: ['hoogstens 25'],
    at: 'bericht.md',
  },
  {
    name: 'a thread that costs more than is allowed',
    files: withPost(['channels: [pleio, x]', 'x: { thread: true }'], long(300)),
    says: ['de grens is 0,25 dollar', '`x: { link: false }`', 'maxCost'],
    at: 'bericht.md',
  },
  {
    name: 'the same in English',
    files: withPost(['channels: [pleio, x]', 'x: { thread: true }'], long(300)),
    env: english,
    says: ['0.25', '`x: { link: false }`'],
    at: 'bericht.md',
  },
  {
    name: 'a picture that is not there',
    files: withPost([], '![Een raadzaal](weg.png)'),
    says: ['"weg.png" bestaat niet'],
    at: 'bericht.md:4',
  },
  {
    name: 'a cover that is not there',
    files: withPost(['image: { src: weg.png, alt: Zaal }']),
    says: ['"weg.png" bestaat niet'],
    at: 'bericht.md:3',
  },
  {
    name: 'a picture outside the project',
    files: withPost([], '![Een raadzaal](../../etc/zaal.png)'),
    says: ['ligt buiten het project'],
    at: 'bericht.md:4',
  },
  {
    name: 'a picture that is a text',
    files: { ...withPost([], '![Een raadzaal](zaal.png)'), 'zaal.png': 'geen plaatje' },
    says: ['"zaal.png" is geen afbeelding'],
    at: 'bericht.md:4',
  },
  {
    name: 'a picture without a description',
    files: { ...withPost([], '![](plaatje.png)'), ...picture },
    says: ['geen beschrijving', 'decorative: true'],
    at: 'bericht.md:4',
  },
  {
    name: 'a cover without a description',
    files: { ...withPost(['image: { src: plaatje.png }']), ...picture },
    says: ['geen beschrijving'],
    at: 'bericht.md:3',
  },
  {
    name: 'a cover on another site',
    files: withPost(['image: { src: "https://elders.example/zaal.png", alt: Zaal }']),
    says: ['staat op een andere website'],
    at: 'bericht.md:3',
  },
  {
    name: 'a summary that is too long for Pleio',
    files: withPost([`summary: "${long(60)}"`]),
    says: ['De samenvatting telt 359 tekens', 'er passen er 320'],
    at: 'bericht.md',
  },
  {
    name: 'a title of more than 256 characters',
    files: { 'bericht.md': `---\ntitle: "${long(50)}"\n---\nTekst.\n` },
    says: ['De titel telt', '256'],
    at: 'bericht.md',
  },
  {
    name: 'an event for Pleio without a moment',
    files: withPost(['pleio: { type: event }']),
    says: ['niet bij wanneer die is'],
    at: 'bericht.md',
  },
  {
    name: 'a correction of a post that is not there',
    files: withPost(['corrects: nergens.md']),
    says: ['"nergens.md"'],
    at: 'bericht.md (corrects)',
  },
  {
    name: 'two posts with one id',
    files: { 'bericht.md': post(['id: zelfde']), 'ander.md': post(['id: zelfde']) },
    args: ['publish', 'bericht.md', 'ander.md'],
    says: ['"zelfde" is al in gebruik'],
    at: 'ander.md (id)',
  },
  {
    name: 'a template with a mistake',
    files: { 'templates/x.txt': 'Regel een\n{{ title | onbekend }}\n' },
    says: ['sjabloon bevat een fout', 'onbekend'],
    at: 'templates/x.txt:2',
  },
  {
    name: 'a template that never closes',
    files: { 'templates/x.txt': 'Regel een\n{% if title %}\n' },
    says: ['sjabloon bevat een fout'],
    at: 'templates/x.txt',
  },
  {
    name: 'a template that asks for what there is not',
    files: { 'templates/x.txt': '{{ titel }}' },
    says: ['titel'],
    at: 'templates/x.txt:1',
  },
  {
    name: 'a template variant that is not there',
    files: withPost(['x: { template: feest }']),
    says: ['Het sjabloon "x.feest', 'bestaat niet'],
    at: 'bericht.md',
  },
];

const project: readonly Mistake[] = [
  {
    name: 'omk.yaml with a YAML mistake',
    files: { 'omk.yaml': 'name: "Open\nhub: pleio\n' },
    says: ['instellingen zijn niet te lezen'],
    at: 'omk.yaml:',
  },
  { name: 'an unknown setting', files: withSettings('languag: nl'), says: ['"languag" bestaat niet', '`language`'], at: 'omk.yaml:8' },
  {
    name: 'an unknown setting of a channel',
    files: withSettings('x: { maxcost: 1 }'),
    says: ['"x.maxcost" bestaat niet', 'maxCost'],
    at: 'omk.yaml:8',
  },
  {
    name: 'a time zone that does not exist',
    files: withSettings('timezone: Amsterdam'),
    says: ['"timezone"', '`Europe/Amsterdam`'],
    at: 'omk.yaml:8',
  },
  { name: 'a mode that does not exist', files: withSettings('mode: liev'), says: ['"mode"', 'live'], at: 'omk.yaml:8' },
  { name: 'an OMK_MODE that does not exist', env: { OMK_MODE: 'life' }, says: ['OMK_MODE', 'live'] },
  {
    name: 'a lease shorter than a call',
    files: { 'omk.yaml': 'timing: { deadline: 15s, lease: 10s }\n' },
    says: ['timing.lease'],
    at: 'omk.yaml:1',
  },
  { name: 'a duration in words', files: { 'omk.yaml': 'late: morgen\n' }, says: ['"late"', '15s'], at: 'omk.yaml:1' },
  {
    name: 'templates outside the project',
    files: withSettings('templates: ../elders'),
    says: ['templates', 'buiten het project'],
    at: 'omk.yaml:8',
  },
  {
    name: 'a database server',
    env: { OMK_MODE: 'live', OMK_DATABASE_URL: 'postgres://omk:geheim@db.example/omk' },
    says: ['geen databaseserver'],
  },
  {
    name: 'a ledger that is something else',
    env: { OMK_MODE: 'live', OMK_DATABASE_URL: 'mysql:omk' },
    says: ['OMK_DATABASE_URL', 'sqlite:'],
  },
  {
    name: 'a list of readers that is not there',
    files: { 'omk.yaml': settings().replace('lezers.csv', 'weg.csv') },
    says: ['"weg.csv" bestaat niet'],
  },
  {
    name: 'a list of readers without addresses',
    files: { 'lezers.csv': 'naam,mail\nNoor,noor@example.nl\n' },
    says: ['ontbreekt de kolom "email"'],
  },
  { name: 'a list of readers with an open quote', files: { 'lezers.csv': 'email,name\n"noor@example.nl,Noor\n' }, says: ['niet te lezen'] },
  {
    name: 'readers without consent where it is required',
    files: { 'omk.yaml': settings().replace('listId:', 'consent: required, listId:'), 'lezers.csv': 'email\nnoor@example.nl\n' },
    says: ['toestemming'],
  },
];

const commands: readonly Mistake[] = [
  { name: 'an unknown command', args: ['publsh', 'bericht.md'], says: ['"publsh" bestaat niet', '`omk publish`'] },
  { name: 'the same in English', args: ['publsh', 'bericht.md'], env: english, says: ['There is no command "publsh"', '`omk publish`'] },
  { name: 'an unknown option', args: ['publish', 'bericht.md', '--dryrun'], says: ['"--dryrun" bestaat niet', '`--dry-run`'] },
  { name: 'a missing file', args: ['publish'], says: ['ontbreekt'] },
  { name: 'an option without its value', args: ['publish', 'bericht.md', '--channels'], says: ['ontbreekt'] },
  { name: 'a word too many', args: ['run', 'bericht.md'], says: ['kan niets met "bericht.md"'] },
  { name: 'a pace without watching', args: ['forward', '--every', '5m'], says: ['`--watch`'] },
  { name: 'two ways that exclude each other', args: ['forward', '--review', '--update'], says: ['--review', '--update'] },
  { name: 'a file without the word that makes one', args: ['ledger', 'export', 'uit.jsonl'], says: ['`-o uit.jsonl`'] },
  {
    name: 'a channel that does not exist',
    args: ['publish', 'bericht.md', '--channels', 'pleio,twitter'],
    says: ['--channels', '"twitter"', 'newsletter'],
  },
  { name: 'again without yes', args: ['publish', 'bericht.md', '--again', 'x'], says: ['`--yes`'] },
  {
    name: 'again for a channel that does not exist',
    args: ['publish', 'bericht.md', '--again', 'twitter', '--yes'],
    says: ['--again', '"twitter"'],
  },
  { name: 'the status of a post that was never published', args: ['status', 'bericht.md'], says: ['"bericht.md" is nog niets'] },
  { name: 'the status of a post that is not there', args: ['status', 'weg.md'], says: ['weg.md'] },
  { name: 'a retry of a post that was never published', args: ['retry', 'bericht.md'], says: ['"bericht.md" is nog niets'] },
  { name: 'cancelling a post that was never published', args: ['cancel', 'bericht.md'], says: ['"bericht.md" is nog niets'] },
  {
    name: 'resolving a post that was never published',
    args: ['resolve', 'bericht.md', 'x', '--not-published'],
    says: ['"bericht.md" is nog niets'],
  },
  {
    name: 'resolving a channel that does not exist',
    args: ['resolve', 'bericht.md', 'twitter', '--not-published'],
    says: ['"twitter"', 'linkedin'],
  },
  { name: 'a log since a day that does not exist', args: ['log', '--since', 'gisteren'], says: ['--since', '"gisteren"'] },
  { name: 'a log of a number of lines in words', args: ['log', '--limit', 'tien'], says: ['--limit', '"tien"'] },
  { name: 'a project that is not there', args: ['publish', 'bericht.md', '--project', 'weg'], says: ['"weg" bestaat niet'] },
];

describe.each([
  ['the files', files],
  ['the front matter', frontMatter],
  ['the messages', messages],
  ['the project', project],
  ['the command line', commands],
])('a mistake in %s', (_part, mistakes) => {
  test.each(mistakes)('$name', async (mistake) => {
    const root = aProject(mistake.files);
    const before = snapshot(root);
    const ran = await runOmk(mistake.args ?? ['publish', 'bericht.md'], { cwd: root, env: mistake.env ?? {} });
    expectMistake(ran, mistake);
    expect(snapshot(root), 'nothing may be written').toEqual(before);
  });
});

function expectMistake(ran: { code: number | null; stdout: string; stderr: string }, { says, at, code = 2 }: Mistake): void {
  for (const words of says) expect(ran.stderr).toContain(words);
  if (at !== undefined) expect(ran.stderr).toContain(at);
  expect(ran.code).toBe(code);
  expect(ran.stdout).toBe('');
  expectNoTrace(ran.stderr);
}

const expectNoTrace = (text: string) => expect(text).not.toMatch(/^\s+at .+:\d+:\d+\)?$|node:internal|\[object Object\]/m);

/** An address that counts who called. */
async function aTripwire(): Promise<{ readonly port: number; readonly calls: () => number }> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, calls: () => calls };
}

/** Everything that live mode needs. */
const credentials = (port: number): Readonly<Record<string, string>> => ({
  OMK_MODE: 'live',
  PLEIO_COOKIE: 'sessionid=geheime-koek',
  PLEIO_URL: `http://127.0.0.1:${port}`,
  X_APP_KEY: 'sleutel-een',
  X_APP_SECRET: 'sleutel-twee',
  X_ACCESS_TOKEN: 'sleutel-drie',
  X_ACCESS_SECRET: 'sleutel-vier',
  X_API_URL: `http://127.0.0.1:${port}`,
  LINKEDIN_ACCESS_TOKEN: 'token-linkedin',
  LINKEDIN_API_URL: `http://127.0.0.1:${port}`,
  YAMMER_ACCESS_TOKEN: 'token-yammer',
  YAMMER_API_URL: `http://127.0.0.1:${port}`,
  YAMMER_FILES_URL: `http://127.0.0.1:${port}`,
  SMTP_URL: `smtp://lezer:postduif@127.0.0.1:${port}`,
});

const without = (env: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));

interface LiveMistake {
  readonly name: string;
  readonly files?: Files;
  readonly env: (all: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

const required = [
  'PLEIO_COOKIE',
  'X_APP_KEY',
  'X_APP_SECRET',
  'X_ACCESS_TOKEN',
  'X_ACCESS_SECRET',
  'LINKEDIN_ACCESS_TOKEN',
  'YAMMER_ACCESS_TOKEN',
  'SMTP_URL',
];

const live: readonly LiveMistake[] = [
  {
    name: 'every credential is missing: all names at once',
    env: (all) => without(all, required),
    says: required.map((name) => `${name} ontbreekt`),
  },
  { name: 'one credential is missing', env: (all) => without(all, ['X_ACCESS_SECRET']), says: ['X_ACCESS_SECRET ontbreekt', '.env'] },
  {
    name: 'the same in English',
    env: (all) => ({ ...without(all, ['X_ACCESS_SECRET']), OMK_LANGUAGE: 'en' }),
    says: ['X_ACCESS_SECRET', '.env'],
  },
  {
    name: 'no encryption to another host',
    env: (all) => ({ ...all, PLEIO_URL: 'http://omhetkind.example' }),
    says: ['PLEIO_URL', 'niet versleuteld'],
  },
  { name: 'an address that is none', env: (all) => ({ ...all, X_API_URL: 'api.x.com' }), says: ['X_API_URL'] },
  { name: 'an address of a mail server that is none', env: (all) => ({ ...all, SMTP_URL: 'mail.example.nl' }), says: ['SMTP_URL'] },
  {
    name: 'half of what signing mail needs',
    env: (all) => ({ ...all, DKIM_DOMAIN: 'example.nl' }),
    says: ['DKIM_DOMAIN is ingevuld', 'DKIM_SELECTOR'],
  },
  {
    name: 'no community for Yammer',
    files: { 'omk.yaml': settings().replace('community: "225000000001", ', '') },
    env: (all) => all,
    says: ['yammer.community'],
  },
  {
    name: 'no sender for the newsletter',
    files: { 'omk.yaml': settings().replace('from: "Om het kind <nieuwsbrief@example.nl>", ', '') },
    env: (all) => all,
    says: ['newsletter.from'],
  },
];

describe('a mistake in live mode calls nobody', () => {
  test.each(live)('$name', async ({ files: written, env, says }) => {
    const { port, calls } = await aTripwire();
    const root = aProject(written);
    const before = snapshot(root);
    const ran = await runOmk(['publish', 'bericht.md'], { cwd: root, env: env(credentials(port)) });
    expectMistake(ran, { name: '', says });
    expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/geheime-koek|sleutel-|token-|postduif/);
    expect(calls()).toBe(0);
    expect(snapshot(root)).toEqual(before);
  });
});

describe('a mistake after something was published', () => {
  const publish = (root: string) => runJson(['publish', 'bericht.md'], { cwd: root });
  const assisted = { 'omk.yaml': settings().replace('mode: auto', 'mode: assisted'), ...withPost(['channels: [pleio, linkedin]']) };

  test("a hand-off is not finished with another site's address", async () => {
    const root = aProject(assisted);
    expect((await publish(root)).code).toBe(4);
    const before = snapshot(root);
    const ran = await runOmk(['resolve', 'bericht.md', 'linkedin', '--published', 'https://elders.example/feed/1'], { cwd: root });
    expectMistake(ran, { name: '', says: ['is niet het adres van een bericht op deze bestemming'] });
    expect(snapshot(root)).toEqual(before);
  });

  test('a hand-off is not finished with the address of a post in another group', async () => {
    const root = aProject(assisted);
    await publish(root);
    const other = 'https://www.linkedin.com/feed/update/urn:li:groupPost:9999-7398000000000000001/';
    const ran = await runOmk(['resolve', 'bericht.md', 'linkedin', '--published', other], { cwd: root });
    expectMistake(ran, { name: '', says: ['is niet het adres van een bericht op deze bestemming'] });
  });

  test('resolve wants to know how', async () => {
    const root = aProject(assisted);
    await publish(root);
    expectMistake(await runOmk(['resolve', 'bericht.md', 'linkedin'], { cwd: root }), {
      name: '',
      says: ['`--published URL`', '`--not-published`'],
    });
  });

  test('what was sent is not resolved', async () => {
    const root = aProject(withPost(['channels: [pleio]']));
    await publish(root);
    const ran = await runOmk(['resolve', 'bericht.md', 'pleio', '--not-published'], { cwd: root });
    expectMistake(ran, { name: '', says: ['Hier valt niets door te geven', 'geplaatst'] });
  });

  test('a renamed post is not published a second time', async () => {
    const root = aProject(withPost(['channels: [pleio, x]']));
    await publish(root);
    renameSync(join(root, 'bericht.md'), join(root, 'nieuw.md'));
    const before = snapshot(root);
    const ran = await runOmk(['publish', 'nieuw.md'], { cwd: root });
    expectMistake(ran, { name: '', says: ['al verstuurd vanuit "bericht.md"', '`id: bericht.md`'], at: 'nieuw.md' });
    expect(snapshot(root)).toEqual(before);
  });

  test('a damaged ledger stops everything, and is left as it is', async () => {
    const root = aProject(withPost(['channels: [pleio]']));
    await publish(root);
    const ledger = join(root, '.omk/sandbox/omk.db');
    writeFileSync(ledger, 'dit is geen ledger, maar een boodschappenlijst'.repeat(200));
    rmSync(`${ledger}-wal`, { force: true });
    rmSync(`${ledger}-shm`, { force: true });
    const ran = await runOmk(['publish', 'bericht.md'], { cwd: root });
    expectMistake(ran, { name: '', says: ['is beschadigd', 'omk.db'] });
    expect(readFileSync(ledger, 'utf8')).toContain('boodschappenlijst');
  });

  test('a ledger that cannot be made stops before anything is sent', async () => {
    const root = aProject({ ...withPost(['channels: [pleio]']), '.omk': 'een bestand op de plek van de map' });
    const ran = await runOmk(['publish', 'bericht.md'], { cwd: root });
    expectMistake(ran, { name: '', says: ['omk.db'] });
  });

  test('a ledger below a file stops before anything is sent, also in live mode', async () => {
    const { port, calls } = await aTripwire();
    const root = aProject(withPost(['channels: [pleio]']));
    const env = { ...credentials(port), OMK_DATABASE_URL: 'sqlite:bericht.md/omk.db' };
    expectMistake(await runOmk(['publish', 'bericht.md'], { cwd: root, env }), { name: '', says: ['bericht.md/omk.db', 'niet te openen'] });
    expect(calls()).toBe(0);
  });

  test('a ledger that is a folder is no bug of omk', async () => {
    const root = aProject(withPost(['channels: [pleio]']));
    mkdirSync(join(root, '.omk/sandbox/omk.db'), { recursive: true });
    expectMistake(await runOmk(['publish', 'bericht.md'], { cwd: root }), { name: '', says: ['omk.db'] });
  });
});

describe('what only looks like a mistake', () => {
  const one = async (text: string | Uint8Array, env: Readonly<Record<string, string>> = {}) =>
    runJson(['publish', 'bericht.md', '--channels', 'pleio'], { cwd: aProject({ 'bericht.md': text }), env });

  test('lines that end as on Windows, and a byte order mark', async () => {
    const { code, report } = await one(`\uFEFF${post(['tags: [a]']).replaceAll('\n', '\r\n')}`);
    expect([code, statesOf(report)]).toEqual([0, { pleio: 'sent' }]);
  });

  test('a moment that comes twice is told, and taken at its first time', async () => {
    const { code, report } = await one(post(['publish_at: 2026-10-25 02:30']));
    expect([code, statesOf(report)]).toEqual([0, { pleio: 'sent' }]);
    expect(report.problems.map(({ code: name }) => name)).toContain('content-doubled-time');
  });

  test('a link that is not safe is left out and told', async () => {
    const { code, report } = await one(post([], 'Lees [het hele besluit](javascript:alert(1)) of niet.'));
    expect([code, report.problems[0]?.code]).toEqual([0, 'content-unsafe-link']);
  });

  test('words for a channel that the post does not go to are told', async () => {
    const { code, report } = await one(post(['channels: [pleio]', 'x: { text: Kort }']));
    expect([code, report.problems[0]?.code]).toEqual([0, 'content-no-effect']);
  });
});

describe('a mistake, for a script', () => {
  test.each([
    ['publish', 'weg.md'],
    ['check', 'weg.md'],
    ['status', 'weg.md'],
    ['retry', 'weg.md'],
    ['cancel', 'weg.md'],
    ['resolve', 'weg.md', 'x', '--not-published'],
    ['publish', 'bericht.md', '--dryrun'],
    ['publsh', 'bericht.md'],
    ['log', '--limit', 'tien'],
    ['sandbox', '--port', 'tien'],
  ])('%s %s is one JSON document with code, sentence, hint and place', async (...args) => {
    const { code, report } = await runJson(args, { cwd: aProject() });
    expect([code, report.exitCode, report.posts]).toEqual([2, 2, []]);
    expect(report.problems.length).toBeGreaterThan(0);
    for (const problem of report.problems)
      expect(Object.keys(problem)).toEqual(expect.arrayContaining(['code', 'hint', 'message', 'where']));
  });
});
