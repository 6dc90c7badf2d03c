/** The program: reads the command line, runs one command, gives its exit code. Only commander is loaded at the start. */
import { Command, CommanderError } from 'commander';
import { fail, OmkError } from '../core/problem.ts';
import type { ExitCode } from '../pipeline/report.ts';
import { tolerateClosedPipes } from './closed-pipe.ts';
import { type CommandEntry, commands, commonFlags, type Flag } from './commands/table.ts';
import { helpLanguage, version } from './environment.ts';
import { formatHelp } from './help.ts';
import { en } from './messages/en.ts';
import { nl } from './messages/nl.ts';
import type { Words } from './messages/words.ts';

/** Runs omk with the arguments behind `omk`; never throws. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  tolerateClosedPipes();
  const words = helpLanguage() === 'en' ? en : nl;
  if (args[0] === 'complete' && args[1] === '--') return complete(args.slice(2), words);
  let code: ExitCode = 0;
  const program = build(words, async (entry, invocation) => {
    const run = await entry.load();
    code = await run(invocation);
  });
  try {
    await program.parseAsync(args.length > 0 ? [...args] : ['--help'], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { reportFailure } = await import('./failure.ts');
    return reportFailure(translated(error, program), { json: args.includes('--json'), plain: args.includes('--plain') });
  }
}

type Action = (entry: CommandEntry, invocation: Parameters<Awaited<ReturnType<CommandEntry['load']>>>[0]) => Promise<void>;

function build(words: Words, action: Action): Command {
  const { help } = words;
  const program = new Command('omk').description(help.about).version(version(), '--version', help.flags.version);
  dress(program, words, ['omk init', 'omk publish content/bericht.md', 'omk status'], help.more);
  for (const entry of commands) {
    const command = program.command(entry.name).description(help.descriptions[entry.name]);
    for (const { syntax, word } of entry.args) command.argument(syntax, help.args[word]);
    for (const flag of [...entry.flags, ...commonFlags]) addFlag(command, flag, words);
    dress(command, words, entry.examples);
    command.action(async (...given: unknown[]) => {
      const values = given
        .slice(0, entry.args.length)
        .flat()
        .filter((value): value is string => typeof value === 'string');
      await action(entry, { command: entry.name, args: values, flags: command.opts() });
    });
  }
  const helping = program.helpCommand(false).command('help [topic]').description(help.descriptions.help);
  dress(helping, words, ['omk help publish', 'omk help privacy-bsn']);
  helping.argument('[topic]', help.args.topic).action((topic?: string) => showHelp(program, topic));
  return program;
}

/** Of a command, by commander; of anything else, in words of ours. */
async function showHelp(program: Command, topic: string | undefined): Promise<void> {
  const command = program.commands.find((one) => one.name() === topic);
  if (topic === undefined || command) return void (command ?? program).outputHelp();
  const { explain } = await import('./commands/help.ts');
  await explain(
    topic,
    program.commands.map((one) => one.name()),
  );
}

/** Asked by the shell at each Tab; whatever goes wrong, nothing is offered. */
async function complete(typed: readonly string[], { help }: Words): Promise<ExitCode> {
  const { offer } = await import('./commands/help.ts');
  await offer(typed, help);
  return 0;
}

function addFlag(command: Command, { name, flags, repeats }: Flag, { help }: Words): void {
  if (repeats) command.option(flags, help.flags[name], (value: string, before: readonly string[] = []) => [...before, value]);
  else command.option(flags, help.flags[name]);
}

/** Help in omk's own words, with examples; errors are thrown, not printed. */
function dress(command: Command, { help }: Words, examples: readonly string[], more?: string): void {
  command
    .helpOption('-h, --help', help.flags.help)
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .configureHelp({
      formatHelp: (target, helper) => formatHelp(target, helper, { words: help, examples, ...(more !== undefined && { more }) }),
    });
}

/** What commander says, as a problem of ours (its codes: https://github.com/tj/commander.js, "Override exit and output handling"). */
function translated(error: unknown, program: Command): unknown {
  if (!(error instanceof CommanderError)) return error;
  const [, name = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const suggestion = /Did you mean ([^\s?)]+)/.exec(error.message)?.[1];
  const more = suggestion === undefined ? {} : { suggestion };
  try {
    switch (error.code) {
      case 'commander.unknownCommand':
        return fail('usage-unknown-command', { name, ...more });
      case 'commander.unknownOption':
        return fail('usage-unknown-option', { name, ...more });
      case 'commander.missingArgument':
        return fail('usage-missing-argument', { name: name.toUpperCase() });
      case 'commander.optionMissingArgument':
        return fail('usage-missing-argument', { name });
      case 'commander.excessArguments':
        return fail('usage-too-many-arguments', { value: program.args.at(-1) ?? name });
      default:
        return error;
    }
  } catch (problem) {
    return problem instanceof OmkError ? problem : error;
  }
}
