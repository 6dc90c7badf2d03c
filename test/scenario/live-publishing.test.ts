/** Live mode against services of our own making: who is called first, what each is told, and that nothing goes out twice. */
import { expect, test } from 'vitest';
import { runJson, runOmk, statesOf } from '../support/binary.ts';
import { counts, type Outside, openOutside } from '../support/doubles.ts';
import { type Fields, fieldsOf, formOf, jsonOf } from '../support/doubles-http.ts';
import { isShare } from '../support/doubles-linkedin.ts';
import { isPost } from '../support/doubles-x.ts';
import { isMessage, sentFields } from '../support/doubles-yammer.ts';
import { aProject, post, samplePicture, samplePosts, sampleProject } from '../support/project.ts';

const all = ['pleio', 'x', 'linkedin', 'yammer', 'newsletter'];
const every = (state: string) => Object.fromEntries(all.map((channel) => [channel, state]));

const addressOf = ({ pleio }: Outside, index = 0): string => `${pleio.address}${pleio.posts[index]?.url}`;

/** A post with everything that tends to go wrong: brackets, a picture, tags, a link of its own. */
const rich = {
  'plaat.png': samplePicture('raadzaal.png'),
  'bericht.md': post(
    [
      'summary: Wat de raad (eindelijk) besloot.',
      'tags: [jeugdzorg, omhetkind]',
      'image: { src: plaat.png, alt: De raadzaal tijdens de stemming }',
      'pleio: { access: logged-in }',
    ],
    'De raad [besloot](https://example.nl/besluit) om *alles* (nu echt) anders te doen: #1 & <alles>.',
  ),
};

test('the hub goes first; each of the others is told its address, and nobody else is called', async () => {
  const outside = await openOutside();
  const root = aProject(rich);
  const { code, report, stderr } = await runJson(['publish', 'bericht.md'], { cwd: root, env: outside.env });
  expect([code, statesOf(report)], stderr).toEqual([0, every('sent')]);
  expect(counts(outside)).toEqual({ pleio: 1, x: 1, linkedin: 1, yammer: 1, newsletter: 2 });

  const made = outside.timeline.findIndex(({ service, body }) => service === 'pleio' && body.includes('addEntity('));
  const others = outside.timeline.findIndex(({ service }) => service !== 'pleio');
  expect(made).toBeGreaterThanOrEqual(0);
  expect(others, 'no other service is called before the hub has answered').toBeGreaterThan(made);

  const address = addressOf(outside);
  expect(outside.x.posts[0]?.text).toContain(address);
  expect(outside.linkedin.posts[0]?.body.commentary).toContain('groups/view');
  expect(outside.yammer.messages[0]?.fields.og_url).toBe(address);
  for (const { parsed } of outside.smtp.mails) {
    expect(parsed.text).toContain(address);
    expect(parsed.html).toContain(address);
  }
});

test('Pleio is told who may read, where and in which form; the picture goes first', async () => {
  const outside = await openOutside();
  await runJson(['publish', 'bericht.md', '--channels', 'pleio'], { cwd: aProject(rich), env: outside.env });
  const input: Fields = outside.pleio.posts[0]?.input ?? {};
  expect(input).toMatchObject({
    subtype: 'blog',
    accessId: 1,
    title: 'Inloopavond',
    abstract: 'Wat de raad (eindelijk) besloot.',
    tags: ['jeugdzorg', 'omhetkind'],
  });
  expect(input.containerGuid).toMatch(/^b0000000-/);
  expect(fieldsOf(input.featured)).toMatchObject({ alt: 'De raadzaal tijdens de stemming' });
  expect(JSON.parse(String(input.richDescription))).toMatchObject({ type: 'doc' });
  expect(String(input.richDescription)).toContain('{"type":"link","attrs":{"href":"https://example.nl/besluit"');

  const upload = outside.pleio.uploads[0];
  const form = upload && (await formOf(upload));
  expect([...(form?.keys() ?? [])]).toEqual(['operations', 'map', '0']);
  expect(form?.get('map')).toBe('{"0":["variables.input.file"]}');
  expect(outside.timeline.every(({ headers }) => headers.origin === outside.pleio.address)).toBe(true);
});

test('X is told a signed, short text with the link and the described picture', async () => {
  const outside = await openOutside();
  await runJson(['publish', 'bericht.md', '--channels', 'pleio,x'], { cwd: aProject(rich), env: outside.env });
  const request = outside.timeline.find(isPost);
  expect(request?.headers.authorization).toMatch(
    /^OAuth oauth_consumer_key="sleutel-app",.*oauth_signature="[^"]+",oauth_signature_method="HMAC-SHA1"/,
  );
  const [made] = outside.x.posts;
  expect(made?.mediaIds).toHaveLength(1);
  expect(outside.x.alternatives.get(made?.mediaIds[0] ?? '')).toBe('De raadzaal tijdens de stemming');
  expect(made?.text).not.toMatch(/[*[\]]/);
});

test('LinkedIn is told the group, never the public feed, with what would cut the text escaped', async () => {
  const outside = await openOutside();
  await runJson(['publish', 'bericht.md', '--channels', 'pleio,linkedin'], { cwd: aProject(rich), env: outside.env });
  const request = outside.timeline.find(isShare);
  const body = request ? jsonOf(request) : {};
  expect(body).toMatchObject({
    author: 'urn:li:organization:7001',
    visibility: 'CONTAINER',
    container: 'urn:li:group:4510',
    lifecycleState: 'PUBLISHED',
  });
  expect(body.content).toEqual({ media: { id: 'urn:li:image:C10AQ0', altText: 'De raadzaal tijdens de stemming' } });
  const text = String(body.commentary);
  expect(text).toContain('\\(eindelijk\\)');
  expect(text.replace(/\\./g, '').replace(/#\w+/g, '')).not.toMatch(/[|{}@[\]()<>#*_~]/);
  expect(outside.linkedin.uploads[0]?.headers['content-type']).toBe('application/octet-stream');
});

test('LinkedIn gets a link card where there is no picture', async () => {
  const outside = await openOutside();
  await runJson(['publish', 'bericht.md', '--channels', 'pleio,linkedin'], { cwd: aProject(), env: outside.env });
  expect(outside.linkedin.posts[0]?.body.content).toMatchObject({ article: { source: addressOf(outside), title: 'Inloopavond' } });
});

test('Yammer is told the community, the card, the topics and the uploaded picture', async () => {
  const outside = await openOutside();
  await runJson(['publish', 'bericht.md', '--channels', 'pleio,yammer'], { cwd: aProject(rich), env: outside.env });
  const request = outside.timeline.find(isMessage);
  expect(request?.headers['content-type']).toContain('application/x-www-form-urlencoded');
  expect(request && sentFields(request)).toMatchObject({
    group_id: '225000000001',
    og_url: addressOf(outside),
    og_fetch: 'true',
    topic1: 'jeugdzorg',
    topic2: 'omhetkind',
    'attached_objects[]': ['uploaded_file:900001'],
  });
  const form = outside.yammer.uploads[0] && (await formOf(outside.yammer.uploads[0]));
  expect(form?.get('network_id')).toBe('102001');
  expect(form?.get('group_id')).toBe('225000000001');
  expect(form?.get('target_type')).toBe('GROUP');
});

test('Yammer is told JSON where there is no picture', async () => {
  const outside = await openOutside();
  await runJson(['publish', 'bericht.md', '--channels', 'pleio,yammer'], { cwd: aProject(), env: outside.env });
  const request = outside.timeline.find(isMessage);
  expect(request && jsonOf(request)).toMatchObject({ group_id: 225000000001, og_url: addressOf(outside), og_fetch: true });
});

test('each reader gets a mail of their own, which says how to leave the list', async () => {
  const outside = await openOutside();
  await runJson(['publish', 'bericht.md', '--channels', 'pleio,newsletter'], { cwd: aProject(rich), env: outside.env });
  const { mails } = outside.smtp;
  expect(mails.map(({ to }) => to).sort()).toEqual([['daan@example.nl'], ['noor@example.nl']]);
  const headersOf = (raw: string) => (raw.split('\r\n\r\n')[0] ?? '').split(/\r\n(?![ \t])/);
  for (const { raw, parsed, from, to } of mails) {
    const headers = headersOf(raw);
    const header = (name: string) => headers.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    expect(from).toBe('nieuwsbrief@example.nl');
    expect(parsed.to?.map(({ address }) => address)).toEqual(to);
    expect(header('Cc').concat(header('Bcc'))).toEqual([]);
    expect(header('List-Id')[0]).toMatch(/^List-Id: Om het kind <nieuwsbrief\.example\.nl>$/i);
    expect(header('List-Unsubscribe')[0], 'on one line').toMatch(/^List-Unsubscribe: <https:\/\/example\.nl\/afmelden\/[^>\s]+>$/);
    expect(header('List-Unsubscribe-Post')).toEqual(['List-Unsubscribe-Post: List-Unsubscribe=One-Click']);
    expect(header('Content-Language')).toEqual(['Content-Language: nl']);
    expect(parsed.replyTo?.[0]?.address).toBe('redactie@example.nl');
    expect(parsed.messageId).toMatch(/^<[^@\s]+@example\.nl>$/);
    expect(raw, 'the address of a reader stands in To alone').not.toContain(`${to[0]}`.replace('@', '%40'));
    expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
    expect(parsed.text).toContain('https://example.nl/afmelden/');
    expect(parsed.html).toContain('https://example.nl/afmelden/');
    expect(raw.split('\r\n').every((line) => Buffer.byteLength(line) <= 998)).toBe(true);
  }
  const tokens = mails.map(({ raw }) => /afmelden\/([^>\s]+)>/.exec(raw)?.[1]);
  expect(new Set([...tokens, ...mails.map(({ parsed }) => parsed.messageId)]).size, 'each reader has a token and a Message-ID').toBe(4);
});

test('every sample post goes out once in live mode, whatever is run twice', { timeout: 180_000 }, async () => {
  const outside = await openOutside();
  const root = sampleProject();
  const env = { ...outside.env, OMK_DATABASE_URL: 'sqlite:.omk/echt.db' };
  for (const name of samplePosts()) {
    const { code, stderr } = await runOmk(['publish', name], { cwd: root, env });
    expect([name, code], stderr).toEqual([name, name.includes('stelling') ? 4 : 0]);
  }
  const once = { pleio: 15, x: 11, linkedin: 8, yammer: 9, newsletter: 73 };
  expect(counts(outside)).toEqual(once);
  const before = outside.timeline.length;
  const again = await runJson(['publish', '.'], { cwd: root, env });
  expect(again.code).toBe(4);
  const states = again.report.posts.flatMap(({ deliveries }) => deliveries.map(({ state }) => state));
  expect(new Set(states)).toEqual(new Set(['unchanged', 'handed-off', 'skipped']));
  expect(counts(outside)).toEqual(once);
  expect(outside.timeline.length, 'nobody is even asked').toBe(before);

  const closed = outside.pleio.posts.find(({ input }) => input.title === 'Alleen voor de klankbordgroep');
  expect(closed?.input.accessId).toBe(4);
  expect(outside.pleio.posts.every(({ input }) => typeof input.accessId === 'number')).toBe(true);
  const addresses = outside.pleio.posts.map(({ url }) => `${outside.pleio.address}${url}`);
  expect(outside.yammer.messages.every(({ fields }) => addresses.includes(String(fields.og_url)))).toBe(true);
  expect(outside.x.posts.filter(({ replyTo }) => replyTo === undefined)).toHaveLength(9);
});

test('the ledger of live mode is another one than that of the sandbox', async () => {
  const outside = await openOutside();
  const root = aProject();
  await runJson(['publish', 'bericht.md', '--channels', 'pleio'], { cwd: root });
  const { report } = await runJson(['publish', 'bericht.md', '--channels', 'pleio'], { cwd: root, env: outside.env });
  expect(statesOf(report)).toEqual({ pleio: 'sent' });
  expect(outside.pleio.posts).toHaveLength(1);
});
