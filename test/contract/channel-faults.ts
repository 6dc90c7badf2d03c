/** The sandbox's switches, thrown at exactly the request or the step of a mail that publishes. */

import type { Channel } from '../../src/core/channel.ts';
import { faultSwitches } from '../../src/sandbox/faults.ts';
import { listensTo } from '../../src/sandbox/simulators.ts';
import type { Rig } from '../support/channel-rig.ts';
import type { ChannelSample } from './samples/sample.ts';

/** Can this fault happen to this channel? A mail server cannot redirect. */
export const knows = (channel: Channel, name: string): boolean => !listensTo(channel).smtp || faultSwitches[name]?.mail !== undefined;

/** Lets the fault happen to the next write; one that concerns every call happens to all. */
export function failWrite(rig: Rig, sample: ChannelSample, name: string): void {
  const found = faultSwitches[name];
  if (!found) throw new Error(`There is no switch ${name}.`);
  const { mail } = found;
  if (mail) rig.failNextMail(({ step }) => mail.at.includes(step), mail.fault(rig.simulator), 10);
  const matches = found.on === 'all' ? () => true : (request: Request) => sample.isWrite(request);
  for (let times = found.on === 'all' ? 10 : 1; times > 0; times -= 1) rig.failNext(matches, found.fault(rig.simulator));
}

/** Calls `seen` for each write that comes in, and lets it pass. */
export function watchWrites(rig: Rig, sample: ChannelSample, seen: () => void): void {
  const pass = { kind: 'slow', ms: 0 } as const;
  rig.failNext(async (request) => {
    if (await sample.isWrite(request)) seen();
    return false;
  }, pass);
  rig.failNextMail(({ step }) => {
    if (step === 'message') seen();
    return false;
  }, pass);
}
