/** Names and what they hold, for tests that ask no server. */
import type { Answer, LookUp } from '../../../../../src/channels/newsletter/domain/look-up.ts';
import type { Check } from '../../../../../src/core/check.ts';

export interface Held {
  readonly TXT?: readonly string[];
  readonly MX?: readonly string[];
  readonly address?: readonly string[];
  readonly CNAME?: readonly string[];
}

/** `'failed'`: nobody can tell. */
export const aZone =
  (zone: Readonly<Record<string, Held | 'failed'>>): LookUp =>
  async (name, kind): Promise<Answer> => {
    const held = zone[name];
    if (held === 'failed') return { kind: 'failed', name, detail: 'ESERVFAIL' };
    const records = held?.[kind] ?? [];
    return records.length > 0 ? { kind: 'found', records } : { kind: 'none', exists: held !== undefined };
  };

/** `code` of what was found, `unreachable` where it could not be. */
export const codesOf = (checks: readonly Check[]): readonly string[] =>
  checks.map((check) => ('problem' in check ? (check.result === 'unreachable' ? 'unreachable' : check.problem.code) : check.remark.code));

export const paramsOf = (checks: readonly Check[]): readonly unknown[] =>
  checks.map((check) => ('problem' in check ? check.problem.params : check.remark.params));

export const recordsOf = (checks: readonly Check[]): readonly string[] =>
  checks.flatMap((check) => ('record' in check && check.record ? [`${check.record.name} ${check.record.type} ${check.record.value}`] : []));
