/** A name server on loopback: answers what one simulator says of a name. */
import { createSocket, type Socket } from 'node:dgram';
import type { Answer, Packet } from 'dns-packet';
import type { NameRecord } from '../core/channel.ts';

export interface DnsOptions {
  /** All that a name holds; `undefined`: there is no such name. */
  readonly lookUp: (name: string) => Promise<readonly NameRecord[] | undefined>;
  readonly port?: number;
}

export interface RunningDns {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  close(): Promise<void>;
}

/** Listens on the port, or on any free one when it is taken. What reads packets is loaded by the first question. */
export async function startDns({ lookUp, port = 0 }: DnsOptions): Promise<RunningDns> {
  const socket = await listen(port).catch(() => listen(0));
  socket.on('message', (message, { port: back, address }) => {
    // A packet that is no question gets no answer, as anywhere.
    reply(message, lookUp).then(
      (answer) => socket.send(answer, back, address),
      () => {},
    );
  });
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function listen(port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, '127.0.0.1', () => {
      socket.off('error', reject);
      // Whoever asked has gone: nobody is left to tell.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

const nameMissing = 3;

async function reply(message: Uint8Array, lookUp: DnsOptions['lookUp']): Promise<Uint8Array> {
  const { default: packets } = await import('dns-packet');
  const { id, questions = [] }: Packet = packets.decode(Buffer.from(message));
  const [question] = questions;
  if (!question) throw new Error('No question.');
  const records = await lookUp(question.name.toLowerCase());
  const answers = (records ?? []).filter(({ type }) => type === question.type).map((record) => answerOf(question.name, record));
  const flags = packets.AUTHORITATIVE_ANSWER | packets.RECURSION_AVAILABLE | packets.RECURSION_DESIRED | (records ? 0 : nameMissing);
  return packets.encode({ type: 'response', ...(id !== undefined && { id }), flags, questions: [question], answers });
}

const answerOf = (name: string, record: NameRecord): Answer =>
  record.type === 'MX'
    ? { name, type: 'MX', ttl: 60, data: { preference: 10, exchange: record.exchange } }
    : { name, type: record.type, ttl: 60, data: record.data };
