/** A name server on this computer, from the standard alone (RFC 1035). */
import { createSocket } from 'node:dgram';
import dnsPacket, { type Answer } from 'dns-packet';
import { onTestFinished } from 'vitest';

export interface Name {
  /** Each text in pieces, or cut into such as a packet can hold. */
  readonly TXT?: readonly (string | readonly string[])[];
  readonly MX?: readonly string[];
  readonly A?: readonly string[];
  readonly CNAME?: string;
  /** This name alone is broken. */
  readonly fails?: true;
}

export type Zone = Readonly<Record<string, Name>>;

export interface DnsDouble {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** `TXT example.nl`, in the order in which they came. */
  readonly questions: readonly string[];
}

const answersOf = (zone: Zone, name: string, type: string): Answer[] => {
  const { TXT = [], MX = [], A = [], CNAME } = zone[name] ?? {};
  if (CNAME !== undefined) {
    const rest = type === 'CNAME' ? [] : answersOf(zone, CNAME, type);
    return [{ type: 'CNAME', name, ttl: 1, data: CNAME }, ...rest];
  }
  if (type === 'TXT')
    return TXT.map((text) => ({ type, name, ttl: 1, data: typeof text === 'string' ? (text.match(/.{1,255}/g) ?? []) : [...text] }));
  if (type === 'A') return A.map((data) => ({ type, name, ttl: 1, data }));
  return type === 'MX' ? MX.map((exchange, index) => ({ type, name, ttl: 1, data: { preference: 10 * (9 - index), exchange } })) : [];
};

const codes = { fine: 0, broken: 2, missing: 3 } as const;

/** `isSilent`: takes every question and answers none. */
export async function openDnsDouble(zone: Zone, { isSilent = false } = {}): Promise<DnsDouble> {
  const socket = createSocket('udp4');
  const questions: string[] = [];
  socket.on('message', (message, { port, address }) => {
    const { id = 0, questions: [question] = [] } = dnsPacket.decode(message);
    if (!question) return;
    const name = question.name.toLowerCase();
    questions.push(`${question.type} ${name}`);
    if (isSilent) return;
    const code = zone[name]?.fails ? codes.broken : zone[name] ? codes.fine : codes.missing;
    const answers = answersOf(zone, name, question.type);
    socket.send(
      dnsPacket.encode({ type: 'response', id, flags: dnsPacket.RECURSION_AVAILABLE | code, questions: [question], answers }),
      port,
      address,
    );
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => void socket.close(() => resolve())));
  return { address: `127.0.0.1:${socket.address().port}`, questions };
}
