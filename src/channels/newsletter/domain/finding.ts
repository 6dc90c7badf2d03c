/** The form in which the looks at a domain say what they found. */
import type { Check, CheckSubject, DnsRecord, RemarkCode, RemarkParams } from '../../../core/check.ts';
import { remark } from '../../../core/check.ts';
import { type ProblemCode, type ProblemParams, problem } from '../../../core/problem.ts';
import type { Answer } from './look-up.ts';

export const good = <Code extends RemarkCode>(about: CheckSubject, code: Code, params: RemarkParams[Code]): Check => ({
  about,
  result: 'ok',
  remark: remark(code, params),
});

export const unchecked = <Code extends RemarkCode>(about: CheckSubject, code: Code, params: RemarkParams[Code]): Check => ({
  about,
  result: 'unchecked',
  remark: remark(code, params),
});

/** `record`: what has to be published instead. */
export const fault = <Code extends ProblemCode>(
  about: CheckSubject,
  code: Code,
  params: ProblemParams[Code],
  record?: DnsRecord,
): Check => ({
  about,
  result: 'fault',
  problem: problem(code, params),
  ...(record && { record }),
});

export const noAnswer = (about: CheckSubject, { name, detail }: Pick<Extract<Answer, { kind: 'failed' }>, 'name' | 'detail'>): Check => ({
  about,
  result: 'unreachable',
  problem: problem('dns-no-answer', { name, detail }),
});

/** In quoted strings of at most 255 characters, as a zone file wants them. */
export function textRecord(name: string, text: string): DnsRecord {
  const parts = text.match(/.{1,255}/g) ?? [];
  return { name, type: 'TXT', value: parts.map((part) => `"${part.replace(/\s/g, ' ').replace(/["\\]/g, '\\$&')}"`).join(' ') };
}
