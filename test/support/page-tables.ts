/** The tables of the documentation, as the code would write them. */
import { channels } from '../../src/channels/index.ts';
import { type CommandEntry, commands } from '../../src/cli/commands/table.ts';
import { en } from '../../src/cli/messages/en.ts';
import { nl } from '../../src/cli/messages/nl.ts';
import type { Option } from '../../src/core/channel.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');

const usage = ({ name, args }: CommandEntry): string =>
  ['omk', name, ...args.map(({ syntax }) => syntax.replace(/^<(.+)>$/, '$1').toUpperCase())].join(' ');

const ownFlags = ({ flags }: CommandEntry): string => flags.map((flag) => `\`${flag.flags.replace(/^-\w, /, '')}\``).join(' ');

export const commandTable = (): string =>
  table(
    ['Command', 'Does', 'Options of its own'],
    commands.map((command) => [`\`${usage(command)}\``, en.help.descriptions[command.name], ownFlags(command)]),
  );

export const dutchCommandTable = (): string =>
  table(
    ['Opdracht', 'Wat het doet'],
    commands.map((command) => [`\`${usage(command)}\``, nl.help.descriptions[command.name]]),
  );

const places: Readonly<Record<Option['scope'], string>> = { project: '`omk.yaml`', post: 'post', both: 'both' };

/** Every option of a channel, in omk.yaml and in posts. */
export const optionsTable = (): string =>
  table(
    ['Option', 'What it is', 'Where', 'Default'],
    channels.flatMap(({ id, options }) =>
      Object.entries(options).map(([key, option]) => [
        `\`${id}.${key}\``,
        option.help.en,
        places[option.scope],
        option.default === undefined ? `none; for example \`${option.example}\`` : `\`${option.default}\``,
      ]),
    ),
  );

const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

/** What can still be done to a post that is out. */
export const changesTable = async (): Promise<string> =>
  table(
    ['Channel', 'Can be changed', 'Correction below it', 'Can be taken back'],
    await Promise.all(
      channels.map(async ({ label, can, rules }) => [
        label.en,
        yesNo(can.update),
        yesNo((await rules()).correct !== undefined),
        yesNo(can.remove),
      ]),
    ),
  );

/** The rows of the interface, each with what there is of it now. */
export const interfaceCommands = (rows: string): string =>
  rows
    .trimEnd()
    .split('\n')
    .map((row) => (row.startsWith('| `omk ') ? row.replace(/ \| [^|]*\|$/, ` | ${standOf(row)} |`) : row))
    .join('\n');

function standOf(row: string): string {
  const names = [...(row.split(/ \| /)[0] ?? '').matchAll(/`omk (\w+)/g)].map(([, name]) => name);
  // `omk help` comes with the library for commands.
  const there = names.filter((name) => name === 'help' || commands.some((command) => command.name === name));
  if (there.length === names.length) return 'yes';
  return there.length === 0 ? 'later' : `${there.map((name) => `\`${name}\``).join(', ')}; the others later`;
}
