/** The source that omk.yaml names, opened; contacts nobody yet. */
import { createHash } from 'node:crypto';
import { fail, OmkError, type Problem, placed } from '../../core/problem.ts';
import { type Context, channelOf } from '../context.ts';
import { channelSettings } from '../settings.ts';
import type { SourceInUse } from './reading-items.ts';
import { inWordsOfReading } from './source-trouble.ts';

export async function openSource(context: Context): Promise<SourceInUse> {
  const { source: from, feed, hub } = context.project;
  if (from === undefined) return fail('forward-no-source', {});
  if (from === 'feed') return openFeedSource(context, feed ?? fail('forward-no-source', {}));
  const channel = channelOf(from);
  const { source } = channel;
  if (!source) return fail('forward-unreadable-source', { source: from });
  const options = context.project.channelOptions[from] ?? {};
  const values = context.values(channel);
  const needed = source.needs?.(options) ?? [];
  const missing = channelSettings({ ...channel, needs: () => needed }, context.project, options).problems;
  const found: readonly Problem[] = [...missing, ...(source.check?.(values) ?? [])].map((one) => placed(one, { channel: from }));
  if (found.length > 0) throw new OmkError(found);
  const opened = await source.open(await context.openValues(channel), context.loginDeps());
  const address = values.settings.url ?? String(values.options.url);
  const place = { channel: from, label: context.output.label(from), address };
  return { name: from, from, isHub: from === hub, source: inWordsOfReading(opened, place) };
}

async function openFeedSource(context: Context, url: string): Promise<SourceInUse> {
  const [{ openFeed }, { guarded, mayAsk }] = await Promise.all([import('../../sources/feed/index.ts'), import('../online/may-ask.ts')]);
  const source = await openFeed({ url }, { ...context.loginDeps(), mayAsk, guarded });
  return { name: nameOf(url), from: 'feed', isHub: false, source };
}

/** In the ledger, which travels: what may be a key is only told apart from another one, and never kept. */
function nameOf(address: string): string {
  const { origin, pathname, search } = new URL(address);
  const key = search === '' ? '' : `?${createHash('sha256').update(search).digest('hex').slice(0, 16)}`;
  return `feed:${origin}${pathname}${key}`;
}
