/** The year itself: from event to event and from due moment to due moment, by a clock that nobody waits for. */
import { isOnHold } from '../../../src/core/delivery.ts';
import type { ExitCode } from '../../../src/pipeline/report.ts';
import { calendarOf, type YearEvent } from './calendar.ts';
import { chanceOf } from './chance.ts';
import { yearClock } from './clock.ts';
import { expectedCodes } from './codes.ts';
import { change, crisis, endPause, handIn, pauseEverything } from './deeds.ts';
import { atCron, hourMs, minuteMs, wallTime } from './hours.ts';
import { modelOf } from './model.ts';
import { openOffice } from './office.ts';
import { isLate, visit, waiting } from './person.ts';
import { postsOfYear } from './posts.ts';
import { did, type Stage } from './stage.ts';
import { Troubles } from './troubles.ts';
import { countOf, type Year } from './year-end.ts';

/** Before the first month is handed in, and after the last day with time for whatever had to wait. */
const [begin, end] = [wallTime('2026-11-27 14:00'), wallTime('2027-12-06 12:00')];
const never = Number.POSITIVE_INFINITY;

export async function liveThrough(seed: number, count: number): Promise<Year> {
  const chance = chanceOf(seed);
  const posts = postsOfYear(count, chance);
  const calendar = calendarOf(posts, chance);
  const clock = yearClock(new Date(begin));
  const office = await openOffice(clock);
  const shared = { office, clock, posts, calendar, chance, model: modelOf(calendar.windows) };
  try {
    return await new Story({ ...shared, onHold: new Set(), violations: [], deeds: new Map() }).live();
  } finally {
    await office.close();
  }
}

class Story {
  readonly #stage: Stage;
  readonly #troubles: Troubles;
  readonly #codes: ExitCode[] = [];
  /** After anything that somebody did, cron comes by at its next round. */
  #cronAt = never;
  #visitAt = never;
  #failed: ReadonlySet<string> = new Set();

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#troubles = new Troubles(stage.office);
  }

  async live(): Promise<Year> {
    const { clock, calendar } = this.#stage;
    const events = [...calendar.events];
    while (true) {
      const now = clock.now().getTime();
      const event = events[0]?.at ?? end;
      const at = Math.min(event, ...(this.#troubles.isOff ? [] : [await this.#nextCron(now), this.#visitAt]));
      if (at >= end) break;
      clock.set(new Date(Math.max(at, now)));
      if (at === event) {
        await this.#happens(events.shift() as YearEvent);
        await this.#noteFailed();
      } else if (at === this.#visitAt) await this.#visit();
      else await this.#run();
    }
    return countOf(this.#stage, this.#troubles, this.#codes);
  }

  /** Cron comes by every five minutes; where nothing is due it would do nothing. */
  async #nextCron(now: number): Promise<number> {
    const next = await this.#stage.office.ledger.nextDue(new Date(now));
    return Math.max(Math.min(next ? atCron(next.getTime()) : never, this.#cronAt), now);
  }

  async #run(): Promise<void> {
    const { office, clock, violations } = this.#stage;
    this.#cronAt = never;
    const at = clock.now().getTime();
    const before = await this.#needsPerson(at);
    const codes = await office.tick();
    this.#codes.push(...codes);
    const now = clock.now().getTime();
    await this.#look(now);
    const known = this.#failed;
    await this.#noteFailed();
    const wrong = expectedCodes(codes, {
      hasNewlyFailed: [...this.#failed].some((id) => !known.has(id)),
      asked: { before, after: await this.#needsPerson(now) },
      retries: (await this.#hasRetries(now)) && !(await office.ledger.pause()),
      isCalm: this.#troubles.isCalm,
    });
    if (wrong) violations.push(`run at ${new Date(at).toISOString()}: ${wrong}`);
    await this.#callPerson(now);
  }

  /** Is there something that a run has to ask a person about? */
  async #needsPerson(now: number): Promise<boolean> {
    const { ledger } = this.#stage.office;
    const isPaused = (await ledger.pause()) !== undefined;
    return (await ledger.due(new Date(now))).some((one) => one.state === 'unconfirmed' || (!isPaused && isLate(one, now)));
  }

  async #hasRetries(now: number): Promise<boolean> {
    const open = await this.#stage.office.ledger.due(new Date(now));
    return open.some((one) => one.state === 'scheduled' && one.attempts > 0 && !isOnHold(one));
  }

  async #noteFailed(): Promise<void> {
    const failed = await this.#stage.office.ledger.glance({ states: ['failed'] });
    this.#failed = new Set(failed.map(({ id }) => id));
  }

  async #look(now: number): Promise<void> {
    const { office, model, violations } = this.#stage;
    const failed = await office.ledger.list({ states: ['failed'] });
    for (const one of [...(await office.ledger.due(new Date(now))), ...failed]) {
      violations.push(...model.see(one, now));
      if (one.state === 'sending') violations.push(`${one.post} at ${one.channel}: left in flight`);
    }
  }

  /** Somebody who is asked comes within the day. */
  async #callPerson(now: number): Promise<void> {
    const { office, chance, onHold } = this.#stage;
    if (this.#visitAt === never && (await waiting(office, now, onHold)).length > 0)
      this.#visitAt = now + chance.whole(30, 9 * 60) * minuteMs;
  }

  async #visit(): Promise<void> {
    const { office, clock } = this.#stage;
    const now = clock.now().getTime();
    this.#cronAt = atCron(now);
    this.#visitAt = never;
    const deeds = (await office.ledger.pause()) ? [] : await visit({ ...this.#stage, now, isWell: this.#troubles.isWell });
    for (const deed of deeds) did(this.#stage, deed);
    await this.#look(clock.now().getTime());
    await this.#noteFailed();
    if ((await waiting(office, now, this.#stage.onHold)).length > 0) this.#visitAt = now + 5 * hourMs;
  }

  async #happens(event: YearEvent): Promise<void> {
    const { clock } = this.#stage;
    const now = clock.now().getTime();
    this.#cronAt = atCron(now);
    switch (event.what) {
      case 'batch':
        return handIn(this.#stage, event.month, now);
      case 'trouble':
        return this.#troubles.begin(event.window, event.times);
      case 'over':
        return this.#troubles.end(event.window);
      case 'clock-back':
        return clock.set(new Date(now - 2 * minuteMs));
      case 'pause':
        return pauseEverything(this.#stage, event.until);
      case 'resume':
        return endPause(this.#stage, event.how, now);
      case 'crisis':
        return crisis(this.#stage, now);
      default:
        return change(this.#stage, event, now);
    }
  }
}
