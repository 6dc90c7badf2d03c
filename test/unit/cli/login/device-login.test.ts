import { describe, expect, it } from 'vitest';
import { byDevice } from '../../../../src/cli/login/device-login.ts';
import { loginWords } from '../../../../src/cli/messages/login-words.ts';
import type { DeviceVisit, DeviceWay } from '../../../../src/core/channel.ts';
import type { Clock } from '../../../../src/core/clock.ts';
import { done, failed } from '../../../../src/core/login.ts';
import { problem } from '../../../../src/core/problem.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';

type Answer = Awaited<ReturnType<DeviceVisit['ask']>>;

function aLogin(answers: readonly Answer[], clock: Clock = fixedClock()) {
  const asked: number[] = [];
  const said: string[] = [];
  const start = clock.now().getTime();
  const visit: DeviceVisit = {
    code: 'BCDF-GHJK',
    address: 'https://service.example/device',
    expiresAt: new Date(start + 60_000),
    intervalMs: 5000,
    ask: async () => {
      asked.push((clock.now().getTime() - start) / 1000);
      return answers[asked.length - 1] ?? { kind: 'not-yet' };
    },
  };
  const way = { kind: 'device', begin: async () => done(visit) } as unknown as DeviceWay;
  const stop = new AbortController();
  const run = () =>
    byDevice(way, {
      language: 'en',
      words: loginWords.en,
      clock,
      isAsked: true,
      isFromInput: false,
      signal: stop.signal,
      say: (text) => void said.push(text),
      warn: () => {},
    });
  return { run, asked, said, stop };
}

const grant = { settings: { token: 't' } };

describe('logging in with a code', () => {
  it('shows the address and the code, and asks at the interval until the person said yes', async () => {
    const { run, asked, said } = aLogin([{ kind: 'not-yet' }, { kind: 'not-yet' }, done(grant)]);
    expect(await run()).toEqual(done(grant));
    expect(asked).toEqual([5, 10, 15]);
    expect(said.join('\n')).toContain('  https://service.example/device\n  BCDF-GHJK\n');
  });

  it('asks five seconds less often each time the service wants that', async () => {
    const { run, asked } = aLogin([{ kind: 'slower' }, { kind: 'slower' }, { kind: 'not-yet' }, done(grant)]);
    await run();
    expect(asked).toEqual([5, 15, 30, 45]);
  });

  it('ends with the person’s no', async () => {
    const no = failed(problem('login-declined', {}));
    const { run, asked } = aLogin([{ kind: 'not-yet' }, no]);
    expect([await run(), asked.length]).toEqual([no, 2]);
  });

  it('ends when the code does, and asks no more', async () => {
    const { run, asked } = aLogin([]);
    expect(await run()).toEqual(failed(problem('login-too-late', { minutes: 1 })));
    expect(Math.max(...asked)).toBeLessThan(60);
  });

  it('stops when told to', async () => {
    const { run, asked, stop } = aLogin([]);
    stop.abort();
    expect([await run(), asked]).toEqual([failed(problem('login-stopped', {})), []]);
  });
});
