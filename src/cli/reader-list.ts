/** The newsletter's readers for one command: those of the project's file, else the ledger's own list. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../core/ledger.ts';
import type { Message } from '../core/message.ts';
import type { ChannelOptions, ParsedPost } from '../core/post.ts';
import { type Problem, problem } from '../core/problem.ts';
import { isSelected, type Reader, type ReaderSelection } from '../core/reader.ts';
import type { Context } from './context.ts';

export interface ReaderList {
  readonly problems: readonly Problem[];
  count(selection: ReaderSelection): Promise<number>;
  /** Brings the file into the ledger; nothing where the ledger's own list counts. */
  bringIn(ledger: Ledger): Promise<void>;
}

/** Who gets a mailing, from what is stored with it. */
export function selectionOf({ details }: Pick<Message, 'details'>, options: ChannelOptions): ReaderSelection {
  const audience = Array.isArray(details['audience'])
    ? details['audience'].filter((one): one is string => typeof one === 'string')
    : undefined;
  return { ...(audience && audience.length > 0 && { audience }), withoutAudience: options['withoutAudience'] === 'none' ? 'none' : 'all' };
}

/** Reads the file when one of these posts goes to readers. */
export async function readReaderList(context: Context, posts: readonly ParsedPost[]): Promise<ReaderList> {
  const { project } = context;
  const mailing = project.kinds.find(
    ({ id, reaches }) => reaches === 'readers' && posts.some(({ channels }) => channels.some(({ channel }) => channel === id)),
  );
  const options = mailing && project.channelOptions[mailing.id];
  const path = options?.['subscribers'];
  if (typeof path !== 'string') return ledgerList(context);
  const file = join(project.root, path);
  if (!existsSync(file)) return { ...fileList(context, []), problems: [problem('config-list-missing', { path })] };
  const { readSubscribers } = await import('./subscribers-file.ts');
  const { readers, problems } = await readSubscribers({
    path: file,
    name: path,
    consent: options?.['consent'] === 'required' ? 'required' : 'warn',
  });
  return { ...fileList(context, readers), problems };
}

const fileList = (context: Context, readers: readonly Reader[]) => ({
  count: async (selection: ReaderSelection) => readers.filter((reader) => isSelected(reader, selection)).length,
  bringIn: async (ledger: Ledger) => {
    const sign = await context.sign();
    await ledger.replaceReaders(readers.map((reader) => ({ ...reader, id: sign(`reader:${reader.email.toLowerCase()}`).slice(0, 22) })));
  },
});

const ledgerList = (context: Context): ReaderList => ({
  problems: [],
  count: async (selection) => (await context.existingLedger())?.countReaders(selection) ?? 0,
  bringIn: async () => {},
});
