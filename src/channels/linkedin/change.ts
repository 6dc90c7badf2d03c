/** Brings an edit to a post, or takes it back; a person does it where omk may not (contract linkedin 5 and 8.2). */
import type { CallContext, ChannelDeps } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import type { Receipt, SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import type { Account, LinkedinClient } from './client.ts';
import { handOffOfChange } from './hand-off.ts';
import { escapeLittle } from './little-text.ts';
import { outcomeOfChange } from './outcome.ts';
import { type Place, placeOf } from './place.ts';

export interface ChangeWork {
  readonly context: CallContext;
  readonly deps: ChannelDeps;
  /** What `auto` needs; a name when that is missing. */
  readonly account: Account | string;
  readonly open: (account: Account) => Promise<LinkedinClient>;
}

/** The text alone; what else differs cannot be changed. */
export async function updatePost(message: Message, receipt: Receipt, work: ChangeWork): Promise<SendOutcome> {
  const { mode } = placeOf(message.details);
  const handOff = handOffOfChange(message.text, receipt);
  if (mode !== 'auto') return { kind: 'handed-off', handOff };
  const { account, deps } = work;
  if (typeof account === 'string') return { kind: 'rejected', problem: problem('config-missing', { name: account }) };
  const reply = await (await work.open(account)).updateCommentary(receipt.remoteId, escapeLittle(message.text));
  const { version, token } = account;
  return outcomeOfChange(reply, receipt, { now: deps.clock.now(), version, token, isGone: false, ...(isPersonal(receipt) && { handOff }) });
}

/** Where people post by hand, omk still tries what it may have posted itself: a post can have a mode of its own. */
export async function removePost(receipt: Receipt, mode: Place['mode'], work: ChangeWork): Promise<SendOutcome> {
  const handOff = handOffOfChange('', receipt);
  const { account, deps } = work;
  if (mode !== 'auto' && (typeof account === 'string' || isPersonal(receipt))) return { kind: 'handed-off', handOff };
  if (typeof account === 'string') return { kind: 'rejected', problem: problem('config-missing', { name: account }) };
  const reply = await (await work.open(account)).deletePost(receipt.remoteId);
  const { version, token } = account;
  const needsPerson = mode !== 'auto' || isPersonal(receipt);
  const situation = { now: deps.clock.now(), version, token, isGone: true, ...(needsPerson && { handOff }) };
  const outcome = outcomeOfChange(reply, receipt, situation);
  return mode !== 'auto' && outcome.kind === 'rejected' ? { kind: 'handed-off', handOff, problem: outcome.problem } : outcome;
}

/** In a group, or known by the address that a person pasted: LinkedIn may refuse omk what it allows a person. */
const isPersonal = ({ remoteId }: Receipt): boolean => /^urn:li:(?:groupPost|activity):/.test(remoteId);
