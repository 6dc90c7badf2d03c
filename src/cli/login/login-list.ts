/** Who is logged in where, since when and until when. */
import type { Channel } from '../../core/channel.ts';
import { type Credential, standingOf } from '../../core/login.ts';
import type { Context } from '../context.ts';
import { columns } from '../layout.ts';
import type { LoginWords } from '../messages/login-words.ts';
import { createMoments, type TellMoment } from '../moments.ts';
import { readCredentials } from './credentials.ts';
import { namesOf } from './logins.ts';

export interface ListedLogin {
  readonly channel: string;
  /** `environment`: variables are there, and they win. */
  readonly source: 'login' | 'environment' | null;
  readonly account: string | null;
  readonly since: string | null;
  readonly renewedAt: string | null;
  /** When a person has to log in again, as far as that is known. */
  readonly until: string | null;
  /** `good ending to-renew overdue ended`, or null where nobody is logged in. */
  readonly standing: string | null;
  /** Names of the variables that are there. */
  readonly environment: readonly string[];
}

export function listLogins({ project }: Context, now: Date) {
  const { stored, problem } = readCredentials(project);
  const channels = project.kinds.filter(({ login }) => login);
  return { problem, logins: channels.map((channel) => listed(channel, stored[channel.id], { project, now })) };
}

function listed(
  channel: Channel,
  credential: Credential | undefined,
  { project, now }: { readonly project: Context['project']; readonly now: Date },
): ListedLogin {
  const environment = (project.logins.overruledBy[channel.id] ?? []).filter((name) => namesOf(channel).includes(name));
  return {
    channel: channel.id,
    source: environment.length > 0 ? 'environment' : credential ? 'login' : null,
    account: credential?.account ?? null,
    since: isoOf(credential?.obtainedAt),
    renewedAt: isoOf(credential?.renewedAt),
    until: isoOf(credential && endOf(credential)),
    standing: credential ? standingOf(credential, now, channel.login?.warnDays ?? 0).kind : null,
    environment,
  };
}

const isoOf = (at: Date | undefined): string | null => at?.toISOString() ?? null;

/** What renews itself has no end that a person needs to know, unless the renewing has. */
export const endOf = ({ refreshToken, refreshExpiresAt, expiresAt }: Credential): Date | undefined =>
  refreshToken === undefined ? expiresAt : refreshExpiresAt;

export function listText(logins: readonly ListedLogin[], { project, output }: Context, words: LoginWords): string {
  if (logins.every(({ source }) => source === null)) return words.nobody;
  const tell = createMoments(project.messageLanguage, project.timezone);
  const rows = logins.map((one) => ({ cells: [output.colour.bold(output.label(one.channel))], text: linesOf(one, tell, words) }));
  return columns(rows, { width: output.width, left: 0 });
}

function linesOf(one: ListedLogin, tell: TellMoment, words: LoginWords): readonly string[] {
  const names = one.environment.join(', ');
  if (one.account === null) return [names === '' ? words.none : words.fromEnvironment(names)];
  const ends = one.until === null ? [] : [`${words.columns.until.toLowerCase()} ${tell(new Date(one.until))}`];
  const since = one.since === null ? [] : [`${words.columns.since.toLowerCase()} ${tell(new Date(one.since))}`];
  return [[one.account, ...since, ...ends].join(', '), ...(names === '' ? [] : [words.overruled(names)])];
}
