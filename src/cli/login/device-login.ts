/** A person types a code on any device, and omk asks now and then whether they have (RFC 8628 3.5). */
import type { DeviceVisit, DeviceWay } from '../../core/channel.ts';
import { failed, type Grant, type LoginResult } from '../../core/login.ts';
import { problem } from '../../core/problem.ts';
import type { LoginDesk } from './way.ts';

/** So much slower whenever the service asks for it, or cannot be reached. */
const slowerMs = 5000;

export async function byDevice(way: DeviceWay, desk: LoginDesk): Promise<LoginResult<Grant>> {
  const begun = await way.begin(desk.signal);
  if (begun.kind === 'failed') return begun;
  const { code, address, expiresAt } = begun.value;
  const minutes = Math.max(1, Math.round((expiresAt.getTime() - desk.clock.now().getTime()) / 60_000));
  desk.say(`\n${desk.words.typeCode(address, code)}\n${desk.words.waiting(minutes)}`);
  return polled(begun.value, desk, minutes);
}

async function polled(visit: DeviceVisit, { clock, signal }: LoginDesk, minutes: number): Promise<LoginResult<Grant>> {
  let intervalMs = visit.intervalMs;
  while (clock.now().getTime() + intervalMs < visit.expiresAt.getTime()) {
    await clock.sleep(intervalMs, signal);
    if (signal.aborted) return failed(problem('login-stopped', {}));
    const answer = await visit.ask(signal);
    if (answer.kind === 'done' || answer.kind === 'failed') return answer;
    if (answer.kind === 'slower') intervalMs += slowerMs;
  }
  return failed(problem('login-too-late', { minutes }));
}
