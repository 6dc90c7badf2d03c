/** Brings a post's pictures to Yammer before the post itself (contract yammer 6). */
import type { ChannelDeps } from '../../core/channel.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import type { Media } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { dataOf, fieldsOf, isYes, type YammerClient } from './client.ts';
import { outcomeOfPreparation, receiptOf, type Situation } from './outcome.ts';

export interface Uploading {
  readonly client: YammerClient;
  readonly deps: ChannelDeps;
  readonly community: string;
  readonly situation: Situation;
  readonly signal: AbortSignal;
}

export type Uploaded =
  | { readonly kind: 'done'; readonly ids: readonly string[]; readonly warning?: Problem }
  | { readonly kind: 'stopped'; readonly outcome: SendOutcome };

export async function uploadFiles(media: readonly Media[], uploading: Uploading): Promise<Uploaded> {
  const [firstMedia] = media;
  if (!firstMedia) return { kind: 'done', ids: [] };
  const { client, situation, signal } = uploading;
  const answer = await client.get('networks/current.json', signal);
  if (!isYes(answer)) return { kind: 'stopped', outcome: outcomeOfPreparation(answer, situation) };
  const network = ownNetwork(dataOf(answer));
  if (network.allow_attachments === false) {
    return { kind: 'done', ids: [], warning: problem('media-refused', { path: firstMedia.path, detail: 'allow_attachments: false' }) };
  }
  return uploadAll(media, String(network.id ?? ''), uploading);
}

/** A token may reach several networks; the post goes to the home network. */
function ownNetwork(data: unknown): Readonly<Record<string, unknown>> {
  const networks = (Array.isArray(data) ? data : [data]).map(fieldsOf);
  return networks.find(({ is_primary: isPrimary }) => isPrimary === true || isPrimary === 'true') ?? networks[0] ?? {};
}

async function uploadAll(
  media: readonly Media[],
  network: string,
  { client, deps, community, situation, signal }: Uploading,
): Promise<Uploaded> {
  const ids: string[] = [];
  for (const item of media) {
    const answer = await client.uploadFile(formOf(item, await deps.readMedia(item), { network, community }), signal);
    const id = isYes(answer) ? receiptOf(fieldsOf(dataOf(answer)))?.remoteId : undefined;
    if (!id) return { kind: 'stopped', outcome: refusalOf(outcomeOfPreparation(answer, situation), item) };
    ids.push(id);
  }
  return { kind: 'done', ids };
}

function formOf({ path, mimeType }: Media, bytes: Uint8Array, { network, community }: { network: string; community: string }): FormData {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const form = new FormData();
  const fields = { network_id: network, target_type: 'GROUP', group_id: community, filename: name };
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new Blob([new Uint8Array(bytes)], { type: mimeType }), name);
  return form;
}

/** Names the picture where the answer was about it. */
const refusalOf = (outcome: SendOutcome, { path }: Media): SendOutcome =>
  outcome.kind === 'rejected' && outcome.problem.code === 'rejected'
    ? { kind: 'rejected', problem: problem('media-refused', { path, detail: outcome.problem.params.detail }) }
    : outcome;
