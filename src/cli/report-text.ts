/** The report as a person reads it: a table per post, then what to do. */
import type { Report, ReportDelivery, ReportPost } from '../pipeline/report.ts';
import { approvalText } from './approval-text.ts';
import { columns, indent, type Row, wrap } from './layout.ts';
import type { TellMoment } from './moments.ts';
import type { Output } from './output.ts';
import { stateWord } from './state-word.ts';

const marks: Readonly<Record<ReportDelivery['state'], string>> = {
  sent: '✓',
  unchanged: '✓',
  failed: '✗',
  unconfirmed: '?',
  'handed-off': '→',
  scheduled: '…',
  waiting: '…',
  sending: '…',
  cancelled: '–',
  skipped: '–',
};

export function reportText(report: Report, output: Output, tell: TellMoment): string {
  return report.posts.map((post) => postText(post, output, tell)).join('\n\n');
}

function postText(post: ReportPost, output: Output, tell: TellMoment): string {
  const { colour } = output;
  const title = `${colour.bold(post.title)}\n${colour.dim(output.pathOf(post.post))}`;
  const rows = post.deliveries.map((delivery) => deliveryRow(delivery, post, output, tell));
  const handOffs = post.deliveries.filter(({ handOff }) => handOff).map((delivery) => handOffText(delivery, post, output));
  return [title, columns(rows, { width: output.width }), ...hintsOf(post, output), ...handOffs].join('\n');
}

/** What to do, each advice once. */
function hintsOf({ deliveries, post }: ReportPost, output: Output): readonly string[] {
  const hints = deliveries.flatMap(({ problem, channel }) =>
    problem ? [output.textOf({ ...problem, where: { channel, file: post, ...problem.where } }).hint ?? ''] : [],
  );
  return [...new Set(hints)]
    .filter(Boolean)
    .map((hint) => (output.isPlain ? hint : indent(wrap(`→ ${hint}`, output.width - 4).join('\n'), 2)));
}

function deliveryRow(delivery: ReportDelivery, post: ReportPost, output: Output, tell: TellMoment): Row {
  const { words, colour, label } = output;
  const { state } = delivery;
  const paint = state === 'failed' ? colour.red : state === 'sent' || state === 'unchanged' ? colour.green : colour.yellow;
  return {
    mark: paint(marks[state]),
    cells: [label(delivery.channel), stateWord(delivery, words)],
    text: detailsOf(delivery, post, output, tell),
  };
}

function detailsOf(
  { state, url, dueAt, attempts, recipients, problem, channel, cost, approval }: ReportDelivery,
  { post }: ReportPost,
  output: Output,
  tell: TellMoment,
): readonly string[] {
  const { words } = output;
  const said = problem && output.textOf({ ...problem, where: { channel, file: post, ...problem.where } });
  const isDue = dueAt !== undefined && state === 'scheduled';
  return [
    url,
    recipients && words.recipients(recipients),
    isDue && (attempts > 0 ? words.nextTry(tell(dueAt)) : words.goesAt(tell(dueAt))),
    cost !== undefined && words.cost(money(cost)),
    approval && approvalText(approval, words.approval),
    said?.message,
  ].filter((line): line is string => typeof line === 'string' && line !== '');
}

/** Dollars with at least two decimals, never rounded away. */
export const money = (amount: number): string => amount.toFixed(Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-9 ? 2 : 3);

/** What a person needs to place the message by hand. */
function handOffText({ channel, handOff }: ReportDelivery, { post }: ReportPost, { words, label, pathOf, colour, width }: Output): string {
  if (!handOff) return '';
  const text = handOff.link && !handOff.text.includes(handOff.link) ? `${handOff.text}\n\n${handOff.link}` : handOff.text;
  const images = handOff.images.map(({ path, alt }) => words.image(path, alt));
  const lines = [
    colour.bold(words.handOff.title(label(channel))),
    words.handOff.open(handOff.openUrl),
    words.handOff.paste,
    indent(text, 3),
    ...(images.length > 0 ? [words.handOff.images, indent(images.flatMap((line) => wrap(line, width - 8)).join('\n'), 3)] : []),
    words.handOff.report(`omk resolve ${pathOf(post)} ${channel} --published URL`),
  ];
  return `\n${indent(lines.join('\n'), 2)}`;
}
