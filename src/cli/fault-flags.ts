/** `--fault CHANNEL=SWITCH[:TIMES]`, `CHANNEL=none` and `none`: the switches of the sandbox, turned from the command line. */
import type { Channel } from '../core/channel.ts';
import { fail } from '../core/problem.ts';
import { suggest } from '../pipeline/suggest.ts';
import type { Switches, SwitchState } from '../sandbox/faults.ts';
import { switchesOf, switchesOn } from '../sandbox/switches.ts';
import type { MessageLanguage } from './environment.ts';
import type { Words } from './messages/words.ts';

/** One thing to do to the switches. */
type Turn = (switches: Switches) => void;

const none = 'none';
const option = '--fault';

/** Reads every value before any switch is turned: a mistake changes nothing. Later values come on top of earlier ones. */
export const readFaults = (values: readonly string[], channels: readonly Channel[]): readonly Turn[] =>
  values.map((value) => (value === none ? (switches) => switches.clear() : readFault(value, channels)));

function readFault(value: string, channels: readonly Channel[]): Turn {
  const [id = '', rest = ''] = value.split(/=(.*)/s);
  const [name = '', times] = rest.split(/:(.*)/s);
  const refuse = (expected: readonly string[]) => fail('usage-bad-value', { option, value, expected: expected.join(', ') });
  const channel = channels.find((one) => one.id === id);
  if (!channel) return refuse([...channels.map((one) => `${one.id}=…`), none]);
  if (name === none && times === undefined) return (switches) => switches.replace(id, {});
  const found = switchesOf(channel).find((one) => one.name === name);
  if (!found) return refuse(nearestFirst(name, [none, ...switchesOf(channel).map((one) => one.name)]));
  if (times === undefined) return turnOn(id, name, true);
  if (found.isOwn) return refuse([`${id}=${name}`]);
  return /^[1-9]\d{0,5}$/.test(times) ? turnOn(id, name, Number(times)) : refuse([`${id}=${name}`, `${id}=${name}:1`, `${id}=${name}:2 …`]);
}

/** A long list is cut where it is shown; what was probably meant must not be. */
function nearestFirst(word: string, names: readonly string[]): readonly string[] {
  const nearest = suggest(word, names);
  return nearest === undefined ? names : [nearest, ...names.filter((name) => name !== nearest)];
}

const turnOn =
  (id: string, name: string, state: SwitchState): Turn =>
  (switches) =>
    switches.set(id, name, state);

interface Speaking {
  readonly words: Words;
  readonly language: MessageLanguage;
}

/** A line for each switch that is on. */
export const faultLines = (switches: Switches, channels: readonly Channel[], { words, language }: Speaking): readonly string[] =>
  channels.flatMap((channel) =>
    switchesOn(channel, switches).map(({ name, help, state }) => {
      const left = state === true ? '' : ` (${words.sandbox.faultLeft(state)})`;
      return `  ${channel.id}=${name}${left}: ${help[language]}`;
    }),
  );
