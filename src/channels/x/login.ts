/** Logging in to X: the four strings that its console shows, which never expire (contract x 3.8). */
import type { ChannelValues, EntryWay, LoginDeps, LoginQuestion } from '../../core/channel.ts';
import { done, failed } from '../../core/login.ts';
import { isLoopback } from '../../core/loopback.ts';
import { problem } from '../../core/problem.ts';
import { serverTime, unproved } from '../shared/proving.ts';
import { complaintOf, usernameOf } from './answers.ts';
import { type Account, openConnection } from './connection.ts';

export function openLogin({ settings }: ChannelValues, deps: LoginDeps): EntryWay {
  const { apiUrl = '' } = settings;
  // A pretended X shows its keys on its own front page.
  const place = isLoopback(new URL(apiUrl).hostname) ? apiUrl : 'https://developer.x.com';
  return {
    kind: 'entry',
    about: {
      nl: `U hebt een app nodig in de console voor ontwikkelaars van X (${place}), die mag lezen en schrijven. Daar staan de vier sleutels, onder "Keys and tokens". Zet de app eerst op "Read and write", en maak pas daarna het toegangstoken aan. De sleutels verlopen niet.`,
      en: `You need an app in the developer console of X (${place}) that may read and write. The four keys stand there, under "Keys and tokens". Set the app to "Read and write" first, and only then create the access token. The keys do not expire.`,
    },
    questions,
    grant: (given) => ({ settings: given }),
    prove: async (given, signal) => {
      const connection = await openConnection(accountOf(given), apiUrl, deps);
      const answer = await connection({ method: 'GET', path: 'users/me' }, signal);
      if (answer.kind !== 'answer') return failed(problem('login-away', { detail: answer.detail }), true);
      const headers = new Headers();
      const username = usernameOf(answer.body);
      if (answer.status !== 200 || !username)
        return unproved({ kind: 'answer', status: answer.status, headers, body: '' }, complaintOf(answer.body, answer.status).detail);
      const level = String(answer.headers['x-access-level'] ?? '');
      if (level !== '' && !level.includes('write')) return failed(problem('forbidden', { detail: level }));
      return done({ name: `@${username}`, ...serverTime(answer.headers.date) });
    },
  };
}

const accountOf = ({ appKey = '', appSecret = '', accessToken = '', accessSecret = '' }: Readonly<Record<string, string>>): Account => ({
  appKey,
  appSecret,
  accessToken,
  accessSecret,
});

/** Copying takes spaces, quotation marks and the name along; a key itself has none of them. */
function keyIn(pasted: string): string | undefined {
  const value = pasted
    .trim()
    .replace(/^[A-Z_]+\s*=\s*/, '')
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
  return /^[\x21-\x7e]{8,}$/.test(value) ? value : undefined;
}

/** An access token begins with the number of its account, so the app's own key in its place is noticed at once. */
function accessTokenIn(pasted: string): string | undefined {
  const value = keyIn(pasted);
  return value !== undefined && /^\d+-/.test(value) ? value : undefined;
}

const questions: readonly LoginQuestion[] = [
  {
    name: 'appKey',
    label: { nl: 'API key', en: 'API key' },
    help: { nl: 'Onder "Consumer keys": de sleutel van de app.', en: 'Under "Consumer keys": the key of the app.' },
    read: keyIn,
  },
  {
    name: 'appSecret',
    label: { nl: 'API key secret', en: 'API key secret' },
    help: {
      nl: 'Het geheim bij die sleutel. X toont het één keer; kwijt is: opnieuw aanmaken ("Regenerate").',
      en: 'The secret of that key. X shows it once; if it is lost, make a new one ("Regenerate").',
    },
    read: keyIn,
  },
  {
    name: 'accessToken',
    label: { nl: 'Access token', en: 'Access token' },
    help: {
      nl: 'Onder "Authentication tokens". Het begint met het nummer van het account, dan een streepje.',
      en: 'Under "Authentication tokens". It begins with the number of the account, then a hyphen.',
    },
    read: accessTokenIn,
  },
  {
    name: 'accessSecret',
    label: { nl: 'Access token secret', en: 'Access token secret' },
    help: { nl: 'Het geheim bij dat token.', en: 'The secret of that token.' },
    read: keyIn,
  },
];
