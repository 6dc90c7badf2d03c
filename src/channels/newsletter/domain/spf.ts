/** Who may send for a domain, as every receiver finds out: the record, and all that it leads to (RFC 7208 4.6.4). */
import { type Check, fault, good } from '../../../core/check.ts';
import { noAnswer, textRecord } from './finding.ts';
import type { Answer, LookUp } from './look-up.ts';
import { hasMacro, isSpf, parseSpf, type Qualifier, type SpfRecord, type SpfTerm } from './spf-record.ts';

/** Above these a receiver gives up, and the record counts for nothing. */
const most = { lookUps: 10, voids: 2 } as const;

/** Far more than any record may ask; what lies beyond is not followed. */
const enough = 40;

export async function checkSpf(domain: string, lookUp: LookUp): Promise<readonly Check[]> {
  const walk = new Walk(lookUp);
  const reading = await walk.read(domain, []);
  if (walk.failed && walk.faults.length === 0) return [noAnswer('spf', walk.failed)];
  const faults = [...walk.faults, ...(reading ? endFaults(domain, reading) : []), ...countFaults(domain, walk)];
  const warnings = walk.hasPtr ? [fault('spf', 'spf-ptr', { domain })] : [];
  if (faults.length > 0) return [...faults, ...warnings];
  return [good('spf', 'spf-good', { domain, end: `${reading?.end ?? ''}all`, lookups: walk.lookUps }), ...warnings];
}

/** A record, and what holds for all whom it does not name; absent: that depends on the mail, or could not be read. */
interface Reading {
  readonly record: SpfRecord;
  readonly end?: Qualifier;
}

/** One look at a record and everything behind it. */
class Walk {
  lookUps = 0;
  hasPtr = false;
  hasLoop = false;
  failed: Extract<Answer, { kind: 'failed' }> | undefined;
  readonly faults: Check[] = [];
  readonly voids = new Set<string>();
  readonly #lookUp: LookUp;

  constructor(lookUp: LookUp) {
    this.#lookUp = lookUp;
  }

  /** `path`: the domains that led here. `undefined`: it holds no record that counts. */
  async read(domain: string, path: readonly string[]): Promise<Reading | undefined> {
    const answer = await this.#ask(domain, 'TXT');
    if (answer.kind === 'failed') return undefined;
    const texts = answer.kind === 'found' ? answer.records.filter(isSpf) : [];
    if (texts.length !== 1) return this.#refuse(notOne(domain, texts.length, path));
    const parsed = parseSpf(texts[0] ?? '');
    if ('wrong' in parsed) return this.#refuse(fault('spf', 'spf-syntax', { domain, term: parsed.wrong }));
    return this.#follow(parsed.record, [...path, domain]);
  }

  #refuse(found: Check): undefined {
    this.faults.push(found);
  }

  async #ask(name: string, kind: 'TXT' | 'MX' | 'address'): Promise<Answer> {
    const answer = await this.#lookUp(name, kind);
    if (answer.kind === 'failed') this.failed ??= answer;
    return answer;
  }

  /** In the order in which a receiver asks. */
  async #follow(record: SpfRecord, path: readonly string[]): Promise<Reading> {
    for (const term of record.terms) await this.#term(term, path);
    const { all, redirect } = record;
    const end = all ?? (redirect === undefined ? '?' : (await this.#other(redirect, path))?.end);
    return { record, ...(end !== undefined && { end }) };
  }

  async #term({ mechanism, qualifier, name = '' }: SpfTerm, path: readonly string[]): Promise<void> {
    if (mechanism === 'ip4' || mechanism === 'ip6' || mechanism === 'all') return;
    if (mechanism === 'include') {
      const other = await this.#other(name, path);
      // Whoever passes there passes here; its other endings say nothing here.
      if (other?.end === '+' && qualifier === '+') this.#refuse(fault('spf', 'spf-open', { domain: plain(name), term: '+all' }));
      return;
    }
    this.lookUps += 1;
    this.hasPtr ||= mechanism === 'ptr';
    if (mechanism === 'ptr' || hasMacro(name) || this.lookUps > enough) return;
    const asked = plain(name) || (path.at(-1) ?? '');
    const answer = await this.#ask(asked, mechanism === 'mx' ? 'MX' : 'address');
    if (answer.kind === 'none') this.voids.add(asked);
  }

  /** The record of another domain. */
  async #other(name: string, path: readonly string[]): Promise<Reading | undefined> {
    this.lookUps += 1;
    if (hasMacro(name) || this.lookUps > enough) return undefined;
    if (!path.includes(plain(name))) return this.read(plain(name), path);
    if (!this.hasLoop) this.#refuse(fault('spf', 'spf-loop', { domain: path.at(-1) ?? '', name: plain(name) }));
    this.hasLoop = true;
    return undefined;
  }
}

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

function notOne(domain: string, count: number, path: readonly string[]): Check {
  if (count > 1) return fault('spf', 'spf-several', { domain, count });
  const from = path.at(-1);
  if (from !== undefined) return fault('spf', 'spf-include-missing', { domain: from, name: domain });
  return fault('spf', 'spf-missing', { domain }, textRecord(domain, 'v=spf1 include:_spf.relay.example ~all'));
}

function endFaults(domain: string, { record, end }: Reading): readonly Check[] {
  if (end === '+') return [fault('spf', 'spf-open', { domain, term: '+all' })];
  if (end === '?') return [fault('spf', 'spf-open-ended', { domain })];
  const namesSomebody = record.terms.some(({ qualifier }) => qualifier === '+') || record.redirect !== undefined;
  return namesSomebody ? [] : [fault('spf', 'spf-nobody', { domain })];
}

/** In a loop there is no end to count to. */
function countFaults(domain: string, { lookUps, voids, hasLoop }: Walk): readonly Check[] {
  return [
    ...(lookUps > most.lookUps && !hasLoop ? [fault('spf', 'spf-too-many', { domain, count: lookUps })] : []),
    ...(voids.size > most.voids ? [fault('spf', 'spf-void', { domain, names: [...voids].join(', ') })] : []),
  ];
}
