/** Problems of logging in to a channel, in English. */
import { type LoginCatalogue, listed, type Place } from './problem-catalogue.ts';

const ended = (detail: string): string => detail.replace(/[\s.]+$/u, '');
const answered = (detail: string | undefined): string => (detail ? ` and answered: "${ended(detail)}"` : '');
const because = (detail: string): string => (detail ? ` (${ended(detail)})` : '');
const service = ({ channel }: Place): string => channel ?? 'The service';
const inService = ({ channel }: Place): string => channel ?? 'the service';
const login = ({ channelId }: Place): string => `\`omk login ${channelId ?? 'CHANNEL'}\``;
const logIn = (place: Place): string => `Log in again with ${login(place)}.`;
const days = (count: number): string => (count < 1 ? 'less than a day' : `${count} ${count === 1 ? 'day' : 'days'}`);

export const loginProblemsEn: LoginCatalogue = {
  'login-none': ({ name, choices }) => ({
    message: `There is nothing to log in to at "${name}".`,
    hint: choices.length > 0 ? `Choose ${listed(choices, 'or')}.` : 'No channel asks for it.',
  }),
  'login-no-terminal': ({ flags, names }) => ({
    message: 'There is no terminal to ask questions.',
    hint: `Add \`${flags}\`, or set ${names} in the environment or in .env: then there is no need to log in.`,
  }),
  'login-incomplete': ({ names }) => ({
    message: `The input lacks ${names}.`,
    hint: 'Give each value on a line of its own: NAME=value, as in .env.',
  }),
  'login-bad-entry': ({ what }) => ({
    message: `This cannot be right: ${what}.`,
    hint: 'Copy the value again, all of it and nothing around it. Nothing was kept.',
  }),
  'login-stopped': (_, place) => ({ message: 'Logging in was stopped; nothing was kept.', hint: `Begin again with ${login(place)}.` }),
  'login-declined': ({ detail }, place) => ({
    message: `${service(place)} says that permission was not given${because(detail ?? '')}; nothing was kept.`,
    hint: `If that was a mistake, begin again with ${login(place)}. If you may not allow it yourself, ask your administrator.`,
  }),
  'login-stranger': (_, place) => ({
    message: `${service(place)} does not recognise this login; nothing was kept.`,
    hint: `Log in again in the browser, copy the value right after that, and begin again with ${login(place)}.`,
  }),
  'login-refused': ({ detail }, place) => ({
    message: `${service(place)} did not accept this${answered(detail)}; nothing was kept.`,
    hint: 'Check that everything was copied as docs/login.md describes, and that the clock of this computer is right.',
  }),
  'login-away': ({ detail }, place) => ({
    message: `${service(place)} cannot be reached now${because(detail)}; nothing was kept.`,
    hint: `Check the connection and try again later with ${login(place)}.`,
  }),
  'login-unreadable': ({ detail }, place) => ({
    message: `The answer of ${inService(place)} could not be understood${because(detail)}; nothing was kept.`,
    hint: 'Check the addresses in the settings. If a proxy or a login page of your network stands between, log in there first.',
  }),
  'login-foreign': (_, place) => ({
    message: `An answer came that does not belong to this login; omk ignored it and waits for that of ${inService(place)}.`,
    hint: 'If an old window is still open, close it. Use only the window that you have just opened.',
  }),
  'login-too-late': ({ minutes }, place) => ({
    message: `No answer came ${minutes > 0 ? `within ${minutes} minutes` : 'in time'}; nothing was kept.`,
    hint: `Begin again with ${login(place)}.`,
  }),
  'login-clock': ({ minutes }, place) => ({
    message: `The clock of this computer differs about ${minutes} minutes from that of ${inService(place)}.`,
    hint: 'Set the clock right: else a channel refuses the login, and planned times are wrong.',
  }),
  'login-overruled': ({ names }) => ({
    message: `${names} is in the environment or in .env as well, and that wins: what was kept now is not used.`,
    hint: `Remove ${names} there.`,
  }),
  'login-unknown': (_, place) => ({
    message: `No login to ${inService(place)} was kept.`,
    hint: `Log in with ${login(place)}.`,
  }),
  'login-ending': ({ at, days: left }, place) => ({
    message: `The login to ${inService(place)} ends in ${days(left)} (${at}).`,
    hint: logIn(place),
  }),
  'login-overdue': ({ at }, place) => ({
    message: `The login to ${inService(place)} is older than usually works (since ${at}), and may end at any moment.`,
    hint: logIn(place),
  }),
  'login-ended': ({ at }, place) => ({
    message: `The login to ${inService(place)} has ended (${at}).`,
    hint: logIn(place),
  }),
  'login-not-renewed': ({ detail }, place) => ({
    message: `${service(place)} will not renew the login any more${because(detail)}.`,
    hint: logIn(place),
  }),
  'login-renewal-away': ({ detail }, place) => ({
    message: `The login to ${inService(place)} could not be renewed now${because(detail)}.`,
    hint: `omk tries again by itself later. If that does not work either, log in again with ${login(place)}.`,
  }),
  'login-busy': () => ({
    message: 'Another omk process has been busy with a login for a while.',
    hint: 'Try again in a moment.',
  }),
  'credentials-open': ({ path, mode }) => ({
    message: `Others on this computer can read ${path} (mode ${mode}), so omk does not use it.`,
    hint: `Run \`chmod 600 ${path}\`. If somebody may have read it, log in again.`,
  }),
  'credentials-broken': ({ path, detail }) => ({
    message: `${path} cannot be understood (at ${detail}), so omk leaves it alone.`,
    hint: `Put a good copy back; or move it with \`mv ${path} ${path}.old\` and log in again.`,
  }),
  'credentials-unreadable': ({ path, detail }) => ({
    message: `${path} cannot be read (${detail}).`,
    hint: 'Run omk as the user who owns the file.',
  }),
};
