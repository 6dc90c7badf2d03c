/** Goes through mailboxes once, mail by mail, and writes down what came back in batches. */
import { createHash } from 'node:crypto';
import type { BounceBook, BounceClass, BounceReport, SoftLimit } from '../../core/bounce.ts';
import type { Sign } from '../../core/issue-identity.ts';
import type { MailBox } from './mail-boxes.ts';
import type { MailOwner, MailOwners } from './mail-owners.ts';
import { type Report, readReturnedMail } from './returned-mail.ts';

/** What became of mails, in the order in which it is told. Each mail that was read is one of the last eight. */
export const countNames = [
  'read',
  'suppressedNow',
  'suppressedBefore',
  'repeated',
  'hard',
  'soft',
  'sender',
  'complaints',
  'optOuts',
  'unknown',
  'ignored',
  'broken',
] as const;
export type BounceCounts = Record<(typeof countNames)[number], number>;

const countOf = {
  hard: 'hard',
  soft: 'soft',
  sender: 'sender',
  complaint: 'complaints',
  'opt-out': 'optOuts',
} as const satisfies Record<BounceClass, keyof BounceCounts>;

/** How often each code was said of one issue. */
export interface IssueCodes {
  readonly post: string;
  readonly title: string;
  readonly codes: Readonly<Record<string, number>>;
}

export interface BounceRun {
  readonly files: readonly ({ readonly file: string } & BounceCounts)[];
  readonly total: BounceCounts;
  readonly issues: readonly IssueCodes[];
  /** The first mails that could not be read. */
  readonly brokenPlaces: readonly string[];
  /** A code about the sender or the route that was new and came this often for one issue. */
  readonly alarms: readonly { readonly title: string; readonly status: string; readonly count: number }[];
}

export interface BounceTask {
  readonly boxes: readonly MailBox[];
  readonly owners: MailOwners;
  readonly book: Pick<BounceBook, 'recordBounces'>;
  readonly sign: Sign;
  readonly softLimit: SoftLimit;
  readonly dryRun: boolean;
}

/** Reports per transaction: few enough that a mailing under way need not wait long. What is only tried is one, for it is undone again. */
const batchSize = 500;
const mostPlaces = 10;
/** So many of one code are no coincidence. */
const alarmAt = 10;

export async function readBounces(task: BounceTask): Promise<BounceRun> {
  const tally = new Tally(task);
  const files: { file: string; counts: BounceCounts }[] = [];
  for (const { name, mails } of task.boxes) {
    const counts = noCounts();
    files.push({ file: name, counts });
    for await (const { place, bytes } of mails()) {
      counts.read += 1;
      await tally.take(bytes, { place, counts });
    }
  }
  await tally.flush();
  const total = noCounts();
  for (const { counts } of files) for (const name of countNames) total[name] += counts[name];
  return { files: files.map(({ file, counts }) => ({ file, ...counts })), total, ...tally.found() };
}

const noCounts = (): BounceCounts => Object.fromEntries(countNames.map((name) => [name, 0])) as BounceCounts;

interface Place {
  readonly place: string;
  readonly counts: BounceCounts;
}

class Tally {
  readonly #task: BounceTask;
  readonly #brokenPlaces: string[] = [];
  readonly #codes = new Map<string, Map<string, number>>();
  readonly #fresh = new Map<string, Map<string, number>>();
  #batch: { report: BounceReport; counts: BounceCounts }[] = [];

  constructor(task: BounceTask) {
    this.#task = task;
  }

  async take(bytes: Uint8Array | undefined, { place, counts }: Place): Promise<void> {
    const mail = bytes ? await readReturnedMail(bytes) : ({ kind: 'broken' } as const);
    if (mail.kind !== 'report' || !bytes) {
      if (mail.kind !== 'ignored' && this.#brokenPlaces.length < mostPlaces) this.#brokenPlaces.push(place);
      counts[mail.kind === 'ignored' ? 'ignored' : 'broken'] += 1;
      return;
    }
    const owner = await this.#task.owners.ownerOf(mail);
    if (!owner) {
      counts.unknown += 1;
      return;
    }
    counts[countOf[mail.class]] += 1;
    this.#batch.push({ report: reportOf(this.#task.sign, mail, owner, bytes), counts });
    if (this.#batch.length >= batchSize && !this.#task.dryRun) await this.flush();
  }

  async flush(): Promise<void> {
    const { book, softLimit, dryRun } = this.#task;
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    const results = await book.recordBounces(
      batch.map(({ report }) => report),
      { softLimit, dryRun },
    );
    batch.forEach(({ report, counts }, index) => {
      const { isRepeated, suppressed } = results[index] ?? { isRepeated: true, suppressed: 'no' };
      if (isRepeated) counts.repeated += 1;
      if (suppressed !== 'no') counts[suppressed === 'now' ? 'suppressedNow' : 'suppressedBefore'] += 1;
      this.#note(report, isRepeated);
    });
  }

  #note({ deliveryId = '', status, class: kind }: BounceReport, isRepeated: boolean): void {
    increment(this.#codes, deliveryId, status);
    if (kind === 'sender' && !isRepeated) increment(this.#fresh, deliveryId, status);
  }

  found(): Pick<BounceRun, 'issues' | 'brokenPlaces' | 'alarms'> {
    const { owners } = this.#task;
    const issues = [...this.#codes].map(([id, codes]) => {
      const { post = '', title = '' } = owners.issue(id) ?? {};
      return { post, title, codes: Object.fromEntries([...codes].sort(([, a], [, b]) => b - a)) };
    });
    const alarms = [...this.#fresh].flatMap(([id, codes]) =>
      [...codes].flatMap(([status, count]) => (count >= alarmAt ? [{ title: owners.issue(id)?.title ?? '', status, count }] : [])),
    );
    return { issues, brokenPlaces: this.#brokenPlaces, alarms };
  }
}

function increment(sums: Map<string, Map<string, number>>, id: string, status: string): void {
  const sum = sums.get(id) ?? new Map<string, number>();
  sums.set(id, sum.set(status, (sum.get(status) ?? 0) + 1));
}

/** Without an issue it cannot be told whether two reports are about the same mail, unless they are the same. */
function reportOf(sign: Sign, { class: kind, status }: Report, { reader, deliveryId, issue }: MailOwner, bytes: Uint8Array): BounceReport {
  const about = deliveryId ?? issue ?? createHash('sha256').update(bytes).digest('base64url');
  const identity = sign(['bounce-report', reader, about, kind, status].join('\n')).slice(0, 22);
  return { identity, reader, class: kind, status, ...(deliveryId !== undefined && { deliveryId }) };
}
