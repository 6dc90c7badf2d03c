/**
 * For `omk doctor`: whose token is this, is the version alive, may omk look up what it posted (contract linkedin 2, 5 and 7).
 * Whether a post may be made, and who is in a group, LinkedIn tells nobody beforehand.
 */
import type { ChannelDeps, ChannelValues } from '../../core/channel.ts';
import { type Check, fault, good, type SawDate, unchecked } from '../../core/check.ts';
import { type Answer, call, parseJson } from '../shared/http.ts';
import { type Asked, heard, troubleOf } from '../shared/look.ts';
import type { Account } from './client.ts';
import { detailOf } from './outcome.ts';
import { lastPart, type Place, placeOf } from './place.ts';
import { endingOf, lifetimeOf } from './version.ts';

export interface Looking {
  readonly values: ChannelValues;
  readonly deps: ChannelDeps;
  /** What `auto` needs; a name when that is missing. */
  readonly account: Account | string;
  readonly signal: AbortSignal;
  readonly sawDate?: SawDate | undefined;
}

export async function checkPlace(looking: Looking): Promise<readonly Check[]> {
  const { values, account } = looking;
  const place = placeOf(values.options);
  if (place.mode === 'off') return [unchecked('channel', 'channel-off', {})];
  if (place.mode === 'assisted') return [good('account', 'hand-off', {}), ...groupOf(place)];
  if (typeof account === 'string') return [fault('settings', 'config-missing', { name: account })];
  const [who, version] = await Promise.all([whoseToken(looking, account, place), versionAlive(looking, account, place)]);
  const told = who.flatMap(codeOf);
  const others = version.filter((check) => !codeOf(check).some((code) => told.includes(code)));
  return [...who, unchecked('token', 'token-undated', {}), ...others, ...groupOf(place), unchecked('permission', 'permission-unseen', {})];
}

/** What keeps one question from being answered mostly keeps the other. */
const codeOf = (check: Check): readonly string[] => ('problem' in check ? [check.problem.code] : []);

const groupOf = ({ group }: Place): readonly Check[] =>
  group ? [unchecked('destination', 'group-unseen', { url: `https://www.linkedin.com/groups/${lastPart(group)}/` })] : [];

interface Question extends Asked {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One question with this token, and what every answer may say. */
async function ask({ deps, signal, sawDate }: Looking, { token, apiUrl }: Account, question: Omit<Question, 'host'>) {
  const { path, headers = {}, about } = question;
  const init = { headers: { ...headers, authorization: `Bearer ${token}`, accept: 'application/json' } };
  const answer = await call(deps.network, { url: `${apiUrl}${path}`, init, deadlineMs: deps.deadlineMs, signal });
  if (answer.kind === 'answer') sawDate?.(answer.headers.get('date'));
  const said = (given: Extract<Answer, { kind: 'answer' }>) =>
    detailOf({ ...given, body: parseJson(given.body) ?? given.body, createdId: '' }, token);
  return { answer, trouble: troubleOf(heard(answer, said), { about, host: new URL(apiUrl).host }) };
}

/** Needs `openid profile`, which posting does not: without them the token may still be right. */
async function whoseToken(looking: Looking, account: Account, { author }: Place): Promise<readonly Check[]> {
  const { answer, trouble } = await ask(looking, account, { path: '/v2/userinfo', about: 'account' });
  if (answer.kind === 'answer' && answer.status === 403) return [unchecked('account', 'account-unseen', {})];
  if (trouble || answer.kind !== 'answer') return trouble ? [trouble] : [];
  const data = parseJson(answer.body);
  const { sub, name } = typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : {};
  if (typeof sub !== 'string') return [fault('account', 'service-not-api', { host: new URL(account.apiUrl).host })];
  const who = typeof name === 'string' && name !== '' ? name : sub;
  const isOther = author?.startsWith('urn:li:person:') === true && lastPart(author) !== sub;
  if (isOther) return [fault('account', 'author-other', { author, account: `urn:li:person:${sub}` })];
  return [good('account', 'account-known', { name: who })];
}

/** Asks for the author's posts: LinkedIn judges the version before the right to read them. */
async function versionAlive(looking: Looking, account: Account, { author = '' }: Place): Promise<readonly Check[]> {
  const { version } = account;
  const { answer, trouble } = await ask(looking, account, {
    path: `/rest/posts?q=author&author=${encodeURIComponent(author)}&count=1&sortBy=CREATED`,
    headers: { 'linkedin-version': version, 'x-restli-protocol-version': '2.0.0', 'x-restli-method': 'FINDER' },
    about: 'version',
  });
  const status = answer.kind === 'answer' ? answer.status : 0;
  if (status === 426) return [fault('version', 'version-dead', { version })];
  const isJudged = status === 200 || status === 403 || status === 404;
  const age = ageOf(version, looking.deps.clock.now(), isJudged);
  // A token that is refused is told once, with the account.
  if (!isJudged) return trouble && status !== 401 ? [...age, { ...trouble, about: 'reading' }] : age;
  return [...age, status === 200 ? good('reading', 'reads-back', {}) : unchecked('reading', 'reads-nothing', {})];
}

/** Beyond its time by the calendar it is wrong, unless LinkedIn has just answered in it. */
function ageOf(version: string, now: Date, isAlive: boolean): readonly Check[] {
  const life = lifetimeOf(version);
  if (!life) return [fault('version', 'config-bad-value', { name: 'linkedin.version', expected: 'version' })];
  const { ends } = life;
  if (now >= life.overAt && !isAlive) return [fault('version', 'version-over', { version, ends })];
  const [warning] = endingOf(version, now);
  return [warning ? { about: 'version', result: 'fault', problem: warning } : good('version', 'version-current', { version, ends })];
}
