/** Every channel with a login, against its own simulator: proof by a real call, plain words, and no secret in any of them. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import type { Channel, Login, LoginDeps } from '../../src/core/channel.ts';
import { systemClock } from '../../src/core/clock.ts';
import { openSwitches } from '../../src/sandbox/faults.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { defaults, loopbackNetwork } from '../support/channel-rig.ts';
import { anAddressOfNobody } from '../support/doubles-http.ts';
import { aFolder } from '../support/project-fixture.ts';

const withLogin = channels.flatMap((channel) => (channel.login ? [{ id: channel.id, channel, login: channel.login }] : []));
const deps: LoginDeps = { clock: systemClock, network: loopbackNetwork, deadlineMs: 20_000 };
const signal = new AbortController().signal;

interface Case {
  readonly channel: Channel;
  readonly login: Login;
}

async function atSimulator({ channel, login }: Case, fault?: string, deadlineMs = deps.deadlineMs) {
  const folder = aFolder();
  const sandbox = await startSandbox({ folder, channels: [channel], clock: systemClock });
  onTestFinished(() => sandbox.close());
  if (fault !== undefined) openSwitches(folder).set(channel.id, fault, true);
  const settings = sandbox.settings(channel.id);
  const given = Object.fromEntries(login.fills.map((name) => [name, settings[name] ?? '']));
  return { way: await login.open({ settings, options: defaults(channel) }, { ...deps, deadlineMs }), settings, given };
}

describe.each(withLogin)('the login of $id', ({ channel, login }) => {
  it('fills in secrets that publishing needs, and asks for settings that exist', () => {
    const everything = { ...defaults(channel), mode: 'auto' };
    expect(login.fills.filter((name) => channel.settings[name]?.secret !== true)).toEqual([]);
    expect(channel.needs(everything)).toEqual(login.fills);
    expect(login.needs.filter((name) => !channel.settings[name])).toEqual([]);
  });

  it('proves who we are by a real call', async () => {
    const { way, given } = await atSimulator({ channel, login });
    const proof = await way.prove(given, signal);
    expect(proof).toMatchObject({ kind: 'done', value: { name: expect.stringMatching(/\S/) } });
    expect(way.about.nl).not.toBe(way.about.en);
  });

  it('is refused with other secrets, in words that hold none of them', async () => {
    const { way, given } = await atSimulator({ channel, login });
    const wrong = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.replaceAll('sandbox', 'geheim')]));
    // A pretended LinkedIn or Yammer takes any token, so that practising needs no login; this is what the real one answers.
    const { way: refusing } = await atSimulator({ channel, login }, 'auth');
    const answers = [
      await refusing.prove(wrong, signal),
      ...(['linkedin', 'yammer'].includes(channel.id) ? [] : [await way.prove(wrong, signal)]),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ kind: 'failed', isPassing: false });
      expect(JSON.stringify(answer)).not.toContain('geheim');
    }
  });

  it('says that it may pass when nobody answers', async () => {
    const { settings, given } = await atSimulator({ channel, login });
    const nobody = await anAddressOfNobody();
    const away = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name, channel.settings[name]?.address ? nobody : value]),
    );
    const way = await login.open({ settings: away, options: defaults(channel) }, deps);
    expect(await way.prove(given, signal)).toMatchObject({ kind: 'failed', isPassing: true });
  });

  it('waits no longer than a call may take', async () => {
    const { way, given } = await atSimulator({ channel, login }, 'slow', 200);
    expect(await way.prove(given, signal)).toMatchObject({ kind: 'failed', isPassing: true });
  });
});
