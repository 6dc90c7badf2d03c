/** What the Tab key offers; the scripts of `omk completion` ask for it. */
import { channels } from '../channels/index.ts';
import { type Argument, type CommandEntry, commands, commonFlags, type Flag } from './commands/table.ts';
import type { MessageLanguage } from './environment.ts';
import type { Words } from './messages/words.ts';

interface Candidate {
  readonly value: string;
  readonly about?: string;
}

export interface Completion {
  /** `list`: more may follow, behind a comma. `posts`, `files`, `folders`: the shell looks for them itself. */
  readonly kind: 'words' | 'list' | 'posts' | 'files' | 'folders';
  readonly candidates: readonly Candidate[];
}

export interface CompletionHelp {
  readonly words: Words['help'];
  readonly language: MessageLanguage;
  /** Everything that there is help about, with its title. */
  readonly topics: () => Promise<Readonly<Record<string, string>>>;
}

/** For the words behind `omk`; the last one is being typed, and may be empty. */
export async function complete(words: readonly string[], help: CompletionHelp): Promise<Completion> {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const entry = commands.find(({ name }) => name === before.find((word) => !word.startsWith('-')));
  if (before[0] === 'help') {
    const topics = Object.entries(await help.topics()).map(([value, about]) => ({ value, about }));
    return only(current, [...commandCandidates(help), ...topics]);
  }
  if (!entry)
    return only(current, [
      ...commandCandidates(help),
      ...(current.startsWith('-') ? ['--help', '--version'].map((value) => ({ value })) : []),
    ]);
  const flags = [...entry.flags, ...commonFlags];
  const valued = flags.find((flag) => before.at(-1) === longOf(flag) && valueFor(flag) !== undefined);
  if (valued) return ofFlag(valueFor(valued) ?? '', current, help);
  if (current.startsWith('-')) return only(current, flagCandidates(flags, before, help));
  return ofArgument(entry.args, positionals(before, entry, flags), current, help);
}

const only = (current: string, candidates: readonly Candidate[]): Completion => ({
  kind: 'words',
  candidates: candidates.filter(({ value }) => value.startsWith(current)),
});

const longOf = ({ flags }: Flag): string => /--[\w-]+/.exec(flags)?.[0] ?? flags;
const valueFor = ({ flags }: Flag): string | undefined => /<([^>]+)>/.exec(flags)?.[1];

const commandCandidates = ({ words }: CompletionHelp): readonly Candidate[] =>
  [...commands.map(({ name }) => name), 'help' as const].map((value) => ({ value, about: words.descriptions[value] }));

function flagCandidates(flags: readonly Flag[], before: readonly string[], { words }: CompletionHelp): readonly Candidate[] {
  const left = flags.filter((flag) => flag.repeats || !before.includes(longOf(flag)));
  return [...left.map((flag) => ({ value: longOf(flag), about: words.flags[flag.name] })), { value: '--help', about: words.flags.help }];
}

/** The words that are no flags and no values of flags. */
function positionals(before: readonly string[], { name }: CommandEntry, flags: readonly Flag[]): number {
  const taken = before.filter((word, index) => {
    const previous = before[index - 1];
    const isValue = flags.some((flag) => previous === longOf(flag) && valueFor(flag) !== undefined);
    return !word.startsWith('-') && !isValue;
  });
  return taken.slice(taken.indexOf(name) + 1).length;
}

function ofFlag(value: string, current: string, help: CompletionHelp): Completion {
  if (value === 'list' || value === 'channel') return ofChannels(current, value === 'list', help);
  if (value === 'dir' || value === 'folder') return { kind: 'folders', candidates: [] };
  return { kind: value === 'file' ? 'files' : 'words', candidates: [] };
}

/** `pleio,x`: what stands before the last comma stays, and is not offered again. */
function ofChannels(current: string, isList: boolean, { language }: CompletionHelp): Completion {
  const start = isList ? current.slice(0, current.lastIndexOf(',') + 1) : '';
  const chosen = start.split(',');
  const left = channels.filter(({ id }) => !chosen.includes(id));
  const { candidates } = only(
    current,
    left.map(({ id, label }) => ({ value: start + id, about: label[language] })),
  );
  return { kind: isList ? 'list' : 'words', candidates };
}

function ofArgument(args: readonly Argument[], index: number, current: string, help: CompletionHelp): Completion {
  const last = args.at(-1);
  const argument = args[index] ?? (last?.syntax.includes('...') ? last : undefined);
  if (!argument) return { kind: 'words', candidates: [] };
  const { choices, word } = argument;
  if (choices)
    return only(
      current,
      choices.map((value) => ({ value })),
    );
  if (word === 'channel') return ofChannels(current, false, help);
  return { kind: word === 'file' || word === 'files' ? 'posts' : 'files', candidates: [] };
}

/** As the scripts read it. A description is one line. */
export const completionText = ({ kind, candidates }: Completion): string =>
  [kind, ...candidates.map(({ value, about }) => (about ? `${value}\t${about.replaceAll('`', '')}` : value))].join('\n');
