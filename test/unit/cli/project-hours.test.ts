import { describe, expect, it } from 'vitest';
import { loadProject } from '../../../src/cli/config.ts';
import { openingsOf } from '../../../src/cli/openings.ts';
import { OmkError } from '../../../src/core/problem.ts';
import { aFolder, someChannels } from '../../support/project-fixture.ts';

const load = (yaml: string) => loadProject({ cwd: aFolder({ 'omk.yaml': yaml }), env: {}, channels: someChannels });

const problemsOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (!(error instanceof OmkError)) throw new Error('nothing was wrong');
  return error.problems.map(({ code, where }) => [code, where?.field ?? where?.channel, where?.line]);
};

const allDay = { from: 0, to: 1440, days: [1, 2, 3, 4, 5, 6, 7], holidays: 'send', country: 'NL', closed: [], open: [] };

describe('office hours in omk.yaml', () => {
  it('are no rule where nothing is set, nor where they are off', async () => {
    expect((await load('name: x\n')).hours).toEqual({});
    expect((await load('hours: off\n')).hours).toEqual({});
    expect((await load('hours: always\nforum: { hours: false }\n')).hours).toEqual({});
    expect(await openingsOf(await load('name: x\n'))).toBeUndefined();
  });

  it('hold for all channels, and those of a channel replace them', async () => {
    const { hours, channelOptions } = await load(
      'hours: { from: 8:30, to: 17.30 }\nwire: { hours: { from: "22:00", to: "02:00" }, thread: true }\n',
    );
    expect(hours).toEqual({ forum: { ...allDay, from: 510, to: 1050 }, wire: { ...allDay, from: 1320, to: 120 } });
    expect(channelOptions['wire']).not.toHaveProperty('hours');
    expect((await load('hours: { from: 08:30 }\nwire: { hours: off }\n')).hours).toEqual({ forum: { ...allDay, from: 510 } });
  });

  it('name days, or close the weekend', async () => {
    expect((await load('forum: { hours: { days: [tue, mon, tue] } }\n')).hours['forum']?.days).toEqual([1, 2]);
    expect((await load('forum: { hours: { weekends: hold, to: 24:00 } }\n')).hours['forum']).toEqual({ ...allDay, days: [1, 2, 3, 4, 5] });
    expect((await load('forum: { hours: { weekends: send } }\n')).hours['forum']).toEqual(allDay);
  });

  it('say each what is wrong with them, at once', async () => {
    const yaml = [
      'hours:',
      '  from: half past eight',
      '  to: 25:00',
      '  days: [mon, dinsdag]',
      '  holidays: wait',
      '  country: Nederland',
      '  closed: [2026-02-30]',
      '  lunch: 12:00',
      'forum: { hours: { from: 09:00, to: 09:00 } }',
      'wire: { hours: { days: [mon], weekends: hold } }',
      '',
    ].join('\n');
    expect(await problemsOf(load(yaml))).toEqual([
      ['config-wrong-type', 'hours.from', 2],
      ['config-wrong-type', 'hours.to', 3],
      ['config-bad-choice', 'hours.days', 4],
      ['config-bad-choice', 'hours.holidays', 5],
      ['config-wrong-type', 'hours.country', 6],
      ['config-wrong-type', 'hours.closed', 7],
      ['config-unknown-key', 'hours.lunch', 8],
      ['config-hours-empty', 'forum.hours', 9],
      ['config-hours-twice', 'wire.hours', 10],
    ]);
    expect(await problemsOf(load('hours: { days: [] }\n'))).toEqual([['config-wrong-type', 'hours.days', 1]]);
    expect(await problemsOf(load('hours: working days\n'))).toEqual([['config-wrong-type', 'hours', 1]]);
  });

  it('have a `late` beside them, for a channel of its own', async () => {
    expect((await load('late: 2d\nwire: { late: 1h }\n')).lateMs).toEqual({ forum: 172_800_000, wire: 3_600_000 });
  });
});

describe('the openings of a project', () => {
  const opens = async (yaml: string, at: string) => {
    const opening = await openingsOf(await load(yaml));
    return ['forum', 'wire'].map((channel) => opening?.(channel, new Date(at)).toISOString());
  };

  it('are those of each channel', async () => {
    const yaml = 'forum: { hours: { from: 08:30, to: 17:30, weekends: hold } }\n';
    expect(await opens(yaml, '2026-11-27T20:00:00Z')).toEqual(['2026-11-30T07:30:00.000Z', '2026-11-27T20:00:00.000Z']);
  });

  it('leave out Dutch holidays where they hold, and free days of the project', async () => {
    const yaml = 'hours: { holidays: hold, closed: [2026-12-24] }\nwire: { hours: { from: 09:00 } }\n';
    expect(await opens(yaml, '2026-12-24T10:00:00Z')).toEqual(['2026-12-26T23:00:00.000Z', '2026-12-24T10:00:00.000Z']);
    expect(await opens('hours: { holidays: hold, open: [2026-05-05] }\n', '2026-05-05T10:00:00Z')).toEqual(
      Array(2).fill('2026-05-05T10:00:00.000Z'),
    );
  });

  it('take the holidays of another country or part of one', async () => {
    const belgium = await opens('hours: { holidays: hold, country: be }\n', '2026-07-21T10:00:00Z');
    expect(belgium[0]).toBe('2026-07-21T22:00:00.000Z');
    expect(await problemsOf(openingsOf(await load('hours: { holidays: hold, country: ZZ }\n')))).toEqual([
      ['config-unknown-country', 'forum', undefined],
    ]);
  });

  it('wait for a person where a channel never opens', async () => {
    const years = Array.from({ length: 800 }, (_, index) => new Date(Date.UTC(2026, 10, 1 + index)).toISOString().slice(0, 10));
    const [forum] = await opens(`hours: { closed: [${years.join(', ')}] }\n`, '2026-11-27T20:00:00Z');
    expect(forum).toBe('9999-12-31T00:00:00.000Z');
  });
});
