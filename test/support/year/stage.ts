/** What everybody in the year works with. */
import type { Calendar } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { YearClock } from './clock.ts';
import type { Model } from './model.ts';
import type { Office } from './office.ts';
import type { YearPost } from './posts.ts';

export interface Stage {
  readonly office: Office;
  readonly clock: YearClock;
  readonly posts: readonly YearPost[];
  readonly calendar: Calendar;
  readonly chance: Chance;
  readonly model: Model;
  /** Posts that a person put on hold on purpose. */
  readonly onHold: Set<string>;
  /** Everything that was not as it has to be. */
  readonly violations: string[];
  readonly deeds: Map<string, number>;
}

export const did = ({ deeds }: Stage, deed: string): void => void deeds.set(deed, (deeds.get(deed) ?? 0) + 1);
