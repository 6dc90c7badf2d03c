/**
 * The switches that let a pretend service say no, be slow or fall silent. They stand in `faults.json` of the sandbox,
 * so a page, a person or a test may set them while a publish runs: `{ "<channel>": { "<switch>": true | times } }`.
 * Names that are not in the table belong to a simulator itself, which asks for them with `World.isOn`.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Localised, SimulatorInstance } from '../core/channel.ts';
import type { Fault, FaultSource } from './serve.ts';
import type { SmtpCall, SmtpFault, SmtpFaultSource } from './smtp.ts';

export interface FaultSwitch {
  /**
   * `all`: every request, also those that only look. `writes`: requests that change something, before they are carried
   * out. `stored`: requests that made something visible, once it is.
   */
  readonly on: 'all' | 'writes' | 'stored';
  readonly help: Localised;
  readonly fault: (simulator: SimulatorInstance) => Fault;
  /** The same for a channel that is reached by mail; absent where mail knows no such thing. */
  readonly mail?: { readonly at: readonly SmtpCall['step'][]; readonly fault: (simulator: SimulatorInstance) => SmtpFault };
}

const refusal =
  (kind: 'no' | 'later' | 'auth') =>
  (simulator: SimulatorInstance): Fault => ({
    kind: 'answer',
    after: false,
    response: () => {
      const answer = simulator.refuse(kind);
      return typeof answer === 'string' ? new Response(answer, { status: 500 }) : answer;
    },
  });

const mailRefusal =
  (kind: 'no' | 'later' | 'auth') =>
  (simulator: SimulatorInstance): SmtpFault => {
    const answer = simulator.refuse(kind);
    return { kind: 'answer', answer: typeof answer === 'string' ? answer : '554 5.3.0 refused' };
  };

const always =
  <T>(fault: T) =>
  () =>
    fault;
const answering = (after: boolean, response: () => Response) => always<Fault>({ kind: 'answer', after, response });
const onMessage = (fault: SmtpFault) => ({ at: ['message'] as const, fault: always(fault) });
const html = (text: string) => `<!doctype html><html lang="en"><title>${text}</title><h1>${text}</h1></html>`;
const page = { 'content-type': 'text/html; charset=utf-8' };

/** Every switch that each channel has, in the order in which they are asked: the first that is on decides. */
export const faultSwitches: Readonly<Record<string, FaultSwitch>> = {
  auth: {
    on: 'all',
    help: { nl: 'De toegang is verlopen: elke aanroep wordt geweigerd.', en: 'The login has expired: every call is refused.' },
    fault: refusal('auth'),
    mail: { at: ['login', 'recipient'], fault: mailRefusal('auth') },
  },
  refuse: {
    on: 'writes',
    help: { nl: 'Het kanaal zegt nee.', en: 'The channel says no.' },
    fault: refusal('no'),
    mail: { at: ['recipient'], fault: mailRefusal('no') },
  },
  later: {
    on: 'writes',
    help: { nl: 'Het kanaal zegt: later opnieuw.', en: 'The channel says: try again later.' },
    fault: refusal('later'),
    mail: { at: ['recipient'], fault: mailRefusal('later') },
  },
  'error-500': {
    on: 'writes',
    help: { nl: 'Fout 500; er is niets geplaatst.', en: 'Error 500; nothing was stored.' },
    fault: answering(false, () => new Response(html('500 Internal Server Error'), { status: 500, headers: page })),
    mail: onMessage({ kind: 'answer', answer: '451 4.3.0 internal error' }),
  },
  hang: {
    on: 'writes',
    help: { nl: 'Er komt geen antwoord; er is niets geplaatst.', en: 'No answer comes; nothing was stored.' },
    fault: always<Fault>({ kind: 'hang', after: false }),
    mail: onMessage({ kind: 'hang' }),
  },
  redirect: {
    on: 'writes',
    help: { nl: 'Het kanaal verwijst door naar een inlogpagina.', en: 'The channel redirects to a login page.' },
    fault: answering(false, () => new Response(null, { status: 302, headers: { location: '/login' } })),
  },
  'accept-and-drop': {
    on: 'stored',
    help: {
      nl: 'Het staat er, maar de verbinding valt weg voor het antwoord.',
      en: 'It is stored, but the connection drops before the answer.',
    },
    fault: always<Fault>({ kind: 'drop', after: true }),
    mail: onMessage({ kind: 'drop', after: true }),
  },
  'accept-and-hang': {
    on: 'stored',
    help: { nl: 'Het staat er, maar er komt geen antwoord.', en: 'It is stored, but no answer comes.' },
    fault: always<Fault>({ kind: 'hang', after: true }),
    mail: onMessage({ kind: 'hang', after: true }),
  },
  'accept-and-cut': {
    on: 'stored',
    help: { nl: 'Het staat er, maar het antwoord breekt halverwege af.', en: 'It is stored, but the answer breaks off half-way.' },
    fault: always<Fault>({ kind: 'cut' }),
  },
  'accept-and-500': {
    on: 'stored',
    help: { nl: 'Het staat er, maar het antwoord is fout 500.', en: 'It is stored, but the answer is error 500.' },
    fault: answering(true, () => new Response('{"error":"internal"}', { status: 500, headers: { 'content-type': 'application/json' } })),
  },
  'accept-and-html-503': {
    on: 'stored',
    help: {
      nl: 'Het staat er, maar het antwoord is een webpagina met fout 503.',
      en: 'It is stored, but the answer is a web page with error 503.',
    },
    fault: answering(true, () => new Response(html('503 Service Unavailable'), { status: 503, headers: page })),
  },
  'accept-and-empty-201': {
    on: 'stored',
    help: { nl: 'Het staat er, maar het antwoord is leeg.', en: 'It is stored, but the answer is empty.' },
    fault: answering(true, () => new Response('', { status: 201 })),
  },
  slow: {
    on: 'all',
    help: { nl: 'Elk antwoord komt drie seconden later.', en: 'Every answer comes three seconds late.' },
    fault: always<Fault>({ kind: 'slow', ms: 3000 }),
    mail: onMessage({ kind: 'slow', ms: 3000 }),
  },
};

/** How often a switch still works; `true`: until it is switched off. */
export type SwitchState = true | number;

export interface Switches {
  isOn(channel: string, name: string): boolean;
  /** Counts one use of a switch that works a number of times. */
  use(channel: string, name: string): void;
  /** `false` or 0 switches off. */
  set(channel: string, name: string, state: SwitchState | false): void;
  /** These of a channel and no others. */
  replace(channel: string, states: Readonly<Record<string, SwitchState>>): void;
  /** Nothing is on any more, at any channel. */
  clear(): void;
  all(): Readonly<Record<string, Readonly<Record<string, SwitchState>>>>;
}

/** The switches of `<folder>/faults.json`, read anew each time they are asked. */
export function openSwitches(folder: string): Switches {
  const file = join(folder, 'faults.json');
  const all = () => readSwitches(file);
  const write = (states: ReturnType<Switches['all']>) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A reader sees the old file or the new one, never half of it.
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(states, null, 2));
    renameSync(`${file}.${process.pid}`, file);
  };
  const replace: Switches['replace'] = (channel, states) => write({ ...all(), [channel]: states });
  const set: Switches['set'] = (channel, name, state) => {
    const { [name]: _replaced, ...others } = all()[channel] ?? {};
    replace(channel, state ? { ...others, [name]: state } : others);
  };
  return {
    all,
    set,
    replace,
    clear: () => write({}),
    isOn: (channel, name) => all()[channel]?.[name] !== undefined,
    use: (channel, name) => {
      const state = all()[channel]?.[name];
      if (typeof state === 'number') set(channel, name, state - 1);
    },
  };
}

/** What a hand-written file says, without what cannot be meant. */
function readSwitches(file: string): Record<string, Record<string, SwitchState>> {
  const isState = (value: unknown): value is SwitchState => value === true || (typeof value === 'number' && value > 0);
  return Object.fromEntries(
    entriesOf(parseJson(readText(file))).map(([channel, switches]) => [
      channel,
      Object.fromEntries(entriesOf(switches).flatMap(([name, state]) => (isState(state) ? [[name, state] as const] : []))),
    ]),
  );
}

const entriesOf = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null ? Object.entries(value) : []);

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The faults of one channel's HTTP server, as its switches stand at each request. */
export function faultsOf(channel: string, switches: Switches, simulator: () => Promise<SimulatorInstance>): FaultSource {
  return async (request) => {
    const on = Object.entries(faultSwitches).filter(([name]) => switches.isOn(channel, name));
    if (on.length === 0) return undefined;
    const writes = await isWrite(request);
    const [name, found] = on.find(([, { on: scope }]) => scope === 'all' || writes) ?? [];
    if (!name || !found) return undefined;
    const instance = await simulator();
    const fault = found.fault(instance);
    if (found.on !== 'stored' || fault.kind === 'slow') {
      switches.use(channel, name);
      return fault;
    }
    return { ...fault, applies: await whenStored(instance, () => switches.use(channel, name)) };
  };
}

/** The same for a channel that is reached by mail. */
export function mailFaultsOf(channel: string, switches: Switches, simulator: () => Promise<SimulatorInstance>): SmtpFaultSource {
  return async ({ step }) => {
    const [name, found] =
      Object.entries(faultSwitches).find(([key, { mail }]) => mail?.at.includes(step) && switches.isOn(channel, key)) ?? [];
    if (!name || !found?.mail) return undefined;
    switches.use(channel, name);
    return found.mail.fault(await simulator());
  };
}

/** Compares what readers see before and after, the next part of a thread included; `seen` is called when it changed. */
async function whenStored(simulator: SimulatorInstance, seen: () => void): Promise<() => Promise<boolean>> {
  const shown = async () => (await simulator.feed()).map(({ id, html }) => `${id} ${html}`);
  const before = new Set(await shown());
  return async () => {
    const stored = (await shown()).some((item) => !before.has(item));
    if (stored) seen();
    return stored;
  };
}

/** Does a request change something? A GraphQL query is a POST that does not. */
async function isWrite(request: Request): Promise<boolean> {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
  if (!request.headers.get('content-type')?.includes('json')) return true;
  const body = parseJson(await request.clone().text());
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') return true;
  return body.query.trimStart().startsWith('mutation');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
