/** Brings a post's pictures to LinkedIn before the post itself (contract linkedin 7.1). Safe to repeat: an orphan harms nobody. */
import type { ChannelDeps } from '../../core/channel.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import type { Media } from '../../core/post.ts';
import { problem } from '../../core/problem.ts';
import { type Answer, call, parseJson } from '../shared/http.ts';
import type { LinkedinClient, Reply } from './client.ts';
import { outcomeOfPreparation, type Situation } from './outcome.ts';

export interface Uploading {
  readonly client: LinkedinClient;
  readonly deps: ChannelDeps;
  readonly apiUrl: string;
  readonly owner: string;
  readonly situation: Situation;
  readonly signal: AbortSignal;
}

type Step<Value> = { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'stopped'; readonly outcome: SendOutcome };

const stopped = (outcome: SendOutcome) => ({ kind: 'stopped', outcome }) as const;
const done = <Value>(value: Value) => ({ kind: 'done', value }) as const;

export async function uploadImages(media: readonly Media[], uploading: Uploading): Promise<Step<readonly string[]>> {
  const urns: string[] = [];
  for (const item of media) {
    const uploaded = await uploadImage(item, uploading);
    if (uploaded.kind === 'stopped') return uploaded;
    urns.push(uploaded.value);
  }
  return done(urns);
}

async function uploadImage(media: Media, uploading: Uploading): Promise<Step<string>> {
  const { client, owner, situation } = uploading;
  const bytes = await uploading.deps.readMedia(media);
  const slot = await client.initializeUpload(owner);
  const place = slotOf(slot);
  if (!place) return stopped(outcomeOfPreparation(slot, situation));
  const put = await putBytes(place.uploadUrl, bytes, uploading);
  if (!isYes(put)) return stopped(outcomeOfPreparation(put, situation));
  return untilAvailable(place.image, media, uploading);
}

const isYes = (reply: Reply): boolean => reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;

function slotOf(reply: Reply): { readonly uploadUrl: string; readonly image: string } | undefined {
  const value = isYes(reply) ? field(reply, 'value') : undefined;
  if (typeof value !== 'object' || value === null || !('uploadUrl' in value) || !('image' in value)) return undefined;
  const { uploadUrl, image } = value;
  return typeof uploadUrl === 'string' && URL.canParse(uploadUrl) && typeof image === 'string' ? { uploadUrl, image } : undefined;
}

const field = (reply: Reply, name: string): unknown =>
  reply.kind === 'answer' && typeof reply.body === 'object' && reply.body !== null ? Reflect.get(reply.body, name) : undefined;

async function putBytes(uploadUrl: string, bytes: Uint8Array, { deps, apiUrl, situation, signal }: Uploading): Promise<Reply> {
  const bearer = isOwnHost(uploadUrl, apiUrl) ? { authorization: `Bearer ${situation.token}` } : undefined;
  const init = { method: 'PUT', headers: { 'content-type': 'application/octet-stream', ...bearer }, body: new Uint8Array(bytes) };
  return replyOf(await call(deps.network, { url: uploadUrl, init, deadlineMs: deps.deadlineMs, signal }));
}

/** The address is LinkedIn's choice; the token goes nowhere but to LinkedIn or the configured host. */
function isOwnHost(uploadUrl: string, apiUrl: string): boolean {
  const { origin, protocol, hostname } = new URL(uploadUrl);
  return origin === new URL(apiUrl).origin || (protocol === 'https:' && hostname.endsWith('.linkedin.com'));
}

const replyOf = (answer: Answer): Reply =>
  answer.kind === 'answer' ? { ...answer, body: parseJson(answer.body) ?? answer.body, createdId: '' } : answer;

const pausesMs = [100, 200, 400, 800, 1500, 3000];

/** Asks until LinkedIn has processed the picture; a token that may not read waits as long, and posts. */
async function untilAvailable(urn: string, media: Media, { client, deps, situation, signal }: Uploading): Promise<Step<string>> {
  for (const pauseMs of pausesMs) {
    const reply = await client.image(urn);
    const status = field(reply, 'status');
    if (status === 'AVAILABLE') return done(urn);
    if (status === 'PROCESSING_FAILED')
      return stopped({ kind: 'retry', problem: problem('media-refused', { path: media.path, detail: status }) });
    if (reply.kind === 'answer' && reply.status === 403) {
      await deps.clock.sleep(3000, signal);
      return done(urn);
    }
    if (!isYes(reply)) return stopped(outcomeOfPreparation(reply, situation));
    await deps.clock.sleep(pauseMs, signal);
    if (signal.aborted) break;
  }
  return stopped({ kind: 'retry', problem: problem('unavailable', { detail: 'MEDIA_ASSET_PROCESSING' }) });
}
