/** Settings and options against each other: what is missing, what does not fit, what large receivers will refuse. */
import type { ChannelValues } from '../../core/channel.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { deliveryProblems } from './delivery-settings.ts';
import { isDnsServer } from './dns-server.ts';
import { domainOf, parseMailbox } from './mail-address.ts';
import { settings } from './options.ts';
import { parseSmtpUrl } from './smtp-server.ts';

export const problemsOfSettings = (values: ChannelValues): readonly Problem[] => [
  ...missingKeys(values),
  ...smtpProblems(values),
  ...dkimProblems(values),
  ...deliveryProblems(values.options),
  ...trustProblems(values),
  ...dnsProblems(values),
];

const missingKeys = ({ options: given }: ChannelValues): readonly Problem[] =>
  ['from', 'listId'].filter((key) => !given[key]).map((key) => problem('config-missing-key', { key: `newsletter.${key}` }));

const smtpProblems = ({ settings: { smtp } }: ChannelValues): readonly Problem[] =>
  smtp && !parseSmtpUrl(smtp) ? [problem('config-bad-value', { name: settings.smtp.env, expected: 'address' })] : [];

/** What large receivers look at first (contract newsletter 5). A server on this computer is for practice or signs by itself. */
function trustProblems({
  settings: { smtp, dkimDomain },
  options: { from, signing, unsubscribe, web },
}: ChannelValues): readonly Problem[] {
  const domain = domainOf(parseMailbox(String(from ?? ''))?.address ?? '');
  const server = parseSmtpUrl(smtp ?? '');
  if (!domain || !server || server.security === 'plain') return [];
  return [
    ...(!dkimDomain && signing !== 'relay' ? [problem('mail-unsigned', { domain })] : []),
    ...(dkimDomain && !isRelated(domain, dkimDomain) ? [problem('mail-misaligned', { domain, signed: dkimDomain })] : []),
    ...(unsubscribe || web ? [] : [problem('mail-no-one-click', {})]),
  ];
}

/** One of them is the other, or lies below it. */
function isRelated(one: string, other: string): boolean {
  const [a, b] = [`.${one.toLowerCase()}`, `.${other.toLowerCase()}`];
  return a.endsWith(b) || b.endsWith(a);
}

const dnsProblems = ({ settings: { dns } }: ChannelValues): readonly Problem[] =>
  dns && !isDnsServer(dns) ? [problem('config-bad-value', { name: settings.dns.env, expected: 'dns-server' })] : [];

/** Signing needs all three; one or two of them mean that somebody expects it (interface 2). */
function dkimProblems({ settings: given }: ChannelValues): readonly Problem[] {
  const names = ['dkimDomain', 'dkimSelector', 'dkimKeyFile'] as const;
  const envOf = (wanted: boolean) => names.filter((name) => Boolean(given[name]) === wanted).map((name) => settings[name].env);
  const [present, missing] = [envOf(true), envOf(false)];
  return present.length > 0 && missing.length > 0
    ? [problem('config-incomplete', { given: present.join(', '), missing: missing.join(', ') })]
    : [];
}
