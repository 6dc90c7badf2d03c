/** Every problem in English: one plain sentence that says what is wrong, and what to do next. */
import type { Expected } from '../../core/problem.ts';
import { approvalProblemsEn } from './approval-en.ts';
import { changedProblemsEn } from './changed-en.ts';
import { domainProblemsEn } from './domain-en.ts';
import { editorialProblemsEn } from './editorial/problems-en.ts';
import { waiverEn } from './editorial/waiver-en.ts';
import { forwardProblemsEn } from './forward-en.ts';
import { loginProblemsEn } from './login-en.ts';
import { lookProblemsEn } from './look-en.ts';
import { momentProblemsEn } from './moment-en.ts';
import { notifyProblemsEn } from './notify-en.ts';
import { fileWord, isAddress, listed, type Place, type ProblemCatalogue, type ProblemText, sizes } from './problem-catalogue.ts';
import { scheduleProblemsEn } from './schedule-en.ts';
import { sourceProblemsEn } from './source-en.ts';
import { startProblemsEn } from './start-en.ts';

const expectedWords: Readonly<Record<Expected, string>> = {
  text: 'a text',
  list: 'a list, such as [a, b]',
  'yes-no': 'true or false',
  number: 'a number',
  map: 'a block with fields below it',
  date: 'a date, such as 2026-11-23 09:00',
  moment: 'a day or a moment, such as 2026-12-24 or "2026-12-24 09:00"',
  address: 'a web address, such as https://example.nl',
  mailbox: 'a sender, such as "Name <name@example.nl>"',
  email: 'an e-mail address, such as name@example.nl',
  language: 'a language code, such as nl or en',
  'time-zone': 'a time zone, such as Europe/Amsterdam',
  duration: 'a duration, such as 15s, 10m or 24h',
  'clock-time': 'a time, such as 08:30',
  day: 'a day, such as 2026-12-24',
  country: 'a country, such as NL or BE, or a part of one, such as DE-BY',
  pace: 'a pace, such as 8/30s',
  'dns-server': 'an IP address, with a port if need be, such as 127.0.0.1:53',
  'soft-bounces': 'a number of issues and of days, such as 3/14d',
  path: 'a path inside the project',
  access: 'public, logged-in, group or a number',
  database: 'sqlite: followed by a path, such as sqlite:.omk/omk.db',
  urn: 'a URN, such as urn:li:organization:7001',
  version: 'a year and month between quotation marks, such as "202611"',
  expression: 'a regular expression, such as "Z-\\d{6}"',
  callback: 'an address of this computer with its port, such as http://127.0.0.1:4830/callback',
  id: 'a number between quotation marks, such as "4510"',
};

/** As in the table of `omk status`. */
const stateWords: Readonly<Record<string, string>> = {
  waiting: 'awaits hub',
  scheduled: 'scheduled',
  sending: 'sending',
  sent: 'sent',
  failed: 'failed',
  unconfirmed: 'unconfirmed',
  'handed-off': 'up to you',
  cancelled: 'cancelled',
  unchanged: 'unchanged',
  skipped: 'skipped',
};

const partWords: Readonly<Record<string, string>> = {
  title: 'The title',
  subject: 'The subject line',
  summary: 'The summary',
  preheader: 'The preheader',
  text: 'The text',
  message: 'The text',
  body: 'The text',
  html: 'The mail',
  tag: 'A tag',
  alt: 'The description of the image',
};

const accessWords: Readonly<Record<string, string>> = {
  public: 'everybody',
  'logged-in': 'people who are logged in',
  group: 'members of the group',
  author: 'the author',
  '0': 'the author',
};

const keyReasons = {
  missing: 'does not exist',
  unreadable: 'cannot be read',
  'not-rsa': 'is not an RSA key',
  'too-short': 'is too short',
  'open-to-others': 'can be read by others on this computer',
} as const;

const keyHints = {
  missing: 'Check the path at DKIM_PRIVATE_KEY_FILE in .env.',
  unreadable: 'Check that it is a private key in PEM form without a password, and that you may read the file.',
  'not-rsa': 'Ask your administrator for an RSA key of 2048 bits; other kinds are not recognised everywhere.',
  'too-short': 'Ask your administrator for an RSA key of 2048 bits.',
  'open-to-others': 'Make the file readable to yourself alone, for example with `chmod 600`.',
} as const;

/** How to get the value of a setting, where more can be said than its name. */
const settingHints: Readonly<Record<string, string>> = {
  PLEIO_COOKIE: 'Log in with `omk login pleio`, or set PLEIO_COOKIE=sessionid=… in .env.',
  X_APP_KEY: 'Log in with `omk login x`, or set the four keys in .env.',
  X_APP_SECRET: 'Log in with `omk login x`, or set the four keys in .env.',
  X_ACCESS_TOKEN: 'Log in with `omk login x`, or set the four keys in .env.',
  X_ACCESS_SECRET: 'Log in with `omk login x`, or set the four keys in .env.',
  LINKEDIN_ACCESS_TOKEN:
    'Log in with `omk login linkedin`, or set LINKEDIN_ACCESS_TOKEN in .env; with `linkedin.mode` at assisted in omk.yaml you post yourself what omk prepares.',
  LINKEDIN_CLIENT_ID:
    'Put Client ID and secret of your app at LinkedIn into .env, beside omk.yaml; docs/login.md tells how to make that app.',
  LINKEDIN_CLIENT_SECRET:
    'Put Client ID and secret of your app at LinkedIn into .env, beside omk.yaml; docs/login.md tells how to make that app.',
  YAMMER_ACCESS_TOKEN: 'Log in with `omk login yammer`, or set YAMMER_ACCESS_TOKEN in .env.',
  YAMMER_CLIENT_ID:
    'Put the numbers of your app and organisation at Microsoft Entra into .env, beside omk.yaml; docs/login.md tells how to make that app.',
  YAMMER_TENANT_ID:
    'Put the numbers of your app and organisation at Microsoft Entra into .env, beside omk.yaml; docs/login.md tells how to make that app.',
  SMTP_URL: 'Set the address of your mail server in .env, for example SMTP_URL=smtps://name:password@mail.example.nl.',
};

const loginHints: Readonly<Record<string, string>> = {
  pleio:
    'The login ends after about two weeks. Log in again with `omk login pleio`; if PLEIO_COOKIE is in .env, renew the value of the cookie `sessionid` there.',
  x: 'Log in again with `omk login x`, or create new keys in the developer console of X and set X_APP_KEY, X_APP_SECRET, X_ACCESS_TOKEN and X_ACCESS_SECRET in .env.',
  linkedin: 'A login to LinkedIn ends after 60 days. Log in again with `omk login linkedin`, or renew LINKEDIN_ACCESS_TOKEN in .env.',
  yammer: 'Log in again with `omk login yammer`, or renew YAMMER_ACCESS_TOKEN in .env.',
  newsletter: 'Check the user name and password of the mail server in SMTP_URL, in .env.',
};

const permissionHints: Readonly<Record<string, string>> = {
  pleio: 'Make the functional account a member of the group, or ask the administrator of the site for the right to post.',
  x: 'Give the app the right to read and write in the X developer console, and create new access keys afterwards.',
  linkedin: 'Check in the LinkedIn developer portal that the app may post: w_member_social for a person, w_organization_social for a page.',
  yammer: 'Make the account a member of the community, or ask its administrator whether the account may post there.',
  newsletter: 'Ask the administrator of the mail server whether the address at `newsletter.from` may send through this server.',
};

const destinationKeys: Readonly<Record<string, string>> = { pleio: 'pleio.group', linkedin: 'linkedin.group', yammer: 'yammer.community' };

const q = (value: string): string => (value === '' ? 'nothing' : `"${value}"`);
const number = (value: number): string => value.toLocaleString('en-GB');
const count = (amount: number, one: string, more: string): string => `${number(amount)} ${amount === 1 ? one : more}`;
const dollars = (amount: string): string => (/^\$?[\d.]+$/.test(amount) ? `$${amount.replace('$', '')}` : amount);
const state = (name: string): string => stateWords[name] ?? q(name);
const audience = (name: string): string => accessWords[name] ?? `access level ${name}`;
/** Flags of which one will do come as "--a | --b". */
const alternatives = (flags: string, mark = ''): string =>
  listed(
    flags.split(' | ').map((flag) => `${mark}${flag}${mark}`),
    'or',
  );
const ended = (detail: string): string => detail.replace(/[\s.]+$/u, '');

/** What a service said, woven into a sentence that has just said what it did. */
const answered = (detail: string | undefined): string => (detail ? ` and answered: "${ended(detail)}"` : '');
/** What a program or a service said, as a sentence of its own. */
const reported = (detail: string): string => (detail ? ` It was reported as: "${ended(detail)}".` : '');

const channel = ({ channel: label, channelId }: Place): string =>
  channelId === 'newsletter' ? 'The mail server' : (label ?? 'The channel');
const inChannel = ({ channel: label, channelId }: Place): string =>
  channelId === 'newsletter' ? 'the mail server' : (label ?? 'the channel');
const file = (place: Place): string => fileWord(place, 'FILE');
const destinationKey = ({ channelId = '' }: Place): string => {
  const key = destinationKeys[channelId];
  return key ? `\`${key}\`` : 'the destination of this channel';
};

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion ? `Perhaps you meant \`${suggestion}\`.` : otherwise;
const chosen = (choices: readonly string[], suggestion?: string): string =>
  [meant(suggestion, ''), choices.length > 0 ? `Choose ${listed(choices, 'or')}.` : 'Remove the value if you do not need it.']
    .filter(Boolean)
    .join(' ');
const written = (key: string, expected: Expected, suggestion?: string): string =>
  [`Write ${expectedWords[expected]} at \`${key}\`.`, meant(suggestion, '')].filter(Boolean).join(' ');
const published = (place: Place): string => `\`omk publish ${file(place)}\``;
const thenPublish = (place: Place): string => `Then run ${published(place)}.`;
const thenRetry = (place: Place): string => `Then run \`omk retry ${file(place)}\`.`;

function look(place: Place): string {
  if (place.channelId === 'newsletter') {
    const command = `omk resolve ${file(place)} newsletter`;
    return `Find out at the mail server which mails were sent. Then run \`${command} --leave-unconfirmed\` to pass these readers over, or \`${command} --resend-unconfirmed\` to mail them once more.`;
  }
  const command = `omk resolve ${file(place)} ${place.channelId ?? 'CHANNEL'}`;
  return `Look on ${inChannel(place)} whether the post is there. If it is, run \`${command} --published URL\` with the address of the post; if it is not, \`${command} --not-published\`.`;
}

/** For an answer that leaves it open whether the message is there. */
const findOut = (place: Place): string =>
  `Run \`omk run\`: if the post may have arrived, omk finds that out first and does not send it again. If \`omk status ${file(place)}\` says "unconfirmed" after that, look for yourself and report it with \`omk resolve\`.`;

/** Of many readers, each has a state of its own. */
const stoppedMailing: ProblemText = {
  message: 'omk was stopped while the newsletter was being sent; those who did not have it yet wait.',
  hint: '`omk run` goes on with those who wait. Nobody gets a second mail by itself.',
};
const stopped = ({ channelId }: Place): string =>
  channelId === undefined
    ? 'omk was stopped before everything was done; what had not gone out waits.'
    : 'omk was stopped while the post was being sent; it is not certain whether it arrived.';

const lastAnswers: Readonly<Record<string, string>> = {
  unavailable: 'no connection could be made',
  'rate-limited': 'the channel asked to wait',
  'no-answer': 'there was no answer',
  'server-error': 'the channel had a failure',
  'spend-cap': 'the spending limit was reached',
  'out-of-credit': 'the credit was used up',
};

const suppressedBecause = {
  unsubscribed: 'the reader unsubscribed',
  bounced: 'mail kept coming back',
  complained: 'the reader reported the mail as unwanted',
  forgotten: 'the reader asked to be forgotten',
  manual: 'somebody took it off the list',
};

export const problemsEn: ProblemCatalogue = {
  ...changedProblemsEn,
  ...domainProblemsEn,
  ...sourceProblemsEn,
  ...editorialProblemsEn,
  ...lookProblemsEn,
  ...notifyProblemsEn,
  ...approvalProblemsEn,
  ...scheduleProblemsEn,
  ...startProblemsEn,
  ...forwardProblemsEn,
  ...loginProblemsEn,
  ...momentProblemsEn,
  ...waiverEn,
  'usage-unknown-command': ({ name, suggestion }) => ({
    message: `There is no command ${q(name)}.`,
    hint: meant(suggestion && `omk ${suggestion}`, 'See all commands with `omk --help`.'),
  }),
  'usage-unknown-topic': ({ name, suggestion }) => ({
    message: `There is no explanation of ${q(name)}.`,
    hint: meant(suggestion && `omk help ${suggestion}`, 'See all topics with `omk help topics`.'),
  }),
  'usage-unknown-option': ({ name, suggestion }) => ({
    message: `There is no option ${q(name)}.`,
    hint: meant(suggestion, 'Add `--help` to the command to see its options.'),
  }),
  'usage-missing-argument': ({ name }) => ({
    message: `This command lacks ${name}.`,
    hint: 'Complete the command; with `--help` it shows examples.',
  }),
  'usage-bad-value': ({ option, value, expected }) => ({
    message: `${option} has ${q(value)}, which it cannot take.`,
    hint: expected in expectedWords ? `Give ${expectedWords[expected as Expected]}.` : `Possible: ${ended(expected)}.`,
  }),
  'usage-too-many-arguments': ({ value }) => ({
    message: `This command cannot do anything with ${q(value)}.`,
    hint: 'Leave it out. If it is part of a file name with spaces, put the whole name between quotation marks.',
  }),
  'usage-needs-flag': ({ flag }) => ({
    message: `This command needs ${alternatives(flag)}.`,
    hint: `Add ${alternatives(flag, '`')} to the command${flag === '--yes' ? '; omk does not ask a question here' : ''}.`,
  }),

  'content-not-found': ({ path }) => ({
    message: `The file or folder ${q(path)} does not exist.`,
    hint: 'Check the path; it counts from the folder in which you give the command.',
  }),
  'content-no-posts': ({ path }) => ({
    message: `There are no posts in ${q(path)}.`,
    hint: 'A post is a file that ends in .md. README, names that begin with _ or a dot, and the folders templates and docs do not count.',
  }),
  'content-not-a-post': ({ path }) => ({
    message: `${q(path)} is not a post.`,
    hint: 'Choose a file that ends in .md, is not called README and does not begin with _ or a dot.',
  }),
  'content-outside-project': ({ path }) => ({
    message: `${q(path)} lies outside the project.`,
    hint: 'Put the file in the folder of omk.yaml or below it, or name the other folder with `--project DIR`.',
  }),
  'content-unreadable': ({ path, detail }) => ({
    message: `The file ${q(path)} cannot be read.${reported(detail)}`,
    hint: 'Check that you may open the file and that the disk is available.',
  }),
  'content-not-utf8': () => ({
    message: 'The file is not saved as UTF-8.',
    hint: 'Save the file again in your text editor, with the encoding UTF-8.',
  }),
  'content-too-big': ({ bytes, max }) => {
    const { size, limit } = sizes(bytes, max, '.');
    return {
      message: `The file is ${size}; a post may be ${limit} at most.`,
      hint: 'Shorten the post. Keep images as files of their own, not inside the text.',
    };
  },
  'content-too-deep': ({ levels }) => ({
    message: `The text has lists or quotations within each other, deeper than ${count(levels, 'level', 'levels')}.`,
    hint: 'Turn the innermost lists or quotations into ordinary paragraphs.',
  }),
  'content-duplicate-id': ({ id, other }) => ({
    message: `The id ${q(id)} is already used by ${q(other)}.`,
    hint: 'Give one of the two posts another `id`.',
  }),
  'content-renamed': ({ other }) => ({
    message: `This same post was already sent from ${q(other)}.`,
    hint: `If you renamed the file, put \`id: ${other}\` in its front matter. If it is a new post, change the text.`,
  }),

  'content-front-matter': ({ detail }) => ({
    message: `The front matter of the post cannot be read.${reported(detail)}`,
    hint: 'Check the line that is named. It often helps to put a text with a colon between quotation marks.',
  }),
  'content-front-matter-open': () => ({
    message: 'The front matter of the post is not closed.',
    hint: 'Put a line with only `---` below it.',
  }),
  'content-front-matter-missing': () => ({
    message: 'The post has no front matter.',
    hint: 'Begin the file with a line `---`, then `title: …`, then a line `---` again.',
  }),
  'content-front-matter-code': ({ language }) => ({
    message: `The front matter is written in ${q(language)}, which omk does not read there.`,
    hint: 'Begin the file with only `---`, and write the front matter as `name: value` (YAML).',
  }),
  'content-unknown-key': ({ key, suggestion }) => ({
    message: `There is no field ${q(key)}.`,
    hint: meant(suggestion, 'Remove the field, or check its name.'),
  }),
  'content-missing': ({ key }) => ({
    message: `The field ${q(key)} is missing.`,
    hint: `Put \`${key}: …\` in the front matter of the post.`,
  }),
  'content-wrong-type': ({ key, value, expected, suggestion }) => ({
    message: `The field ${q(key)} has ${q(value)}, which it cannot take.`,
    hint: written(key, expected, suggestion),
  }),
  'content-bad-choice': ({ key, value, choices, suggestion }) => ({
    message: `The field ${q(key)} has ${q(value)}, which is not one of the choices.`,
    hint: chosen(choices, suggestion),
  }),
  'content-bad-date': ({ key, value }) => ({
    message: `The field ${q(key)} has ${q(value)}, which is not an existing date.`,
    hint: 'Write a date with a time, such as 2026-11-23 09:00.',
  }),
  'content-skipped-time': ({ key, value, suggestion }) => ({
    message: `The time ${q(value)} at ${q(key)} does not exist, because the clock goes forward then.`,
    hint: `Choose another time, for example ${suggestion}.`,
  }),
  'content-doubled-time': ({ key, value, chosen: first }) => ({
    message: `The time ${q(value)} at ${q(key)} comes twice, because the clock goes back then; omk takes the first (${first}).`,
    hint: 'If you mean the second, add the offset, such as +01:00.',
  }),
  'content-end-before-start': ({ start, end }) => ({
    message: `The end (${end}) is not after the start (${start}).`,
    hint: 'Correct `start` or `end` at `event`.',
  }),
  'content-no-effect': ({ key }) => ({
    message: `The field ${q(key)} does nothing here: the post does not go to that channel.`,
    hint: 'Add the channel to `channels` if it should go there. Otherwise the field may stay.',
  }),
  'content-empty': () => ({
    message: 'The post has no text.',
    hint: 'Write the text below the front matter.',
  }),
  'content-no-channels': () => ({
    message: 'The post goes to no channel at all.',
    hint: 'Name at least one channel at `channels`, in the front matter of the post or in omk.yaml.',
  }),
  'content-no-link': ({ hub }, { channelId = 'channel' }) => ({
    message: `There is nothing to link to: the post does not go to ${hub} and has no link of its own.`,
    hint: `Add ${hub} to \`channels\`, or put \`link: https://…\` in the front matter of the post. It can also go without a link: \`${channelId}: { link: false }\`.`,
  }),
  'content-hub-first': ({ hub }) => ({
    message: `The post is not on ${hub} yet, which the other channels link to.`,
    hint: `Publish it there first, or leave out \`--channels\`: then ${hub} goes first by itself.`,
  }),
  'content-spoke-before-hub': ({ hub }, place) => ({
    message: `${place.channel ?? 'A channel'} is scheduled before ${hub}, to which it links.`,
    hint: `Give it a \`publish_at\` at the same moment as ${hub} or later.`,
  }),
  'content-corrects-unknown': ({ corrects }) => ({
    message: `The post ${q(corrects)}, which this one corrects, does not exist.`,
    hint: 'Put the path or the `id` of the post that you correct at `corrects`.',
  }),
  'content-corrects-unpublished': ({ corrects }) => ({
    message: `The post ${q(corrects)}, which this one corrects, was not sent.`,
    hint: 'Correct that post itself, or remove `corrects`.',
  }),
  'content-unsafe-link': ({ href }) => ({
    message: `The link ${q(href)} is left out, because such a link can be unsafe.`,
    hint: 'Use an address that begins with https://.',
  }),
  'content-too-long': ({ what, length, max }) => {
    const part = partWords[what] ?? q(what);
    if (what === 'body' || what === 'html') {
      const { size, limit } = sizes(length, max, '.');
      return { message: `${part} is ${size}; there is room for ${limit}.`, hint: 'Shorten the text.' };
    }
    return {
      message: `${part} has ${count(length, 'character', 'characters')}; there is room for ${number(max)}.`,
      hint: `Make the text ${count(length - max, 'character', 'characters')} shorter.`,
    };
  },
  'content-nearly-too-long': ({ what, length, max }) => {
    const part = partWords[what] ?? q(what);
    const { size, limit } =
      what === 'body' || what === 'html' ? sizes(length, max, '.') : { size: count(length, 'character', 'characters'), limit: number(max) };
    return {
      message: `${part} is ${size} long, which is close to the limit of ${limit}.`,
      hint: 'Shorten the text, or divide it: readers do not see what goes over the limit.',
    };
  },
  'content-thread-too-long': ({ parts, max }) => ({
    message: `The thread has ${count(parts, 'part', 'parts')}; there may be ${number(max)} at most.`,
    hint: 'Shorten the text, or post a short text with a link to the whole post.',
  }),
  'content-too-expensive': ({ cost, max }, place) => ({
    message: `This post costs ${dollars(cost)} on ${inChannel(place)}, and the limit is ${dollars(max)}.`,
    hint: 'Raise the limit with `x: { maxCost: … }` in omk.yaml, or leave the link out with `x: { link: false }` in the front matter: without a link it is much cheaper.',
  }),
  'content-too-many-images': ({ count: amount, max }, place) => ({
    message: `The post has ${count(amount, 'image', 'images')}; ${inChannel(place)} shows ${number(max)} at most.`,
    hint: 'Put the most important ones first: the others do not go along here.',
  }),
  'content-image-missing': ({ path }) => ({
    message: `The image ${q(path)} does not exist.`,
    hint: 'Check the path; it counts from the folder of the post.',
  }),
  'content-image-outside': ({ path }) => ({
    message: `The image ${q(path)} lies outside the project.`,
    hint: 'Put the image in the folder of omk.yaml or below it.',
  }),
  'content-image-remote': ({ path }) => ({
    message: `The image ${q(path)} is on another website.`,
    hint: 'Put the image as a file beside the post, and refer to that file.',
  }),
  'content-image-type': ({ path }) => ({
    message: `${q(path)} is not an image that omk can send.`,
    hint: 'Save the image as PNG, JPEG, GIF or WebP.',
  }),
  'content-image-too-big': ({ path, bytes, max }) => {
    const { size, limit } = sizes(bytes, max, '.');
    return { message: `The image ${q(path)} is ${size}; it may be ${limit} at most.`, hint: 'Make the image smaller, or save it as JPEG.' };
  },
  'content-image-changed': ({ path }, place) => ({
    message: `The image ${q(path)} has changed or disappeared since the post was prepared.`,
    hint: `Put the old image back, or run ${published(place)} to prepare the post with the new one.`,
  }),
  'content-image-left-out': ({ path, reason }, place) => ({
    message: `The image ${q(path)} does not go along, because ${inChannel(place)} does not take ${reason === 'size' ? 'images this big' : 'this kind of image'}.`,
    hint:
      reason === 'size'
        ? 'Make the image smaller if it should be seen here too.'
        : 'Save the image as JPEG or PNG if it should be seen here too.',
  }),
  'content-intro-unread': ({ segment, audience: segments }) => ({
    message: `Nobody will read the words at the beginning for ${q(segment)}: this post goes to ${listed(segments, 'and')}.`,
    hint: 'Name the segment under `audience` too, or take it out of `newsletter.intro`.',
  }),
  'digest-repeats': () => ({
    message: 'With `--since` posts come along that were in an earlier digest; readers then get them again.',
    hint: 'Leave `--since` out for what is new alone.',
  }),
  'digest-closed': () => ({
    message: 'Left out of the digest, because not everybody may read this post and it does not say which readers it is for.',
    hint: 'If it should be in, send it to the newsletter as well, or name under `audience` whom it is for.',
  }),
  'digest-audience-unknown': () => ({
    message: 'Left out of the digest, because nobody can tell any more whom this post was for.',
    hint: 'Put the file of the post back in its place and make the digest again with `omk digest --since DATE`.',
  }),
  'content-event-missing': () => ({
    message: 'This post is an event, but it does not say when.',
    hint: 'Put `event: { start: 2026-12-01 19:30, location: … }` in the front matter of the post.',
  }),
  'content-needs': ({ key }) => ({
    message: `The field ${q(key)} is needed here, but missing.`,
    hint: `Put \`${key}: …\` in the front matter of the post.`,
  }),

  'template-missing': ({ name }) => ({
    message: `The template ${q(name)} does not exist.`,
    hint: 'Check the name at `template`, or put the file in the folder of templates.',
  }),
  'template-error': ({ detail }) => ({
    message: `The template contains an error.${reported(detail)}`,
    hint: 'Correct the template, or remove it from your folder of templates: omk then uses its own.',
  }),
  'template-lacks': ({ variable }) => ({
    message: `The template lacks ${q(variable)}.`,
    hint: `Put \`{{ ${variable} }}\` in the template, or remove it from your folder of templates: omk then uses its own.`,
  }),

  'config-syntax': ({ detail }) => ({
    message: `The settings cannot be read.${reported(detail)}`,
    hint: 'Check the line that is named: mind the indentation with spaces, the colons and the quotation marks.',
  }),
  'config-unreadable': ({ path, detail }) => ({
    message: `The file ${q(path)} cannot be read.${reported(detail)}`,
    hint: 'Check that the file exists and that you may open it.',
  }),
  'config-unknown-key': ({ key, suggestion }) => ({
    message: `There is no setting ${q(key)}.`,
    hint: meant(suggestion, 'Remove the setting from omk.yaml, or check its name.'),
  }),
  'config-wrong-type': ({ key, value, expected, suggestion }) => ({
    message: `The setting ${q(key)} has ${q(value)}, which it cannot take.`,
    hint: written(key, expected, suggestion),
  }),
  'config-bad-choice': ({ key, value, choices, suggestion }) => ({
    message: `The setting ${q(key)} has ${q(value)}, which is not one of the choices.`,
    hint: chosen(choices, suggestion),
  }),
  'config-path-outside': ({ key, path }) => ({
    message: `The setting ${q(key)} points with ${q(path)} to a place outside the project.`,
    hint: 'Choose a path in the folder of omk.yaml or below it.',
  }),
  'config-missing': ({ name }) => ({
    message: `The setting ${name} is missing.`,
    hint: settingHints[name] ?? `Set ${name} in .env, beside omk.yaml.`,
  }),
  'config-missing-key': ({ key }) => ({
    message: `The setting ${q(key)} is missing.`,
    hint: `Set \`${key}\` in omk.yaml.`,
  }),
  'config-web-missing': () => ({
    message: 'Nothing says at which address readers find these pages.',
    hint: 'Set `newsletter.web` in omk.yaml, such as https://nieuwsbrief.example.nl; http://127.0.0.1:4820 will do to try it.',
  }),
  'site-post-unknown': () => ({
    message: 'Not on the page, because what this post said and who may read it can no longer be found.',
    hint: 'Put the file of the post back into its place and give the command again.',
  }),
  'site-address-unknown': () => ({
    message: 'The feeds do not say where they are, for omk does not know that address.',
    hint: 'Write `site: { web: https://… }` in omk.yaml, with the address where you put the folder.',
  }),
  'config-slow-expression': ({ value }) => ({
    message: `The regular expression "${value}" in \`checks: { numbers: … }\` takes too long over a post; checking was stopped.`,
    hint: 'Make it simpler: no repetition within a repetition, such as (a+)+, and rather \\d{4} than \\d*.',
  }),
  'site-in-the-way': ({ path }) => ({
    message: `The file ${path} was not made by omk; omk does not write over it.`,
    hint: 'Choose another name or folder with -o, or remove the file.',
  }),
  'cannot-listen': ({ address, reason }) => ({
    message: {
      taken: `Another program is listening on ${address} already.`,
      forbidden: `omk may not listen on ${address}.`,
      elsewhere: `This computer has no address ${address}.`,
    }[reason],
    hint:
      reason === 'elsewhere'
        ? 'Choose an address of this computer with `--host`, such as 127.0.0.1.'
        : 'Choose another port, such as `--port 4821`, and change the proxy.',
  }),
  'config-bad-value': ({ name, expected }) => ({
    message: `The value of ${name} cannot be used.`,
    hint: `Give ${name} as its value ${expectedWords[expected]}.`,
  }),
  'config-insecure': ({ name, address }) => ({
    message: `${name} points to ${q(address)}, and that connection is not encrypted.`,
    hint: 'Use an address with https:// (for mail: smtps://, or smtp:// with STARTTLS). Without encryption is allowed only on this computer itself.',
  }),
  'config-lease-short': ({ lease, deadline }) => ({
    message: `The time at \`timing.lease\` (${lease}) is too short beside the one at \`timing.deadline\` (${deadline}).`,
    hint: 'Make `timing.lease` in omk.yaml well longer than `timing.deadline`, or leave both out.',
  }),
  'config-sandbox-outside': ({ address }) => ({
    message: `Nothing goes out while practising, and ${q(address)} lies outside this computer.`,
    hint: 'Remove that address to practise, or set `mode: live` in omk.yaml to post for real.',
  }),
  'config-incomplete': ({ given, missing }) => ({
    message: `${given} is filled in, but ${missing} is missing.`,
    hint: `Set ${missing} in .env as well, or remove ${given}.`,
  }),
  'config-dkim-key': ({ file: path, reason }) => ({
    message: `The key that signs the newsletter, ${q(path)}, ${keyReasons[reason]}.`,
    hint: keyHints[reason],
  }),
  'config-list-missing': ({ path }) => ({
    message: `The list of readers ${q(path)} does not exist.`,
    hint: 'Check the path. For `omk subscribers import` it counts from the folder in which you give the command, for `newsletter.subscribers` from the folder of omk.yaml.',
  }),
  'config-list-unreadable': ({ path, line, detail }) => ({
    message: `The list of readers ${q(path)} cannot be read${line > 0 ? ` at line ${line}` : ''}.${reported(detail)}`,
    hint:
      line > 0
        ? 'Check that line, above all its quotation marks, and save the file as CSV in UTF-8.'
        : 'Name an ordinary file that you may read: no folder, and no input from another command.',
  }),
  'config-list-column': ({ path, column }) => ({
    message: `The list of readers ${q(path)} lacks the column ${q(column)}.`,
    hint: `Put ${q(column)} in the first line, above the column with those data.`,
  }),
  'config-list-encoding': ({ path, encoding }) => ({
    message: `The list of readers ${q(path)} is saved as ${encoding === 'utf-16' ? 'UTF-16 (“Unicode text”)' : 'Latin-1 or Windows-1252'}; letters with accents would be lost.`,
    hint: 'Save the list in Excel or LibreOffice once more, as “CSV UTF-8 (comma delimited)”.',
  }),
  'config-list-empty': ({ path }) => ({
    message: `The list of readers ${q(path)} holds nobody who can be brought in.`,
    hint: 'Check that this is the right file, with a column `email` and one line per reader below the names of the columns.',
  }),
  'file-unwritable': ({ path, detail }) => ({
    message: `The file ${q(path)} cannot be written.${reported(detail)}`,
    hint: 'Check that the folder exists and that you may write in it.',
  }),
  'config-tracked': ({ path }) => ({
    message: `${q(path)} is kept by git, although it holds confidential data.`,
    hint: `Take it out of git with \`git rm --cached ${path}\`, and put its name in .gitignore. It stays in older versions: ${path.endsWith('.env') ? 'so replace the keys in it as well' : 'ask your administrator whether those must be cleaned too'}.`,
  }),
  'config-cut-value': ({ name }) => ({
    message: `Of ${name} omk reads only what stands before the hash (#).`,
    hint: 'If the hash belongs to the value, put quotation marks around all of it; else put a space before it.',
  }),
  'config-database-server': () => ({
    message: 'This version of omk cannot use a database server yet.',
    hint: 'Set OMK_DATABASE_URL to sqlite: followed by a path, or remove the setting: omk then uses .omk/omk.db.',
  }),

  'reader-invalid': ({ count: amount, lines }) => ({
    message: `${count(amount, 'address in the list of readers is wrong and was', 'addresses in the list of readers are wrong and were')} passed over (line ${lines}).`,
    hint: 'Correct or remove those lines; the other readers get the newsletter as usual.',
  }),
  'reader-broken': ({ count: amount, lines }) => ({
    message: `${count(amount, 'line in the list of readers has', 'lines in the list of readers have')} more fields than there are columns and ${amount === 1 ? 'was' : 'were'} passed over (line ${lines}).`,
    hint: 'Is there a comma or a semicolon in a name? Put that field in quotes.',
  }),
  'reader-bad-value': ({ column, count: amount, lines }) => ({
    message: `${count(amount, 'reader was', 'readers were')} passed over, because the column ${q(column)} holds something that omk does not know (line ${lines}).`,
    hint:
      column === 'frequency'
        ? 'Use each (every post), weekly (the weekly digest) or never (nothing for now).'
        : 'Use a language code, such as nl or en.',
  }),
  'reader-duplicate': ({ count: amount }) => ({
    message: `${count(amount, 'address is', 'addresses are')} more than once in the list of readers.`,
    hint: 'Everybody gets the newsletter once. You can remove the double lines.',
  }),
  'reader-consent-missing': ({ count: amount }) => ({
    message: `For ${count(amount, 'reader', 'readers')} it is not recorded when and how consent was given.`,
    hint: 'Fill in the columns `consent_at` and `consent_source` in the list of readers, or name where they come from with `--source` of `omk subscribers`.',
  }),
  'reader-consent-required': ({ count: amount }) => ({
    message: `For ${count(amount, 'reader', 'readers')} the consent that this project requires is missing.`,
    hint: 'Fill in `consent_at` and `consent_source` in the list of readers, or remove who gave no consent. The rule stands at `newsletter.consent` in omk.yaml.',
  }),
  'reader-disposable': ({ count: amount, lines }) => ({
    message: `${amount === 1 ? 'One reader has' : `${amount} readers have`} a throw-away address (line ${lines}).`,
    hint: 'They are mailed as usual. Ask for a lasting address: a throw-away one will soon be gone.',
  }),
  'reader-source-missing': ({ count: amount, lines }) => ({
    message: `For ${count(amount, 'reader', 'readers')} it is not said where and when consent was given (line ${lines}); nobody was brought in.`,
    hint: 'Name where the whole list comes from with `--source "…"`, or fill in the columns `consent_at` and `consent_source` on each line.',
  }),
  'reader-consent-undated': ({ count: amount }) => ({
    message: `For ${count(amount, 'reader', 'readers')} it is said where, but not when consent was given.`,
    hint: 'If you know the date, fill in the column `consent_at` and bring the list in again.',
  }),
  'reader-bad-address': () => ({
    message: 'This is not an address that mail can go to.',
    hint: 'Write it as name@domain.nl, without accents before the @.',
  }),
  'reader-unknown': () => ({
    message: 'This address is not on the list.',
    hint: 'See with `omk subscribers list` how it is written. The sandbox has a list of its own.',
  }),
  'reader-suppressed': ({ reason }) => ({
    message: `This address gets no mail any more, because ${suppressedBecause[reason]}.`,
    hint:
      reason === 'complained'
        ? 'Do not mail this person again; this cannot be undone.'
        : 'Only the reader can change this, with the sign-up form.',
  }),
  'reader-file-counts': ({ path }) => ({
    message: `This list does not count now: the newsletter goes to those in ${q(path)}.`,
    hint: 'Remove `newsletter.subscribers` from omk.yaml if the list of omk itself is to count from now on.',
  }),
  'reader-in-file': ({ path }) => ({
    message: `The address may also be in ${q(path)}; omk does not change that file.`,
    hint: 'Remove the line there yourself. Mail no longer goes to this address in any case.',
  }),
  'reader-in-copy': ({ path }) => ({
    message: `An old copy of the ledger is still in ${q(path)}, with what was on the list then.`,
    hint: 'If all is well, delete that copy.',
  }),

  'bounces-no-input': () => ({
    message: 'There is no mail to read.',
    hint: 'Name a maildir folder, an mbox file or a mail (.eml), or hand one over on standard input: `omk bounces ~/Maildir`.',
  }),
  'bounces-unreadable': ({ path, detail }) => ({
    message: `${q(path)} cannot be read.${reported(detail)}`,
    hint: 'Check the name, and that you may read it.',
  }),
  'bounces-no-maildir': ({ path }) => ({
    message: `The folder ${q(path)} is no maildir: it has no folder "new" or "cur".`,
    hint: 'Name the maildir itself, or single files: an mbox, or mails as .eml.',
  }),
  'bounces-nothing-mailed': () => ({
    message: 'Nothing was ever sent from this project, so no mail can have come back.',
    hint: 'Give the folder of the project with `--project`. The sandbox has a ledger of its own: look at `mode` in omk.yaml.',
  }),
  'bounces-broken': ({ count: amount, places }) => ({
    message: `${count(amount, 'mail', 'mails')} could not be read and ${amount === 1 ? 'was' : 'were'} passed over: ${places.join(', ')}${amount > places.length ? ', …' : ''}.`,
    hint: 'Nothing was done with it. Look for yourself whether it is a mail that came back; with `omk subscribers remove` you take a reader off the list.',
  }),
  'bounces-all-broken': ({ count: amount }) => ({
    message: `Nothing of what was given can be read as mail (${count(amount, 'mail', 'mails')} tried).`,
    hint: 'Check that it is a maildir, an mbox or a mail as it came in, with its headers.',
  }),
  'bounces-one-code': ({ status, count: amount, title }) => ({
    message: `${count(amount, 'mail', 'mails')} of ${q(title)} came back with the same code, ${status}, which is about the sender or the route and not about the readers.`,
    hint: 'Find out what it means before the next issue goes out: SPF, DKIM, DMARC, a block list or the limits of the mail server. No reader was taken off the list for it.',
  }),

  'ledger-unreachable': ({ path, detail }) => ({
    message: `The memory of omk, ${q(path)}, cannot be opened.${reported(detail)}`,
    hint: 'Check that the folder exists and that you may write there. You choose another path with OMK_DATABASE_URL.',
  }),
  'ledger-read-only': ({ path }) => ({
    message: `The memory of omk, ${q(path)}, may not be written to.`,
    hint: 'Give yourself the right to write to the file and to the folder it is in.',
  }),
  'ledger-damaged': ({ path, detail }) => ({
    message: `The memory of omk, ${q(path)}, is damaged.${reported(detail)}`,
    hint: 'Keep the file and put a backup back. Do not begin with an empty memory: omk would no longer know what was sent.',
  }),
  'ledger-replaced': ({ path }) => ({
    message: `The memory of omk, ${q(path)}, was moved, deleted or replaced while omk worked with it.`,
    hint: 'Stop this command, put the right file in its place, and start again.',
  }),
  'ledger-busy': ({ path }) => ({
    message: `The memory of omk, ${q(path)}, is in use by another program for too long.`,
    hint: 'Wait until the other command of omk is ready, and try again.',
  }),
  'ledger-full': ({ path }) => ({
    message: `There is no room on the disk to update the memory of omk, ${q(path)}.`,
    hint: 'Free some space on the disk, and give the command again.',
  }),
  'ledger-newer': ({ path }) => ({
    message: `The memory of omk, ${q(path)}, was made by a newer version of omk.`,
    hint: 'Use that newer version, or a later one.',
  }),
  'ledger-export-newer': () => ({
    message: 'This ledger was exported by a newer version of omk. Nothing was imported.',
    hint: 'Use that newer version, or a later one.',
  }),
  'ledger-old-sqlite': ({ version }) => ({
    message: `The database software on this computer (SQLite ${version}) is too old.`,
    hint: 'Install omk again with `npm ci`, or use a newer version of Node.',
  }),
  'ledger-altered': ({ line }) => ({
    message: `Line ${number(line)} of the ledger was altered, removed or moved.`,
    hint: 'Use an earlier copy of the ledger, and find out who changed it.',
  }),
  'ledger-diverged': () => ({
    message: 'This ledger knows things that the imported one does not.',
    hint: 'Import it where there is no ledger yet, or write this one first with `omk ledger export`.',
  }),
  'ledger-file': ({ path, line, detail }) => ({
    message: `The file ${q(path)} is not an exported ledger of omk${line > 0 ? ` (line ${number(line)})` : ''}.${reported(detail)}`,
    hint: 'Write it again with `omk ledger export -o FILE`.',
  }),
  'ledger-idle': ({ count: amount }) => ({
    message: `${count(amount, 'post is', 'posts are')} ready for later, but \`omk run\` was not run in the last 24 hours.`,
    hint: 'Let your computer or server run `omk run` every five minutes, for example with cron; otherwise nothing goes out.',
  }),

  auth: ({ detail }, place) => ({
    message: `${channel(place)} does not recognise the login (any more)${answered(detail)}.`,
    hint: `${loginHints[place.channelId ?? ''] ?? 'Renew the credentials of this channel in .env.'} ${thenRetry(place)}`,
  }),
  forbidden: ({ detail }, place) => ({
    message: `${channel(place)} does not allow this account to post here${answered(detail)}.`,
    hint: `${permissionHints[place.channelId ?? ''] ?? 'Ask the administrator of this channel for the right to post.'} ${thenRetry(place)}`,
  }),
  rejected: ({ detail }, place) => ({
    message: `${channel(place)} refused the post${answered(detail)}.`,
    hint: `Change the post or the settings. ${thenPublish(place)}`,
  }),
  'too-long': ({ detail }, place) => ({
    message: `${channel(place)} found the text too long${answered(detail)}.`,
    hint: `Shorten the text for this channel. ${thenPublish(place)}`,
  }),
  'not-found': ({ detail }, place) => ({
    message: `${channel(place)} could not find what omk asked for${answered(detail)}.`,
    hint: `Check ${destinationKey(place)} in omk.yaml, and that the account has access to it. ${thenRetry(place)}`,
  }),
  duplicate: ({ detail }, place) => ({
    message: `${channel(place)} refused the post because the same text is there already${answered(detail)}.`,
    hint: `Look on ${inChannel(place)}. If the post is there, you need not do anything; if it must come once more, change the text and run ${published(place)}.`,
  }),
  'rate-limited': ({ detail }, place) => ({
    message: `${channel(place)} asked to wait for a while${answered(detail)}.`,
    hint: 'You only need to wait: `omk run` tries again later.',
  }),
  'out-of-credit': ({ detail }, place) => ({
    message: `The credit at ${inChannel(place)} is used up.${reported(detail)}`,
    hint: `Buy credit in the developer console of ${inChannel(place)}. ${thenRetry(place)}`,
  }),
  'spend-cap': ({ detail }, place) => ({
    message: `The spending limit at ${inChannel(place)} is reached.${reported(detail)}`,
    hint: `Raise the limit in the developer console of ${inChannel(place)}, or wait until the new period begins. ${thenRetry(place)}`,
  }),
  'version-dead': ({ version }, place) => ({
    message: `${channel(place)} no longer supports version ${q(version)} of its API.`,
    hint: `Set \`${place.channelId ?? 'linkedin'}.version\` in omk.yaml to a newer version, as year and month between quotation marks. ${thenRetry(place)}`,
  }),
  unavailable: ({ detail }, place) => ({
    message: `${channel(place)} cannot be reached.${reported(detail)}`,
    hint: 'Check the internet connection and the address. If it is a failure on their side, waiting is enough: `omk run` tries again later.',
  }),
  'no-answer': ({ detail }, place) => ({
    message: `${channel(place)} gave no answer in time.${reported(detail)}`,
    hint: findOut(place),
  }),
  'server-error': ({ status }, place) => ({
    message: `${channel(place)} reported a failure of its own (code ${status}).`,
    hint: findOut(place),
  }),
  'unreadable-answer': ({ detail }, place) => ({
    message: `${channel(place)} gave an answer that omk does not understand.${reported(detail)}`,
    hint: findOut(place),
  }),
  redirected: ({ to }, place) => ({
    message: `${channel(place)} redirected to ${to === '' ? 'another address' : q(to)}; omk does not follow, to protect the credentials.`,
    hint: `Set the right address of the channel in omk.yaml or .env. See with \`omk status ${file(place)}\` whether the post failed or is unconfirmed.`,
  }),
  'destination-unknown': ({ name }, place) => ({
    message: `${channel(place)} does not know ${q(name)}, or the account has no access to it.`,
    hint: `Check ${destinationKey(place)} in omk.yaml, and that the account is a member there. ${thenRetry(place)}`,
  }),
  'destination-ambiguous': ({ name, count: amount }, place) => ({
    message: `On ${inChannel(place)} there are ${number(amount)} called ${q(name)}; omk does not choose one by itself.`,
    hint: `Put the id from the address of its page, instead of the name, at ${destinationKey(place)} in omk.yaml. ${thenPublish(place)}`,
  }),
  'destination-closed': ({ name, detail }, place) => ({
    message: `This account cannot post in ${q(name)} on ${inChannel(place)}.${reported(detail)}`,
    hint: `Ask its administrator for the right to post. ${thenRetry(place)}`,
  }),
  'access-narrowed': ({ wanted, got }, place) => ({
    message: `${channel(place)} made the post visible only to ${audience(got)}; asked for was: ${audience(wanted)}.`,
    hint: 'In a closed group a post cannot be public. Change the group, or set `access` in omk.yaml to what it is now.',
  }),
  'media-refused': ({ path, detail }, place) => ({
    message: `${channel(place)} refused the image ${q(path)}${answered(detail)}.`,
    hint: `Save the image again, for example as JPEG, or remove it from the post. ${thenPublish(place)}`,
  }),
  'media-too-big': ({ path, max }, place) => ({
    message: `The image ${q(path)} is too big for ${inChannel(place)}; it may be ${sizes(max, max, '.').limit} at most.`,
    hint: `Make the image smaller. ${thenPublish(place)}`,
  }),
  'group-refused': ({ detail }, place) => ({
    message: `${channel(place)} does not let omk post in the group${answered(detail)}.`,
    hint: `Place the prepared text in the group yourself, and then run \`omk resolve ${file(place)} ${place.channelId ?? 'linkedin'} --published URL\` with the address of the post.`,
  }),
  'readers-refused': ({ count: amount, detail }) => ({
    message: `${count(amount, 'mail address was', 'mail addresses were')} refused by the receiving mail server.${reported(detail)}`,
    hint: 'Check these addresses in the list of readers; the others got the newsletter.',
  }),
  'nobody-reached': ({ count: amount }) => ({
    message: `The newsletter could be delivered to nobody; ${count(amount, 'address was', 'addresses were')} refused.`,
    hint: 'Ask the administrator of the mail server whether `newsletter.from` may send, and check the addresses in the list of readers.',
  }),
  'no-mailing': () => ({
    message: 'This post does not go out as a newsletter, so there is no mail to try.',
    hint: 'Add `newsletter` to the channels of the post.',
  }),
  'many-refused': ({ count: amount, of }, place) => ({
    message: `The newsletter was put on hold: of the last ${of} mails, ${amount} were refused.`,
    hint: `Look for old addresses in the list of readers, and then go on with \`omk retry ${file(place)}\`. Nobody who has the mail gets it again.`,
  }),
  'quiet-hours': ({ hours }) => ({
    message: `No mail goes out between ${hours.replace('-', ' and ')}; the other readers wait until then.`,
    hint: 'Let `omk run` work after that. The hours are those of `newsletter.quiet`.',
  }),
  'test-not-sent': ({ reason }) => ({
    message: `The test mail was not sent. ${reason}`,
    hint: 'Give the command again later: omk does not try a test mail again by itself.',
  }),
  'sample-sent': ({ count: amount }, place) => ({
    message: `${count(amount, 'reader', 'readers')} of your own organisation ${amount === 1 ? 'has' : 'have'} the newsletter; the others wait.`,
    hint: `If the mail is right, \`omk resume ${file(place)}\` sends it to the others. If not, \`omk cancel ${file(place)} --channels newsletter\` stops it.`,
  }),
  'sample-nobody': () => ({
    message: 'Among the readers for whom this post is meant, nobody belongs to your own organisation.',
    hint: 'Name the domains of your organisation in `newsletter.internal`, such as `council.example.nl`, or try a mail with `--to`.',
  }),
  'sample-too-late': (_values, place) => ({
    message: 'The newsletter of this post has begun already; it is too late for a sample.',
    hint: `\`omk status ${file(place)}\` tells how far it is. Go on with \`omk resume ${file(place)}\` or \`omk publish ${file(place)}\`.`,
  }),
  paused: ({ reason }, place) => ({
    message: `Put on hold${reason ? `: ${reason}` : '. Nothing goes out until you let it go on'}.`,
    hint: `Go on with \`omk resume ${file(place)}\`.`,
  }),
  'readers-unconfirmed': ({ count: amount }, place) => ({
    message: `For ${count(amount, 'reader', 'readers')} it is not certain whether the newsletter arrived.`,
    hint: look({ ...place, channelId: 'newsletter' }),
  }),
  'mail-unsigned': ({ domain }) => ({
    message: `omk does not sign these mails with DKIM. Unless your mail server signs for ${domain}, Gmail and Outlook refuse them.`,
    hint: 'If your mail server signs, set `newsletter.signing: relay` in omk.yaml. Otherwise set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY_FILE.',
  }),
  'mail-misaligned': ({ domain, signed }) => ({
    message: `The mails come from ${domain} but are signed for ${signed}: to receivers these are two senders (DMARC).`,
    hint: `Set DKIM_DOMAIN to ${domain}, or to a domain above or below it.`,
  }),
  'mail-no-one-click': () => ({
    message: 'Readers can only unsubscribe by mail; Gmail and Yahoo demand a button of large senders.',
    hint: 'Set `newsletter.web` (the pages of `omk serve`) or `newsletter.unsubscribe` in omk.yaml.',
  }),
  'unsigned-mail': ({ detail }) => ({
    message: `The newsletter could not be signed (DKIM); nothing was sent.${reported(detail)}`,
    hint: 'Have your administrator check DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY_FILE.',
  }),
  'retries-used-up': ({ attempts, last }, place) => ({
    message: `After ${count(attempts, 'attempt', 'attempts')} omk has stopped; the last time: ${lastAnswers[last] ?? q(last)}.`,
    hint: `Run \`omk retry ${file(place)}\` when the channel works again.`,
  }),

  edited: (_values, place) => ({
    message: 'The post was changed after it was sent; omk left in place what stood there.',
    hint: isAddress(place.file ?? '')
      ? 'A post never goes out a second time by itself. Bring the edit to the channels with `omk forward --update`.'
      : `A post never goes out a second time by itself. Bring the edit with \`omk update ${file(place)}\`, or place it once more on purpose with \`omk publish ${file(place)} --again CHANNEL --yes\`.`,
  }),
  'begun-edited': (_values, place) => ({
    message: 'Part of the readers have this newsletter already, as it was; omk does not mail another text to the others by itself.',
    hint: `The new text to everybody: \`omk cancel ${file(place)} --channels newsletter\`, then \`omk publish ${file(place)} --again newsletter --yes\`. To go on with the old one after all: put the text back as it was.`,
  }),
  unconfirmed: ({ detail }, place) => ({
    message: `It is not certain whether the post is on ${inChannel(place)}.${reported(detail)}`,
    hint: look(place),
  }),
  'waits-for-hub': ({ hub, state: name }, place) => ({
    message: `Waits for ${hub} (${state(name)}), because this post links to it.`,
    hint: `As soon as it is on ${hub}, this post goes out. See with \`omk status ${file(place)}\` how it stands there.`,
  }),
  'permalink-unknown': ({ url, expected }) => ({
    message: `${q(url)} is not the address of a post at this destination (${expected}).`,
    hint: 'Open the post, copy the address from the browser and give that.',
  }),
  'not-unconfirmed': ({ state: name }, place) => ({
    message: `There is nothing to report here; the state of the post is: ${state(name)}.`,
    hint: `\`omk resolve\` is for posts that are unconfirmed, and for posts that you place yourself. See \`omk status ${file(place)}\`.`,
  }),
  'to-adopt': (_values, place) => ({
    message: `It cannot be found out whether this post was sent through ${inChannel(place)} before; therefore omk has not sent it.`,
    hint: look(place),
  }),
  'cannot-update': (_values, place) => ({
    message: `A post that stands on ${inChannel(place)} cannot be changed; it is still as it was.`,
    hint: isAddress(place.file ?? '')
      ? `If needed, write a new post with \`corrects: ${file(place)}\` in its front matter.`
      : `If possible, place a correction below it with \`omk update ${file(place)} --correction "TEXT"\`, or write a new post with \`corrects:\` in its front matter.`,
  }),
  'post-gone': (_values, place) => ({
    message: `The post no longer stands on ${inChannel(place)}; there is nothing to change.`,
    hint: `If it was deleted on purpose, nothing needs doing. To post it again, run \`omk publish ${file(place)} --again ${place.channelId ?? 'CHANNEL'} --yes\`.`,
  }),
  'cannot-retract': (_values, place) => ({
    message: `What was sent through ${inChannel(place)} cannot be taken back.`,
    hint: 'If needed, tell the readers in a new post what was wrong.',
  }),
  retracted: ({ reason, at }, place) => ({
    message: `This post was taken back (${at}). The reason: "${ended(reason)}".`,
    hint: `If you want to place it again on purpose, run \`omk publish ${file(place)} --again ${place.channelId ?? 'CHANNEL'} --yes\`.`,
  }),
  'nothing-known': ({ post }) => ({
    message: `Nothing of ${q(post)} was prepared or sent yet.`,
    hint: 'Check the name of the file, or send the post with `omk publish`.',
  }),
  held: ({ due }, place) => ({
    message: `Held back, because the post should have gone out at ${due} and that is too long ago.`,
    hint: `If it must still go out, run ${published(place)} or \`omk resume ${file(place)}\`. If not: \`omk cancel ${file(place)}\`.`,
  }),
  interrupted: (_values, place) => (place.channelId === 'newsletter' ? stoppedMailing : { message: stopped(place), hint: findOut(place) }),
  'no-readers': () => ({
    message: 'Skipped, because there are no readers for whom this post is meant.',
    hint: 'Put readers on the list, for example with `omk subscribers add`, or check `audience` in the front matter of the post.',
  }),
  'is-draft': () => ({
    message: 'Skipped, because the post is a draft.',
    hint: 'Remove `draft: true` when the post may go out.',
  }),
  'switched-off': (_values, place) => ({
    message: `Skipped, because ${place.channel ?? 'this channel'} is switched off.`,
    hint: `Remove \`${place.channelId ?? 'channel'}: false\` from the front matter, or the setting in omk.yaml that switches it off, if the channel should take part.`,
  }),
};
