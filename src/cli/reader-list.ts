/** The newsletter's readers for one command: those of the project's file, else the ledger's own list. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../core/ledger.ts';
import type { Message } from '../core/message.ts';
import type { ChannelOptions, ParsedPost } from '../core/post.ts';
import { type Problem, problem } from '../core/problem.ts';
import { type Frequency, frequencies, isSelected, type Reader, type ReaderSelection } from '../core/reader.ts';
import type { Context } from './context.ts';
import { readerId } from './email-address.ts';

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
  const wanted = Array.isArray(details['frequencies'])
    ? details['frequencies'].filter((one) => frequencies.some((known) => known === one))
    : [];
  return {
    ...(audience && audience.length > 0 && { audience }),
    ...(wanted.length > 0 && { frequencies: wanted as readonly Frequency[] }),
    withoutAudience: options['withoutAudience'] === 'none' ? 'none' : 'all',
    list: typeof options['subscribers'] === 'string' ? 'file' : 'own',
  };
}

/** Reads the file when one of these posts goes to readers. */
export async function readReaderList(context: Context, posts: readonly ParsedPost[]): Promise<ReaderList> {
  const { project } = context;
  const id = mailingOf(context)?.id;
  const isMailed = posts.some(({ channels }) => channels.some(({ channel }) => channel === id));
  const options = isMailed && id !== undefined ? project.channelOptions[id] : undefined;
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

/** The channel that has readers, where the project has one. */
export const mailingOf = ({ project }: Context) => project.kinds.find(({ reaches }) => reaches === 'readers');

/** Counted as it will be: what a reader chose and who is suppressed is known by id alone. */
const fileList = (context: Context, readers: readonly Reader[]) => ({
  count: async (selection: ReaderSelection) => {
    const choices = await (await context.existingLedger())?.ownChoices();
    if (!choices || choices.size === 0) return readers.filter((reader) => isSelected(reader, selection)).length;
    const sign = await context.sign();
    return readers.filter((reader) => {
      const id = readerId(sign, reader.email);
      const choice = choices.get(id);
      return (choice !== undefined || !choices.has(id)) && isSelected({ ...reader, ...choice }, selection);
    }).length;
  },
  bringIn: async (ledger: Ledger) => {
    const sign = await context.sign();
    await ledger.replaceReaders(readers.map((reader) => ({ ...reader, id: readerId(sign, reader.email) })));
  },
});

const ledgerList = (context: Context): ReaderList => ({
  problems: [],
  count: async (selection) => (await context.existingLedger())?.countReaders(selection) ?? 0,
  bringIn: async () => {},
});
