/** For `omk doctor`: whose token is this, until when, is the account in the community and may it post there (contract yammer 5). */
import { type Check, type CheckSubject, fault, good, type SawDate, unchecked } from '../../core/check.ts';
import type { ChannelOptions } from '../../core/post.ts';
import { heard, troubleOf } from '../shared/look.ts';
import { type Account, dataOf, type Fields, fieldsOf, type YammerClient } from './client.ts';
import { communityId } from './community.ts';
import { detailOf, isRateLimit } from './outcome.ts';
import { lifetimeOf } from './token.ts';

export interface Looking {
  readonly client: YammerClient;
  readonly account: Account;
  readonly options: ChannelOptions;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly sawDate?: SawDate | undefined;
}

export async function checkCommunity(looking: Looking): Promise<readonly Check[]> {
  const token = tokenOf(looking.account.token, looking.now);
  const me = await ask(looking, 'users/current.json', 'account');
  if ('trouble' in me) return [me.trouble, ...token];
  const user = fieldsOf(me.data);
  const known = good('account', 'account-known', { name: nameOf(user) });
  const [place, files] = await Promise.all([placeOf(looking, user), filesOf(looking)]);
  return [known, ...token, ...place, ...files];
}

/** For tokens that last; those of Entra live for an hour or so, and a warning each time would teach nobody anything. */
const warnAheadMs = 14 * 86_400_000;

function tokenOf(token: string, now: Date): readonly Check[] {
  const { end, isShort } = lifetimeOf(token) ?? {};
  if (!end) return [unchecked('token', 'token-undated', {})];
  const at = end.toISOString();
  if (end <= now) return [fault('token', 'token-expired', { at })];
  const leftMs = end.getTime() - now.getTime();
  if (isShort) return [good('token', 'token-short', { minutes: Math.ceil(leftMs / 60_000) })];
  return leftMs < warnAheadMs ? [fault('token', 'token-expires', { at })] : [good('token', 'token-valid', { until: at.slice(0, 10) })];
}

type Seen = { readonly data: unknown } | { readonly trouble: Check };

async function ask({ client, account, signal, sawDate }: Looking, path: string, about: CheckSubject): Promise<Seen> {
  const answer = await client.get(path, signal);
  if (answer.kind === 'answer') sawDate?.(answer.headers.get('date'));
  const said = heard(answer, (given) => detailOf(given, account.token));
  // Too many calls is also told as 401 and 403 (contract yammer 7).
  const isLater = answer.kind === 'answer' && isRateLimit(answer);
  const trouble = troubleOf(isLater && said.kind === 'answer' ? { ...said, status: 429 } : said, {
    about,
    host: new URL(account.apiUrl).host,
  });
  return trouble ? { trouble } : { data: dataOf(answer) };
}

const nameOf = ({ full_name: fullName, name, network_name: network }: Fields): string => {
  const who = typeof fullName === 'string' && fullName !== '' ? fullName : String(name ?? '?');
  return typeof network === 'string' && network !== '' ? `${who} (${network})` : who;
};

const PAGE = 50;
/** With the three other questions within the pace of eight calls, so that nothing has to wait. */
const MAX_PAGES = 5;

async function placeOf(looking: Looking, user: Fields): Promise<readonly Check[]> {
  const wanted = communityId(String(looking.options.community ?? '')) ?? '';
  const feed = await ask(looking, `messages/in_group/${wanted}.json?limit=1`, 'destination');
  if ('trouble' in feed) return [isMissing(feed.trouble) ? fault('destination', 'destination-unknown', { name: wanted }) : feed.trouble];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const seen = await ask(looking, `groups.json?mine=1&page=${page}`, 'destination');
    if ('trouble' in seen) return [seen.trouble];
    const groups = Array.isArray(seen.data) ? seen.data.map(fieldsOf) : [];
    const found = groups.find(({ id }) => String(id) === wanted);
    if (found) return standing(found, user, wanted);
    if (groups.length < PAGE) return [fault('destination', 'not-a-member', { name: wanted })];
  }
  return [unchecked('destination', 'destination-many', { name: wanted })];
}

const isMissing = (check: Check): boolean => 'problem' in check && check.problem.code === 'not-found';

function standing({ full_name: fullName, state, restricted_posting: isRestricted }: Fields, user: Fields, id: string): readonly Check[] {
  const name = typeof fullName === 'string' && fullName !== '' ? fullName : id;
  if (typeof state === 'string' && state !== 'active') return [fault('destination', 'community-inactive', { name, state })];
  const known = good('destination', 'destination-known', { name });
  // Who runs a community is not told, so this may still be one who does.
  if (isYes(isRestricted) && !isYes(user.admin)) return [known, fault('permission', 'community-restricted', { name })];
  return [known, good('permission', 'may-post', { name })];
}

/** Some yes or no comes as a text. */
const isYes = (value: unknown): boolean => value === true || value === 'true';

/** Told only where attachments are forbidden: most posts have none. */
async function filesOf(looking: Looking): Promise<readonly Check[]> {
  const seen = await ask(looking, 'networks/current.json', 'permission');
  if ('trouble' in seen) return [];
  const networks = Array.isArray(seen.data) ? seen.data.map(fieldsOf) : [];
  const own = networks.find((network) => isYes(network.is_primary)) ?? networks[0];
  return own?.allow_attachments === false ? [fault('permission', 'files-forbidden', {})] : [];
}
