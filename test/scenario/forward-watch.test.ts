/** `omk forward --watch`, pauses and office hours: what goes on by itself, and what waits. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runJson, runOmk, startOmk } from '../support/binary.ts';
import { begunLive, statesIn } from '../support/forward-live.ts';
import { aProject } from '../support/project.ts';
import { hasTmux, openTerminal, withoutTmux } from '../support/terminal.ts';
import { aWebsite, begun, texts, yaml } from '../support/website.ts';

async function until(what: string, isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 45_000; !isSo(); await wait(50)) if (Date.now() > end) throw new Error(`Never: ${what}`);
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'watching takes along what is new, outlives an outage and a pause, and ends well by %s',
  async (signal) => {
    const { site, root } = await begun();
    const watching = startOmk(['forward', '--watch', '--every', '1s'], { cwd: root });
    const rounds = async (count: number) => {
      const from = site.asked();
      await until(`${count} rounds`, () => site.asked() >= from + count);
    };
    let said = '';
    watching.process.stderr?.on('data', (chunk: string) => {
      said += chunk;
    });
    site.show({ id: 'a', title: 'Eerste' });
    await until('the first', () => texts(root).length === 1);
    site.goAway(true);
    await rounds(3);
    site.show({ id: 'a', title: 'Eerste' }, { id: 'b', title: 'Tweede' });
    site.goAway(false);
    await until('the second', () => texts(root).length === 2);
    expect((await runOmk(['pause', '--reason', 'storing'], { cwd: root })).code).toBe(0);
    site.show({ id: 'c', title: 'Derde' });
    await rounds(2);
    expect(texts(root)).toEqual(['Eerste', 'Tweede']);
    expect((await runOmk(['resume', '--all'], { cwd: root })).code).toBe(0);
    await until('the third', () => texts(root).length === 3);
    await rounds(1);
    watching.process.kill(signal);
    const { code } = await watching.done;
    expect([code, texts(root)], said).toEqual([0, ['Eerste', 'Tweede', 'Derde']]);
    expect(said.match(/is nu niet te bereiken/g)).toHaveLength(2);
    expect(said.match(/weer te bereiken/g)).toHaveLength(1);
    expect(said).not.toContain('Niets nieuws op http');
  },
  120_000,
);

test('while everything is paused it is scheduled and said, and it goes after the pause', async () => {
  const { site, root } = await begun();
  expect((await runOmk(['pause', '--reason', 'storing'], { cwd: root })).code).toBe(0);
  site.show({ id: 'a', title: 'Wacht even' });
  const { code, report, stderr } = await runJson(['forward'], { cwd: root });
  expect([code, statesIn(report), texts(root)], stderr).toEqual([0, ['x scheduled', 'yammer scheduled'], []]);
  expect(report.posts[0]?.deliveries.map(({ problem }) => problem?.code)).toEqual(['everything-paused', 'everything-paused']);
  const again = await runJson(['forward'], { cwd: root });
  expect([again.code, again.report.posts]).toEqual([0, []]);
  await runOmk(['resume', '--all'], { cwd: root });
  await runOmk(['run'], { cwd: root });
  expect(texts(root)).toEqual(['Wacht even']);
});

test('outside office hours it waits for the opening', async () => {
  const site = await aWebsite();
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/Amsterdam' }).format(new Date()),
  );
  const opens = String((hour + 3) % 24).padStart(2, '0');
  const root = aProject({ 'omk.yaml': `${yaml(site.feed)}hours: { from: "${opens}:00", to: "${opens}:59" }\n` });
  expect((await runJson(['forward'], { cwd: root })).code).toBe(0);
  site.show({ id: 'a', title: 'Na het weekend' });
  const { code, report, stderr } = await runJson(['forward'], { cwd: root });
  expect([code, statesIn(report), texts(root)], stderr).toEqual([0, ['x scheduled', 'yammer scheduled'], []]);
  expect(report.posts[0]?.deliveries.map(({ problem }) => problem?.code)).toEqual(['outside-hours', 'outside-hours']);
});

test('somebody is told where a person is needed', async () => {
  const { site, root } = await begun();
  site.show({ id: 'a', title: 'Nummer', text: 'Het bsn is 123456782.' });
  const { code, stderr } = await runOmk(['forward', '--notify'], { cwd: root });
  expect(code).toBe(4);
  expect(stderr).toContain('notify');
  expect(stderr).not.toContain('123456782');
});

test('what one batch does not hold goes all the same, and an edit of one is one edit', async () => {
  const { site, root } = await begun();
  const many = Array.from({ length: 230 }, (_, index) => ({ id: `n${index}`, title: `Bericht ${index}`, hoursAgo: 1 + index / 300 }));
  site.show(...many);
  const { code, report } = await runJson(['forward', '--channels', 'x'], { cwd: root });
  expect([code, report.posts.length, texts(root).length]).toEqual([0, 230, 230]);
  expect(texts(root)[0]).toBe('Bericht 229');
  site.show(...many.map((one) => (one.id === 'n7' ? { ...one, title: 'Anders' } : one)));
  const edited = await runJson(['forward', '--channels', 'x'], { cwd: root });
  expect(edited.report.posts.map(({ title }) => title)).toHaveLength(1);
}, 180_000);

test.skipIf(!hasTmux)(
  `in a terminal a person is asked once: no sends nothing and loses nothing, yes sends${withoutTmux}`,
  { timeout: 120_000 },
  async () => {
    const { site, root, env, texts: sent } = await begunLive();
    site.place({ title: 'Wijkteams delen wat werkt', text: 'Lees mee met de wijkteams.' });
    const asked = (columns: number) => openTerminal(['forward'], { cwd: root, env, columns });
    const no = asked(40);
    await no.shows('(j/N)');
    no.type('n');
    no.press('Enter');
    expect([(await no.ended()).code, sent()]).toEqual([0, []]);
    const yes = asked(80);
    await yes.shows('(j/N)');
    yes.type('j');
    yes.press('Enter');
    expect([(await yes.ended()).code, sent()]).toEqual([0, ['Wijkteams delen wat werkt']]);
    const quiet = asked(80);
    expect((await quiet.ended()).screen).toContain('Niets nieuws op Pleio');
  },
);
