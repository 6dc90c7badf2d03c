/** Help in omk's own words, with examples, folded for the terminal it is read on. */
import type { Command, Help } from 'commander';
import { wrap } from './layout.ts';
import type { Words } from './messages/words.ts';
import { textWidth } from './text-width.ts';

export interface HelpShape {
  readonly words: Words['help'];
  readonly examples: readonly string[];
  /** A last line. */
  readonly more?: string;
}

/** A pipe gets lines as long as they are. */
const width = (): number => (process.stdout.isTTY ? Math.max(30, process.stdout.columns) : Number.POSITIVE_INFINITY);

export function formatHelp(command: Command, helper: Help, { words, examples, more }: HelpShape): string {
  const options = helper.visibleOptions(command).map((option) => [helper.optionTerm(option), helper.optionDescription(option)] as const);
  const subcommands = helper.visibleCommands(command).map((one) => [one.name(), one.description()] as const);
  const args = helper.visibleArguments(command).map((one) => [one.name(), one.description] as const);
  const usage = helper.commandUsage(command).replace('[options]', words.optionsWord).replace('[command]', words.commandWord);
  const sections = [
    fold(`${words.usage} ${usage.replace('[topic]', words.topicWord)}`, 2),
    fold(helper.commandDescription(command)),
    listing(words.arguments, args),
    listing(words.commands, subcommands),
    listing(words.options, options),
    [words.examples, ...examples.map((example) => fold(`  ${example}`, 6))].join('\n'),
    more && fold(more),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

/** Terms in a column and texts beside them, or below where there is no room. */
export function listing(title: string, rows: readonly (readonly [term: string, text: string])[]): string {
  const longest = Math.max(0, ...rows.map(([term]) => textWidth(term)));
  const isNarrow = width() - longest - 4 < 24;
  const lines = rows.map(([term, text]) => {
    if (isNarrow) return `${fold(`  ${term}`, 4)}\n${fold(`      ${text}`, 6)}`;
    return fold(`  ${term}${' '.repeat(longest - textWidth(term))}  ${text}`, longest + 4);
  });
  return rows.length === 0 ? '' : [title, ...lines].join('\n');
}

/** Folded between words; what follows the first line stands `hanging` columns in. */
export function fold(text: string, hanging = 0): string {
  const [, before = '', rest = ''] = /^(\s*)([\s\S]*)$/.exec(text) ?? [];
  const first = Math.max(hanging - before.length, 0);
  const [line = '', ...more] = wrap(rest, width() - before.length);
  const tail = more.length === 0 ? [] : wrap(more.join(' '), width() - before.length - first);
  return [before + line, ...tail.map((each) => ' '.repeat(before.length + first) + each)].join('\n');
}
