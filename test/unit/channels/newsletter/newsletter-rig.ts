/** Readers and an open newsletter for the tests of this folder. */
import { newsletter } from '../../../../src/channels/newsletter/index.ts';
import type { Recipient } from '../../../../src/core/reader.ts';
import { sample } from '../../../contract/samples/newsletter.ts';
import { aContext, openRig, type RigOptions } from '../../../support/channel-rig.ts';

export const aReader = (number: number, overrides: Partial<Recipient> = {}): Recipient => ({
  id: `reader-${number}`,
  email: `lezer${number}@example.nl`,
  name: `Lezer ${number}`,
  attempts: 0,
  ...overrides,
});

export const someReaders = (count: number): readonly Recipient[] => Array.from({ length: count }, (_, index) => aReader(index + 1));

export const openNewsletter = (rigOptions: RigOptions = {}) =>
  openRig(newsletter, { ...rigOptions, options: { ...sample.options, ...rigOptions.options } });

export const mailing = (recipients: readonly Recipient[], overrides: Partial<Parameters<typeof aContext>[0]> = {}) =>
  aContext({ destination: sample.destination, recipients, ...overrides });
