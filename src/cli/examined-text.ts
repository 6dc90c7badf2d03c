/** What `omk doctor` found, as a table for people and as a document for scripts. */
import type { Check, DnsRecord } from '../core/check.ts';
import { isWarning } from '../core/problem.ts';
import type { Examined } from './examining.ts';
import { columns, type Row, wrap } from './layout.ts';
import { type CheckWords, sentenceOf } from './messages/check-words.ts';
import type { Output } from './output.ts';

export type Grade = 'ok' | 'warning' | 'error' | 'unreachable' | 'unchecked';

export function gradeOf(check: Check): Grade {
  if (check.result !== 'fault') return check.result;
  return isWarning(check.problem) ? 'warning' : 'error';
}

const marks: Readonly<Record<Grade, string>> = { ok: '✓', warning: '!', error: '✗', unreachable: '?', unchecked: '–' };

interface Shown {
  readonly words: CheckWords;
  readonly output: Output;
}

export function examinedText(examined: readonly Examined[], { words, output }: Shown): string {
  const told = new Set<string>();
  const groups = examined.map(({ channel, checks }) => {
    const title = output.colour.bold(channel === undefined ? words.project : output.label(channel));
    const rows = checks.filter(isNews).map((check) => rowOf(check, told, { words, output }));
    return `${title}\n${columns(rows, { width: output.width })}`;
  });
  return [...groups, ...recordsText(examined, words)].join('\n\n');
}

/** That practising looks at no setting is said once, below the table, instead of at every channel. */
const isNews = (check: Check): boolean => 'problem' in check || check.remark.code !== 'settings-practice';

/** `told`: advice that was given already. */
function rowOf(check: Check, told: Set<string>, { words, output }: Shown): Row {
  const grade = gradeOf(check);
  const { red, yellow, green, dim } = output.colour;
  const paint = { ok: green, warning: yellow, error: red, unreachable: yellow, unchecked: dim }[grade];
  const cells = output.isPlain ? [words.subjects[check.about], output.words.signs[grade]] : [words.subjects[check.about]];
  const row = { mark: paint(marks[grade]), cells };
  if (!('problem' in check)) return { ...row, text: [sentenceOf(words, check.remark)] };
  const { message, hint } = output.saying(words.looking).textOf(check.problem);
  const isNew = hint !== undefined && !told.has(hint);
  if (isNew) told.add(hint);
  return { ...row, text: [message, ...(isNew ? [output.isPlain ? hint : `→ ${hint}`] : [])] };
}

/** On lines of their own and never broken, so that they can be copied. */
function recordsText(examined: readonly Examined[], words: CheckWords): readonly string[] {
  const records = examined.flatMap(({ checks }) =>
    checks.flatMap((check) => ('record' in check && check.record ? [lineOf(check.record)] : [])),
  );
  return records.length === 0 ? [] : [[words.records, ...new Set(records)].join('\n')];
}

const lineOf = ({ name, type, value }: DnsRecord): string => `  ${name}. ${type} ${value}`;

export const sumText = (counts: Parameters<CheckWords['sum']>[0], { words, output }: Shown): string =>
  wrap(words.sum(counts), output.width).join('\n');

/** A row of the document. */
export function checkJson(channel: string | undefined, check: Check, { words, output }: Shown) {
  const { code, message, hint } =
    'problem' in check
      ? output.saying(words.looking).problemJson(check.problem)
      : { code: check.remark.code, message: sentenceOf(words, check.remark), hint: null };
  const record = 'record' in check ? (check.record ?? null) : null;
  return { channel: channel ?? null, about: check.about, result: gradeOf(check), code, message, hint, record };
}
