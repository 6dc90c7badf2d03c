/** `publish --to`: a look at the newsletter in one's own mailbox, before the readers get it. */
import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import { type ReceivedMail, startSmtp } from '../../src/sandbox/smtp.ts';
import { runJson, runOmk } from '../support/binary.ts';
import { aProject, arrived, post } from '../support/project.ts';

const omkYaml = `mode: live
newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", subscribers: lezers.csv, listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/u/{token}" }
`;

async function aMailServer() {
  const mails: ReceivedMail[] = [];
  const server = await startSmtp({
    onMail: async (mail) => {
      mails.push(mail);
      return undefined;
    },
  });
  onTestFinished(() => server.close());
  return { mails, env: { SMTP_URL: server.address } };
}

test('goes to that address alone, marked as a test, and nothing counts as published', async () => {
  const { mails, env } = await aMailServer();
  const place = { cwd: aProject({ 'omk.yaml': omkYaml }), env };
  const sent = await runOmk(['publish', 'bericht.md', '--to', 'Ik@EXAMPLE.org, jij+x@example.org'], place);
  expect(sent.code, sent.stderr).toBe(0);
  expect(sent.stderr).toContain('Proefmail verstuurd naar Ik@example.org, jij+x@example.org. Er is niets gepubliceerd.');
  expect(mails.map(({ to }) => to[0]).sort()).toEqual(['Ik@example.org', 'jij+x@example.org']);
  const mail = await PostalMime.parse(mails[0]?.raw ?? '');
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  expect(mail.subject).toBe('[Test] Inloopavond');
  expect(header('list-id')).toContain('<test.nieuwsbrief.example.nl>');
  expect(header('list-unsubscribe')).toMatch(/^<https:\/\/example\.nl\/u\/test-/);
  expect(JSON.stringify(mail)).not.toContain('.invalid/permalink');

  expect((await runJson(['status'], place)).report.posts).toEqual([]);
  const log = await runOmk(['log', '--json'], place);
  expect(log.stdout).toContain('"kind":"tested"');
  expect(log.stdout).not.toMatch(/jij|Ik@/);
});

test('a second test is no repeat of the first', async () => {
  const { mails, env } = await aMailServer();
  const place = { cwd: aProject({ 'omk.yaml': omkYaml }), env };
  for (let times = 0; times < 2; times += 1) await runOmk(['publish', 'bericht.md', '--to', 'ik@example.org'], place);
  const ids = await Promise.all(mails.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId));
  expect(new Set(ids).size).toBe(2);
});

test('works in the sandbox too, without touching what was published', async () => {
  const root = aProject();
  const sent = await runOmk(['publish', 'bericht.md', '--to', 'ik@example.org'], { cwd: root });
  expect(sent.code, sent.stderr).toBe(0);
  expect(arrived(root, 'newsletter', 'mail').map(({ to }) => to)).toEqual(['ik@example.org']);
  const published = await runJson(['publish', 'bericht.md'], { cwd: root });
  expect(published.report.posts[0]?.deliveries.find(({ channel }) => channel === 'newsletter')?.state).toBe('sent');
  expect(arrived(root, 'newsletter', 'mail')).toHaveLength(3);
});

test.each(['geen adres', 'a@b@c', 'a@example.nl\nBcc: b@example.nl', ''])('does not send to %j', async (address) => {
  const { mails, env } = await aMailServer();
  const place = { cwd: aProject({ 'omk.yaml': omkYaml }), env };
  const sent = await runOmk(['publish', 'bericht.md', '--to', address], place);
  expect(sent.code).toBe(2);
  expect(mails).toEqual([]);
});

test('says so when the post is no newsletter', async () => {
  const { env } = await aMailServer();
  const place = { cwd: aProject({ 'omk.yaml': omkYaml, 'bericht.md': '---\ntitle: X\nnewsletter: false\n---\n\nTekst\n' }), env };
  const sent = await runJson(['publish', 'bericht.md', '--to', 'ik@example.org'], place);
  expect(sent.report).toMatchObject({ exitCode: 2, problems: [{ code: 'no-mailing' }] });
});

test('a test that did not arrive is not told as sent', async () => {
  const place = { cwd: aProject({ 'omk.yaml': omkYaml }), env: { SMTP_URL: 'smtp://127.0.0.1:9' } };
  expect((await runOmk(['publish', 'bericht.md', '--to', 'ik@example.org'], place)).code).toBe(1);
  const log = await runOmk(['log'], place);
  expect(log.stdout).toContain('proefmail niet verstuurd');
});

test('a test that a server could not take now promises no second try', async () => {
  const place = { cwd: aProject({ 'omk.yaml': omkYaml }), env: { SMTP_URL: 'smtp://127.0.0.1:1' } };
  const { code, stderr } = await runOmk(['publish', 'bericht.md', '--to', 'ik@example.org'], place);
  expect(code).toBe(1);
  expect(stderr).toContain('De proefmail is niet verstuurd.');
  expect(stderr).not.toContain('omk run');
});

test('is no way to publish: more than a few addresses are refused, and nothing is sent', async () => {
  const root = aProject({ 'bericht.md': post(['channels: [newsletter]']) });
  const many = Array.from({ length: 21 }, (_, index) => `lezer${index}@example.nl`).join(',');
  const { code, report } = await runJson(['publish', 'bericht.md', '--to', many], { cwd: root });
  expect([code, report.problems.map((one) => one.code)]).toEqual([2, ['usage-bad-value']]);
});
