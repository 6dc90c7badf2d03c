/** A list as nobody wants it, and one that changes while its newsletter is sent: what leaves omk, byte for byte at the server. */
import { setTimeout as pause } from 'node:timers/promises';
import { domainToASCII } from 'node:url';
import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import { startSmtp } from '../../src/sandbox/smtp.ts';
import { runJson, runOmk, startOmk } from '../support/binary.ts';
import { aProject, writeFiles } from '../support/project.ts';

const omkYaml = `mode: live
hub: none
channels: [newsletter]
newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/u/{token}" }
`;

interface Received {
  readonly to: readonly string[];
  readonly raw: Buffer;
}

async function aProjectWithMailbox(slowMs = 0) {
  const mails: Received[] = [];
  const server = await startSmtp({
    onMail: async ({ to, raw }) => {
      mails.push({ to, raw: Buffer.from(raw) });
      return undefined;
    },
    fault: ({ step }) => (step === 'message' && slowMs > 0 ? { kind: 'slow', ms: slowMs } : undefined),
  });
  onTestFinished(() => server.close());
  const root = aProject({ 'omk.yaml': omkYaml });
  return { mails, root, place: { cwd: root, env: { SMTP_URL: server.address } } };
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const right = 'goed.example';

/** A name as it comes in, at an address that is right. */
const names = [
  'Bakker, Daan',
  'Noor "de brief" Vermeulen',
  "O'Brien; Sean",
  'Noor\r\nBcc: kwaad@example.org',
  'Noor\nSubject: Gewonnen!',
  'Noor <kwaad@example.org>',
  'noor@example.org, kwaad@example.org',
  '=?utf-8?Q?Noor=0D=0ABcc:_kwaad@example.org?=',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{ reader.unsubscribe }}',
  'https://unsubscribe.invalid/',
  'omk-marker-greeting',
  'ليلى حداد',
  'Zoë van der 🌷',
  '\u202Egnorw\u202C Noor',
  'N\u0000oor\u0007',
  'lang '.repeat(2000),
  '-- ',
  '.',
  '.\r\n.\r\nMAIL FROM:<kwaad@example.org>',
];

const wrongAddresses = [
  'geen-adres',
  '@goed.example',
  'noor@',
  'noor@@goed.example',
  'noor@goed.example,kwaad@example.org',
  'noor@goed.example kwaad@example.org',
  'noor@goed.example\r\nBcc: kwaad@example.org',
  '<noor@goed.example>',
  'Noor <noor@goed.example>',
  'mailto:noor@goed.example',
  'noor@[127.0.0.1]',
  'noor@localhost',
  '.noor@goed.example',
  'no..or@goed.example',
  'zoë@goed.example',
  `${'a'.repeat(300)}@goed.example`,
  `noor@${'a'.repeat(64)}.example`,
  'noor\u0000@goed.example',
];

const rightAddresses = [
  'plus+tag@goed.example',
  'HOOFD@GOED.example',
  'zuid@café.example',
  "o'brien@goed.example",
  'a_b-c@sub.goed.example',
];

function hostileList(): string {
  const named = names.map((name, index) => `lezer${index}@${right},${quoted(name)}`);
  const addressed = [...wrongAddresses, ...rightAddresses].map((address) => `${quoted(address)},Lezer`);
  return ['email,name', ...named, ...addressed, `LEZER0@${right.toUpperCase()},Dubbel`, `a@${right},te,veel,velden`, ''].join('\n');
}

test('whatever stands in a list, each right address gets one mail, and nothing in it comes from the list but a name', async () => {
  const { mails, root, place } = await aProjectWithMailbox();
  writeFiles(root, { 'lijst.csv': hostileList() });
  const imported = await runJson(['subscribers', 'import', 'lijst.csv', '--source', 'proef'], place);
  expect(imported.code, JSON.stringify(imported.report)).toBe(0);
  expect(imported.report).toMatchObject({ added: names.length + rightAddresses.length, duplicate: 1, invalid: wrongAddresses.length + 1 });
  expect((await runOmk(['publish', 'bericht.md'], place)).code).toBe(0);

  const expected = [...names.map((_, index) => `lezer${index}@${right}`), ...rightAddresses].map(onTheWire);
  const got = mails.map(({ to }) => to.map(onTheWire));
  expect(got.flat().sort()).toEqual(expected.sort());
  for (const { to, raw } of mails) await expectHarmless(raw, to[0] ?? '');
}, 60_000);

/** The receiver shows domains as people write them; the mail has them in ASCII. */
const onTheWire = (address: string): string => {
  const at = address.lastIndexOf('@') + 1;
  return (address.slice(0, at) + domainToASCII(address.slice(at))).toLowerCase();
};

const usualHeaders = [
  ...['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type', 'content-language', 'precedence', 'feedback-id'],
  ...['list-id', 'list-unsubscribe', 'list-unsubscribe-post', 'list-post', 'list-owner'],
];

async function expectHarmless(raw: Buffer, to: string): Promise<void> {
  const text = raw.toString('latin1');
  const mail = await PostalMime.parse(raw);
  const headers = mail.headers.map(({ key }) => key);
  expect([...headers].sort(), to).toEqual([...usualHeaders].sort());
  expect(mail.to).toHaveLength(1);
  expect(mail.to?.[0]?.address?.toLowerCase(), to).toBe(onTheWire(to));
  expect(mail.subject).toBe('Inloopavond');
  expect(mail.html).not.toMatch(/<script|<img[^>]*onerror/i);
  expect(mail.html?.match(/https:\/\/example\.nl\/u\//g), 'one way to unsubscribe in the text').toHaveLength(1);
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  const unwanted = [0, 7, 10, 13].filter((byte) => Buffer.from(text.replaceAll('\r\n', ''), 'latin1').includes(byte));
  expect(unwanted).toEqual([]);
}

test('a list that changes while its newsletter is sent: whoever leaves gets nothing, whoever comes waits for the next one', async () => {
  const { mails, root, place } = await aProjectWithMailbox(40);
  const addresses = Array.from({ length: 120 }, (_, index) => `lezer${index}@${right}`);
  writeFiles(root, { 'lijst.csv': ['email', ...addresses, ''].join('\n') });
  await runOmk(['subscribers', 'import', 'lijst.csv', '--source', 'proef'], place);
  const running = startOmk(['publish', 'bericht.md'], place);
  while (mails.length < 10 && running.process.exitCode === null) await pause(5);
  const got = () => mails.flatMap(({ to }) => to);
  const gone = addresses.filter((address) => !got().includes(address)).slice(-3);
  await Promise.all([
    ...gone.slice(0, 2).map((address) => runOmk(['subscribers', 'remove', address], place)),
    runOmk(['subscribers', 'forget', gone[2] ?? '', '--yes'], place),
    runOmk(['subscribers', 'add', `nieuw@${right}`, '--source', 'balie'], place),
  ]);
  const before = mails.length;
  expect(before, 'it was over before the list changed').toBeLessThan(addresses.length - 10);
  await running.done;
  expect(new Set(got())).toEqual(
    new Set(addresses.filter((address) => !gone.includes(address) || got().slice(0, before).includes(address))),
  );
  expect(got()).toHaveLength(new Set(got()).size);
  const { report } = await runJson(['status', 'bericht.md'], place);
  expect(report.posts[0]?.deliveries[0]).toMatchObject({ state: 'sent', recipients: { sent: mails.length, waiting: 0, unconfirmed: 0 } });
}, 60_000);
