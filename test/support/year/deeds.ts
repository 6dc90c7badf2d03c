/** What people do of themselves: hand in a month, change their mind, stop everything, and go on. */
import { join } from 'node:path';
import { isOnHold } from '../../../src/core/delivery.ts';
import { allArrivals } from './arrivals.ts';
import { type Change, crisisAt, type PauseEnding } from './calendar.ts';
import type { Chance } from './chance.ts';
import { hourMs, minuteMs } from './hours.ts';
import { nameOf } from './model.ts';
import { type Moment, skipped, textOf, wall, type YearPost } from './posts.ts';
import { did, type Stage } from './stage.ts';

export async function handIn(stage: Stage, month: string, now: number): Promise<void> {
  const { office, model, posts } = stage;
  const ours = posts.filter(({ file }) => file.startsWith(month));
  office.write(Object.fromEntries(ours.map((post) => [post.file, textOf(post)])));
  await refuseSkippedTime(stage, ours);
  await office.publish(month);
  for (const post of ours) model.handIn(post, now);
  // Once more by mistake changes nothing.
  await office.publish(month);
}

/** A post for a time that the clock skips keeps the whole folder back, until it is corrected as was suggested. */
async function refuseSkippedTime(stage: Stage, ours: readonly YearPost[]): Promise<void> {
  const { office, violations } = stage;
  const post = ours.find(({ publishAt }) => publishAt?.text === skipped.instead.text);
  if (!post) return;
  office.write({ [post.file]: textOf({ ...post, publishAt: { ...skipped.instead, text: skipped.text } }) });
  const codes = await office.refused(post.file.slice(0, 7));
  if (codes.join() !== 'content-skipped-time') violations.push(`a time that the clock skips: ${codes.join()}`);
  const planned = await office.ledger.list({ posts: ours.map(({ file }) => file) });
  if (planned.length > 0) violations.push('a folder with a mistake was planned');
  office.write({ [post.file]: textOf(post) });
  did(stage, 'skipped time refused');
}

export async function pauseEverything(stage: Stage, until: string | undefined): Promise<void> {
  await stage.office.command('pause', [], { reason: 'oefening', ...(until !== undefined && { until }) });
  did(stage, 'pause of everything');
}

export async function endPause(stage: Stage, how: PauseEnding, now: number): Promise<void> {
  const { office, chance, model } = stage;
  did(stage, `pause ends: ${how}`);
  // Cron finds out that its end has come.
  if (how === 'by-itself') return;
  if (how === 'all') return void (await office.command('resume', [], { all: true }));
  // What a person ticks on a terminal.
  const held = (await office.ledger.list({ states: ['scheduled'] })).filter((one) => !isOnHold(one) && one.dueAt.getTime() <= now);
  const goes = held.filter(() => chance.happens(0.5));
  for (const { post, channel } of goes) model.act(nameOf(post), channel, { at: now, what: 'resume' });
  await office.ledger.endPause({ goes: goes.map(({ id }) => id) });
}

/** Everything stands still, and this goes all the same. */
export async function crisis(stage: Stage, now: number): Promise<void> {
  const { office, model, violations } = stage;
  const channels = ['pleio', 'x', 'yammer'];
  const post: YearPost = { name: 'crisis', file: 'crisis.md', channels, version: 1, publishAt: wall('2027-05-25 11:00') };
  office.write({ [post.file]: textOf(post) });
  await office.publish(post.file);
  model.handIn(post, now);
  if (allArrivals(office.root).some(({ name }) => name === post.name)) violations.push('crisis: went while everything was paused');
  for (const channel of channels) model.act(post.name, channel, { at: crisisAt, what: 'through' });
  await office.command('resume', [join(office.root, post.file)]);
  did(stage, 'let through');
}

/** Somebody thinks better of one post. */
export async function change(stage: Stage, { what, name }: Change, now: number): Promise<void> {
  const { office, model, onHold, chance } = stage;
  const post = model.post(name);
  const path = join(office.root, post.file);
  did(stage, what);
  switch (what) {
    case 'cancel':
      model.cancel(name);
      return void (await office.command('cancel', [path]));
    case 'pause-post':
      onHold.add(name);
      return void (await office.command('pause', [path]));
    case 'resume-post':
      onHold.delete(name);
      await noteOpen(stage, post, now);
      return void (await office.command('resume', [path]));
    case 'edit-text':
      return handInAnew(stage, { ...post, version: post.version + 1 }, now);
    case 'edit-moment':
      return handInAnew(stage, { ...post, publishAt: moved(post, chance) }, now);
  }
}

async function noteOpen({ office, model }: Stage, { name, file }: YearPost, now: number): Promise<void> {
  const known = await office.ledger.list({ posts: [file], states: ['scheduled', 'waiting'] });
  // What is still to come keeps its moment.
  for (const { channel } of known.filter((one) => model.plannedFor(name, one.channel) <= now))
    model.act(name, channel, { at: now, what: 'resume' });
}

async function handInAnew({ office, model }: Stage, post: YearPost, now: number): Promise<void> {
  office.write({ [post.file]: textOf(post) });
  await office.publish(post.file);
  model.handIn(post, now);
}

/** Later or earlier by hours, never before the next day. */
function moved({ publishAt }: YearPost, chance: Chance): Moment {
  const at = Math.floor(((publishAt?.at ?? 0) + chance.whole(-20, 60) * hourMs) / minuteMs) * minuteMs;
  return { text: `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}+00:00`, at };
}
