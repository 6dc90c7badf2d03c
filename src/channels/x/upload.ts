/** Brings a picture to X before the post, with its description (contract x 3.7). A failure here publishes nothing. */
import type { Clock } from '../../core/clock.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import type { Media } from '../../core/post.ts';
import { problem } from '../../core/problem.ts';
import { createdId, processingOf } from './answers.ts';
import type { Answer, Connection, XRequest } from './connection.ts';
import { stepFailure } from './outcome.ts';

export interface UploadDeps {
  readonly call: Connection;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly readMedia: (media: Media) => Promise<Uint8Array>;
}

export type UploadResult = { readonly kind: 'uploaded'; readonly id: string } | Extract<SendOutcome, { kind: 'rejected' | 'retry' }>;
type Step =
  | { readonly kind: 'done'; readonly answer: Extract<Answer, { kind: 'answer' }> }
  | Extract<UploadResult, { kind: 'rejected' | 'retry' }>;

const maxAltLength = 1000;
const chunkBytes = 1024 * 1024;

/** The id that a post names; descriptions must be there before the post is. */
export async function upload(media: Media, deps: UploadDeps, signal: AbortSignal): Promise<UploadResult> {
  const bytes = Buffer.from(await deps.readMedia(media));
  const step = stepper(media, deps, signal);
  const stored = media.mimeType === 'image/gif' ? await inChunks(bytes, step, deps, signal) : await atOnce(bytes, step);
  if (stored.kind !== 'uploaded' || media.alt === '') return stored;
  const text = [...media.alt].slice(0, maxAltLength).join('');
  const described = await step({ method: 'POST', path: 'media/metadata', body: { id: stored.id, metadata: { alt_text: { text } } } });
  return described.kind === 'done' ? stored : described;
}

type Stepper = (request: XRequest) => Promise<Step>;

const stepper =
  ({ path }: Media, { call }: UploadDeps, signal: AbortSignal): Stepper =>
  async (request) => {
    const answer = await call(request, signal);
    const failure = stepFailure(answer, path);
    if (failure) return failure;
    return answer.kind === 'answer'
      ? { kind: 'done', answer }
      : { kind: 'retry', problem: problem('unavailable', { detail: answer.detail }) };
  };

async function atOnce(media: Buffer, step: Stepper): Promise<UploadResult> {
  return named(await step({ method: 'POST', path: 'media/upload', body: { media, media_category: 'tweet_image' }, isForm: true }));
}

/** An animation takes X some time; still pictures are ready at once. */
async function inChunks(bytes: Buffer, step: Stepper, deps: UploadDeps, signal: AbortSignal): Promise<UploadResult> {
  const begun = named(
    await step({
      method: 'POST',
      path: 'media/upload/initialize',
      body: { media_type: 'image/gif', total_bytes: bytes.length, media_category: 'tweet_gif' },
    }),
  );
  if (begun.kind !== 'uploaded') return begun;
  for (let index = 0; index * chunkBytes < bytes.length; index += 1) {
    const media = bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes);
    const appended = await step({
      method: 'POST',
      path: `media/upload/${begun.id}/append`,
      body: { segment_index: index, media },
      isForm: true,
    });
    if (appended.kind !== 'done') return appended;
  }
  const finished = await step({ method: 'POST', path: `media/upload/${begun.id}/finalize`, body: {} });
  return finished.kind === 'done' ? processed(begun.id, finished, step, deps, signal) : finished;
}

/** Waits for X to process, no longer than one call may take. */
async function processed(
  id: string,
  last: Step,
  step: Stepper,
  { clock, deadlineMs }: UploadDeps,
  signal: AbortSignal,
): Promise<UploadResult> {
  const until = clock.now().getTime() + deadlineMs;
  for (let current = last; ; ) {
    if (current.kind !== 'done') return current;
    const { state, checkAfterMs } = processingOf(current.answer.body);
    if (state === 'failed') return { kind: 'rejected', problem: problem('rejected', { detail: 'processing_info: failed' }) };
    if (state !== 'pending' && state !== 'in_progress') return { kind: 'uploaded', id };
    if (clock.now().getTime() + checkAfterMs > until)
      return { kind: 'retry', problem: problem('unavailable', { detail: `processing_info: ${state}` }) };
    await clock.sleep(checkAfterMs, signal);
    current = await step({ method: 'GET', path: 'media/upload', query: { command: 'STATUS', media_id: id } });
  }
}

function named(step: Step): UploadResult {
  if (step.kind !== 'done') return step;
  const id = createdId(step.answer.body);
  return id ? { kind: 'uploaded', id } : { kind: 'retry', problem: problem('unreadable-answer', { detail: `HTTP ${step.answer.status}` }) };
}
