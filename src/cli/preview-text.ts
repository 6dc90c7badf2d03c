/** A preview in the terminal: each message in its frame, and what is to be said of it below. */
import { type Change, shortened } from '../preview/changes.ts';
import type { MessageView, PostView, Preview, ProblemView, StandingView } from '../preview/preview.ts';
import type { PreviewWords } from '../preview/words.ts';
import type { MessageLanguage } from './environment.ts';
import { folded } from './frame.ts';
import { indent } from './layout.ts';
import { messageText } from './message-text.ts';
import type { Output } from './output.ts';
import type { Previewed, PreviewedMessage } from './previewing.ts';
import { beginningOf, isSameLine } from './quoted-line.ts';

export interface Style {
  readonly output: Output;
  readonly words: PreviewWords;
  readonly language: MessageLanguage;
}

export function previewText(previewed: Previewed, { posts, problems }: Preview, style: Style): string {
  const texts = posts.map((view, index) => postText(view, previewed.posts[index]?.messages ?? [], style));
  const others = problems.map((found) => problemText(found, [], style));
  return [...(others.length > 0 ? [others.join('\n')] : []), ...texts].join('\n\n');
}

function postText(view: PostView, messages: readonly PreviewedMessage[], style: Style): string {
  const { output, words } = style;
  const title = [
    output.colour.bold(view.title),
    output.colour.dim(view.file),
    ...(view.note === undefined ? [] : fold(view.note, 0, style)),
  ];
  const own = view.problems.filter(({ channel }) => channel === undefined || !view.messages.some(({ label }) => label === channel));
  const frames = view.messages.map((message, index) => messageBlock(message, messages[index], view, style));
  return [
    title.join('\n'),
    ...(frames.length > 0 ? frames : [words.noMessages]),
    ...(own.length > 0 ? [problemTexts(own, view.source, style).join('\n')] : []),
    sumOf(view, words),
  ].join('\n\n');
}

export function sumOf({ problems }: Pick<PostView, 'problems'>, words: PreviewWords): string {
  const errors = problems.filter(({ isWarning }) => !isWarning).length;
  return problems.length > 0 ? `${words.problems(errors, problems.length - errors)}.` : `${words.noProblems}.`;
}

function messageBlock(view: MessageView, previewed: PreviewedMessage | undefined, { source }: PostView, style: Style): string {
  const { output, words, language } = style;
  const about = view.drawing?.about.map(({ name, value }) => `${name[language]}: ${typeof value === 'string' ? value : value[language]}`);
  const shown = previewed?.message
    ? messageText({ ...view, name: view.destination, message: previewed.message, ...(about && { about }) }, output)
    : `${output.colour.bold(view.label)}\n${fold(words.noMessage, 2, style).join('\n')}`;
  const below = [
    ...(view.standing ? [apart(standingText(view.standing, style), style)] : []),
    ...problemTexts(view.problems, source, style),
  ];
  return [shown, ...below.map((text) => indent(text, 2))].join('\n');
}

/** Without a frame it would read as the last words of the message. */
const apart = (text: string, { output }: Style): string => (output.isScreen ? text : `\n${text}`);

/** Six pieces at most, as out and in are a piece each: what fits in a glance. The page shows them all. */
function standingText({ since, changes }: StandingView, style: Style): string {
  const { words } = style;
  if (!changes) return fold(words.asItStands(since), 2, style).join('\n');
  if (changes.pieces.length === 0) return fold(`${words.changed(since)}. ${words.noWords}`, 2, style).join('\n');
  const head = `${words.changed(since)}: ${words.counts(changes.added, changes.removed) || words.onlyPunctuation}`;
  const short = shortened(changes.pieces);
  const [, , , , , , last] = short.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index]));
  const text = short
    .slice(0, last)
    .map((change) => changeText(change, style))
    .join('');
  return [
    ...fold(head, 2, style),
    ...fold(`${text.replace(/\s*\n\s*/g, ' ').trim()}${last === undefined ? '' : ' …'}`, 4, style).map((line) => indent(line, 2)),
  ].join('\n');
}

/** The signs tell it too, for whoever sees no colours. */
function changeText({ kind, text }: Change, { output: { colour } }: Style): string {
  if (kind === 'same') return text;
  const words = text.trim();
  if (words === '') return text;
  const marked = kind === 'added' ? colour.green(`{+${words}+}`) : colour.red(`[-${words}-]`);
  return text.replace(words, () => marked);
}

const problemTexts = (problems: readonly ProblemView[], source: readonly string[], style: Style): readonly string[] =>
  problems.map((found, index) => problemText(found, isSameLine(problems, index, quotedLine) ? [] : source, style));

const quotedLine = ({ code, line }: ProblemView): number | undefined => (code.startsWith('privacy-') ? undefined : line);

function problemText({ code, isWarning, message, hint, place, line }: ProblemView, source: readonly string[], style: Style): string {
  const { output, words } = style;
  const { colour } = output;
  const sign = isWarning ? colour.yellow('!') : colour.red('✗');
  const mark = output.isPlain ? `${isWarning ? words.warning : words.problem}:` : sign;
  const [first = '', ...rest] = fold(`${place ? `${place}: ` : ''}${message}`, 4, style);
  // What should not be there at all is not repeated either.
  const written = line === undefined || code.startsWith('privacy-') ? '' : beginningOf(source[line - 1] ?? '');
  const quote = line === undefined ? '' : `${words.line(line)}${written && `: ${written}`}`;
  const quoted = quote === '' ? [] : fold(quote, 4, style).map((text) => colour.cyan(text));
  const advice = hint === undefined ? [] : fold(hint, 4, style).map((text) => colour.dim(text));
  return [`${mark} ${first}`, ...[...rest, ...quoted, ...advice].map((text) => indent(text, 2))].join('\n');
}

const fold = (text: string, left: number, { output }: Style): readonly string[] =>
  output.isScreen ? folded(text, output.width - left - 2) : text.split('\n');
