/** Looks for a post whose answer was lost among the author's latest ones (contract linkedin 9). */
import type { Message } from '../../core/message.ts';
import type { Finding } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import type { Reply } from './client.ts';
import { unescapeLittle } from './little-text.ts';
import { detailOf } from './outcome.ts';
import { permalinkOf } from './permalink.ts';
import type { Place } from './place.ts';

interface Sought {
  readonly message: Message;
  readonly place: Place;
  readonly since: Date;
  readonly isTaken: (remoteId: string) => Promise<boolean>;
  readonly token: string;
}

const skewMs = 120_000;

/** Not in the list proves nothing: how long LinkedIn takes to list a new post is not known. */
export async function findPost(reply: Reply, sought: Sought): Promise<Finding> {
  if (reply.kind !== 'answer') return { kind: 'unsure', problem: problem('no-answer', { detail: reply.detail }) };
  if (reply.status === 403) return { kind: 'unsure', problem: problem('forbidden', { detail: detailOf(reply, sought.token) }) };
  if (reply.status !== 200) return { kind: 'unsure', problem: problem('unavailable', { detail: detailOf(reply, sought.token) }) };
  for (const { id } of postsIn(reply.body).filter((post) => isSought(post, sought))) {
    if (!(await sought.isTaken(id))) return { kind: 'found', receipt: { remoteId: id, url: permalinkOf(id) } };
  }
  return { kind: 'unsure', hasLooked: true };
}

interface ListedPost {
  readonly id: string;
  readonly commentary: string;
  readonly createdAt: number;
  readonly container?: string;
}

function postsIn(body: unknown): readonly ListedPost[] {
  const elements = typeof body === 'object' && body !== null && 'elements' in body ? body.elements : undefined;
  return Array.isArray(elements) ? elements.flatMap((element: unknown) => listedPost(element) ?? []) : [];
}

function listedPost(element: unknown): ListedPost | undefined {
  if (typeof element !== 'object' || element === null) return undefined;
  const { id, commentary, createdAt, container } = element as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || typeof commentary !== 'string' || typeof createdAt !== 'number') return undefined;
  return { id, commentary, createdAt, ...(typeof container === 'string' && { container }) };
}

const isSought = (post: ListedPost, { message, place, since }: Sought): boolean =>
  post.container === place.group &&
  post.createdAt >= since.getTime() - skewMs &&
  normalised(unescapeLittle(post.commentary)) === normalised(message.text);

const normalised = (text: string): string => text.replace(/\s+/g, ' ').trim();
