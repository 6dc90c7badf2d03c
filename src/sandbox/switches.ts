/** Which switches a channel has, in words: the faults that every channel knows, and those of its own simulator. */
import type { Channel, Localised } from '../core/channel.ts';
import { faultSwitches, type Switches, type SwitchState } from './faults.ts';
import { listensTo } from './simulators.ts';

export interface ChannelSwitch {
  readonly name: string;
  readonly help: Localised;
  /** Belongs to this channel alone. It says how its world is, so it stays on until it is switched off. */
  readonly isOwn: boolean;
}

/** Mail knows no redirects and no web pages, so such a channel has fewer. */
export function switchesOf(channel: Channel): readonly ChannelSwitch[] {
  const isMail = !listensTo(channel).http;
  const common = Object.entries(faultSwitches).filter(([, { mail }]) => !isMail || mail);
  return [
    ...common.map(([name, { help }]) => ({ name, help, isOwn: false })),
    ...Object.entries(channel.simulator.switches ?? {}).map(([name, help]) => ({ name, help, isOwn: true })),
  ];
}

export interface SwitchOn extends ChannelSwitch {
  readonly state: SwitchState;
}

/** Those that are on; what a hand-written file names and nobody knows is left out. */
export function switchesOn(channel: Channel, switches: Switches): readonly SwitchOn[] {
  const states = switches.all()[channel.id] ?? {};
  return switchesOf(channel).flatMap((one) => {
    const state = states[one.name];
    return state === undefined ? [] : [{ ...one, state }];
  });
}
