/** Is a post there whose answer was lost? Pleio's list is complete and immediate (contract pleio 4.3). */
import type { CallContext } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';
import { canonicalJson } from '../../core/json.ts';
import type { Message } from '../../core/message.ts';
import type { Finding, Receipt, SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import { type Answer, parseJson } from '../shared/http.ts';
import { type Fields, isFields } from './answers.ts';
import { type Connection, edgesOf, receiptOf, replyTo, signedIn } from './connection.ts';
import { containerOf } from './destination.ts';
import { RECENT } from './graphql.ts';
import { detailsOf } from './payload.ts';

const PAGE = 20;
const MAX_PAGES = 10;
/** A Date header is whole seconds old; without one, clocks are trusted to within minutes. */
const SLACK_MS = 1000;
const BLIND_SLACK_MS = 300_000;

export async function find(connection: Connection, message: Message, context: CallContext): Promise<Finding> {
  const owner = await signedIn(connection, context.signal);
  if (typeof owner !== 'string') return unsure(owner);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await connection.client.ask(RECENT, variablesFor(message, context, owner, page), context.signal);
    const reply = replyTo(connection, answer, 'prepare');
    if (reply.kind === 'failed') return unsure(reply.outcome);
    if (!isFields(reply.data.entities)) return unsure({ kind: 'retry', problem: problem('unreadable-answer', { detail: 'entities' }) });
    const edges = edgesOf(reply.data.entities);
    const earliest = earliestAt(context.since, answer, connection.deps.clock);
    const equal = await notOthers(
      edges.filter((entity) => isSame(entity, message)),
      connection,
      context,
    );
    const mine = equal.find(({ entity }) => createdAt(entity) >= earliest);
    if (mine) return { kind: 'found', receipt: mine.receipt };
    // Equal, unknown to us and too old: a clock that was set back makes our own post look so.
    if (equal.length > 0) return { kind: 'unsure' };
    if (edges.length < PAGE || edges.some((entity) => createdAt(entity) < earliest)) return { kind: 'absent' };
  }
  return { kind: 'unsure' };
}

interface Equal {
  readonly entity: Fields;
  readonly receipt: Receipt;
}

async function notOthers(entities: readonly Fields[], { client }: Connection, { isTaken }: CallContext): Promise<readonly Equal[]> {
  const equal: Equal[] = [];
  for (const entity of entities) {
    const receipt = receiptOf(entity, client.site);
    if (receipt && !(await isTaken(receipt.remoteId))) equal.push({ entity, receipt });
  }
  return equal;
}

const unsure = (outcome: SendOutcome): Finding => ({
  kind: 'unsure',
  ...('problem' in outcome && outcome.problem && { problem: outcome.problem }),
});

const variablesFor = (message: Message, { destination }: CallContext, owner: string, page: number): Fields => ({
  // "1" stands for what is outside groups.
  group: containerOf(destination) ?? '1',
  owner,
  subtypes: [detailsOf(message).type],
  offset: page * PAGE,
  limit: PAGE,
});

/** The first attempt by the site's own clock, so that an equal post of an earlier round is not taken for this one. */
function earliestAt(since: Date, answer: Answer, clock: Clock): number {
  const header = answer.kind === 'answer' ? answer.headers.get('date') : null;
  const siteNow = header ? Date.parse(header) + 500 : Number.NaN;
  if (Number.isNaN(siteNow)) return since.getTime() - BLIND_SLACK_MS;
  return since.getTime() + (siteNow - clock.now().getTime()) - SLACK_MS;
}

/** A moment that cannot be read is not too old. */
function createdAt({ timeCreated }: Fields): number {
  const at = typeof timeCreated === 'string' ? Date.parse(timeCreated) : Number.NaN;
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
}

function isSame({ title, richDescription }: Fields, message: Message): boolean {
  const { type, document } = detailsOf(message);
  if (type !== 'statusupdate' && (typeof title !== 'string' || title.trim() !== message.subject)) return false;
  return typeof richDescription === 'string' && comparable(parseJson(richDescription)) === comparable(document);
}

/** The document without addresses of pictures: each upload gives another one. */
const comparable = (document: unknown): string => canonicalJson(withoutAddresses(document));

function withoutAddresses(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutAddresses);
  if (!isFields(node)) return node;
  if (node.type === 'image' && isFields(node.attrs)) return { ...node, attrs: { ...node.attrs, src: '' } };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutAddresses(value)]));
}
