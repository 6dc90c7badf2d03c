/** The newsletter's readers for one command: those of the project's file, else the ledger's own list. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../core/ledger.ts';
import type { Message } from '../core/message.ts';
import type { ChannelOptions, ParsedPost } from '../core/post.ts';
import { type Problem, problem } from '../core/problem.ts';
import {
  type CountedGroup,
  groupKey,
  isSelected,
  normalSegments,
  primaryLanguage,
  type Reader,
  type ReaderSelection,
} from '../core/reader.ts';
import type { Context } from './context.ts';
import { readerId } from './email-address.ts';
import type { SubscribersFile } from './subscribers-file.ts';

export interface ReaderList {
  readonly problems: readonly Problem[];
  count(selection: ReaderSelection): Promise<number>;
  /** Those who want mail, by what they want. */
  groups(): Promise<readonly CountedGroup[]>;
  /** Brings the file into the ledger; nothing where the ledger's own list counts. */
  bringIn(ledger: Ledger): Promise<void>;
}

/** Who gets a mailing, from what is stored with it. */
export function selectionOf({ details }: Pick<Message, 'details'>, options: ChannelOptions): ReaderSelection {
  // Who gets which part of a digest was fixed when it was made.
  if (details['digest']) return { withoutAudience: 'none', groups: [] };
  const audience = Array.isArray(details['audience'])
    ? details['audience'].filter((one): one is string => typeof one === 'string')
    : undefined;
  const language = typeof details['language'] === 'string' && isOffered(details['language'], options) ? details['language'] : undefined;
  return {
    ...(audience && audience.length > 0 && { audience }),
    ...(language !== undefined && { languages: [language] }),
    withoutAudience: options['withoutAudience'] === 'none' ? 'none' : 'all',
    list: typeof options['subscribers'] === 'string' ? 'file' : 'own',
  };
}

/** Where readers choose a language, a post in one of them goes to those who chose it or none; else a reader's language is for the greeting alone. */
const isOffered = (language: string, { languages }: ChannelOptions): boolean =>
  Array.isArray(languages) && languages.some((one) => primaryLanguage(String(one)) === primaryLanguage(language));

/** Reads the file when one of these posts goes to readers. */
export async function readReaderList(context: Context, posts: readonly Pick<ParsedPost, 'channels'>[]): Promise<ReaderList> {
  const { project } = context;
  const id = mailingOf(context)?.id;
  const isMailed = posts.some(({ channels }) => channels.some(({ channel }) => channel === id));
  const options = isMailed && id !== undefined ? project.channelOptions[id] : undefined;
  const path = options?.['subscribers'];
  if (typeof path !== 'string') return ledgerList(context);
  const file = { path: join(project.root, path), name: path };
  if (!existsSync(file.path)) return { ...ofFile(context, file, new Map()), problems: [problem('config-list-missing', { path })] };
  const { readSubscribers } = await import('./subscribers-file.ts');
  const effective = await chosen(context);
  const groups: Groups = new Map();
  const problems = await readSubscribers({ ...file, consent: options?.['consent'] === 'required' ? 'required' : 'warn' }, (reader) => {
    const one = effective(reader);
    if (one) addTo(groups, one);
  });
  return { ...ofFile(context, file, groups), problems };
}

/** What a selection asks of a reader. */
type Listed = Pick<Reader, 'audience' | 'language' | 'frequency'>;

/** Readers who are alike to every selection, and how many they are: a list may have more readers than memory. */
type Groups = Map<string, { readonly reader: Listed; count: number }>;

function addTo(groups: Groups, { audience, language, frequency }: Listed): void {
  const key = JSON.stringify([audience, language, frequency]);
  const reader = { audience, ...(language !== undefined && { language }), ...(frequency !== undefined && { frequency }) };
  const group = groups.get(key) ?? { reader, count: 0 };
  group.count += 1;
  groups.set(key, group);
}

/** A reader of the file as it will count: what a reader chose and who is suppressed is known by id alone. */
async function chosen(context: Context): Promise<(reader: Reader) => Listed | undefined> {
  const choices = await (await context.existingLedger())?.ownChoices();
  if (!choices || choices.size === 0) return (reader) => reader;
  const sign = await context.sign();
  return (reader) => {
    const id = readerId(sign, reader.email);
    const choice = choices.get(id);
    return choice === undefined && choices.has(id) ? undefined : { ...reader, ...choice };
  };
}

/** The channel that has readers, where the project has one. */
export const mailingOf = ({ project }: Pick<Context, 'project'>) => project.kinds.find(({ reaches }) => reaches === 'readers');

const ofFile = (context: Context, file: Pick<SubscribersFile, 'path' | 'name'>, groups: Groups) => ({
  count: async (selection: ReaderSelection) =>
    [...groups.values()].filter(({ reader }) => isSelected(reader, selection)).reduce((sum, { count }) => sum + count, 0),
  groups: async () => countedGroups(groups),
  bringIn: async (ledger: Ledger) => {
    const sign = await context.sign();
    await ledger.replaceReaders(withIds(file, sign));
  },
});

async function* withIds(file: Pick<SubscribersFile, 'path' | 'name'>, sign: (text: string) => string): AsyncGenerator<Reader> {
  const { subscribersOf } = await import('./subscribers-file.ts');
  for await (const reader of subscribersOf(file)) yield { ...reader, id: readerId(sign, reader.email) };
}

function countedGroups(listed: Groups): readonly CountedGroup[] {
  const groups = new Map<string, CountedGroup>();
  for (const { reader, count } of listed.values()) {
    const { audience, frequency = 'each' } = reader;
    if (frequency === 'never') continue;
    const group = { segments: normalSegments(audience), frequency };
    const key = groupKey(group);
    groups.set(key, { ...group, count: (groups.get(key)?.count ?? 0) + count });
  }
  return [...groups.values()];
}

const ledgerList = (context: Context): ReaderList => ({
  problems: [],
  count: async (selection) => (await context.existingLedger())?.countReaders(selection) ?? 0,
  groups: async () => (await context.existingLedger())?.readerGroups('own') ?? [],
  bringIn: async () => {},
});
