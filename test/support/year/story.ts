/** The year itself: from event to event and from due moment to due moment, by a clock that nobody waits for. */
import { join } from 'node:path';
import { isOnHold } from '../../../src/core/delivery.ts';
import type { ExitCode } from '../../../src/pipeline/report.ts';
import { type Arrival, allArrivals, repeatedMails } from './arrivals.ts';
import { type Calendar, calendarOf, crisisAt, type Window, type YearEvent } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import { yearClock } from './clock.ts';
import { expectedCodes } from './codes.ts';
import { atCron, hourMs, minuteMs, wallTime } from './hours.ts';
import { type Model, modelOf, nameOf } from './model.ts';
import { type Office, openOffice, readers } from './office.ts';
import { isLate, visit, waiting } from './person.ts';
import { postsOfYear, skipped, textOf, wall, type YearPost } from './posts.ts';

export interface Figures {
  readonly posts: number;
  readonly deliveries: number;
  readonly mails: number;
  readonly runs: number;
  readonly troubles: number;
  readonly events: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly deeds: Readonly<Record<string, number>>;
  readonly said: Readonly<Record<string, number>>;
}

export interface Year {
  /** Everything that was not as it has to be. */
  readonly violations: readonly string[];
  readonly figures: Figures;
}

/** Time after the last day for whatever had to wait. */
const yearsEnd = wallTime('2027-12-06 12:00');

export async function liveThrough(seed: number, count: number): Promise<Year> {
  const chance = chanceOf(seed);
  const posts = postsOfYear(count, chance);
  const calendar = calendarOf(posts, chance);
  const clock = yearClock(new Date(wallTime('2026-11-27 14:00')));
  const office = await openOffice(clock);
  try {
    const year = new YearOfOffice({ office, clock, posts, calendar, chance });
    await year.live();
    return await year.end();
  } finally {
    await office.close();
  }
}

interface Place {
  readonly office: Office;
  readonly clock: ReturnType<typeof yearClock>;
  readonly posts: readonly YearPost[];
  readonly calendar: Calendar;
  readonly chance: Chance;
}

class YearOfOffice {
  readonly #place: Place;
  readonly #model: Model;
  readonly #violations: string[] = [];
  readonly #codes = new Map<ExitCode, number>();
  readonly #deeds = new Map<string, number>();
  readonly #onHold = new Set<string>();
  readonly #troubled = new Set<Window>();
  /** How many mailboxes said no. */
  #refusals = 0;
  #isOff = false;
  /** After anything that somebody did, cron comes by at its next round. */
  #soon = Number.POSITIVE_INFINITY;
  #visitAt = Number.POSITIVE_INFINITY;
  #failed = new Set<string>();
  #runs = 0;

  constructor(place: Place) {
    this.#place = place;
    this.#model = modelOf(place.calendar.windows);
  }

  async live(): Promise<void> {
    const { clock, calendar } = this.#place;
    const events = [...calendar.events];
    while (true) {
      const now = clock.now().getTime();
      const due = await this.#nextTick(now);
      const at = Math.min(events[0]?.at ?? yearsEnd, due, this.#isOff ? Number.POSITIVE_INFINITY : this.#visitAt);
      if (at >= yearsEnd) return;
      clock.set(new Date(Math.max(at, now)));
      if (events[0] && events[0].at === at) await this.#happens(events.shift() as YearEvent);
      else if (at === this.#visitAt) await this.#visit();
      else await this.#tick();
    }
  }

  async #nextTick(now: number): Promise<number> {
    if (this.#isOff) return Number.POSITIVE_INFINITY;
    const next = await this.#place.office.ledger.nextDue(new Date(now));
    return Math.max(Math.min(next ? atCron(next.getTime()) : Number.POSITIVE_INFINITY, this.#soon), now);
  }

  async #tick(): Promise<void> {
    const { office, clock } = this.#place;
    this.#soon = Number.POSITIVE_INFINITY;
    this.#runs += 2;
    const at = clock.now().getTime();
    const before = await this.#asked(at);
    const codes = await office.tick();
    for (const code of codes) this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    const now = clock.now().getTime();
    await this.#look(now);
    const failed = await office.ledger.list({ states: ['failed'] });
    const hasNewlyFailed = failed.some(({ id }) => !this.#failed.has(id));
    this.#failed = new Set(failed.map(({ id }) => id));
    const wrong = expectedCodes(codes, {
      hasNewlyFailed,
      asked: { before, after: await this.#asked(now) },
      retries: (await this.#retries(now)) && !(await office.ledger.pause()),
      isCalm: this.#troubled.size === 0,
    });
    if (wrong) this.#violations.push(`run at ${new Date(at).toISOString()}: ${wrong}`);
    await this.#callPerson(now);
  }

  /** Is there something that a run has to ask a person about? */
  async #asked(now: number): Promise<boolean> {
    const { ledger } = this.#place.office;
    const isPaused = (await ledger.pause()) !== undefined;
    const open = await ledger.due(new Date(now));
    return open.some((one) => one.state === 'unconfirmed' || (!isPaused && isLate(one, now)));
  }

  async #retries(now: number): Promise<boolean> {
    const open = await this.#place.office.ledger.due(new Date(now));
    return open.some((one) => one.state === 'scheduled' && one.attempts > 0 && !isOnHold(one));
  }

  async #look(now: number): Promise<void> {
    const { ledger } = this.#place.office;
    const open = [...(await ledger.due(new Date(now))), ...(await ledger.list({ states: ['failed'] }))];
    for (const one of open) this.#violations.push(...this.#model.see(one, now));
    for (const { post, channel } of open.filter(({ state }) => state === 'sending'))
      this.#violations.push(`${post} at ${channel}: left in flight`);
  }

  async #callPerson(now: number): Promise<void> {
    const { office, chance } = this.#place;
    if (Number.isFinite(this.#visitAt)) return;
    if ((await waiting(office, now, this.#onHold)).length > 0) this.#visitAt = now + chance.whole(30, 9 * 60) * minuteMs;
  }

  async #visit(): Promise<void> {
    const { office, clock, chance } = this.#place;
    const now = clock.now().getTime();
    this.#soon = atCron(now);
    this.#visitAt = Number.POSITIVE_INFINITY;
    if (!(await office.ledger.pause())) {
      const isWell = (channel: string) => ![...this.#troubled].some((window) => window.channel === channel);
      const deeds = await visit({ office, model: this.#model, now, chance, isWell, onHold: this.#onHold });
      for (const deed of deeds) this.#did(deed);
    }
    await this.#look(clock.now().getTime());
    this.#failed = new Set((await office.ledger.list({ states: ['failed'] })).map(({ id }) => id));
    if ((await waiting(office, now, this.#onHold)).length > 0) this.#visitAt = now + 5 * hourMs;
  }

  #did(deed: string): void {
    this.#deeds.set(deed, (this.#deeds.get(deed) ?? 0) + 1);
  }

  async #happens(event: YearEvent): Promise<void> {
    const { office, clock } = this.#place;
    const now = clock.now().getTime();
    this.#soon = atCron(now);
    switch (event.what) {
      case 'batch':
        return this.#handIn(event.month, now);
      case 'trouble':
        return this.#begins(event.window, event.times);
      case 'over':
        return this.#isOver(event.window);
      case 'clock-back':
        clock.set(new Date(now - 2 * minuteMs));
        return;
      case 'pause':
        await office.command('pause', [], { reason: 'oefening', ...(event.until !== undefined && { until: event.until }) });
        return this.#did('pause of everything');
      case 'resume':
        return this.#resume(event.how, now);
      case 'crisis':
        return this.#crisis(now);
      default:
        return this.#change(event.what, event.name, now);
    }
  }

  async #handIn(month: string, now: number): Promise<void> {
    const { office, posts } = this.#place;
    const ours = posts.filter(({ file }) => file.startsWith(month));
    office.write(Object.fromEntries(ours.map((post) => [post.file, textOf(post)])));
    if (month === '2027-03') await this.#refuseSkippedTime(ours);
    await office.publish(month);
    for (const post of ours) this.#model.handIn(post, now);
    // Once more by mistake changes nothing.
    await office.publish(month);
  }

  /** A post for a time that the clock skips keeps the whole folder back, until it is corrected as was suggested. */
  async #refuseSkippedTime(ours: readonly YearPost[]): Promise<void> {
    const { office } = this.#place;
    const post = ours.find(({ publishAt }) => publishAt?.text === wall('2027-03-28 03:00').text);
    if (!post) return;
    office.write({ [post.file]: textOf({ ...post, publishAt: { ...skipped.instead, text: skipped.text } }) });
    const codes = await office.refused('2027-03');
    if (codes.join() !== 'content-skipped-time') this.#violations.push(`a time that the clock skips: ${codes.join()}`);
    if ((await office.ledger.list({ posts: [post.file] })).length > 0) this.#violations.push('a folder with a mistake was planned');
    office.write({ [post.file]: textOf(post) });
    this.#did('skipped time refused');
  }

  async #begins(window: Window, times: number | undefined): Promise<void> {
    const { office } = this.#place;
    if (window.kind === 'server-off') this.#isOff = true;
    else if (window.channel && window.kind === 'unreachable') await office.reach(window.channel, false);
    else if (window.channel && window.fault) office.switches.set(window.channel, window.fault, times ?? true);
    this.#troubled.add(window);
  }

  async #isOver(window: Window): Promise<void> {
    const { office } = this.#place;
    if (window.fault === 'refuse' && office.switches.all()['newsletter']?.['refuse'] === undefined) this.#refusals += 1;
    if (window.kind === 'server-off') this.#isOff = false;
    else if (window.channel && window.kind === 'unreachable') await office.reach(window.channel, true);
    else if (window.channel && window.fault) office.switches.set(window.channel, window.fault, false);
    this.#troubled.delete(window);
  }

  async #resume(how: 'all' | 'choice' | 'by-itself', now: number): Promise<void> {
    const { office, chance } = this.#place;
    // Cron finds out that its end has come.
    if (how === 'by-itself') return;
    if (how === 'all') {
      await office.command('resume', [], { all: true });
      return this.#did('resume --all');
    }
    // What a person ticks on a terminal.
    const held = (await office.ledger.list({ states: ['scheduled'] })).filter((one) => !isOnHold(one) && one.dueAt.getTime() <= now);
    const goes = held.filter(() => chance.happens(0.5));
    for (const { post, channel } of goes) this.#model.act(nameOf(post), channel, { at: now, what: 'resume' });
    await office.ledger.endPause({ goes: goes.map(({ id }) => id) });
    this.#did('resume by choice');
  }

  /** Everything stands still, and this goes all the same. */
  async #crisis(now: number): Promise<void> {
    const { office } = this.#place;
    const post: YearPost = {
      name: 'crisis',
      file: 'crisis.md',
      channels: ['pleio', 'x', 'yammer'],
      version: 1,
      publishAt: wall('2027-05-25 11:00'),
    };
    office.write({ [post.file]: textOf(post) });
    await office.publish(post.file);
    this.#model.handIn(post, now);
    if (allArrivals(office.root).some(({ name }) => name === 'crisis')) this.#violations.push('crisis: went while everything was paused');
    for (const channel of post.channels) this.#model.act('crisis', channel, { at: crisisAt, what: 'through' });
    await office.command('resume', [join(office.root, post.file)]);
    this.#did('let through');
  }

  async #change(what: 'edit-text' | 'edit-moment' | 'cancel' | 'pause-post' | 'resume-post', name: string, now: number): Promise<void> {
    const { office, chance } = this.#place;
    const post = this.#model.post(name);
    const path = join(office.root, post.file);
    this.#did(what);
    if (what === 'cancel') {
      this.#model.cancel(name);
      await office.command('cancel', [path]);
    } else if (what === 'pause-post') {
      this.#onHold.add(name);
      await office.command('pause', [path]);
    } else if (what === 'resume-post') {
      this.#onHold.delete(name);
      const open = (await office.ledger.list({ posts: [post.file] })).filter(({ state }) => state === 'scheduled' || state === 'waiting');
      for (const { channel } of open) this.#model.act(name, channel, { at: now, what: 'resume' });
      await office.command('resume', [path]);
    } else {
      const edited = what === 'edit-text' ? { ...post, version: post.version + 1 } : { ...post, publishAt: moved(post, chance) };
      office.write({ [post.file]: textOf(edited) });
      await office.publish(post.file);
      this.#model.handIn(edited, now);
    }
  }

  async end(): Promise<Year> {
    const { office, calendar } = this.#place;
    const deliveries = await office.ledger.list();
    const arrivals = allArrivals(office.root);
    const refused = missedAMail(arrivals);
    const { count, broken } = await office.ledger.verify();
    return {
      violations: [
        ...this.#violations,
        ...this.#model.violations({ arrivals, deliveries, refused }),
        ...(broken === undefined ? [] : [`the log was altered at event ${broken}`]),
        ...(refused.size === this.#refusals ? [] : [`${refused.size} readers missed a mail, and ${this.#refusals} mailboxes said no`]),
        ...(repeatedMails(office.root) > 0 ? ['a mail came twice'] : []),
        ...(count > deliveries.length * 20 ? [`${count} events for ${deliveries.length} deliveries`] : []),
      ],
      figures: {
        posts: this.#place.posts.length,
        deliveries: deliveries.length,
        mails: arrivals.filter(({ channel }) => channel === 'newsletter').length,
        runs: this.#runs,
        troubles: calendar.windows.length,
        events: count,
        codes: Object.fromEntries(this.#codes),
        deeds: Object.fromEntries(this.#deeds),
        said: this.#model.tally(),
      },
    };
  }
}

/** Readers who did not get everything. */
function missedAMail(arrivals: readonly Arrival[]): ReadonlySet<string> {
  const mails = arrivals.filter(({ channel }) => channel === 'newsletter');
  const issues = new Set(mails.map(({ name }) => name)).size;
  return new Set(readers.filter((reader) => mails.filter(({ to }) => to === reader).length < issues));
}

/** Later or earlier by hours, never before the next day. */
function moved({ publishAt }: YearPost, chance: Chance) {
  const at = new Date((publishAt?.at ?? 0) + chance.whole(-20, 60) * hourMs);
  return { text: `${at.toISOString().slice(0, 16).replace('T', ' ')}+00:00`, at: Math.floor(at.getTime() / minuteMs) * minuteMs };
}
