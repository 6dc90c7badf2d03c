/** What does not work at the moment, and how it is made so. */
import type { Window } from './calendar.ts';
import type { Office } from './office.ts';

export class Troubles {
  readonly #office: Office;
  readonly #now = new Set<Window>();
  /** How many mailboxes said no. */
  refusals = 0;

  constructor(office: Office) {
    this.#office = office;
  }

  get isCalm(): boolean {
    return this.#now.size === 0;
  }

  /** Nobody comes by while the server is off. */
  get isOff(): boolean {
    return [...this.#now].some(({ kind }) => kind === 'server-off');
  }

  readonly isWell = (channel: string): boolean => ![...this.#now].some((window) => window.channel === channel);

  async begin(window: Window, times: number | undefined): Promise<void> {
    const { channel, kind, fault } = window;
    if (channel && kind === 'unreachable') await this.#office.reach(channel, false);
    else if (channel && fault) this.#office.switches.set(channel, fault, times ?? true);
    this.#now.add(window);
  }

  async end(window: Window): Promise<void> {
    const { channel, kind, fault } = window;
    if (fault === 'refuse' && this.#office.switches.all()['newsletter']?.['refuse'] === undefined) this.refusals += 1;
    if (channel && kind === 'unreachable') await this.#office.reach(channel, true);
    else if (channel && fault) this.#office.switches.set(channel, fault, false);
    this.#now.delete(window);
  }
}
