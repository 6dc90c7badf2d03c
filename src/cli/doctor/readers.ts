/** Who gets the newsletter: the project's file can be read, and how many are in it. Nobody's address is shown. */
import { answered, type Check, good } from '../../core/check.ts';
import type { ChannelRequest } from '../../core/post.ts';
import type { Context } from '../context.ts';
import { mailingOf, readReaderList } from '../reader-list.ts';

export async function lookAtReaders(context: Context, channels: readonly string[]): Promise<readonly Check[]> {
  const id = mailingOf(context)?.id;
  if (id === undefined || !channels.includes(id)) return [];
  const request: Pick<ChannelRequest, 'channel'> = { channel: id };
  return answered('readers', async () => {
    const list = await readReaderList(context, [{ channels: [request as ChannelRequest] }]);
    const path = listOf(context);
    const problems = list.problems.map((found): Check => ({ about: 'readers', result: 'fault', problem: found }));
    const isUnread = list.problems.some(({ code }) => code.startsWith('config-list'));
    if (isUnread) return problems;
    const count = await list.count({ withoutAudience: 'all', list: path === undefined ? 'own' : 'file' });
    return [...problems, good('readers', 'readers-counted', { count, ...(path !== undefined && { path }) })];
  });
}

/** The project's file of readers, where it has one. */
export function listOf(context: Pick<Context, 'project'>): string | undefined {
  const id = mailingOf(context)?.id;
  const path = id === undefined ? undefined : context.project.channelOptions[id]?.['subscribers'];
  return typeof path === 'string' ? path : undefined;
}
