/** What `omk doctor` finds wrong with accounts and surroundings, in English. */
import { bytesIn, type LookCatalogue, type LookingCatalogue, listed, type Place } from './problem-catalogue.ts';

const size = (bytes: number): string => bytesIn(bytes, '.');
const duration = (seconds: number): string =>
  seconds < 120
    ? `${Math.round(seconds)} seconds`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} minutes`
      : `${Math.round(seconds / 3600)} hours`;
const side = (isAhead: boolean): string => (isAhead ? 'fast' : 'slow');
const audiences: Readonly<Record<string, string>> = {
  public: 'everybody',
  'logged-in': 'whoever is signed in',
  group: 'members of the group',
};
const audience = (name: string): string => audiences[name] ?? `access level ${name}`;

const odd = {
  quotes: [
    'There are quotation marks around the value, and they count as part of it.',
    'Remove the quotation marks where the value is set.',
  ],
  space: ['There is a space or a new line inside the value.', 'Copy the value again, in one piece.'],
  bearer: ['The value begins with "Bearer".', 'Put down the token alone; omk adds that word.'],
  example: ['It looks like an example that was not filled in yet.', 'Put down the real value.'],
  'no-session': [
    'There is no `sessionid=` in it, by which Pleio knows who is signed in.',
    'Copy the cookie `sessionid` from the browser and write sessionid=….',
  ],
  'no-account': [
    'The value does not begin with the number of an account and a hyphen, as an access token of X does.',
    'See that it is not the key of the app: X gives four different values.',
  ],
} as const;

export const lookProblemsEn: LookCatalogue = {
  'service-unknown-name': ({ host }) => ({
    message: `The name ${host} cannot be found on the internet now.`,
    hint: 'Check that the address is spelled right, and the connection.',
  }),
  'service-certificate': ({ host, detail }) => ({
    message: `omk cannot make a safe connection with ${host} (${detail}), so it hands over no credentials.`,
    hint: "Check the address and this computer's clock. If a proxy of your organisation is in between, ask your administrator for NODE_EXTRA_CA_CERTS.",
  }),
  'service-not-api': ({ host }) => ({
    message: `${host} answered with a web page instead of data.`,
    hint: 'Mostly the address is wrong, or a network wants you to sign in first. Open the address in a browser to see what is there.',
  }),
  'account-blocked': ({ name }) => ({
    message: `The account ${name} is blocked.`,
    hint: 'Ask the administrator of the site to release it.',
  }),
  'author-other': ({ author, account }) => ({
    message: `The token belongs to ${account}, but omk is to post as ${author}.`,
    hint: 'Set `linkedin.author` to the person of the token, or get a token for the person that stands there.',
  }),
  'csrf-wanted': () => ({
    message: 'The site wants a CSRF token with every call, and the cookie does not hold the right one.',
    hint: 'Copy the cookie `csrftoken` from the browser as well, and write PLEIO_COOKIE="sessionid=…; csrftoken=…" in .env.',
  }),
  'may-not-post': ({ name, type }) => ({
    message: `This account may not post the type ${type} in "${name}".`,
    hint:
      type === 'news'
        ? 'News is for editors of the site: ask the administrator for that role, or choose another `pleio.type`, such as blog.'
        : 'Ask the administrator for the right to post, or choose another `pleio.type`.',
  }),
  'not-a-member': ({ name }) => ({
    message: `This account is no member of "${name}".`,
    hint: 'Make the account a member there, or put another destination into omk.yaml.',
  }),
  'access-unknown': ({ level }) => ({
    message: `Nothing there can be shown to "${audience(level)}".`,
    hint: 'Choose public, logged-in, group or a level of the site itself as `pleio.access`.',
  }),
  'access-will-narrow': ({ wanted, got }) => ({
    message: `The group is closed: posts will be shown to ${audience(got)}, not to ${audience(wanted)}.`,
    hint: 'If that is meant, put `pleio.access: group` into omk.yaml. Otherwise the group has to be opened.',
  }),
  'community-inactive': ({ name, state }) => ({
    message: `The community "${name}" is not in use (${state}).`,
    hint: 'Choose another `yammer.community`, or ask the administrator to open it again.',
  }),
  'community-restricted': ({ name }) => ({
    message: `Only administrators of the community may post in "${name}".`,
    hint: 'Check that this account is one of them; Yammer does not tell.',
  }),
  'files-forbidden': () => ({
    message: 'The network allows no attachments, so pictures will not go along.',
    hint: 'Ask the administrator of the network to allow attachments, if you need them.',
  }),
  'app-read-only': () => ({
    message: 'These keys may only read, so omk cannot post with them.',
    hint: 'Give the app the permission "Read and write" in the developer console of X, and then make new access tokens: the old ones stay read-only.',
  }),
  'calls-used-up': ({ resetAt }) => ({
    message: `The calls that are allowed are used up${resetAt === '' ? '' : `; ${resetAt} it works again`}.`,
    hint: 'All you have to do is wait.',
  }),
  'token-expired': ({ at }, place) => ({ message: `The token has expired: ${at}.`, hint: login(place) }),
  'token-expires': ({ at }, place) => ({ message: `The token expires ${at}.`, hint: `Renew it in time. ${login(place)}` }),
  'version-ending': ({ version, ends }) => ({
    message: `Version ${version} of the LinkedIn API is ending: it works until about ${ends}.`,
    hint: 'Set `linkedin.version` in omk.yaml to a newer version, as year and month between quotation marks.',
  }),
  'version-over': ({ version, ends }) => ({
    message: `Version ${version} of the LinkedIn API ended on ${ends}, by the calendar.`,
    hint: 'Set `linkedin.version` in omk.yaml to a newer version, as year and month between quotation marks.',
  }),
  'clock-off': ({ seconds, isAhead }) => ({
    message: `This computer's clock is ${duration(seconds)} ${side(isAhead)}.`,
    hint: 'Set the clock right (automatically, with a time server): otherwise scheduled posts go out at the wrong moment.',
  }),
  'clock-wrong': ({ seconds, isAhead }) => ({
    message: `This computer's clock is ${duration(seconds)} ${side(isAhead)}. Channels that want signed calls, such as X, then refuse everything.`,
    hint: 'Set the clock right (automatically, with a time server), and look again.',
  }),
  'disk-low': ({ bytes }) => ({
    message: `Only ${size(bytes)} are free on the disk of the ledger.`,
    hint: 'Make room. Without room omk cannot remember what was published, and then publishes nothing.',
  }),
  'disk-full': ({ bytes }) => ({
    message: `The disk of the ledger is full (${size(bytes)} free).`,
    hint: 'Make room. Until then omk cannot remember what was published, and so publishes nothing.',
  }),
  'runtime-old': ({ version, needed }) => ({
    message: `omk runs on Node.js ${version}, and needs ${needed} or newer.`,
    hint: 'Install a newer version of Node.js.',
  }),
  'zone-unknown': ({ zone }) => ({
    message: `This Node.js does not know the rules of the time zone ${zone}, so moments come out wrong.`,
    hint: 'Install Node.js with full language data (full-icu), as from nodejs.org.',
  }),
  'file-open-to-others': ({ path }) => ({
    message: `Others on this computer can read "${path}" too.`,
    hint: `Make it readable for yourself alone: \`chmod 600 ${/^[\w./-]+$/.test(path) ? path : `"${path}"`}\`.`,
  }),
  'config-odd-value': ({ name, reason }) => ({ message: `${name} looks odd. ${odd[reason][0]}`, hint: odd[reason][1] }),
  'template-forgets': ({ path, variables }) => ({
    message: `Your own template "${path}" leaves out what the shipped one shows: ${listed(variables, 'and')}.`,
    hint: `If that is not meant, put it in as ${variables.map((name) => `{{ ${name} }}`).join(', ')}.`,
  }),
  'ledger-log-large': ({ bytes }) => ({
    message: `The log beside the ledger has grown to ${size(bytes)}: another process has kept it open for long.`,
    hint: 'See whether an old `omk` command is still hanging. No data is lost.',
  }),
  'config-missing-live': ({ names }) => ({
    message: `To publish this for real, ${names.length === 1 ? 'this is' : 'these are'} still missing: ${listed(names, 'and')}.`,
    hint: 'Put them into .env, beside omk.yaml. This trial does not need them.',
  }),
};

const channel = ({ channel: label }: Place): string => label ?? 'The channel';
const said = (detail: string | undefined): string => (detail ? ` It answered: "${detail.replace(/[\s.]+$/u, '')}".` : '');
const later = 'Look again later with `omk doctor`. If it stays so, see whether the channel reports a failure.';

const login = ({ channelId = '' }: Place): string =>
  channelId === '' || channelId === 'newsletter'
    ? 'Renew the credentials in .env.'
    : `Sign in again with \`omk login ${channelId}\`, or put new credentials into .env.`;

const keys: Readonly<Record<string, string>> = { pleio: 'pleio.group', linkedin: 'linkedin.group', yammer: 'yammer.community' };
const where = ({ channelId = '' }: Place): string =>
  keys[channelId] ? `\`${keys[channelId]}\` in omk.yaml` : 'the settings of this channel';

/** The same trouble where no post is under way: nothing is to be retried or looked up. */
export const lookingEn: LookingCatalogue = {
  auth: ({ detail }, place) => ({
    message: `${channel(place)} does not recognise the login (any more).${said(detail)}`,
    hint: `${login(place)}${place.channelId === 'x' ? " If this computer's clock is wrong, set it right first." : ''}`,
  }),
  forbidden: ({ detail }, place) => ({
    message: `${channel(place)} does not allow this account what omk asked for.${said(detail)}`,
    hint: 'Ask the administrator of this channel for the right to read and to post.',
  }),
  rejected: ({ detail }, place) => ({
    message: `${channel(place)} refused omk's question.${said(detail)}`,
    hint: 'Check the settings of this channel. If they are right, the channel may have changed: see whether there is a newer omk.',
  }),
  'not-found': ({ detail }, place) => ({
    message: `${channel(place)} could not find what omk looked for.${said(detail)}`,
    hint: `Check the address, and ${where(place)}.`,
  }),
  'rate-limited': ({ detail }, place) => ({
    message: `${channel(place)} asked to wait for a while.${said(detail)}`,
    hint: 'All you have to do is wait. Look again in a few minutes with `omk doctor`.',
  }),
  'out-of-credit': ({ detail }, place) => ({
    message: `The credit at ${place.channel ?? 'the channel'} is used up.${said(detail)}`,
    hint: `Buy credit in the developer console of ${place.channel ?? 'the channel'}; until then omk cannot post there.`,
  }),
  'spend-cap': ({ detail }, place) => ({
    message: `The spend cap at ${place.channel ?? 'the channel'} is reached.${said(detail)}`,
    hint: `Raise the cap in the developer console of ${place.channel ?? 'the channel'}, or wait until the new period begins.`,
  }),
  'version-dead': ({ version }) => ({
    message: `LinkedIn does not support version "${version}" of its API (any more).`,
    hint: 'Set `linkedin.version` in omk.yaml to a newer version, as year and month between quotation marks.',
  }),
  unavailable: ({ detail }, place) => ({
    message: `${channel(place)} cannot be reached now (${detail}).`,
    hint: 'Check the internet connection and the address. If it is a failure over there, waiting is enough.',
  }),
  'no-answer': ({ detail }, place) => ({ message: `${channel(place)} did not answer in time (${detail}).`, hint: later }),
  'server-error': ({ status }, place) => ({ message: `${channel(place)} reports a failure (code ${status}).`, hint: later }),
  'unreadable-answer': ({ detail }, place) => ({
    message: `${channel(place)} gave an answer that omk does not understand (${detail}).`,
    hint: later,
  }),
  redirected: ({ to }, place) => ({
    message: `${channel(place)} redirects to ${to === '' ? 'another address' : to}; omk does not follow, to protect the credentials.`,
    hint: 'Put the primary address of the channel into omk.yaml or .env. If it is a login page, sign in again.',
  }),
  'destination-unknown': ({ name }, place) => ({
    message: `${channel(place)} does not know "${name}", or this account has no access to it.`,
    hint: `Check ${where(place)}, and that the account is a member there.`,
  }),
  'destination-ambiguous': ({ name, count }, place) => ({
    message: `On ${place.channel ?? 'the channel'} ${count} are called "${name}"; omk does not choose among them.`,
    hint: `Put the id from the address of the page into ${where(place)}, instead of the name.`,
  }),
  'destination-closed': ({ name, detail }) => ({
    message: `This account cannot post in "${name}".${said(detail)}`,
    hint: 'Ask its administrator for the right to post.',
  }),
};
