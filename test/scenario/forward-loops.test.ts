/** `omk forward` beside omk itself: what it placed never comes round, and several at once do no harm. */
import { expect, test } from 'vitest';
import { runJson, runOmk, startOmk } from '../support/binary.ts';
import { begunLive, codesOf, ownCookie, statesIn } from '../support/forward-live.ts';
import { post, samplePicture } from '../support/project.ts';

const own = { 'eigen.md': post([], 'Dit plaatst omk.') };

test('what omk placed itself is not forwarded, also while nobody knows whether it arrived', async () => {
  const { site, outside, root, env, forward, texts } = await begunLive({ cookie: ownCookie, files: own });
  let isCut = true;
  let isPlaced = false;
  // The post arrives and the answer is lost; whoever asks about it later is told nothing either.
  site.changeAnswers((body) => {
    if (body.includes('"addEntity"')) isPlaced = true;
    return isPlaced && isCut ? 'dit is geen antwoord' : body;
  });
  const published = await runJson(['publish', 'eigen.md'], { cwd: root, env });
  expect([published.code, statesIn(published.report)[0]], published.stdout).toEqual([4, 'pleio unconfirmed']);
  isCut = false;
  const doubtful = await forward();
  expect([doubtful.code, doubtful.report.posts, doubtful.stderr.includes('Inloopavond')]).toEqual([0, [], true]);
  site.place({ title: 'Van een collega' });
  expect((await forward()).code).toBe(0);
  await runOmk(['run'], { cwd: root, env });
  await runOmk(['run'], { cwd: root, env });
  expect((await forward()).code).toBe(0);
  expect(texts().toSorted()).toEqual(['Inloopavond', 'Van een collega']);
  expect(outside.x.posts).toHaveLength(2);
});

test('publishing and forwarding at the same time place each post once', async () => {
  const { site, root, env, forward, texts } = await begunLive({ cookie: ownCookie, files: own });
  site.place({ title: 'Van een collega' });
  const place = { cwd: root, env };
  await Promise.all([
    runOmk(['publish', 'eigen.md'], place),
    runOmk(['forward'], place),
    runOmk(['forward'], place),
    runOmk(['run'], place),
  ]);
  for (let times = 0; times < 3; times += 1) await forward();
  expect(texts().toSorted()).toEqual(['Inloopavond', 'Van een collega']);
  expect((await forward()).report.posts).toEqual([]);
});

test('two at once: one does the work, the other says so and ends well', async () => {
  const { site, root, env, texts } = await begunLive();
  for (const title of ['Een', 'Twee', 'Drie']) site.place({ title });
  const slow = { kind: 'slow', ms: 1500 } as const;
  site.failNext(slow);
  const first = startOmk(['forward', '--json'], { cwd: root, env });
  const second = startOmk(['forward', '--json'], { cwd: root, env });
  const ran = await Promise.all([first.done, second.done]);
  expect(ran.map(({ code }) => code)).toEqual([0, 0]);
  expect(ran.filter(({ stdout }) => stdout.includes('forward-busy'))).toHaveLength(1);
  expect(texts().toSorted()).toEqual(['Drie', 'Een', 'Twee']);
});

test('pictures: with words it goes along, and whatever is wrong with one never holds the post', async () => {
  const { site, outside, forward, texts } = await begunLive();
  const good = site.addFile(samplePicture('raadzaal.png'));
  const big = site.addFile(new Uint8Array(11 * 1024 * 1024).fill(1));
  const text = site.addFile(Buffer.from('geen plaatje'), 'text/plain');
  site.place({ title: 'Met beeld', featured: { imageGuid: good, alt: 'De raadzaal' } });
  site.place({ title: 'Zonder woorden', featured: { imageGuid: good, alt: '' } });
  site.place({ title: 'Te groot', featured: { imageGuid: big, alt: 'Groot' } });
  site.place({ title: 'Geen beeld', featured: { imageGuid: text, alt: 'Tekst' } });
  site.place({ title: 'Weg', featured: { imageGuid: 'bestaat-niet', alt: 'Weg' } });
  const { code, report } = await forward();
  expect([code, texts().toSorted()]).toEqual([0, ['Geen beeld', 'Met beeld', 'Te groot', 'Weg', 'Zonder woorden']]);
  expect(outside.x.posts.filter(({ mediaIds }) => mediaIds.length > 0).map(({ text: found }) => String(found).split('\n')[0])).toEqual([
    'Met beeld',
  ]);
  expect(codesOf(report).filter((found) => found === 'forward-picture')).toHaveLength(3);
});
