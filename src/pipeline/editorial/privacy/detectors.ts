/** What has a look of its own, wherever it stands: numbers and addresses. */
import { privateAccounts } from './accounts.ts';
import { homes } from './addresses.ts';
import { births } from './ages.ts';
import { bsns } from './bsn.ts';
import { caseNumbers } from './case-numbers.ts';
import { emails } from './emails.ts';
import type { Detector } from './find.ts';
import { landlines, mobiles } from './phones.ts';

export const detectors = {
  bsn: (text) => bsns(text).sure,
  shortBsn: (text) => bsns(text).perhaps,
  mobile: (text, { settings }) => mobiles(text, settings),
  landline: (text, { settings }) => landlines(text, settings),
  email: (text, { settings }) => emails(text, settings),
  account: (text, { settings }) => privateAccounts(text, settings),
  address: (text, { settings, post }) => homes(text, settings, post),
  caseNumber: (text, { settings }) => caseNumbers(text, settings),
  birth: (text) => births(text),
} satisfies Readonly<Record<string, Detector>>;
