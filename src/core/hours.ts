/** When a channel may be posted to, as the project says it. */
export interface OfficeHours {
  /** Minutes after midnight, by the clock on the wall. */
  readonly from: number;
  /** The first minute that is closed again, up to 24 hours; before `from`: on the day after. */
  readonly to: number;
  /** Days on which it opens; Monday is 1. */
  readonly days: readonly number[];
  /** What a public holiday does. */
  readonly holidays: 'hold' | 'send';
  /** Whose holidays: `NL`, `DE-BY`. */
  readonly country: string;
  /** Free days besides those, `YYYY-MM-DD`. */
  readonly closed: readonly string[];
  /** Days that are no free days, whatever the calendar says. */
  readonly open: readonly string[];
}

/** The first moment, from this one on, at which a channel may be posted to: this one itself, where nothing forbids it. */
export type Opening = (channel: string, at: Date) => Date;
