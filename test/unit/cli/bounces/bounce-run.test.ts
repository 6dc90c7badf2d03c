/** Mailboxes as they lie on disk, gone through with a real ledger. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type BounceRun, readBounces } from '../../../../src/cli/bounces/bounce-run.ts';
import { bounceText } from '../../../../src/cli/bounces/bounce-text.ts';
import { openBoxes } from '../../../../src/cli/bounces/mail-boxes.ts';
import { MailOwners } from '../../../../src/cli/bounces/mail-owners.ts';
import { bounceWords } from '../../../../src/cli/messages/bounce-words.ts';
import type { Ledger } from '../../../../src/core/ledger.ts';
import { OmkError } from '../../../../src/core/problem.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import { aPlan, engines } from '../../../support/ledgers.ts';
import { snapshot, temporaryFolder } from '../../../support/project.ts';
import { aCopy, type Copy, forged, list, mboxOf, readerNamed, returned, sign } from '../../../support/returned-mail.ts';

const names = ['noor', 'daan', 'sam', 'roos', 'finn'] as const;

let ledger: Ledger;
let folder: string;
let delivery: string;
let copies: Readonly<Record<(typeof names)[number], Copy>>;

/** An issue that went to five readers. */
beforeEach(async () => {
  const home = engines['sqlite']?.();
  if (!home) throw new Error('no such engine');
  const clock = fixedClock();
  ledger = home.open(clock);
  onTestFinished(async () => {
    await ledger.close();
    home.remove();
  });
  folder = temporaryFolder();
  await ledger.saveSubscribers(names.map((name) => ({ id: readerNamed(name), email: `${name}@example.org`, consent: {} })));
  await ledger.schedule([aPlan({ channel: 'newsletter', destination: list })]);
  const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
  if (!claim) throw new Error('nothing was due');
  await ledger.freezeRecipients(claim.delivery.id, { withoutAudience: 'all' });
  const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 10, leaseMs: 60_000 });
  const results = recipients.map(({ id }) => ({ id, settlement: { state: 'sent' as const } }));
  await ledger.exchangeRecipients(claim, { results, limit: 0, leaseMs: 60_000 });
  await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
  delivery = claim.delivery.id;
  const made = names.map((name) => [name, aCopy(readerNamed(name), claim.delivery.id)] as const);
  copies = Object.fromEntries(made) as typeof copies;
});

async function* nothing(): AsyncGenerator<Buffer> {}

async function read(boxes: readonly string[], { dryRun = false, stdin = nothing } = {}): Promise<BounceRun> {
  const owners = await MailOwners.open({ sign, book: ledger, channel: 'newsletter', now: new Date('2026-11-25T12:00:00Z') });
  return readBounces({ boxes: openBoxes(boxes, stdin), owners, book: ledger, sign, softLimit: { issues: 3, days: 14 }, dryRun });
}

const file = (name: string, bytes: Uint8Array | string): string => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

const assorted = (): readonly Buffer[] => [
  returned('postfix', copies.noor),
  returned('gmail', copies.daan),
  returned('yahoo-arf', copies.sam),
  returned('outlook-com', copies.roos),
  returned('exchange', forged),
  returned('out-of-office', copies.finn),
  returned('ordinary', {}),
  returned('qmail-qsbmf', copies.finn),
  Buffer.from([0, 1, 2, 3, 250, 10, 65]),
];

const counted = { read: 9, hard: 1, soft: 1, complaints: 1, sender: 1, unknown: 1, ignored: 3, broken: 1 };

describe('an mbox', { timeout: 60_000 }, () => {
  it('ends whom it ends, and nobody else', async () => {
    const box = file('retour.mbox', mboxOf(assorted()));
    const { total, issues, brokenPlaces } = await read([box]);
    expect(total).toMatchObject({ ...counted, suppressedNow: 2, suppressedBefore: 0, repeated: 0 });
    expect(issues).toEqual([{ post: 'post.md', title: 'Inloopavond', codes: { '5.1.1': 1, '5.2.2': 1, abuse: 1, '5.7.515': 1 } }]);
    expect(brokenPlaces).toEqual([`${box}#9`]);
    const reasons = await Promise.all(names.map(async (name) => (await ledger.suppression(readerNamed(name)))?.reason));
    expect(reasons).toEqual(['bounced', undefined, 'complained', undefined, undefined]);
  });

  it('that is read twice, or with other line ends, or as a maildir, changes nothing and says so', async () => {
    const box = file('retour.mbox', mboxOf(assorted()));
    await read([box]);
    const lines = JSON.stringify(await ledger.export());
    for (const [index, mail] of assorted().entries()) file(`maildir/${index % 2 === 0 ? 'new' : 'cur'}/${index}.host:2,S`, mail);
    for (const again of [box, file('windows.mbox', mboxOf(assorted(), '\r\n')), join(folder, 'maildir')]) {
      const found = await read([again]);
      expect(found.total).toMatchObject({ ...counted, suppressedNow: 0, suppressedBefore: 2, repeated: 4 });
      expect(bounceText(found, { words: bounceWords.nl, width: 80, dryRun: false })).toContain('er is niets veranderd');
    }
    expect(JSON.stringify(await ledger.export())).toBe(lines);
  });

  it('that is only tried tells the same and writes nothing', async () => {
    const box = file('retour.mbox', mboxOf(Array.from({ length: 140 }, assorted).flat()));
    const lines = JSON.stringify(await ledger.export());
    const tried = await read([box], { dryRun: true });
    expect(tried.total).toMatchObject({ read: 140 * 9, suppressedNow: 2, repeated: 139 * 4 });
    expect(JSON.stringify(await ledger.export())).toBe(lines);
    expect(await read([box])).toEqual(tried);
  });

  it('in which one code about the sender comes often is a reason to warn, once', async () => {
    const same = (count: number) =>
      mboxOf(Array.from({ length: count }, (_, index) => returned('outlook-com', aCopy(readerNamed(`lezer${index}`), delivery))));
    expect((await read([file('negen.mbox', same(9))])).alarms).toEqual([]);
    const alarms = [{ title: 'Inloopavond', status: '5.7.515', count: 10 }];
    expect((await read([file('meer.mbox', same(19))])).alarms).toEqual(alarms);
    expect((await read([file('meer.mbox', same(19))])).alarms).toEqual([]);
  });
});

describe('a maildir', () => {
  it('is left exactly as it was; what is no mail in it is passed over', async () => {
    file('Maildir/new/1.a.host', returned('postfix', copies.noor));
    file('Maildir/cur/2.b.host:2,S', returned('haraka', copies.daan));
    file('Maildir/tmp/3.c.host', returned('haraka', copies.sam));
    file('Maildir/.Archief/new/4.d.host', returned('haraka', copies.sam));
    file('Maildir/new/.hidden', 'x');
    mkdirSync(join(folder, 'Maildir/cur/folder'));
    symlinkSync('/nonexistent', join(folder, 'Maildir/new/gone'));
    const before = snapshot(join(folder, 'Maildir/new/..'), 'cur');
    const { total } = await read([join(folder, 'Maildir')]);
    expect(total).toMatchObject({ read: 2, hard: 2, suppressedNow: 2 });
    expect(snapshot(join(folder, 'Maildir'), 'cur')).toEqual(before);
    expect(readFileSync(join(folder, 'Maildir/new/1.a.host'))).toEqual(returned('postfix', copies.noor));
  });

  it('may hold a mail of many megabytes, whose report is read all the same', async () => {
    const huge = Buffer.concat([returned('postfix', copies.noor), Buffer.alloc(12 * 1024 * 1024, 'x\n')]);
    file('Maildir/new/1', huge);
    expect((await read([join(folder, 'Maildir'), file('een.eml', huge)])).files).toMatchObject([{ hard: 1 }, { hard: 1, repeated: 1 }]);
  });
});

describe('what is given', () => {
  it('may be several, and one of them standard input; each is counted apart', async () => {
    const een = file('een.eml', returned('postfix', copies.noor));
    const stdin = async function* () {
      yield returned('haraka', copies.daan);
    };
    const found = await read([een, '-'], { stdin });
    expect(found.files).toMatchObject([
      { file: een, read: 1, hard: 1 },
      { file: '-', read: 1, hard: 1 },
    ]);
    expect(found.total).toMatchObject({ read: 2, suppressedNow: 2 });
    const text = bounceText(found, { words: bounceWords.en, width: 80, dryRun: false });
    expect(text).toContain('standard input: 1 mail read.');
    expect(text).toContain('Together: 2 mails read.');
    expect(text).not.toMatch(/@/);
  });

  it('and is not there, or is no maildir, is told at once, everything together', () => {
    mkdirSync(join(folder, 'map'));
    try {
      openBoxes([join(folder, 'weg.mbox'), join(folder, 'map'), file('een.eml', 'x')], nothing);
      expect.unreachable();
    } catch (error) {
      expect(error instanceof OmkError && error.problems.map(({ code }) => code)).toEqual(['bounces-unreadable', 'bounces-no-maildir']);
    }
  });

  it('may be about a reader who was forgotten: then nothing is kept of it', async () => {
    await ledger.forget(readerNamed('noor'));
    const lines = JSON.stringify(await ledger.export());
    const { total } = await read([file('een.eml', returned('postfix', copies.noor))]);
    expect(total).toMatchObject({ hard: 1, suppressedNow: 0, suppressedBefore: 1 });
    expect(JSON.stringify(await ledger.export())).toBe(lines);
    expect((await read([file('twee.eml', returned('postfix', { messageId: copies.noor.messageId }))])).total).toMatchObject({ unknown: 1 });
  });
});
