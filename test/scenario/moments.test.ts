/** When posts go out: office hours, holidays, embargo and too late, by a clock that the story moves. */
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runOmk } from '../support/binary.ts';
import { codesOf, driven } from '../support/driven.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aProject, arrived, post, settings } from '../support/project.ts';

const hourMs = 3_600_000;
const office = 'hours: { from: 08:30, to: 17:30, weekends: hold, holidays: hold }';
const both = (...lines: readonly string[]) => post(['channels: [pleio, yammer]', ...lines]);

function story(files: Readonly<Record<string, string>>, start: string) {
  const root = aProject(files);
  const clock = fixedClock(start);
  const program = driven(root, clock);
  return {
    root,
    clock,
    ...program,
    until: (moment: string) => clock.advance(Date.parse(moment) - clock.now().getTime()),
    placed: () => [arrived(root, 'pleio', 'post').length, arrived(root, 'yammer', 'message').length],
    due: async () => {
      const { pleio, yammer } = await program.standing();
      return [pleio?.dueAt.toISOString(), yammer?.dueAt.toISOString()];
    },
  };
}

describe('office hours', () => {
  it('hold what a person publishes in the evening until Monday, and say so', async () => {
    const omk = story({ 'omk.yaml': settings(office), 'bericht.md': both() }, '2026-11-27T20:00:00Z');
    expect(await omk.publish('bericht.md', { dryRun: true })).toBe(0);
    expect(omk.said()).toContain('30 nov 2026, 08:30');
    expect(await omk.publish('bericht.md')).toBe(0);
    expect(omk.said()).toContain('buiten de openingstijden');
    expect(await omk.due()).toEqual(['2026-11-30T07:30:00.000Z', '2026-11-30T07:30:00.000Z']);
    omk.until('2026-11-29T12:00:00Z');
    expect(await omk.run()).toBe(0);
    expect(omk.placed()).toEqual([0, 0]);
    omk.until('2026-11-30T07:30:00Z');
    expect(await omk.run()).toBe(0);
    expect(await omk.run()).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('are passed by on purpose with --now, retries included', async () => {
    const omk = story({ 'omk.yaml': settings(office), 'bericht.md': both() }, '2026-11-27T20:00:00Z');
    await omk.publish('bericht.md');
    expect(await omk.publish('bericht.md', { now: true })).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('hold over Christmas, and over no holiday where holidays are not held', async () => {
    const omk = story({ 'omk.yaml': settings(`${office}\n`), 'bericht.md': both() }, '2026-12-24T18:00:00Z');
    await omk.publish('bericht.md');
    expect(await omk.due()).toEqual(['2026-12-28T07:30:00.000Z', '2026-12-28T07:30:00.000Z']);
    const yaml = settings('hours: { from: 08:30, to: 17:30 }');
    const other = story({ 'omk.yaml': yaml, 'bericht.md': both() }, '2026-12-24T18:00:00Z');
    await other.publish('bericht.md');
    expect(await other.due()).toEqual(['2026-12-25T07:30:00.000Z', '2026-12-25T07:30:00.000Z']);
  });

  it('of one channel let the others go, also when their hub comes late', async () => {
    const yaml = settings().replace('yammer: {', 'yammer: { hours: { from: 09:00, to: 17:00 },');
    const omk = story({ 'omk.yaml': yaml, 'bericht.md': both() }, '2026-11-26T18:00:00Z');
    expect(await omk.publish('bericht.md')).toBe(0);
    expect(omk.placed()).toEqual([1, 0]);
    expect((await omk.standing())['yammer']).toMatchObject({ state: 'scheduled', dueAt: new Date('2026-11-27T08:00:00Z') });
    omk.until('2026-11-27T08:00:00Z');
    await omk.run();
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('hold what a missed run brings into closed hours, without calling it late on Monday', async () => {
    const files = { 'omk.yaml': settings(office), 'bericht.md': both('publish_at: 2026-11-27 17:00') };
    const omk = story(files, '2026-11-26T10:00:00Z');
    await omk.publish('bericht.md');
    omk.until('2026-11-27T20:00:00Z');
    expect(await omk.run()).toBe(0);
    expect(omk.said()).toContain('30 nov 2026, 08:30');
    expect(omk.placed()).toEqual([0, 0]);
    omk.until('2026-11-30T08:00:00Z');
    expect(await omk.run()).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('keep to the clock on the wall on the nights that it changes', async () => {
    const night = 'hours: { from: 02:30, to: 02:45 }';
    const spring = story({ 'omk.yaml': settings(night), 'bericht.md': both() }, '2026-03-28T12:00:00Z');
    await spring.publish('bericht.md');
    expect((await spring.due())[0]).toBe('2026-03-30T00:30:00.000Z');
    const autumn = story({ 'omk.yaml': settings(office.replace(', weekends: hold', '')), 'bericht.md': both() }, '2026-10-24T20:00:00Z');
    await autumn.publish('bericht.md');
    expect((await autumn.due())[0]).toBe('2026-10-25T07:30:00.000Z');
  });

  it('are no reason to hold what a person says about a post that is out', async () => {
    const omk = story({ 'omk.yaml': settings(office), 'bericht.md': both() }, '2026-11-27T10:00:00Z');
    await omk.publish('bericht.md');
    omk.until('2026-11-28T22:00:00Z');
    await command(omk, 'retract', { reason: 'De datum klopt niet', yes: true });
    expect(omk.said()).toContain('teruggehaald');
    expect((await omk.standing())['pleio']).toMatchObject({ kind: 'retract', state: 'sent' });
  });

  it('with a country that nobody knows stop before anything is sent', async () => {
    const omk = story({ 'omk.yaml': settings('hours: { holidays: hold, country: ZZ }'), 'bericht.md': both() }, '2026-11-27T10:00:00Z');
    expect(await codesOf(omk.publish('bericht.md'))).toEqual(['config-unknown-country']);
    expect(omk.placed()).toEqual([0, 0]);
  });
});

/** A command about `bericht.md`. */
const command = (omk: ReturnType<typeof story>, name: string, flags: Record<string, string | boolean> = {}) =>
  omk.command(name, [`${omk.root}/bericht.md`], flags);

describe('an embargo', () => {
  const embargoed = both('embargo: 2026-12-01 10:00');

  it('is when a post without a moment goes out, and the reason is told', async () => {
    const omk = story({ 'bericht.md': embargoed }, '2026-11-27T10:00:00Z');
    expect(await omk.publish('bericht.md')).toBe(0);
    expect(omk.said()).toContain('Onder embargo tot 1 dec 2026, 10:00');
    omk.until('2026-12-01T08:59:00Z');
    expect(await omk.run()).toBe(0);
    expect(omk.placed()).toEqual([0, 0]);
    omk.until('2026-12-01T09:00:00Z');
    expect(await omk.run()).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('cannot be passed by: not with --now, --again, resume or retry', async () => {
    const omk = story({ 'bericht.md': embargoed }, '2026-11-27T10:00:00Z');
    expect(await omk.publish('bericht.md', { now: true })).toBe(0);
    expect(await omk.publish('bericht.md', { again: 'pleio', yes: true })).toBe(0);
    await command(omk, 'pause');
    await command(omk, 'resume');
    expect(omk.said()).toContain('Onder embargo tot');
    await command(omk, 'cancel');
    await omk.publish('bericht.md', { now: true });
    expect(await omk.run()).toBe(0);
    expect(omk.placed()).toEqual([0, 0]);
    expect((await omk.due())[0]).toBe('2026-12-01T09:00:00.000Z');
  });

  it('that comes before a moment of the post is a mistake, each at its line, with code 2', async () => {
    const root = aProject({
      'bericht.md': both('embargo: 2026-12-01 10:00', 'publish_at: 2026-12-01 09:59', 'yammer: { publish_at: 2026-11-30 12:00 }'),
    });
    const { code, json } = await jsonOf(root, ['publish', 'bericht.md']);
    expect(code).toBe(2);
    expect(json.problems.filter((one) => one.code === 'content-before-embargo').map(({ where }) => [where?.field, where?.line])).toEqual([
      ['publish_at', 5],
      ['yammer.publish_at', 6],
    ]);
  });

  it('moves with the file, also while the post is on hold, and goes when it is taken away', async () => {
    const omk = story({ 'bericht.md': embargoed }, '2026-11-27T10:00:00Z');
    await omk.publish('bericht.md');
    await command(omk, 'pause');
    write(omk.root, both('embargo: 2026-12-02 10:00'));
    await omk.publish('bericht.md');
    await command(omk, 'resume');
    expect((await omk.due())[0]).toBe('2026-12-02T09:00:00.000Z');
    write(omk.root, both());
    expect(await omk.publish('bericht.md')).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('that ends in closed hours is followed by the next opening', async () => {
    const files = { 'omk.yaml': settings(office), 'bericht.md': both('embargo: 2026-11-28 20:00') };
    const omk = story(files, '2026-11-27T10:00:00Z');
    await omk.publish('bericht.md');
    expect(await omk.due()).toEqual(['2026-11-30T07:30:00.000Z', '2026-11-30T07:30:00.000Z']);
  });

  it('that is over long ago delays nothing', async () => {
    const omk = story({ 'bericht.md': both('embargo: 2026-10-01 10:00') }, '2026-11-27T10:00:00Z');
    expect(await omk.publish('bericht.md')).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });
});

describe('too late', () => {
  const planned = both('publish_at: 2026-11-27 10:00');
  const late = async (files: Readonly<Record<string, string>> = {}) => {
    const omk = story({ 'bericht.md': planned, ...files }, '2026-11-26T10:00:00Z');
    await omk.publish('bericht.md');
    omk.until('2026-11-28T10:00:00Z');
    expect(await omk.run()).toBe(4);
    expect(omk.placed()).toEqual([0, 0]);
    return omk;
  };

  it('is held, with its spokes, and says what can be done', async () => {
    const omk = await late();
    for (const way of ['omk publish', 'omk resume', 'omk cancel']) expect(omk.said()).toContain(way);
    await command(omk, 'status');
    expect(omk.said()).toContain('Vastgehouden');
  });

  it('goes out when a person publishes it', async () => {
    const omk = await late();
    expect(await omk.publish('bericht.md')).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('goes out, with what waits for it, when a person resumes it, in closed hours as well', async () => {
    const omk = await late({ 'omk.yaml': settings(office) });
    expect(await command(omk, 'resume')).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('goes nowhere when a person cancels it', async () => {
    const omk = await late();
    await command(omk, 'cancel');
    expect(await omk.run()).toBe(0);
    expect(omk.placed()).toEqual([0, 0]);
  });

  it('may mean something else for one channel', async () => {
    const yaml = settings().replace('pleio: {', 'pleio: { late: 3d,');
    const omk = story({ 'omk.yaml': yaml, 'bericht.md': planned }, '2026-11-26T10:00:00Z');
    await omk.publish('bericht.md');
    omk.until('2026-11-28T10:00:00Z');
    expect(await omk.run()).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('is held by a hub that came back after an outage, but what waited for that hub is not late', async () => {
    const files = { 'bericht.md': both('yammer: { publish_at: 2026-11-27 11:00 }', 'pleio: { publish_at: 2026-11-27 10:00 }') };
    const omk = story(files, '2026-11-26T10:00:00Z');
    await omk.publish('bericht.md');
    omk.until('2026-11-29T10:00:00Z');
    expect(await omk.run()).toBe(4);
    expect(await command(omk, 'resume')).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
    omk.clock.advance(48 * hourMs);
    expect(await omk.run()).toBe(0);
  });
});

describe('a moment of its own', () => {
  const dueOf = async (start: string, lines: readonly string[], yaml = settings()) => {
    const omk = story({ 'omk.yaml': yaml, 'bericht.md': both(...lines) }, start);
    expect(await omk.publish('bericht.md')).toBe(0);
    return [omk.said(), await omk.due()] as const;
  };

  it('is that of the post, or of a channel, in the zone of the project or with an offset', async () => {
    const lines = ['publish_at: 2026-12-01 09:00', 'yammer: { publish_at: 2026-12-01T12:30+02:00 }'];
    expect((await dueOf('2026-11-27T10:00:00Z', lines))[1]).toEqual(['2026-12-01T08:00:00.000Z', '2026-12-01T10:30:00.000Z']);
    const newYork = settings('timezone: America/New_York');
    expect((await dueOf('2026-11-27T10:00:00Z', lines.slice(0, 1), newYork))[1][0]).toBe('2026-12-01T14:00:00.000Z');
  });

  it('that the clock shows twice is the first, and a warning says which that is', async () => {
    const [said, [pleio]] = await dueOf('2026-10-20T10:00:00Z', ['publish_at: 2026-10-25 02:30']);
    expect(pleio).toBe('2026-10-25T00:30:00.000Z');
    expect(said).toContain('2026-10-25 02:30+02:00');
    const second = await dueOf('2026-10-20T10:00:00Z', ['publish_at: 2026-10-25 02:30+01:00']);
    expect(second[1][0]).toBe('2026-10-25T01:30:00.000Z');
  });

  it('that the clock skips is a mistake, with the time that was perhaps meant', async () => {
    const root = aProject({ 'bericht.md': both('embargo: 2027-03-28 02:30', 'yammer: { publish_at: 2027-03-28 02:15 }') });
    const { code, json } = await jsonOf(root, ['publish', 'bericht.md']);
    expect(code).toBe(2);
    expect(json.problems.map((one) => [one.code, one.where?.field])).toEqual([
      ['content-skipped-time', 'embargo'],
      ['content-skipped-time', 'yammer.publish_at'],
    ]);
  });
});

describe('a post that was put on hold before its moment', () => {
  it('keeps that moment when it is resumed, also when it was put on hold twice', async () => {
    const omk = story({ 'bericht.md': both('publish_at: 2026-12-05 16:00') }, '2026-11-27T10:00:00Z');
    await omk.publish('bericht.md');
    await command(omk, 'pause');
    await command(omk, 'pause', { reason: 'eerst overleg' });
    expect(await command(omk, 'resume')).toBe(0);
    expect(omk.placed()).toEqual([0, 0]);
    expect((await omk.due())[0]).toBe('2026-12-05T15:00:00.000Z');
  });

  it('goes now when that moment has passed', async () => {
    const omk = story({ 'bericht.md': both('publish_at: 2026-12-05 16:00') }, '2026-11-27T10:00:00Z');
    await omk.publish('bericht.md');
    await command(omk, 'pause');
    omk.until('2026-12-05T15:00:01Z');
    expect(await command(omk, 'resume')).toBe(0);
    expect(omk.placed()).toEqual([1, 1]);
  });

  it('takes the moment that the post names meanwhile, and stays on hold', async () => {
    const omk = story({ 'bericht.md': both('publish_at: 2026-12-05 16:00') }, '2026-11-27T10:00:00Z');
    await omk.publish('bericht.md');
    await command(omk, 'pause');
    write(omk.root, both('publish_at: 2026-12-08 09:00'));
    expect(await omk.publish('bericht.md')).toBe(4);
    expect(await command(omk, 'resume')).toBe(0);
    expect((await omk.due())[0]).toBe('2026-12-08T08:00:00.000Z');
  });
});

describe('a digest', () => {
  it('that cron asks for at night goes out when the newsletter opens, and is never too late', async () => {
    const yaml = settings().replace('newsletter: {', 'newsletter: { hours: { from: 08:30 },');
    const omk = story({ 'omk.yaml': yaml, 'bericht.md': both() }, '2026-11-26T10:00:00Z');
    await omk.publish('bericht.md');
    omk.until('2026-11-27T02:00:00Z');
    expect(await omk.command('digest', [], { yes: true })).toBe(0);
    expect((await omk.standing())['newsletter']).toMatchObject({ state: 'scheduled', dueAt: new Date('2026-11-27T07:30:00Z') });
    omk.until('2026-11-30T09:00:00Z');
    expect(await omk.run()).toBe(0);
    expect((await omk.standing())['newsletter']).toMatchObject({ state: 'sent' });
  });
});

const write = (root: string, text: string): void => writeFileSync(`${root}/bericht.md`, text);

async function jsonOf(cwd: string, words: readonly string[]) {
  const { code, stdout } = await runOmk([...words, '--json'], { cwd });
  const json = JSON.parse(stdout) as { problems: { code: string; where?: { field?: string; line?: number } }[] };
  return { code, json };
}
