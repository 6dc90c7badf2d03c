import { describe, expect, it } from 'vitest';
import { channels } from '../../../src/channels/index.ts';
import { loadProject } from '../../../src/cli/config.ts';
import { openContext } from '../../../src/cli/context.ts';
import { siteProblems, siteSettings } from '../../../src/cli/reader-site.ts';
import type { OmkError } from '../../../src/core/problem.ts';
import { aFolder } from '../../support/project-fixture.ts';

async function opened(lines: string, more = '') {
  const yaml = `name: Om het kind\nhub: none\n${more}newsletter:\n  from: "Om het kind <nieuws@example.nl>"\n  listId: Nieuws.Example.nl\n${lines}`;
  const project = await loadProject({ cwd: aFolder({ 'omk.yaml': yaml }), env: {}, channels });
  const channel = channels.find(({ id }) => id === 'newsletter');
  if (!channel) throw new Error('no newsletter');
  return [await openContext(project, { command: 'serve', args: [], flags: {} }), channel] as const;
}

const settingsOf = async (lines: string) => siteSettings(...(await opened(lines)));

const problemsOf = async (lines: string) => {
  const error: unknown = await settingsOf(lines).catch((reason: unknown) => reason);
  return (error as OmkError).problems.map(({ code, where }) => [code, where?.line ?? where?.field]);
};

describe('the settings of the pages', () => {
  it('come from omk.yaml, with what holds where it says nothing', async () => {
    expect(await settingsOf('  web: https://nieuws.example.nl/brief/\n')).toEqual({
      project: 'Om het kind',
      web: 'https://nieuws.example.nl/brief',
      listId: 'nieuws.example.nl',
      contact: 'nieuws@example.nl',
      language: 'nl',
      timezone: 'Europe/Amsterdam',
      segments: {},
      withoutAudience: 'all',
      languages: [],
      archive: 'open',
      canSubscribe: true,
      channel: 'newsletter',
    });
  });

  it('take segments with words for people, or by their names alone', async () => {
    const base = '  web: https://nieuws.example.nl\n';
    expect((await settingsOf(`${base}  segments: { ouders: Ouders en verzorgers, "12": Groep 12 }\n`)).segments).toEqual({
      ouders: 'Ouders en verzorgers',
      12: 'Groep 12',
    });
    expect(await settingsOf(`${base}  segments: [ouders, raad]\n  languages: [nl, en-gb]\n  replyTo: redactie@example.nl\n`)).toMatchObject(
      {
        segments: { ouders: 'ouders', raad: 'raad' },
        languages: ['nl', 'en-GB'],
        contact: 'redactie@example.nl',
      },
    );
    expect((await settingsOf(`${base}  subscribers: lezers.csv\n`)).canSubscribe).toBe(false);
  });

  it('say what is wrong with them', async () => {
    expect(siteProblems(...(await opened(''))).map(({ code }) => code)).toEqual(['config-web-missing']);
    expect(siteProblems(...(await opened('', 'mode: live\n'))).map(({ code }) => code)).toEqual(['config-missing', 'config-web-missing']);
    expect(await problemsOf('  web: http://nieuws.example.nl\n')).toEqual([['config-insecure', 6]]);
    expect(await problemsOf('  segments: ouders\n  languages: [dutch]\n  archive: half\n')).toEqual([
      ['config-wrong-type', 6],
      ['config-wrong-type', 7],
      ['config-bad-choice', 8],
    ]);
    expect(await settingsOf('  web: http://127.0.0.1:4820\n')).toBeDefined();
  });
});
