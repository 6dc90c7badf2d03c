/** The person who does what omk asks for: logs in anew, tries again, tells what became of a lost answer, lets go what was too late. */
import { join } from 'node:path';
import type { Delivery } from '../../../src/core/delivery.ts';
import { isOnHold } from '../../../src/core/delivery.ts';
import { arrivalsAt } from './arrivals.ts';
import type { Chance } from './chance.ts';
import { dayMs } from './hours.ts';
import { type Model, nameOf } from './model.ts';
import type { Office } from './office.ts';

/** More than a day after its moment and never tried. */
export const isLate = ({ state, attempts, dueAt, kind }: Delivery, now: number): boolean =>
  state === 'scheduled' && attempts === 0 && kind === 'publish' && now - dueAt.getTime() > dayMs;

export interface Visit {
  readonly office: Office;
  readonly model: Model;
  readonly now: number;
  readonly chance: Chance;
  /** Is this channel as it should be, as far as the person can see? */
  readonly isWell: (channel: string) => boolean;
  /** Posts that were put on hold on purpose. */
  readonly onHold: ReadonlySet<string>;
}

/** What waits for somebody. */
export async function waiting({ ledger }: Office, now: number, onHold: ReadonlySet<string>): Promise<readonly Delivery[]> {
  const asked = await ledger.list({ states: ['failed', 'unconfirmed'] });
  const late = (await ledger.due(new Date(now))).filter((one) => isLate(one, now));
  const ids = (await ledger.glance({ states: ['scheduled'] })).filter(isOnHold).map(({ id }) => id);
  const held = ids.length === 0 ? [] : await ledger.list({ ids });
  return [...asked, ...late, ...held.filter(({ post }) => !onHold.has(nameOf(post)))];
}

/** Returns what was done, by kind. */
export async function visit(input: Visit): Promise<readonly string[]> {
  const { office, now, onHold, isWell } = input;
  const done: string[] = [];
  for (const { id } of await waiting(office, now, onHold)) {
    const [delivery] = await office.ledger.list({ ids: [id] });
    if (!delivery || !isWell(delivery.channel)) continue;
    const action = await answer(delivery, input);
    if (action) done.push(action);
  }
  return done;
}

async function answer(delivery: Delivery, { office, model, now, chance }: Visit): Promise<string | undefined> {
  const { post, file, channel, state } = delivery;
  const [name, path] = [nameOf(post), join(office.root, file)];
  if (state === 'failed') {
    model.act(name, channel, { at: now, what: 'retry' });
    await office.command('retry', [path], { channels: channel });
    return 'retry';
  }
  if (state === 'unconfirmed') {
    model.act(name, channel, { at: now, what: 'resolve' });
    await office.command('resolve', [path, channel], wordOn(delivery, office));
    return 'resolve';
  }
  if (state !== 'scheduled' || (!isLate(delivery, now) && !isOnHold(delivery))) return undefined;
  const open = (await office.ledger.list({ posts: [post] })).filter((one) => one.state === 'scheduled' || one.state === 'waiting');
  if (open.length === model.post(name).channels.length && chance.happens(0.15)) {
    model.cancel(name);
    await office.command('cancel', [path]);
    return 'cancel';
  }
  for (const one of open) model.act(name, one.channel, { at: now, what: 'resume' });
  await office.command('resume', [path]);
  return 'resume';
}

/** Looks at the channel, as a person would. */
function wordOn({ post, channel }: Delivery, { root }: Office): Readonly<Record<string, string | boolean>> {
  if (channel === 'newsletter') return { leaveUnconfirmed: true };
  const found = arrivalsAt(root, channel).find(({ name }) => name === nameOf(post));
  return found ? { published: found.url } : { notPublished: true };
}
