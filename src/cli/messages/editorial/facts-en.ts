import type { FactKind, FactsProblemParams, UnseenReason } from '../../../core/facts-problem.ts';
import { listed, type ProblemCatalogue } from '../problem-catalogue.ts';

const kinds: Readonly<Record<'date' | 'time' | 'amount' | 'place', string>> = {
  date: 'another day',
  time: 'another time',
  amount: 'another amount',
  place: 'another place',
};

const missingWords: Readonly<Record<FactKind, string>> = {
  date: 'the day',
  time: 'the time',
  amount: 'the amount',
  place: 'the place',
  link: 'the link',
  signup: 'how to sign up',
};

const reasons: Readonly<Record<UnseenReason, string>> = {
  private: 'it is an address of a private network, which readers cannot open and omk does not ask for',
  slow: 'the site did not answer in time',
  unreachable: 'the site could not be reached',
  server: 'the site had a failure of its own',
  redirects: 'the site redirects too often',
  login: 'there is a name or password in the address',
  sandbox: 'while practising, everything stays on this computer',
};

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export const factsEn: Pick<ProblemCatalogue, keyof FactsProblemParams> = {
  'facts-differs': ({ kind, shown, known }) => ({
    message: `It says “${shown}” here, and ${kinds[kind] ?? 'something else'} elsewhere in the post: “${known}”.`,
    hint: 'See which of the two is right, and make them the same.',
  }),
  'facts-phone-differs': () => ({
    message: 'The telephone number here is another one than elsewhere in the post.',
    hint: 'See which number is right, and make them the same.',
  }),
  'facts-link-differs': ({ shown, known }) => ({
    message: `The address here is “${shown}”, which looks like “${known}” but is not the same.`,
    hint: 'Open both addresses, and use the one that is right.',
  }),
  'facts-lost': ({ missing }, { channel }) => ({
    message: `The text for ${channel || 'this channel'} does not tell ${
      listed(
        missing.map((one) => missingWords[one] ?? one),
        'and',
      ) || 'something'
    }.`,
    hint: "Put it into the summary, or into this channel's own text: who reads this text alone does not know it otherwise.",
  }),
  'facts-weekday': ({ written, weekday, year }) => ({
    message: `“${written}” is not right: in ${year} that day is a ${weekdays[weekday] ?? 'different day'}.`,
    hint: 'See whether the day of the week is wrong, or the date. If you mean another year, add the year.',
  }),
  'facts-no-such-day': ({ written }) => ({
    message: `“${written}” does not exist: that month has fewer days.`,
    hint: 'See which day you mean.',
  }),
  'facts-event-differs': ({ kind, written, event }) => ({
    message: `It says “${written}” here, but by \`event:\` the ${kind === 'date' ? 'day' : 'time'} is ${event}.`,
    hint: 'See which of the two is right, and make them the same.',
  }),
  'facts-past': ({ what, written }) => ({
    message:
      what === 'event'
        ? `The event (${written}) is over by the time this post appears.`
        : `“${written}” is over by the time this post appears, and readers are still asked for something.`,
    hint: 'See whether the date is right, or let the post appear earlier.',
  }),
  'facts-tracking': ({ names, address, isSigned }) =>
    isSigned
      ? {
          message: `The link to ${address} gives away who clicks on it (${listed(names, 'and')}). It is signed, so omk leaves it as it is.`,
          hint: 'Ask for an address without these additions: if you take them off yourself, the link stops working.',
        }
      : {
          message: `From the link to ${address} omk leaves out what gives away who clicks on it: ${listed(names, 'and')}.`,
          hint: 'The link works without it. Remove it from the text, and this message goes away.',
        },
  'facts-dead-link': ({ address, status }) => ({
    message: `The page ${address} does not exist (any more): the site answered ${status}.`,
    hint: 'Look up the right address, or remove the link.',
  }),
  'facts-link-unseen': ({ address, reason, count }) => ({
    message:
      count > 1
        ? `${count} links were not looked at, such as ${address}: ${reasons[reason] ?? 'that did not work'}.`
        : `The link ${address} was not looked at: ${reasons[reason] ?? 'that did not work'}.`,
    ...(reason === 'sandbox'
      ? { hint: 'With `mode: live`, `omk check --online` looks at other addresses too.' }
      : { hint: 'Open the link yourself, to see whether it works.' }),
  }),
};
