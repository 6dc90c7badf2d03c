/** The only place that prints: results to stdout, talk to stderr, every secret blanked. */
import pc from 'picocolors';
import { mapStrings } from '../core/json.ts';
import type { Problem, Where } from '../core/problem.ts';
import { isWarning } from '../core/problem.ts';
import { isClosedPipe } from './closed-pipe.ts';
import { indent, wrap } from './layout.ts';
import { describe, type ProblemCatalogue, type ProblemText } from './messages/problem-catalogue.ts';
import type { Words } from './messages/words.ts';
import type { TellMoment } from './moments.ts';

export interface OutputOptions {
  readonly words: Words;
  readonly problems: ProblemCatalogue;
  /** Label of a channel by its id. */
  readonly label: (channel: string) => string;
  /** A file of the project as seen from where the command was given. */
  readonly pathOf: (file: string) => string;
  readonly tell: TellMoment;
  readonly redact: (text: string) => string;
  readonly json: boolean;
  /** For a screen reader: words instead of marks, a sentence a line, nothing that moves. */
  readonly plain: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export interface Output {
  readonly words: Words;
  readonly label: (channel: string) => string;
  /** Blanks every secret, for what is stored. */
  readonly redact: (text: string) => string;
  /** A file of the project as seen from where the command was given. */
  readonly pathOf: (file: string) => string;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
  /** Words instead of marks, a sentence a line. */
  readonly isPlain: boolean;
  /** A person watches stderr on a terminal, and may see it change. */
  readonly isLive: boolean;
  /** A person reads the results on a terminal, where a frame helps; a file or a pipe gets plain text. */
  readonly isScreen: boolean;
  /** Whoever read the results has gone, as `head` does; printing on does nothing, and what is under way is finished. */
  readonly isClosed: () => boolean;
  /** Columns of the terminal; `Infinity` in plain mode: nothing is folded or aligned. */
  readonly width: number;
  readonly colour: ReturnType<typeof pc.createColors>;
  /** A moment in the zone of the project. */
  readonly tell: TellMoment;
  /** The result itself. */
  result(text: string): void;
  /** One JSON document, on one stdout. */
  document(value: unknown): void;
  /** One JSON value on a line of its own. */
  line(value: unknown): void;
  /** Everything else a person reads. */
  talk(text: string): void;
  /** A line for a log, also with `--quiet`; a person at a terminal sees it with `--verbose` alone. */
  note(text: string): void;
  /** `line`: that of the text which it is about. */
  problem(problem: Problem, line?: string): void;
  textOf(problem: Problem): ProblemText;
  /** `{ code, message, hint, where }`, as documented. */
  problemJson(problem: Problem): ProblemJson;
  /** The same with other sentences for some problems. */
  saying(instead: Partial<ProblemCatalogue>): Pick<Output, 'textOf' | 'problemJson'>;
}

export interface ProblemJson {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly where: Where | null;
}

/** Below this a table cannot be read, so lines run on. */
const narrowest = 30;

export function createOutput(options: OutputOptions): Output {
  const { words, problems, label, pathOf, tell, redact, json, plain, quiet, verbose, stdout, stderr } = options;
  const write = (stream: NodeJS.WriteStream, text: string) => void (isClosedPipe(stream) || stream.write(`${redact(text)}\n`));
  /** For a person at a terminal; a file or a pipe gets lines as long as they are. */
  const folded = (text: string, left: number) =>
    stderr.isTTY && !plain ? wrap(text, Math.max(20, (stderr.columns ?? 80) - left)) : text.split('\n');
  const colour = pc.createColors(pc.isColorSupported && !plain && stderr.isTTY === true && stdout.isTTY === true);
  const textWith = (instead: Partial<ProblemCatalogue>) => (problem: Problem) => {
    const channel = problem.where?.channel;
    const { file } = problem.where ?? {};
    const place = {
      ...problem.where,
      ...(file !== undefined && { file: pathOf(file) }),
      ...(channel !== undefined && { channel: label(channel) }),
    };
    return describe(withMoments(problem, tell), { ...problems, ...instead }, place);
  };
  const textOf = textWith({});
  const jsonWith = (text: Output['textOf']) => (problem: Problem) => {
    const { message, hint } = text(problem);
    return { code: problem.code, message, hint: hint ?? null, where: problem.where ?? null };
  };
  return {
    words,
    label,
    pathOf,
    redact,
    isJson: json,
    isQuiet: quiet,
    isVerbose: verbose,
    isPlain: plain,
    isLive: stderr.isTTY === true && !json && !quiet && !plain,
    isScreen: stdout.isTTY === true && !plain,
    isClosed: () => isClosedPipe(stdout),
    width: plain ? Number.POSITIVE_INFINITY : Math.max(narrowest, stdout.columns ?? 80),
    colour,
    tell,
    textOf,
    result: (text) => write(stdout, text),
    document: (value) => write(stdout, JSON.stringify(value, null, 2)),
    line: (value) => write(stdout, JSON.stringify(value)),
    talk: (text) => {
      if (!quiet) write(stderr, folded(text, 0).join('\n'));
    },
    note: (text) => {
      if (stderr.isTTY !== true || verbose) write(stderr, text);
    },
    problem: (problem, line) => {
      const { message, hint } = textOf(problem);
      const isMild = isWarning(problem);
      const place = placeOf(problem.where, { label, pathOf });
      if (plain) {
        const sign = isMild ? words.signs.warning : words.signs.error;
        write(
          stderr,
          [`${sign[0]?.toUpperCase()}${sign.slice(1)}: ${place}${message}`, line && `“${line}”`, hint].filter(Boolean).join(' '),
        );
        return;
      }
      const paint = isMild ? colour.yellow : colour.red;
      const [first = '', ...rest] = folded(`${isMild ? '!' : '✗'} ${place}${message}`, 2);
      const advice = hint === undefined ? [] : folded(hint, 2).map((part) => colour.dim(indent(part, 2)));
      const shown = line === undefined ? [] : folded(line, 4).map((part) => colour.dim(`  │ ${part}`));
      write(stderr, [paint(first.slice(0, 1)) + first.slice(1), ...rest.map((part) => indent(part, 2)), ...shown, ...advice].join('\n'));
    },
    problemJson: jsonWith(textOf),
    saying: (instead) => ({ textOf: textWith(instead), problemJson: jsonWith(textWith(instead)) }),
  };
}

const isoMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Problems hold moments as they are stored; people read them in their own zone. */
function withMoments(problem: Problem, tell: TellMoment): Problem {
  const params = mapStrings(problem.params, (text) => (isoMoment.test(text) ? tell(new Date(text)) : text));
  return { ...problem, params } as Problem;
}

/** `content/post.md:3 (x.text): ` — as much of it as is known. */
function placeOf(where: Where | undefined, { label, pathOf }: Pick<OutputOptions, 'label' | 'pathOf'>): string {
  if (!where) return '';
  const file = [where.file && pathOf(where.file), where.line].filter((part) => part !== undefined).join(':');
  const field = where.field ?? (where.channel && label(where.channel));
  const place = [file, field && (file ? `(${field})` : field)].filter(Boolean).join(' ');
  return place && `${place}: `;
}
