/** Looks for a message whose answer was lost (contract yammer 10). Feeds have holes, so "not there" proves nothing. */
import type { CallContext } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import type { Finding, Receipt } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import { dataOf, type Fields, fieldsOf, isYes, type YammerClient } from './client.ts';
import { detailOf, receiptOf } from './outcome.ts';
import { replyToOf } from './payload.ts';

interface Search {
  readonly client: YammerClient;
  readonly context: CallContext;
  readonly token: string;
}

const skewMs = 120_000;

export async function findMessage(message: Message, { client, context, token }: Search): Promise<Finding> {
  let unsure: Finding = { kind: 'unsure', hasLooked: true };
  const replyTo = replyToOf(message);
  const there = replyTo ? `in_thread/${replyTo}` : `in_group/${context.destination}`;
  for (const feed of ['messages/sent.json?limit=20', `messages/${there}.json?limit=20`]) {
    const answer = await client.get(feed, context.signal);
    const receipt = isYes(answer) ? await receiptIn(dataOf(answer), message, context) : undefined;
    if (receipt) return { kind: 'found', receipt };
    if (answer.kind !== 'answer') unsure = { kind: 'unsure', problem: problem('no-answer', { detail: answer.detail }) };
    else if (!isYes(answer)) unsure = { kind: 'unsure', problem: problem('unavailable', { detail: detailOf(answer, token) }) };
  }
  return unsure;
}

async function receiptIn(data: unknown, message: Message, context: CallContext): Promise<Receipt | undefined> {
  const { messages, meta } = fieldsOf(data);
  const me = fieldsOf(meta).current_user_id;
  const found = (Array.isArray(messages) ? messages : []).map(fieldsOf).filter((listed) => isSought(listed, { message, context, me }));
  for (const receipt of found.flatMap((listed) => receiptOf(listed) ?? [])) {
    if (!(await context.isTaken(receipt.remoteId))) return receipt;
  }
  return undefined;
}

function isSought(listed: Fields, { message, context, me }: { message: Message; context: CallContext; me: unknown }): boolean {
  const plain = fieldsOf(listed.body).plain;
  const at = yammerDate(listed.created_at);
  return (
    String(listed.group_id) === context.destination &&
    (me === undefined || listed.sender_id === me) &&
    String(listed.replied_to_id ?? '') === (replyToOf(message) ?? '') &&
    typeof plain === 'string' &&
    normalised(plain) === normalised(message.text) &&
    at !== undefined &&
    at >= context.since.getTime() - skewMs
  );
}

/** `2026/11/20 09:15:31 +0000` (contract yammer 3). */
export function yammerDate(value: unknown): number | undefined {
  const match = typeof value === 'string' ? value.match(/^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d):?(\d\d)$/) : null;
  if (!match) return undefined;
  const [, year, month, day, time, hours, minutes] = match;
  const at = Date.parse(`${year}-${month}-${day}T${time}${hours}:${minutes}`);
  return Number.isNaN(at) ? undefined : at;
}

/** Yammer may shorten an address, so any address equals any other. */
const normalised = (text: string): string =>
  text
    .replace(/https?:\/\/\S+/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
