/** For `omk doctor`: the mail server, the signature and the domain in DNS, side by side. Never sends a mail. */
import { domainToASCII } from 'node:url';
import type { ChannelDeps, ChannelValues } from '../../core/channel.ts';
import { answered, type Check, unchecked } from '../../core/check.ts';
import { checkServer } from './check-server.ts';
import type { Signing } from './dkim.ts';
import { checkBounces } from './domain/bounces.ts';
import { checkDkimRecord } from './domain/dkim-record.ts';
import { checkDmarc } from './domain/dmarc.ts';
import { createLookUp, type LookUp } from './domain/look-up.ts';
import { checkSpf } from './domain/spf.ts';
import { domainOf, parseMailbox } from './mail-address.ts';
import type { SmtpServer } from './smtp-server.ts';

export interface CheckOptions {
  readonly values: ChannelValues;
  readonly deps: ChannelDeps;
  readonly signal: AbortSignal;
  /** Both throw an OmkError for what has to be mended. */
  readonly server: () => SmtpServer;
  /** A key that was proved with a mail; `undefined`: omk does not sign. */
  readonly signing: () => Promise<Signing | undefined>;
}

export async function checkSending(options: CheckOptions): Promise<readonly Check[]> {
  const { values, deps, signal } = options;
  const domains = domainsOf(values);
  const lookUp = openLookUp(options);
  const checks = await Promise.all([
    answered('server', async () => checkServer(options.server(), { deadlineMs: deps.deadlineMs, signal })),
    answered('dkim', async () => checkSigning(await options.signing(), domains.from, lookUp)),
    answered('spf', async () => checkSpf(domains.envelope, lookUp())),
    answered('dmarc', async () => checkDmarc(domains, lookUp())),
    answered('bounces', async () => checkBounces(domains.envelope, lookUp())),
  ]);
  return checks.flat();
}

/** One for all, so that no question is asked twice; whoever asks first learns that it may not be asked. */
function openLookUp({ values, deps, signal }: CheckOptions): () => LookUp {
  const { dns } = values.settings;
  let lookUp: LookUp | undefined;
  return () =>
    (lookUp ??= createLookUp({
      ...(dns !== undefined && { server: dns }),
      deadlineMs: deps.deadlineMs,
      signal,
      permit: deps.network.permit,
    }));
}

async function checkSigning(signing: Signing | undefined, domain: string, lookUp: () => LookUp): Promise<readonly Check[]> {
  if (!signing) return [unchecked('dkim', 'dkim-by-relay', { domain })];
  return checkDkimRecord({ ...signing, domain: asciiOf(signing.domain) }, lookUp());
}

function domainsOf({ settings, options }: ChannelValues) {
  const from = asciiOf(domainOf(parseMailbox(String(options['from'] ?? ''))?.address ?? ''));
  // Where mail comes back to: an address of its own for each reader, or the sender's.
  const bounces = options['bounces'];
  const envelope = typeof bounces === 'string' ? asciiOf(domainOf(bounces)) : from;
  const { dkimDomain, dkimSelector, dkimKeyFile } = settings;
  const signs = dkimDomain !== undefined && dkimSelector !== undefined && dkimKeyFile !== undefined;
  return { from, envelope, ...(signs && { signer: asciiOf(dkimDomain) }) };
}

/** As it stands in DNS. */
const asciiOf = (domain: string): string => domainToASCII(domain.replace(/\.$/, '')).toLowerCase();
