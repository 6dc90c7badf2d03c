/** `omk forward` from a Pleio site in live mode: what is edited, deleted, hidden, moved in time or placed by omk itself. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runJson, runOmk } from '../support/binary.ts';
import { aLiveForward, begunLive, codesOf, hoursAgo, ownCookie, statesIn } from '../support/forward-live.ts';
import { eva, klankbordgroep } from '../support/pleio-site.ts';
import { snapshot } from '../support/project.ts';

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
  expect([shut.code, codesOf(shut.report)]).toEqual([2, ['auth']]);
  expect(shut.report.problems[0]?.hint).toContain('omk login pleio');
  const withCookie = { cwd: root, env: { ...env, PLEIO_COOKIE: ownCookie } };
  expect((await runJson(['forward'], withCookie)).code).toBe(0);
  site.place({ title: 'Besloten site, openbaar bericht' });
  const again = await forward();
  expect([again.code, codesOf(again.report)]).toEqual([2, ['auth']]);
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
  console.log(update.stdout, update.stderr);
  expect(update.report.posts).not.toEqual([]);
});

test('what is deleted before it left stays here; what was sent is asked about once', async () => {
  const { site, forward, texts, root, env, outside } = await begunLive();
  const sent = site.place({ title: 'Wel weg' });
  expect((await forward()).code).toBe(0);
  site.remove(sent);
  const asked = await forward();
  expect([asked.code, codesOf(asked.report)]).toEqual([4, ['forward-gone']]);
  expect(asked.report.problems[0]?.hint).toContain(`omk retract pleio-${sent} --reason`);
  const quiet = await forward();
  expect([quiet.code, quiet.report.problems]).toEqual([0, []]);
  const retracted = await runJson(['retract', `pleio-${sent}`, '--reason', 'weg bij de bron', '--yes'], { cwd: root, env });
  console.log(retracted.stdout, outside.timeline.map((r) => r.method+' '+r.path));
  expect([retracted.code, texts()]).toEqual([0, []]);
});
