/** The thread of `reading-pool.ts`: applies the editorial rules to one post after the other. */
import { parentPort } from 'node:worker_threads';
import { type CheckInput, checkPost } from '../pipeline/editorial/check-post.ts';

parentPort?.on('message', ({ id, input }: { readonly id: number; readonly input: CheckInput }) => {
  parentPort?.postMessage({ id, problems: checkPost(input) });
});
