/**
 * The outside world of a live project: five services on this computer, written from their contracts and from nothing in
 * src, so that both sides cannot share a mistake.
 */
import type { Received } from './doubles-http.ts';
import { type LinkedinDouble, openLinkedinDouble } from './doubles-linkedin.ts';
import { openPleioDouble, type PleioDouble } from './doubles-pleio.ts';
import { openSmtpDouble, type SmtpDouble } from './doubles-smtp.ts';
import { openXDouble, type XDouble } from './doubles-x.ts';
import { openYammerDouble, type YammerDouble } from './doubles-yammer.ts';

export interface Outside {
  readonly pleio: PleioDouble;
  readonly x: XDouble;
  readonly linkedin: LinkedinDouble;
  readonly yammer: YammerDouble;
  readonly smtp: SmtpDouble;
  /** Every request to any of the services, in the order in which they came. */
  readonly timeline: readonly Received[];
  /** What omk needs to reach them, in live mode. */
  readonly env: Readonly<Record<string, string>>;
}

const keys = { X_APP_KEY: 'sleutel-app', X_APP_SECRET: 'geheim-app', X_ACCESS_TOKEN: '7001-sleutel', X_ACCESS_SECRET: 'geheim-toegang' };
const cookie = 'sessionid=geheime-koek';
const linkedinToken = 'geheim-token-linkedin';
const yammerToken = 'geheim-token-yammer';
const login = { user: 'nieuwsbrief', password: 'geheim&woord' };

/** None of these may ever be printed or stored. */
export const secrets: readonly string[] = [
  ...Object.values(keys),
  'geheime-koek',
  linkedinToken,
  yammerToken,
  login.password,
  encodeURIComponent(login.password),
  'geheim-van-omk',
];

export async function openOutside(): Promise<Outside> {
  const timeline: Received[] = [];
  const [pleio, x, linkedin, yammer, smtp] = await Promise.all([
    openPleioDouble(timeline, cookie),
    openXDouble(timeline, keys),
    openLinkedinDouble(timeline, linkedinToken),
    openYammerDouble(timeline, yammerToken),
    openSmtpDouble(login),
  ]);
  const env = {
    OMK_MODE: 'live',
    OMK_SECRET: 'geheim-van-omk',
    PLEIO_COOKIE: cookie,
    PLEIO_URL: pleio.address,
    ...keys,
    X_API_URL: x.address,
    LINKEDIN_ACCESS_TOKEN: linkedinToken,
    LINKEDIN_API_URL: linkedin.address,
    YAMMER_ACCESS_TOKEN: yammerToken,
    YAMMER_API_URL: yammer.address,
    YAMMER_FILES_URL: yammer.filesAddress,
    SMTP_URL: `smtp://${login.user}:${encodeURIComponent(login.password)}@127.0.0.1:${smtp.port}`,
  };
  return { pleio, x, linkedin, yammer, smtp, timeline, env };
}

/** How much stands out there. */
export const counts = ({ pleio, x, linkedin, yammer, smtp }: Outside) => ({
  pleio: pleio.posts.length,
  x: x.posts.length,
  linkedin: linkedin.posts.length,
  yammer: yammer.messages.length,
  newsletter: smtp.mails.length,
});
