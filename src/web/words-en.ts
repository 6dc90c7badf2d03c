import type { Words } from './words.ts';

export const words: Words = {
  locale: 'en-GB',
  newsletter: (project) => `Newsletter of ${project}`,
  home: 'To the start page',
  subscribe: 'Subscribe',
  archive: 'All issues',
  feed: 'Follow with a feed reader (Atom)',
  footer: 'More of this newsletter',
  privacy: 'These pages set no cookies and do not track you.',
  welcome: {
    intro: (project) => `Read the newsletter of ${project} here, and subscribe to get it by e-mail.`,
    latest: 'Latest issues',
    all: 'See all issues',
    stop: 'Unsubscribe or change something',
    stopMore:
      'At the end of every newsletter there are two links: one to unsubscribe, and one to choose what you get. Those links are yours alone.',
  },
  form: {
    title: (project) => `Subscribe to the newsletter of ${project}`,
    intro: 'Fill in your e-mail address. You will get a mail with a link. Only when you use that link are you subscribed.',
    email: 'E-mail address',
    emailHint: 'For example name@example.org',
    name: 'Name',
    nameHint: 'This is how the mail greets you.',
    optional: 'optional',
    segments: 'What do you want to read about?',
    segmentsHint: {
      all: 'If you choose nothing, you get everything.',
      none: 'If you choose nothing, you get only what is for everybody.',
    },
    frequency: 'How often do you want mail?',
    frequencies: {
      each: 'Every issue, as soon as it is there',
      weekly: 'One mail a week, with everything together',
      never: 'No mail for now',
    },
    language: 'In which language?',
    anyLanguage: 'All languages',
    trap: 'Leave this field empty',
    consent: (project) =>
      `By pressing the button you agree to be mailed the newsletter of ${project}. We use your details for nothing else. You can unsubscribe at any time, with the link in every mail.`,
    send: 'Subscribe me',
    closed: (contact) => ({
      title: 'You cannot subscribe here now',
      lines: [`Would you like to get this newsletter? Send a mail to ${contact}.`],
    }),
  },
  errors: {
    title: 'Something is not filled in well',
    prefix: 'Error: ',
    emailMissing: 'Fill in your e-mail address.',
    emailWrong: 'This is no e-mail address that mail can go to. Check it, for example name@example.org.',
    emailDisposable: 'This is a throw-away address: soon nobody will read the mail there. Use an address that you keep.',
    emailRefused: 'The mail to this address was refused. Check it for a typing mistake.',
    nameLong: 'This name is too long. Use 100 characters at most.',
  },
  asked: {
    title: 'Look in your mailbox',
    lines: [
      'If the address is right, you will get a mail from us in a moment. Use the link in that mail. Only then are you subscribed.',
      'No mail? Look in your spam folder too. If it is not there, try again in ten minutes.',
    ],
  },
  mailAway: {
    title: 'We cannot send mail now',
    lines: ['So the mail with the link could not leave. That is our fault, not yours. Try again in a quarter of an hour.'],
  },
  confirm: {
    title: 'Confirm your subscription',
    intro: (project) => `Press the button, and from now on you get the newsletter of ${project}.`,
    button: 'Yes, I want the newsletter',
  },
  confirmed: (project) => ({ title: 'You are subscribed', lines: [`From now on you get the newsletter of ${project}.`] }),
  late: {
    title: 'This link no longer works',
    lines: ['A link to confirm works for seven days. Subscribe again, and you get a new one.'],
  },
  unsubscribe: {
    title: 'Unsubscribe',
    intro: (project) => `Press the button, and you no longer get the newsletter of ${project}.`,
    button: 'Unsubscribe me',
  },
  unsubscribed: (project) => ({
    title: 'You are unsubscribed',
    lines: [`You no longer get the newsletter of ${project}, as of now.`],
  }),
  mistake: 'Was this a mistake? Then you can subscribe again.',
  unsubscribedShort: 'You are unsubscribed.',
  testLink: {
    title: 'This was a test mail',
    lines: ['The link comes from a test mail and belongs to nobody. Nothing has changed.'],
  },
  badLink: (contact) => ({
    title: 'We do not know this link',
    lines: [
      'Perhaps a part of it was lost when it was copied. Try the link in the mail itself.',
      `Does it not work? Send a mail to ${contact}, and we will see to it.`,
    ],
  }),
  ownMail: (contact) => ({
    title: 'Use the link in your own mail',
    lines: [
      'To unsubscribe or choose what you get, use the links at the end of every newsletter in your mailbox. Those links are yours alone. That is why they are not on this page.',
      `Do you have no newsletter any more? Send a mail to ${contact}, and we will see to it.`,
    ],
  }),
  preferences: {
    title: 'What do you want to get?',
    intro: (address) => `These choices belong to the address ${address}.`,
    save: 'Save my choices',
    saved: 'Your choices are saved.',
    stop: 'Unsubscribe',
    stopMore: 'You no longer want this newsletter.',
    erase: 'Have my details erased',
    eraseMore: 'You want us to forget that you ever subscribed.',
    notOnList: { title: 'You do not get this newsletter', lines: ['So there are no choices to change.'] },
    pending: {
      title: 'You still have to confirm',
      lines: ['First use the link in the mail that you got after subscribing. Then you can choose here.'],
    },
  },
  erase: {
    title: 'Have your details erased',
    intro:
      'We then erase your e-mail address, your name and your choices. You no longer get the newsletter. This cannot be undone. We keep only a code that does not give your address away, so that an old list does not bring you back.',
    button: 'Erase my details',
    back: 'No, back to my choices',
  },
  erased: { title: 'Your details are erased', lines: ['You get no more mail from us.'] },
  issues: {
    title: 'All issues',
    none: 'No issue has appeared yet.',
    page: (page, last) => `Page ${page} of ${last}`,
    pages: 'Pages',
    newer: 'Newer issues',
    older: 'Older issues',
    withdrawn: { title: 'This message was taken back', lines: ['We have taken this message back. It can no longer be read here.'] },
    bar: 'About this web version',
    greeting: 'Dear reader,',
    corrected: (when) => `Correction of ${when}:`,
    updated: (when) => `This message was updated after it was sent, on ${when}. Below it stands as it was sent.`,
    current: 'Read the updated message',
  },
  problems: {
    missing: { title: 'This page is not there', lines: ['Check the address, or begin at the start page.'] },
    tooMuch: {
      title: 'Please wait a moment',
      lines: ['Very many requests came from your connection in a short time. Try again in a few minutes.'],
    },
    tooLarge: { title: 'This is too much', lines: ['What you sent is larger than this form can be.'] },
    elsewhere: {
      title: 'Send the form on this page itself',
      lines: ['What came in was sent by another website. For your safety we do nothing with it.'],
    },
    method: { title: 'This page does not work that way', lines: ['Open the page again and use the button on it.'] },
    fault: { title: 'Something went wrong', lines: ['That is our fault, not yours. Try again later.'] },
    busy: { title: 'It does not work just now', lines: ['That is our fault, not yours. Try again in a minute.'] },
  },
  mail: {
    confirm: (project) => ({
      subject: `Confirm your subscription to the newsletter of ${project}`,
      why: `You subscribed to the newsletter of ${project}. With this link you confirm it.`,
      button: 'Confirm my subscription',
      after: [
        'The link works for seven days.',
        'Was it not you? Then you need not do anything: without confirmation you get no newsletter, and we erase your address after thirty days.',
      ],
    }),
    already: (project) => ({
      subject: `You already get the newsletter of ${project}`,
      why: `Somebody subscribed this address to the newsletter of ${project}. You get it already, so nothing changes. With this link you choose what you get, or unsubscribe.`,
      button: 'See my choices',
      after: ['Was it not you? Then you need not do anything.'],
    }),
    greeting: 'Dear reader,',
    link: 'Does the button not work? Copy this address to your browser:',
  },
};
