/** What every channel promises, tried against its own simulator over real sockets. */
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import type { Channel, Localised } from '../../src/core/channel.ts';
import type { SendOutcome } from '../../src/core/outcome.ts';
import { listensTo } from '../../src/sandbox/simulators.ts';
import { aContext, defaults, openRig, type RecordedContext, type RigOptions } from '../support/channel-rig.ts';
import { failWrite, knows, watchWrites } from './channel-faults.ts';
import type { ChannelSample } from './samples/sample.ts';

const reader = { id: 'reader-1', email: 'lezer@example.nl', attempts: 0 };

const samples = new Map<string, ChannelSample>();
for (const { id } of channels) {
  const { sample } = (await import(`./samples/${id}.ts`)) as { readonly sample: ChannelSample };
  samples.set(id, sample);
}

/** Values of the simulator's settings that may be shown nowhere. */
const secretsOf = ({ settings, simulator }: Channel): readonly string[] =>
  Object.entries(simulator.settings({ http: 'http://127.0.0.1:1', smtp: 'smtp://127.0.0.1:1' })).flatMap(([name, value]) =>
    settings[name]?.secret && !value.includes('127.0.0.1') ? [value] : [],
  );

function expectNoSecret(channel: Channel, outcome: SendOutcome): void {
  for (const secret of secretsOf(channel)) expect(JSON.stringify(outcome)).not.toContain(secret);
}

describe.each(channels.map((channel) => ({ id: channel.id, channel })))('$id', ({ id, channel }) => {
  const sample = samples.get(id);
  if (!sample) throw new Error(`There is no sample of ${id}.`);
  const { message, destination } = sample;
  const faulty = (names: readonly string[]) => names.filter((name) => knows(channel, name));

  const context = (overrides: Partial<RecordedContext> = {}) =>
    aContext({ destination, ...overrides, ...(channel.reaches === 'readers' && { recipients: [reader] }) });

  async function opened(options: RigOptions = {}) {
    const rig = await openRig(channel, {
      ...options,
      options: sample?.options ?? {},
      settings: { ...sample?.settings, ...options.settings },
    });
    onTestFinished(() => rig.close());
    const send = async (given = context()): Promise<SendOutcome> => {
      const outcome = await rig.sender.send(message, given);
      expectNoSecret(channel, outcome);
      return outcome;
    };
    return { rig, send };
  }

  const failing = async (fault: string, options: RigOptions = {}) => {
    const { rig, send } = await opened(options);
    failWrite(rig, sample, fault);
    return { rig, send };
  };

  describe('an answer', () => {
    it('yes: is sent, with the id of what readers see', async () => {
      const { rig, send } = await opened();
      const outcome = await send();
      expect(outcome).toMatchObject({ kind: 'sent', receipt: { remoteId: expect.stringMatching(/./) } });
      const feed = await rig.simulator.feed();
      expect(feed).toHaveLength(1);
      if (outcome.kind !== 'sent') return;
      if (channel.reaches === 'place') expect(feed[0]?.id).toBe(outcome.receipt.remoteId);
      if (outcome.receipt.url) expect(channel.parsePermalink?.(outcome.receipt.url, destination)?.remoteId).toBe(outcome.receipt.remoteId);
    });

    it('no: is rejected, and nothing stands there', async () => {
      const { rig, send } = await failing('refuse');
      expect((await send()).kind).toBe('rejected');
      expect(await rig.simulator.feed()).toEqual([]);
    });

    it('later: may be tried again, and nothing stands there', async () => {
      const { rig, send } = await failing('later');
      expect((await send()).kind).toBe('retry');
      expect(await rig.simulator.feed()).toEqual([]);
    });

    it('an expired login: is rejected, with what to do', async () => {
      const { send } = await failing('auth');
      expect(await send()).toMatchObject({ kind: 'rejected', problem: { code: 'auth' } });
    });

    it('the same again: is refused, told, or a second post with an id of its own', async () => {
      const { rig, send } = await opened();
      const first = await send();
      const second = await send(context({ key: 'delivery-2' }));
      const shown = (await rig.simulator.feed()).length;
      if (first.kind !== 'sent') throw new Error(`The first one was ${first.kind}.`);
      if (second.kind !== 'sent') expect([second.kind, shown]).toEqual(['rejected', 1]);
      else expect(shown).toBe(second.receipt.remoteId === first.receipt.remoteId ? 1 : 2);
    });
  });

  describe('no answer that can be trusted', () => {
    it.each(faulty(['hang', 'accept-and-hang', 'accept-and-drop', 'accept-and-500', 'accept-and-html-503', 'accept-and-empty-201']))(
      '%s: is unknown',
      async (fault) => {
        const { rig, send } = await failing(fault, { deadlineMs: 400 });
        const outcome = await send();
        // An id in the head of an empty answer is a yes as well.
        if (outcome.kind === 'sent') expect((await rig.simulator.feed()).map((item) => item.id)).toEqual([outcome.receipt.remoteId]);
        else expect(outcome.kind).toBe('unknown');
        expect(await rig.simulator.feed()).toHaveLength(fault === 'hang' ? 0 : 1);
      },
    );

    it.each(faulty(['accept-and-cut']))('%s: is unknown, or sent with the id that readers see', async (fault) => {
      const { rig, send } = await failing(fault);
      const outcome = await send();
      if (outcome.kind === 'sent') expect((await rig.simulator.feed()).map((item) => item.id)).toEqual([outcome.receipt.remoteId]);
      else expect(outcome.kind).toBe('unknown');
    });

    it.each(faulty(['accept-and-drop', 'accept-and-hang']))('%s: looking for it never says that it is absent', async (fault) => {
      const { rig, send } = await failing(fault, { deadlineMs: 400 });
      const given = context();
      await send(given);
      const finding = await rig.sender.find?.(message, given);
      expect(['found', 'unsure', undefined]).toContain(finding?.kind);
      if (finding?.kind === 'found') expect((await rig.simulator.feed()).map((item) => item.id)).toContain(finding.receipt.remoteId);
    });

    it.each(faulty(['error-500']))('%s: is not called sent or refused', async (fault) => {
      const { send } = await failing(fault);
      expect(['unknown', 'retry']).toContain((await send()).kind);
    });

    it.each(faulty(['redirect']))('%s: is not followed and not called sent', async (fault) => {
      const { rig, send } = await failing(fault);
      expect((await send()).kind).not.toBe('sent');
      expect(rig.requests.filter((request) => request.includes('/login'))).toEqual([]);
      expect(await rig.simulator.feed()).toEqual([]);
    });

    it('a service that never answers: is given up at the deadline', async () => {
      const { send } = await failing('hang', { deadlineMs: 300 });
      const before = performance.now();
      await send();
      expect(performance.now() - before).toBeLessThan(3000);
    });

    it('a service that is not there: may be tried again', async () => {
      const port = await freePort();
      const { send } = await opened({
        settings: channel.simulator.settings({ http: `http://127.0.0.1:${port}`, smtp: `smtp://127.0.0.1:${port}` }),
      });
      expect((await send()).kind).toBe('retry');
    });
  });

  describe('the call', () => {
    it('is announced straight before the write, and never after it', async () => {
      const { rig, send } = await opened();
      const events: string[] = [];
      watchWrites(rig, sample, () => events.push('write'));
      await send(context({ begin: async () => void events.push('begin') }));
      expect(events.slice(-2)).toEqual(['begin', 'write']);
      expect(events.filter((event) => event === 'write')).toHaveLength(1);
    });

    it('is not made when the delivery is no longer ours', async () => {
      const { rig, send } = await opened();
      const begin = () => Promise.reject(new Error('no longer ours'));
      await send(context({ begin })).catch(() => undefined);
      expect(await rig.simulator.feed()).toEqual([]);
    });

    it('ends at once when omk is told to stop, without a claim about what became of it', async () => {
      const { rig, send } = await opened({ deadlineMs: 8_000 });
      const stop = new AbortController();
      watchWrites(rig, sample, () => stop.abort());
      failWrite(rig, sample, 'hang');
      const before = performance.now();
      expect((await send(context({ signal: stop.signal }))).kind).toBe('unknown');
      expect(performance.now() - before).toBeLessThan(5000);
    }, 30_000);
  });

  describe('its rules', () => {
    it('count lengths in whole units of its own, and never less for more text', async () => {
      const { limits } = await channel.rules();
      expect(limits.length('')).toBe(0);
      for (const text of ['a', 'é', 'e\u0301', '😀', '👨‍👩‍👧‍👦', 'https://example.nl/een/lang/adres', 'مرحبا', 'regel\nregel']) {
        const length = limits.length(text);
        expect(Number.isInteger(length) && length >= 1).toBe(true);
        expect(limits.length(`${text} ${text}`)).toBeGreaterThan(length);
      }
      const link = 'https://omhetkind.pleio.nl/blog/view/1';
      expect(Number.isInteger(limits.length(`Lees ${link}`, link))).toBe(true);
      for (const [text, expected, placed] of sample.lengths ?? []) expect([text, limits.length(text, placed)]).toEqual([text, expected]);
    });

    it('set limits that leave room for a post', async () => {
      const { limits } = await channel.rules();
      expect(limits.maxLength).toBeGreaterThanOrEqual(280);
      expect(limits.maxMedia).toBeGreaterThanOrEqual(0);
      expect(limits.minGapMs).toBeGreaterThanOrEqual(0);
    });
  });

  describe('its description', () => {
    const bothLanguages = ({ nl, en }: Localised) => [nl.trim(), en.trim()].every((text) => text.length > 0);

    it('names it, and each of its settings in both languages', () => {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(bothLanguages(channel.label)).toBe(true);
      expect(channel.formats.length).toBeGreaterThan(0);
      for (const setting of Object.values(channel.settings)) {
        expect(setting.env).toMatch(/^[A-Z][A-Z0-9_]+$/);
        expect(bothLanguages(setting.help)).toBe(true);
        if (setting.secret) expect(setting.default).toBeUndefined();
      }
    });

    it('explains each option in both languages, with an example that it would take', () => {
      for (const [key, option] of Object.entries(channel.options)) {
        expect([key, bothLanguages(option.help)]).toEqual([key, true]);
        expect([key, option.example]).toEqual([key, expect.stringMatching(/\S/)]);
        // As it is written in YAML: a text that looks like a number stands between quotation marks.
        const example = option.example.replace(/^"(.*)"$/, '$1');
        if (option.kind === 'choice') expect(option.choices).toContain(example);
        if (option.kind === 'choice' && option.default !== undefined) expect(option.choices).toContain(option.default);
        if (option.kind === 'pattern')
          expect([key, option.pattern?.test(example), option.expected]).toEqual([key, true, expect.any(String)]);
      }
    });

    it('is content with its own simulator, without any credential', () => {
      const settings = channel.simulator.settings({ http: 'http://127.0.0.1:4811', smtp: 'smtp://127.0.0.1:4812' });
      const options = { ...defaults(channel), ...sample.options };
      expect(channel.needs(options).filter((name) => !settings[name])).toEqual([]);
      expect(channel.check?.({ settings, options }) ?? []).toEqual([]);
      expect([destination, undefined]).toContain(channel.destination({ settings, options })?.id);
      expect(Object.values(listensTo(channel))).toContain(true);
    });
  });
});

/** A port at which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
