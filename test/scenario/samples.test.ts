/** The sample posts of content/, all of them, through the pretend channels: each once, whatever is run twice. */
import { expect, test } from 'vitest';
import { type ReportDocument, runJson, runOmk, statesOf } from '../support/binary.ts';
import { arrived, samplePosts, sampleProject } from '../support/project.ts';

const all = ['pleio', 'x', 'linkedin', 'yammer', 'newsletter'];

/** Where each sample goes (sample-posts, table). */
const channelsOf: Readonly<Record<string, readonly string[]>> = {
  '2026-11-03-koersbesluit-vastgesteld.md': all,
  '2026-11-05-inloopavond-ouder-en-kindteams.md': all,
  '2026-12-08-bijeenkomst-proeftuinen.md': all,
  '2026-11-12-stelling-een-gezin-een-plan.md': ['pleio', 'linkedin', 'x'],
  '2026-11-17-een-moeder-over-de-wachtlijst.md': ['pleio', 'newsletter', 'linkedin'],
  '2026-10-29-ik-ben-geen-dossier.md': ['pleio', 'yammer'],
  '2026-10-08-wie-doet-wat-vanaf-2015.md': ['pleio', 'newsletter', 'x'],
  '2026-11-19-vijf-tips-goed-gesprek-met-ouders.md': all,
  '2026-12-01-open-data-jeugdhulp.md': ['pleio', 'newsletter'],
  '2026-11-26-wat-zegt-de-nieuwe-wet.md': ['pleio', 'newsletter'],
  '2026-11-10-lees-het-onderzoek-van-de-ggd.md': all,
  '2026-12-03-help-us-improve-youth-care.md': ['pleio', 'linkedin'],
  '2026-11-24-fotos-van-de-kinderdag.md': ['pleio', 'x', 'yammer'],
  '2026-11-09-rectificatie-inloop-woensdag.md': all,
  '2026-12-10-alleen-voor-de-klankbordgroep.md': ['pleio', 'yammer'],
};
const statement = '2026-11-12-stelling-een-gezin-een-plan.md';
const correction = '2026-11-09-rectificatie-inloop-woensdag.md';
const corrected = '2026-11-05-inloopavond-ouder-en-kindteams.md';
const closed = '2026-12-10-alleen-voor-de-klankbordgroep.md';
const draft = '2026-12-15-uw-aanvraag.md';

const stateOf = (report: ReportDocument, post: string): Readonly<Record<string, string>> =>
  statesOf({ ...report, posts: report.posts.filter((one) => one.post === post) });

const every = (channels: readonly string[], state: string) => Object.fromEntries(channels.map((channel) => [channel, state]));

/** What stands out there, by channel. */
const counts = (root: string) => ({
  pleio: arrived(root, 'pleio', 'post').length,
  x: arrived(root, 'x', 'post').length,
  linkedin: arrived(root, 'linkedin', 'post').length,
  yammer: arrived(root, 'yammer', 'message').length,
  newsletter: arrived(root, 'newsletter', 'mail').length,
});

test('the whole folder goes out once, however often it is published', { timeout: 120_000 }, async () => {
  const root = sampleProject();
  expect(Object.keys(channelsOf).concat(draft).sort()).toEqual(samplePosts());

  const first = await runJson(['publish', '.'], { cwd: root });
  expect(first.code, 'one hand-off is left for a person').toBe(4);
  for (const [post, channels] of Object.entries(channelsOf)) {
    const expected = { ...every(channels, 'sent'), ...(post === statement && { linkedin: 'handed-off' }) };
    expect(stateOf(first.report, post), post).toEqual(expected);
  }
  expect(stateOf(first.report, draft), 'a draft goes nowhere').toEqual(every(all, 'skipped'));
  // Nine posts go to X, one of them in three parts; of the eight readers some want only what is for them.
  const arrivals = counts(root);
  expect(arrivals).toEqual({ pleio: 15, x: 11, linkedin: 8, yammer: 9, newsletter: 73 });

  const second = await runJson(['publish', '.'], { cwd: root });
  expect(second.code).toBe(4);
  for (const [post, channels] of Object.entries(channelsOf)) {
    const expected = { ...every(channels, 'unchanged'), ...(post === statement && { linkedin: 'handed-off' }) };
    expect(stateOf(second.report, post), post).toEqual(expected);
  }
  expect(counts(root)).toEqual(arrivals);

  // A correction that goes out together with what it corrects still links to it.
  const address = first.report.posts.find(({ post }) => post === corrected)?.deliveries[0]?.url;
  const posts = arrived(root, 'pleio', 'post');
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/groups\/view\//);
  expect(posts.find(({ title }) => title === 'Rectificatie: inloop is op woensdag')?.richDescription).toContain(address);
  expect(second.report.posts.find(({ post }) => post === correction)?.deliveries.map(({ problem }) => problem)).toEqual(
    all.map(() => null),
  );

  // What is for one group is shown to that group alone.
  expect(posts.find(({ title }) => title === 'Alleen voor de klankbordgroep')?.accessId).toBe(4);
  expect(posts.filter(({ accessId }) => accessId === 2)).toHaveLength(14);
  expect(arrived(root, 'yammer', 'message').filter(({ body }) => String(body).startsWith('Alleen voor de klankbordgroep'))).toHaveLength(1);
  for (const [channel, kind, field] of [
    ['x', 'post', 'text'],
    ['linkedin', 'post', 'commentary'],
    ['newsletter', 'mail', 'subject'],
  ] as const) {
    expect(
      arrived(root, channel, kind).filter((one) => String(one[field]).includes('klankbordgroep')),
      channel,
    ).toEqual([]);
  }
  expect(stateOf(first.report, closed)).toEqual({ pleio: 'sent', yammer: 'sent' });
});

test('the statement is handed to a person, who reports back where it stands', { timeout: 60_000 }, async () => {
  const root = sampleProject();
  const first = await runOmk(['publish', statement], { cwd: root });
  expect(first.code).toBe(4);
  expect(first.stdout).toContain('https://www.linkedin.com/groups/4510/');
  expect(first.stdout).toContain('Stelling: één gezin, één plan, één gezicht');
  expect(first.stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+\/groups\/view\//);
  expect(first.stdout).toContain(`omk resolve ${statement} linkedin --published URL`);
  expect(arrived(root, 'linkedin', 'post')).toEqual([]);

  expect((await runJson(['run'], { cwd: root })).code, 'run does not repeat 4 for an open hand-off').toBe(0);

  const url = 'https://www.linkedin.com/feed/update/urn:li:groupPost:4510-7398000000000000001/?utm_source=share';
  const resolved = await runJson(['resolve', statement, 'linkedin', '--published', url], { cwd: root });
  expect([resolved.code, statesOf(resolved.report).linkedin]).toEqual([0, 'sent']);
  const linkedin = resolved.report.posts[0]?.deliveries.find(({ channel }) => channel === 'linkedin');
  expect(linkedin?.remoteId).toBe('urn:li:groupPost:4510-7398000000000000001');
  expect(linkedin?.url).not.toContain('utm_source');

  const second = await runJson(['publish', statement], { cwd: root });
  expect([second.code, statesOf(second.report)]).toEqual([0, every(['pleio', 'linkedin', 'x'], 'unchanged')]);
});

test('a correction links to the first post, and its X text is the own one', { timeout: 60_000 }, async () => {
  const root = sampleProject();
  const first = await runJson(['publish', corrected, '--channels', 'pleio'], { cwd: root });
  const address = first.report.posts[0]?.deliveries[0]?.url ?? '';
  const second = await runJson(['publish', correction], { cwd: root });
  expect(statesOf(second.report)).toEqual(every(all, 'sent'));
  expect(arrived(root, 'pleio', 'post').at(-1)?.richDescription).toContain(address);
  const mails = arrived(root, 'newsletter', 'mail');
  expect(mails.every(({ text, html }) => String(text).includes(address) && String(html).includes(address))).toBe(true);
  expect(arrived(root, 'x', 'post')[0]?.text).toMatch(/^Foutje van ons\..*http:\/\/127\.0\.0\.1/s);
});

test('the main job of the README ends with 0, and its second run publishes nothing and says so', { timeout: 60_000 }, async () => {
  const root = sampleProject();
  const first = await runOmk(['publish', '2026-11-03-koersbesluit-vastgesteld.md'], { cwd: root });
  expect(first.code).toBe(0);
  expect(first.stdout.match(/geplaatst/g)).toHaveLength(5);
  expect(first.stderr).toContain('zandbak');
  const arrivals = counts(root);
  const second = await runOmk(['publish', '2026-11-03-koersbesluit-vastgesteld.md'], { cwd: root });
  expect(second.code).toBe(0);
  expect(second.stdout.match(/stond er al/g)).toHaveLength(5);
  expect(counts(root)).toEqual(arrivals);
});
