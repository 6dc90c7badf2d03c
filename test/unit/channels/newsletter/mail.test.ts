import { createHmac, generateKeyPairSync } from 'node:crypto';
import { authenticate } from 'mailauth';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { signatureFault } from '../../../../src/channels/newsletter/dkim.ts';
import { type Issue, messageId, returnAddress, type WrittenTo } from '../../../../src/channels/newsletter/mail.ts';
import { envelopeAddress, parseMailbox } from '../../../../src/channels/newsletter/mail-address.ts';
import { cleanName, greetingFor } from '../../../../src/channels/newsletter/personal.ts';
import { mailWriter } from '../../../../src/channels/newsletter/writing.ts';
import { INTRO } from '../../../../src/core/intro.ts';
import { issueStem } from '../../../../src/core/issue-identity.ts';
import { escapeHtml, READER, WEB_VERSION } from '../../../../src/core/message.ts';
import { sample } from '../../../contract/samples/newsletter.ts';
import { someMedia } from '../../../support/builders.ts';

const sign = (text: string) => createHmac('sha256', 'test').update(text).digest('base64url');

const anIssue = (overrides: Partial<Issue> = {}): Issue => ({
  message: sample.message,
  from: { name: 'Om het kind', address: 'nieuwsbrief@example.nl' },
  replyTo: { address: 'redactie@example.nl' },
  listId: 'nieuwsbrief.example.nl',
  unsubscribe: 'https://example.nl/afmelden/{token}',
  language: 'nl',
  date: new Date('2026-11-23T08:00:00Z'),
  stem: 'stem-of-16-chars',
  pictures: [],
  sign,
  ...overrides,
});
const reader = { id: 'r1', name: 'Noor Vermeulen', address: 'noor@example.nl' };
const raw = async (overrides: Partial<Issue> = {}, to: WrittenTo = reader) => Buffer.from(await (await mailWriter(anIssue(overrides)))(to));
const header = (mail: Buffer) => mail.toString('latin1').split('\r\n\r\n')[0] ?? '';

test('has every header of a list, each once', async () => {
  const lines = header(await raw()).split(/\r\n(?! )/);
  const value = (name: string) =>
    lines.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `)).map((line) => line.slice(name.length + 2));
  expect(value('From')).toEqual(['Om het kind <nieuwsbrief@example.nl>']);
  expect(value('To')).toEqual(['Noor Vermeulen <noor@example.nl>']);
  expect(value('Reply-To')).toEqual(['redactie@example.nl']);
  expect(value('List-Id')).toEqual(['Om het kind <nieuwsbrief.example.nl>']);
  expect(value('List-Unsubscribe')).toEqual([expect.stringMatching(/^<https:\/\/example\.nl\/afmelden\/r1\.[\w-]+>$/)]);
  expect(value('List-Unsubscribe-Post')).toEqual(['List-Unsubscribe=One-Click']);
  expect(value('List-Post')).toEqual(['NO']);
  expect(value('Precedence')).toEqual(['bulk']);
  expect(value('Content-Language')).toEqual(['nl']);
  expect(value('Feedback-ID')).toEqual(['stem-of-16-chars:nieuwsbrief.example.nl:newsletter:examplenl']);
  expect(value('Date')).toEqual(['Mon, 23 Nov 2026 08:00:00 +0000']);
  expect(value('Message-ID')).toEqual([expect.stringMatching(/^<stem-of-16-chars\.[\w-]{22}@example\.nl>$/)]);
});

const web = 'https://brief.example.nl';

test('with pages for readers it names them in its headers and its text', async () => {
  const message = {
    ...sample.message,
    text: `${sample.message.text}\n${READER.preferences}\n${WEB_VERSION}\n`,
    html: `${sample.message.html}<a href="${WEB_VERSION}">web</a><a href="${READER.preferences}">keuzes</a>`,
  };
  const { unsubscribe: _none, ...issue } = anIssue({ web, message });
  const bytes = Buffer.from(await (await mailWriter(issue))(reader));
  const mail = await PostalMime.parse(bytes);
  const value = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  expect(value('list-unsubscribe')).toMatch(/^<https:\/\/brief\.example\.nl\/afmelden\/r1\.[\w-]+>$/);
  expect(value('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(value('list-archive')).toBe('<https://brief.example.nl/archief>');
  expect(value('list-help')).toBe('<https://brief.example.nl/>');
  for (const shown of [mail.text, mail.html]) {
    expect(shown).toMatch(/https:\/\/brief\.example\.nl\/voorkeuren\/r1\.[\w-]+/);
    expect(shown).toContain('https://brief.example.nl/nieuwsbrief/stem-of-16-chars');
    expect(shown).not.toContain('.invalid');
  }
});

test('its return address names the copy only where one is set', () => {
  expect(returnAddress(anIssue(), 'r1')).toBe('nieuwsbrief@example.nl');
  const issue = anIssue({ bounces: 'retour+{token}@example.nl', bounceIssue: 'abcdef' });
  const address = returnAddress(issue, 'abcdefghijklmnopqrstuv');
  expect(address).toMatch(/^retour\+abcdef[a-z2-7]{37}@example\.nl$/);
  expect(envelopeAddress(address)).toBe(address);
});

test('is the same, byte for byte, at every attempt', async () => {
  expect((await raw()).equals(await raw())).toBe(true);
});

test('gives every reader another Message-ID and every issue another stem', () => {
  expect(messageId(anIssue(), 'r1')).not.toBe(messageId(anIssue(), 'r2'));
  expect(messageId(anIssue(), 'r1')).not.toContain('r1');
  expect(issueStem(sign, 'list', 'delivery-1')).not.toBe(issueStem(sign, 'list', 'delivery-2'));
});

test('holds plain text first, html last, both for this reader', async () => {
  const bytes = await raw();
  const mail = await PostalMime.parse(bytes);
  expect(mail.text).toContain('Beste Noor Vermeulen,');
  expect(mail.html).toContain('<p>Beste Noor Vermeulen,</p>');
  expect(mail.text).toMatch(/https:\/\/example\.nl\/afmelden\/r1\./);
  const text = bytes.toString('latin1');
  expect(text.indexOf('text/plain')).toBeLessThan(text.indexOf('text/html'));
  expect(text.match(/Content-Transfer-Encoding: quoted-printable/g)).toHaveLength(2);
});

test('keeps every line within 998 characters, the unsubscribe header on one', async () => {
  const unsubscribe = `https://example.nl/${'x'.repeat(300)}/{token}`;
  const long = { ...sample.message, html: `${sample.message.html}${'<p>woord </p>'.repeat(500)}` };
  const lines = (await raw({ unsubscribe, message: long })).toString('latin1').split('\r\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
  expect(lines.find((line) => line.startsWith('List-Unsubscribe: '))).toMatch(/>$/);
  expect(lines.join('')).not.toContain('\n');
});

test.each(['Noor\r\nBcc: evil@example.org', 'Noor\nX-Evil: yes', 'evil@example.org, "Noor', 'Noor" <evil@example.org>', '\u202eNoor'])(
  'a name that means harm (%j) adds no header and no address',
  async (name) => {
    const bytes = await raw({}, { ...reader, name });
    const mail = await PostalMime.parse(bytes);
    expect(mail.to?.map(({ address }) => address)).toEqual(['noor@example.nl']);
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail.headers.map(({ key }) => key)).not.toContain('x-evil');
  },
);

test('escapes a name in html', async () => {
  const mail = await PostalMime.parse(await raw({}, { ...reader, name: '<img src=x onerror=alert(1)> $& $1' }));
  expect(mail.html).toContain('Beste &lt;img src=x onerror=alert(1)&gt; $&amp; $1,');
});

test('a subject with a line break is one line', async () => {
  const head = header(await raw({ message: { ...sample.message, subject: 'Een\r\nBcc: evil@example.org' } }));
  expect(head).not.toMatch(/^Bcc:/m);
});

test('encodes names that are not ASCII', async () => {
  const mail = await PostalMime.parse(
    await raw({ from: { name: 'Jeugd & één gezin', address: 'n@example.nl' } }, { ...reader, name: 'ليلى حداد' }),
  );
  expect(mail.to).toEqual([{ name: 'ليلى حداد', address: 'noor@example.nl' }]);
  expect(mail.from).toEqual({ name: 'Jeugd & één gezin', address: 'n@example.nl' });
  expect(mail.headers.find(({ key }) => key === 'list-id')?.value).toBe(
    '=?UTF-8?B?SmV1Z2QgJiDDqcOp?= =?UTF-8?B?biBnZXppbg==?= <nieuwsbrief.example.nl>',
  );
});

test('carries its pictures within the html', async () => {
  const media = someMedia({ hash: 'abc123' });
  const message = { ...sample.message, html: `${sample.message.html}<img src="cid:abc123@newsletter" alt="x">` };
  const mail = await PostalMime.parse(await raw({ message, pictures: [{ media, bytes: Buffer.from([1, 2, 3]) }] }));
  expect(mail.attachments).toMatchObject([
    { contentId: '<abc123@newsletter>', mimeType: 'image/png', disposition: 'inline', related: true },
  ]);
});

test('without an unsubscribe page, readers unsubscribe by mail and no one-click is promised', async () => {
  const { unsubscribe: _none, ...issue } = anIssue();
  const head = header(Buffer.from(await (await mailWriter(issue))(reader)));
  expect(head).toContain('List-Unsubscribe: <mailto:redactie@example.nl?subject=unsubscribe%20nieuwsbrief.example.nl>');
  expect(head).not.toContain('One-Click');
});

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dkim = { domain: 'example.nl', selector: 'omk', key: keys.privateKey };

const record = `v=DKIM1; k=rsa; p=${keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
const resolver = async (name: string, type: string) => {
  if (name === 'omk._domainkey.example.nl' && type === 'TXT') return [[record]];
  throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
};

/** What an independent verifier makes of the signatures of a mail. */
async function verified(mail: Buffer): Promise<readonly string[]> {
  const place = { resolver, ip: '192.0.2.1', helo: 'x', sender: 'n@example.nl' };
  const { dkim: found } = await authenticate(mail, { ...place, disableArc: true, disableBimi: true, disableDmarc: true });
  return found.results.map(({ status }: { status: { result: string } }) => status.result);
}

test('is signed so that an independent verifier accepts it, both unsubscribe headers included', async () => {
  const mail = await raw({ dkim });
  expect(await verified(mail)).toEqual(['pass']);
  expect(header(mail).replace(/\r\n /g, '')).toMatch(/h=[^;]*list-unsubscribe:list-unsubscribe-post:feedback-id/);
  expect(signatureFault(mail, keys.privateKey)).toBeUndefined();
});

const people = [
  'Noor',
  'Renée Ünal-Çelik',
  'ليلى حداد',
  '👩‍👩‍👧 Sanne',
  'O’Brien, "Jan" <x>',
  'a  b\t\tc',
  '=?utf-8?Q?x?=',
  ' ',
  'x'.repeat(300),
  'é'.repeat(100),
];

test.each(people)('of a reader called %j it holds the name as it is, is signed, and has no long line', async (name) => {
  const text = `Één\u0000 ${READER.greeting} en  dan   \n\n${READER.greeting}\n${READER.unsubscribe}\n${'woord '.repeat(400)}\n\n\n`;
  const html = `<p title="${READER.greeting}">${READER.greeting} & co =01</p><a href="${READER.unsubscribe}">x</a>${'<b>é </b>'.repeat(300)}`;
  const picture = { media: someMedia({ path: 'beeld/=01.png' }), bytes: Buffer.from([1, 2, 3]) };
  const mail = await raw({ dkim, message: { ...sample.message, text, html }, pictures: [picture] }, { ...reader, name });
  expect(await verified(mail)).toEqual(['pass']);
  const lines = mail.toString('latin1').split('\r\n');
  expect(Math.max(...lines.filter((line) => !line.startsWith('List-Unsubscribe:')).map((line) => line.length))).toBeLessThanOrEqual(120);
  const parsed = await PostalMime.parse(mail);
  const greeting = greetingFor({ name }, 'nl');
  expect(parsed.text?.split('\n').map((line) => line.trim())[2]).toBe(greeting);
  expect(parsed.text).toContain(`Één ${greeting} en  dan`);
  expect(parsed.html).toContain(
    `<p title="${escapeHtml(greeting)}">${escapeHtml(greeting)} & co =01</p><a href="https://example.nl/afmelden/r1.`,
  );
  expect(parsed.to?.map(({ address }) => address)).toEqual(['noor@example.nl']);
  expect(parsed.to?.[0]?.name).toBe(cleanName(name).replace(/^O.*/, 'O’Brien, "Jan" <x>'));
});

test('a value that looks like a mark stays what it is', async () => {
  const mail = await PostalMime.parse(await raw({}, { ...reader, name: READER.unsubscribe }));
  expect(mail.text).toContain(`Beste ${READER.unsubscribe},`);
});

test('notices a mail that is unsigned, changed, or signed with another key', async () => {
  const mail = await raw({ dkim });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(signatureFault(await raw(), keys.privateKey)).toBe('no DKIM-Signature');
  expect(signatureFault(mail, other.privateKey)).toBe('b= does not match');
  expect(signatureFault(Buffer.from(mail.toString('latin1').replace('raad heeft', 'raad had'), 'latin1'), keys.privateKey)).toBe(
    'bh= does not match',
  );
  expect(signatureFault(Buffer.from(mail.toString('latin1').replace(':list-id', ''), 'latin1'), keys.privateKey)).toMatch(
    /^h= lacks list-id/,
  );
});

test.each([
  ['Om het kind <n@example.nl>', { name: 'Om het kind', address: 'n@example.nl' }],
  ['"Kind, Om het" <n@example.nl>', { name: 'Kind, Om het', address: 'n@example.nl' }],
  ['n@bücher.example', { address: 'n@xn--bcher-kva.example' }],
  ['n@example.nl, m@example.nl', undefined],
  ['n@example.nl\r\nBcc: x@example.nl', undefined],
  ['Naam <n@example.nl> <m@example.nl>', undefined],
  ['töm@example.nl', undefined],
  ['n@', undefined],
])('reads the mailbox %j', (written, expected) => {
  expect(parseMailbox(written)).toEqual(expected);
});

test('each reader gets the words for the first segment that they have, composed once for each', async () => {
  const message = {
    ...sample.message,
    text: `Aanhef\n${INTRO}\n\nVerder ${READER.unsubscribe}`,
    html: `<p>${READER.greeting}</p>${INTRO}<p>Verder ${READER.unsubscribe}</p>`,
    details: {
      intros: [
        { segment: 'raad', text: 'Beste raad $&', html: '<p>Beste raad</p>' },
        { segment: 'ouders', text: 'Beste ouders\u0001', html: '<p>Beste ouders é</p>' },
      ],
    },
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const dkim = { domain: 'example.nl', selector: 's1', key: privateKey };
  const write = await mailWriter(anIssue({ message, dkim }));
  const parsed = async (audience?: readonly string[]) => {
    const mail = Buffer.from(await write({ ...reader, ...(audience && { audience }) }));
    expect(signatureFault(mail, privateKey)).toBeUndefined();
    return PostalMime.parse(mail);
  };
  expect(await parsed(['Ouders', 'pers'])).toMatchObject({
    text: expect.stringContaining('Beste ouders\n\nVerder'),
    html: expect.stringContaining('<p>Beste ouders é</p>'),
  });
  expect((await parsed(['ouders', 'raad'])).text).toContain('Beste raad $&');
  for (const none of [await parsed([]), await parsed()]) {
    expect(none.text).toMatch(/^Aanhef\nVerder/);
    expect(none.html).not.toMatch(/Beste (?:raad|ouders)|omk-marker/);
  }
});
