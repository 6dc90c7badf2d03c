import { describe, expect, it } from 'vitest';
import { noLogins } from '../../../src/cli/login/logins.ts';
import { channelSettings, secretValues } from '../../../src/cli/settings.ts';
import type { Channel } from '../../../src/core/channel.ts';
import { someChannels } from '../../support/project-fixture.ts';

const [forum, wire] = someChannels as readonly [Channel, Channel];
const project = (environment: Readonly<Record<string, string>>) => ({
  mode: 'live' as const,
  environment,
  channelOptions: { forum: {}, wire: { thread: true } },
});

describe('the settings of a channel', () => {
  it('go by their short names, with defaults', () => {
    const { values, problems } = channelSettings(wire, project({ WIRE_KEY: 'a', WIRE_TOKEN: 'b' }));
    expect(values).toEqual({ settings: { key: 'a', token: 'b', api: 'https://api.wire.example' }, options: { thread: true } });
    expect(problems).toEqual([]);
  });

  it('that are missing are all named', () => {
    expect(channelSettings(wire, project({})).problems).toEqual([
      { code: 'config-missing', params: { name: 'WIRE_KEY' }, where: { channel: 'wire', field: 'WIRE_KEY' } },
      { code: 'config-missing', params: { name: 'WIRE_TOKEN' }, where: { channel: 'wire', field: 'WIRE_TOKEN' } },
    ]);
  });

  it('are those that a request needs', () => {
    expect(channelSettings(wire, project({ WIRE_TOKEN: 'b' }), { thread: false }).problems).toEqual([]);
  });

  it.each([
    ['http://127.0.0.1:8080/api', []],
    ['http://localhost:1', []],
    ['https://forum.example', []],
    ['http://forum.example', ['config-insecure']],
    ['https://jan:geheim@forum.example', ['config-bad-value']],
    ['http://127.0.0.1.example', ['config-insecure']],
    ['forum.example', ['config-bad-value']],
    ['file:///etc/passwd', ['config-bad-value']],
  ])('may lead to %s: %j', (address, codes) => {
    const { problems } = channelSettings(forum, project({ FORUM_COOKIE: 'a', FORUM_URL: address }));
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(JSON.stringify(problems)).not.toContain('geheim');
  });

  it('are none in the sandbox, and none is missing', () => {
    const found = channelSettings(wire, { ...project({ WIRE_KEY: 'a' }), mode: 'sandbox' });
    expect(found).toEqual({ values: { settings: {}, options: { thread: true } }, problems: [] });
  });
});

it('everything secret is known, for whoever prints', () => {
  const environment = {
    FORUM_COOKIE: 'koek',
    FORUM_URL: 'https://forum.example',
    WIRE_KEY: 'sleutel',
    HTTPS_PROXY: 'http://u:p%40s@proxy:1',
  };
  expect(secretValues({ environment, logins: noLogins }, someChannels, 'zout')).toEqual(['koek', 'sleutel', 'p%40s', 'p@s', 'zout']);
  const kept = { account: 'Ada', settings: { token: 'teken' }, refreshToken: 'vernieuwer', obtainedAt: new Date(0) };
  const logins = { ...noLogins, stored: { wire: kept } };
  expect(secretValues({ environment: {}, logins }, someChannels)).toEqual(['teken', 'vernieuwer']);
});
