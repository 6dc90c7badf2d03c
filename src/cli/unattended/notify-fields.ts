/** `notify` of omk.yaml: whom omk tells, in which form, of what, and how often. */
import { choice, map, oneOrMore, type Read, type Reader, shaped } from '../../pipeline/yaml-fields.ts';

/** `failed`: a channel refused. `person`: a person is needed. `held`: too late. `stopped`: omk could not do its work. */
export const triggers = ['failed', 'person', 'held', 'stopped'] as const;
export type Trigger = (typeof triggers)[number];

/** One address without a name: it stands in an envelope. */
const address = shaped(/^[^<>@\s,;:"]+@[^<>@\s,;:"]+$/u, 'email');

export const notifyFields = (duration: Reader<number>) => ({
  mail: oneOrMore(address),
  /** The address itself is a secret, so it comes from the environment. */
  webhook: choice(['text', 'teams']),
  on: oneOrMore(choice(triggers)),
  again: duration,
});

export type NotifySettings = Read<ReturnType<typeof notifyFields>>;

export const notifyReader = (duration: Reader<number>): Reader<NotifySettings> => map(notifyFields(duration));

/** Addresses that let anybody who knows them write, so they are masked. */
export const notifyEnvironment = { webhook: 'OMK_NOTIFY_WEBHOOK', heartbeat: 'OMK_NOTIFY_HEARTBEAT' } as const;
