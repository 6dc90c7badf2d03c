/** One field of a post, read as the post itself will be read: what is refused here would be refused there. */
import { isWarning, problem } from '../../core/problem.ts';
import { type PostProject, parsePost } from '../../pipeline/parse.ts';
import { writeFlowItem, writeYamlValue } from '../../pipeline/yaml-writing.ts';
import type { Reading } from '../asking/interview.ts';

/** A map such as `event`, with what is known of it so far; moments as they were typed. */
export function readPostField(
  key: string,
  values: Readonly<Record<string, string>> | readonly string[] | string,
  project: PostProject,
): Reading<typeof values> {
  const text = `---\ntitle: x\n${key}: ${fieldYaml(values)}\n---\nx\n`;
  const { problems } = parsePost({ text, file: 'x.md', project });
  const wrong = problems.filter((one) => !isWarning(one) && (one.where?.field ?? key).startsWith(key));
  return wrong.length > 0 ? { problems: wrong.map((one) => ({ ...one, where: {} })) } : { value: values };
}

const moment = /^\d{4}-\d\d-\d\d(?:[ T][\d:.,+Zz-]+)?$/;

/** A moment stands without quotes, as a person would write it. */
const scalar = (text: string): string => (moment.test(text) ? text : writeYamlValue(text));

export function fieldYaml(value: Readonly<Record<string, string>> | readonly string[] | string): string {
  if (typeof value === 'string') return scalar(value);
  if (Array.isArray(value)) return writeYamlValue(value);
  return `{ ${Object.entries(value)
    .map(([name, text]) => `${name}: ${inFlow(text)}`)
    .join(', ')} }`;
}

/** Inside braces a comma or a bracket would end the text. */
const inFlow = (text: string): string => (moment.test(text) ? text : writeFlowItem(text));

/** Text on one line that may not be empty. */
export function readLine(typed: string): Reading<string> {
  const value = typed.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return value === '' ? { problems: [problem('answer-empty', {})] } : { value };
}
