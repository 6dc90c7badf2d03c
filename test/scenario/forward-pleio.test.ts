/** `omk forward` from a Pleio site in live mode: what is edited, deleted, hidden, moved in time or placed by omk itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runJson, runOmk } from '../support/binary.ts';
import { aLiveForward, begunLive, begunLongAgo, codesOf, hour, hoursAgo, ownCookie, statesIn } from '../support/forward-live.ts';
import { eva } from '../support/pleio-site.ts';
import { letTimePass } from '../support/project.ts';

const newsletter = [
  'newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", replyTo: redactie@example.nl, subscribers: lezers.csv, listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/afmelden/{token}" }',
];

test('an open site is read without the cookie, and its posts go out with their own address', async () => {
  const { site, forward, texts, outside } = await begunLive();
  // A guid may look like a citizen service number here and there; that is no reason to hold a post.
  const guid = site.place({ guid: 'e1234567-82fa-4b6c-9a0b-2f6f1f0a1c02', title: 'Wijkteams delen wat werkt', text: 'Lees mee.' });
  const { code, report, stderr } = await forward();
  expect([code, statesIn(report), codesOf(report)], stderr).toEqual([0, ['x sent'], []]);
  expect(texts()).toEqual(['Wijkteams delen wat werkt']);
  expect(outside.x.posts[0]?.text).toContain(`${site.address}/groups/view/`);
  expect(outside.x.posts[0]?.text).toContain(guid);
  expect(site.cookies.filter(Boolean)).toEqual([]);
  expect((await forward()).report.posts).toEqual([]);
});

test('a closed site is read with the cookie; without one it is a clear problem, and nothing counts as seen', async () => {
  const { site, forward, root, env, texts } = await aLiveForward();
  site.on.add('closed');
  const shut = await forward();
  expect([shut.code, codesOf(shut.report)]).toEqual([2, ['forward-login']]);
  expect(shut.report.problems[0]?.hint).toContain('omk login pleio');
  const withCookie = { cwd: root, env: { ...env, PLEIO_COOKIE: ownCookie } };
  expect((await runJson(['forward'], withCookie)).code).toBe(0);
  site.place({ title: 'Besloten site, openbaar bericht' });
  const again = await forward();
  expect([again.code, codesOf(again.report)]).toEqual([2, ['forward-login']]);
  expect((await runJson(['forward'], withCookie)).code).toBe(0);
  expect(texts()).toEqual(['Besloten site, openbaar bericht']);
});

test('edited before it left, the new text goes; edited after, it is told once', async () => {
  const { site, forward, texts, root, env } = await begunLive();
  const guid = site.place({ title: 'Inloopavond' });
  expect((await forward()).code).toBe(0);
  site.edit(guid, { title: 'Inloopmiddag' });
  const told = await forward();
  expect([told.code, told.report.posts[0]?.deliveries.map(({ problem }) => problem?.code)]).toEqual([0, ['edited']]);
  expect((await forward()).report.posts).toEqual([]);
  expect(texts()).toEqual(['Inloopavond']);
  const update = await runJson(['forward', '--update', '--yes'], { cwd: root, env });
  expect(update.report.posts[0]?.deliveries.map(({ problem }) => problem?.code)).toEqual(['cannot-update']);
  expect(update.report.posts[0]?.deliveries[0]?.problem?.hint).not.toContain('omk update http');
});

test('what is deleted before it left stays here; what was sent is asked about once', async () => {
  const { site, forward, root, env, outside } = await begunLive();
  const sent = site.place({ title: 'Wel weg' });
  expect((await forward()).code).toBe(0);
  site.remove(sent);
  const asked = await forward();
  expect([asked.code, codesOf(asked.report)]).toEqual([4, ['forward-gone']]);
  expect(asked.report.problems[0]?.hint).toContain(`omk retract pleio-${sent} --reason`);
  const quiet = await forward();
  expect([quiet.code, quiet.report.problems]).toEqual([0, []]);
  const retracted = await runJson(['retract', `pleio-${sent}`, '--reason', 'weg bij de bron', '--yes'], { cwd: root, env });
  expect([retracted.code, outside.timeline.filter(({ method }) => method === 'DELETE').length]).toEqual([0, 1]);
  expect((await forward()).report.posts).toEqual([]);
});

test('before it left: an edit replaces it, a deletion or a narrower circle of readers keeps it here', async () => {
  const { site, forward, texts, root, env } = await begunLive({ delay: '1h' });
  const [edited, removed, hidden] = ['Bewerkt', 'Verwijderd', 'Besloten'].map((title) => site.place({ title }));
  const first = await forward();
  expect([first.code, statesIn(first.report)]).toEqual([0, Array(3).fill('x scheduled')]);
  site.edit(edited ?? '', { title: 'Bewerkt en wel' });
  site.remove(removed ?? '');
  site.edit(hidden ?? '', { accessId: 4, text: 'Alleen voor leden' });
  const { code, report } = await forward();
  expect([code, codesOf(report)]).toEqual([0, Array(2).fill('forward-gone-unsent')]);
  const status = await runJson(['status'], { cwd: root, env });
  const standing = status.report.posts.map(({ title, deliveries }) => [title, deliveries.find(({ channel }) => channel === 'x')?.state]);
  expect(standing.toSorted()).toEqual([
    ['Besloten', 'cancelled'],
    ['Bewerkt en wel', 'scheduled'],
    ['Verwijderd', 'cancelled'],
  ]);
  expect((await forward()).report.problems).toEqual([]);
  letTimePass(root, 'omk.db', 2 * hour);
  expect((await forward()).code).toBe(0);
  expect(texts()).toEqual(['Bewerkt en wel']);
});

test('a site that is away, closed or answers nonsense deletes nothing', async () => {
  const { site, forward, root, env } = await begunLive();
  site.place({ title: 'Staat er' });
  expect((await forward()).code).toBe(0);
  // Every list comes back empty, so that omk has to ask about the post itself.
  const empty = (body: string) =>
    body.includes('"edges":[') && body.includes('"total"')
      ? '{"data":{"viewer":{"loggedIn":false},"entities":{"total":0,"edges":[]}}}'
      : body;
  const answers: readonly (readonly [string, (body: string) => string])[] = [
    ['forward-answer', () => '{"data":{"viewer":null,"entities":null}}'],
    ['forward-answer', () => 'dit is geen JSON'],
    ['forward-answer', (body) => empty(body).replace(/"e0":.*$/, '"e0":null},"errors":[{"message":"Er ging iets mis","path":["e0"]}]}')],
  ];
  for (const [expected, change] of answers) {
    site.changeAnswers(change);
    const { code, report } = await forward();
    expect([code, codesOf(report)]).toEqual([2, [expected]]);
  }
  site.changeAnswers((body) => body);
  site.failNext({ kind: 'answer', after: false, response: () => new Response('weg', { status: 503 }) });
  const away = await forward();
  expect([away.code, codesOf(away.report)]).toEqual([3, ['source-away']]);
  expect(away.report.problems[0]?.hint).not.toContain('omk run');
  site.failNext();
  site.on.add('closed');
  expect((await forward()).code).not.toBe(0);
  site.on.delete('closed');
  const { code, report } = await runJson(['forward'], { cwd: root, env });
  expect([code, report.problems]).toEqual([0, []]);
});

test('drafts, scheduled posts and moments in the past: each goes at its time, or is told', async () => {
  const { site, forward, texts } = await begunLive();
  const draft = site.place({ title: 'Concept', timePublished: null });
  const later = site.place({ title: 'Ingepland', timePublished: hoursAgo(-5) });
  site.place({ title: 'Gisteren gedateerd', timePublished: hoursAgo(30) });
  site.place({ title: 'Vorige week gedateerd', timePublished: hoursAgo(24 * 7) });
  const first = await forward();
  expect([first.code, texts()]).toEqual([0, ['Gisteren gedateerd']]);
  site.edit(draft, { timePublished: new Date() });
  site.edit(later, { timePublished: hoursAgo(0.01) });
  expect((await forward()).code).toBe(0);
  expect(texts().toSorted()).toEqual(['Concept', 'Gisteren gedateerd', 'Ingepland']);
  expect((await forward()).report.posts).toEqual([]);
});

test('what comes long after its own date is told once, and goes only when a person asks', async () => {
  const { site, forward, texts, root } = await begunLive();
  begunLongAgo(root);
  site.place({ title: 'Vorige week gedateerd', timePublished: hoursAgo(24 * 7) });
  const told = await forward();
  expect([told.code, codesOf(told.report), texts()]).toEqual([4, ['forward-old'], []]);
  const quiet = await forward();
  expect([quiet.code, quiet.report.problems]).toEqual([0, []]);
  expect(
    (
      await forward(
        '--since',
        hoursAgo(24 * 8)
          .toISOString()
          .slice(0, 10),
      )
    ).code,
  ).toBe(0);
  expect(texts()).toEqual(['Vorige week gedateerd']);
});

test('what was sent and is then shown to members alone is asked about once, and again when it comes back', async () => {
  const { site, forward, texts } = await begunLive();
  const guid = site.place({ title: 'Eerst openbaar' });
  expect((await forward()).code).toBe(0);
  site.edit(guid, { accessId: 4, title: 'Nu besloten' });
  const told = await forward();
  expect([told.code, codesOf(told.report)]).toEqual([4, ['forward-gone']]);
  expect(told.stdout + told.stderr).not.toContain('Nu besloten');
  expect((await forward()).code).toBe(0);
  site.edit(guid, { accessId: 2, title: 'Weer openbaar' });
  const back = await forward();
  expect([back.code, back.report.posts[0]?.deliveries.map(({ problem }) => problem?.code)]).toEqual([0, ['edited']]);
  expect(texts()).toEqual(['Eerst openbaar']);
  site.remove(guid);
  expect(codesOf((await forward()).report)).toEqual(['forward-gone']);
});

test('an edit that the checks refuse holds what had not left, and a better text brings it back', async () => {
  const { site, forward, texts, root } = await begunLive({ delay: '1h' });
  const guid = site.place({ title: 'Spreekuur', text: 'Kom langs.' });
  expect(statesIn((await forward()).report)).toEqual(['x scheduled']);
  site.edit(guid, { title: 'Spreekuur verplaatst', text: 'Het bsn is 123456782.' });
  const trial = await forward('--dry-run');
  const held = await forward();
  for (const { code, report } of [trial, held]) expect([code, codesOf(report)]).toEqual([4, ['privacy-bsn', 'forward-refused-edit']]);
  expect((await forward()).report.problems).toEqual([]);
  letTimePass(root, 'omk.db', 2 * hour);
  expect([(await forward()).code, texts()]).toEqual([0, []]);
  site.edit(guid, { title: 'Spreekuur verplaatst', text: 'Bel voor een afspraak.' });
  expect(statesIn((await forward()).report)).toEqual(['x scheduled']);
  letTimePass(root, 'omk.db', 2 * hour);
  expect([(await forward()).code, texts()]).toEqual([0, ['Spreekuur verplaatst']]);
});

test('what was forwarded shows in the feed, the status, the log, the calendar and the digest, by its own title and address', async () => {
  const story = await begunLive({ delay: '1h', rules: ', channels: [x]', channels: '[pleio, x, newsletter]', lines: newsletter });
  const { site, forward, root, env } = story;
  const guid = site.place({ title: 'Oude titel', abstract: 'Wat de wijkteams leerden.', text: 'Lees alles hier.' });
  expect((await forward()).code).toBe(0);
  site.edit(guid, { title: 'Wijkteams delen wat werkt' });
  expect((await forward()).code).toBe(0);
  const run = async (...args: readonly string[]) => (await runOmk(args, { cwd: root, env })).stdout;
  expect(await run('schedule')).toContain('Wijkteams delen wat werkt');
  letTimePass(root, 'omk.db', 2 * hour);
  expect((await forward()).code).toBe(0);
  const address = `${site.address}/groups/view/`;
  const { report } = await runJson(['status'], { cwd: root, env });
  expect(report.posts.map(({ title, deliveries }) => [title, deliveries.map(({ channel, state }) => `${channel} ${state}`)])).toEqual([
    ['Wijkteams delen wat werkt', ['pleio sent', 'x sent']],
  ]);
  expect(report.posts[0]?.deliveries[0]?.url).toContain(`${guid}/wijkteams-delen-wat-werkt`);
  expect(await run('log')).toContain(guid);
  expect((await runOmk(['feed', '-o', 'uit'], { cwd: root, env })).code).toBe(0);
  const feed = JSON.parse(readFileSync(join(root, 'uit', 'feed.json'), 'utf8')) as {
    items: readonly { title: string; url: string; external_url?: string }[];
  };
  expect(feed.items.map(({ title }) => title)).toEqual(['Wijkteams delen wat werkt']);
  expect(JSON.stringify(feed.items[0])).toContain(address);
  const digest = await runOmk(['digest', '--dry-run'], { cwd: root, env });
  expect(digest.stdout, digest.stderr).toContain('Wijkteams delen wat werkt');
  expect(digest.stdout).toContain(address);
});

test('only the writers and tags that are asked for go along', async () => {
  const { site, forward, texts } = await begunLive({ rules: ', notAuthors: [Bot], tags: [nieuws, Jeugd], notTags: [intern]' });
  site.place({ title: 'Van de bot', tags: ['nieuws'], owner: { guid: eva.guid.replace('9a', '8b'), name: 'Bot' } });
  site.place({ title: 'Zonder tag' });
  site.place({ title: 'Intern', tags: ['nieuws', 'INTERN'] });
  site.place({ title: 'Goed', tags: ['#jeugd'] });
  expect((await forward()).code).toBe(0);
  expect(texts()).toEqual(['Goed']);
});

test('what is for members alone goes nowhere, and neither its title nor its text is kept', async () => {
  const { site, forward, texts, root } = await begunLive({ place: ', sourceLogin: true', cookie: ownCookie });
  site.place({ title: 'Geheimpje A', text: 'Geheimpje tekst', accessId: 4 });
  site.place({ title: 'Geheimpje B', accessId: 1 });
  site.place({ title: 'Geheimpje C', accessId: 0 });
  site.place({ title: 'Voor iedereen' });
  const trial = await forward('--dry-run');
  const { code, stdout, stderr } = await forward();
  expect([code, texts()]).toEqual([0, ['Voor iedereen']]);
  expect(trial.stdout + trial.stderr + stdout + stderr).not.toContain('Geheimpje');
  for (const name of readdirSync(join(root, '.omk'), { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    expect([name.name, readFileSync(join(name.parentPath, name.name)).includes('Geheimpje')]).toEqual([name.name, false]);
  }
});
