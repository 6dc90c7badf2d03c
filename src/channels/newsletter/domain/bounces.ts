/** Can mail that comes back arrive? Receivers refuse mail whose return address cannot take any (contract newsletter 6). */
import { type Check, fault, good } from '../../../core/check.ts';
import { noAnswer } from './finding.ts';
import type { LookUp } from './look-up.ts';

export async function checkBounces(domain: string, lookUp: LookUp): Promise<readonly Check[]> {
  const servers = await lookUp(domain, 'MX');
  if (servers.kind === 'failed') return [noAnswer('bounces', servers)];
  const record = { name: domain, type: 'MX', value: '10 mail.relay.example.' } as const;
  if (servers.kind === 'found') {
    // A single "." says that no mail is taken in (RFC 7505).
    const host = servers.records.find((name) => name !== '' && name !== '.');
    return [
      host === undefined ? fault('bounces', 'bounces-refused', { domain }, record) : good('bounces', 'bounces-arrive', { domain, host }),
    ];
  }
  // Without MX the name's own address takes the mail in (RFC 5321 5.1).
  const address = await lookUp(domain, 'address');
  if (address.kind === 'failed') return [noAnswer('bounces', address)];
  return [
    address.kind === 'found'
      ? good('bounces', 'bounces-arrive', { domain, host: domain })
      : fault('bounces', 'bounces-nowhere', { domain }, record),
  ];
}
