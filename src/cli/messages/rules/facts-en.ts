import type { FactsProblemParams } from '../../../core/facts-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const factsRulesEn: Pick<RuleTexts, keyof FactsProblemParams> = {
  'facts-differs': {
    name: 'a fact that differs between versions',
    why: 'Who reads the short text alone comes on the wrong day, or counts on another amount. omk compares title, summary and texts for one channel with the post itself: days, times, amounts, rooms and house numbers.',
    instead:
      'See which of the two is right, and make them the same. omk warns only where one text names something that the other does not know, and the other way round.',
    wrong: 'x: { text: "Come at 7 pm." } with a post that says 7.30 pm',
    right: 'x: { text: "Come at 7.30 pm." }',
  },
  'facts-phone-differs': {
    name: 'another telephone number',
    why: 'One digit that was copied wrongly makes readers call a stranger. omk does not show the number: it may be somebody’s.',
    instead: 'See which number is right, and make them the same.',
  },
  'facts-link-differs': {
    name: 'an address that is nearly the same',
    why: 'Two addresses that differ in a letter or two are mostly one address with a slip. And a link that shows one address and leads to another is rightly distrusted.',
    instead: 'Open both, and use the right one. Addresses that differ in a number only do not count.',
    wrong: '[www.example.nl/walk-in](https://www.example.nl/sign-up)',
    right: '[Sign up for the walk-in](https://www.example.nl/sign-up)',
  },
  'facts-lost': {
    name: 'something that readers need is gone',
    why: 'Every version of an event has to say when and where. In a text that was shortened, the last day or the time may be what fell off.',
    instead:
      'Name day, time and place in the text of your own, or leave that text out: the templates add them. Where text is cut, a shorter `summary` helps, with the important part first.',
    wrong: 'x: { text: "Join the talk!" } with a post that has an event',
    right: 'x: { text: "Join the talk: Thursday 18 March, 14:00, De Linde." }',
  },
  'facts-weekday': {
    name: 'a day of the week that does not fit',
    why: 'When day and date do not belong together, nobody knows when to come. Without a year, omk counts from the day on which the post appears.',
    instead: 'Look in a calendar which of the two is wrong. If you mean another year, add the year.',
    wrong: 'Tuesday 25 November 2026',
    right: 'Wednesday 25 November 2026',
  },
  'facts-no-such-day': {
    name: 'a day that does not exist',
    why: 'No calendar has a 31 November.',
    instead: 'See which day you mean.',
    wrong: '31 November',
    right: '30 November',
  },
  'facts-event-differs': {
    name: 'the text and event say different things',
    why: 'The fields of `event:` go to the calendar and into short texts, the body to the page. If they do not say the same, some people come at the wrong moment.',
    instead:
      'Make title, summary and body fit `event:`, or the other way round. The time when doors open and the last day to sign up do not count.',
    wrong: 'title: "Meeting, 19 March" with event: { start: 2027-03-18 14:00 }',
    right: 'title: "Meeting, 18 March"',
  },
  'facts-past': {
    name: 'a date that is over',
    why: 'A call that nobody can answer any more annoys readers. Sometimes the year is wrong, sometimes the post comes too late.',
    instead:
      'See whether the date is right, or let the post appear earlier. What you tell afterwards ("registration closed on 4 March") does not count.',
    wrong: 'Sign up before 1 November (in a post of 5 November)',
    right: 'Registration closed on 1 November.',
  },
  'facts-tracking': {
    name: 'a link that gives away who clicks',
    why: 'Additions such as `fbclid`, `gclid` and `utm_source` tell others who clicked and where. That needs consent (ePrivacy directive, article 5(3); Dutch Telecommunications Act, article 11.7a). So omk takes them out of every link, on every channel.',
    instead:
      'Remove them from the text. One tag of your own may stay on your own sites: `checks: { campaign: { tag: utm_campaign, hosts: ["*.example.nl"] } }` in omk.yaml. A signed address is left whole.',
    wrong: 'https://www.example.nl/walk-in?utm_source=newsletter&fbclid=abc',
    right: 'https://www.example.nl/walk-in',
  },
  'facts-dead-link': {
    name: 'a link that leads nowhere',
    why: 'Who clicks a dead link does not come back. `omk check --online` asks for every address once, and tells what answers 404 or 410.',
    instead: 'Look up the right address, or remove the link.',
  },
  'facts-link-unseen': {
    name: 'a link that could not be looked at',
    why: 'With `--online` omk looks at every link, but not at addresses of a private network, and not beyond this computer while you practise. A site may also be too slow, or fail.',
    instead: 'Open the link yourself. Readers outside cannot open an address of an internal network.',
  },
};
