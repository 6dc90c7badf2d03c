/**
 * `npm run bench:mail`: how fast and in how much memory the newsletter is sent and a list is brought in, its ledger included, against a pooled
 * nodemailer loop that composes each mail, and postfix's smtp-source where it is installed. All send to one sink in a
 * process of its own; the programs take turns, so that whatever else the machine does weighs on all alike.
 */
import { fork, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DatabaseSync } from '@photostructure/sqlite';
import { bareContent, makeMailProject } from './mail-project.js';
import { omk, quantile } from './measure.js';

const { values: flags, positionals: wanted } = parseArgs({
  options: { readers: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '3' } },
  allowPositionals: true,
});
const readers = Number(flags.readers);
const rounds = Number(flags.rounds);
const smtpSource = '/usr/sbin/smtp-source';

const rows = [];
const add = (what, target, measured, isMet) => rows.push({ what, target, measured, isMet });
const perSecond = (count, ms) => (count / ms) * 1000;
const shown = (values) => `${Math.round(quantile(values, 0.5))}/s (${values.map(Math.round).join(', ')})`;

const parts = {
  loopback: () => throughput({ delayMs: 0, count: readers, rounds }),
  'round-trip': () => throughput({ delayMs: 20, count: Math.min(readers, 1000), rounds: 1 }),
  memory: () => memory([1000, 10_000, 100_000]),
  import: () => importing(100_000),
};
for (const [name, measure] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await measure();

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}\n`);
console.log('| What | Target | Measured | |\n| --- | --- | --- | --- |');
for (const { what, target, measured, isMet } of rows)
  console.log(`| ${what} | ${target} | ${measured} | ${isMet === undefined ? '' : isMet ? 'met' : 'missed'} |`);
process.exitCode = rows.every(({ isMet }) => isMet !== false) ? 0 : 1;

async function throughput({ delayMs, count, rounds: turns }) {
  const sink = await startSink(delayMs);
  const rates = { bare: [], omk: [], bareSigned: [], omkSigned: [], source: [], whole: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    rates.bare.push(await bare(sink, count, false));
    const plain = await sendWithOmk(sink, count, { isSigned: false });
    rates.omk.push(plain.rate);
    rates.whole.push(plain.wholeRate);
    rates.bareSigned.push(await bare(sink, count, true));
    rates.omkSigned.push((await sendWithOmk(sink, count, { isSigned: true })).rate);
    if (existsSync(smtpSource)) rates.source.push(await ceiling(sink, count));
  }
  sink.stop();
  const place = delayMs === 0 ? 'loopback' : `${delayMs} ms round trip`;
  const ratio = (name, against) =>
    quantile(
      rates[name].map((rate, turn) => rate / rates[against][turn]),
      0.5,
    );
  const ratioRow = (what, name, against, target) => {
    const times = ratio(name, against);
    add(what, delayMs === 0 ? `≥ ${target} ×` : '–', `${times.toFixed(2)} ×`, delayMs === 0 ? times >= target : undefined);
  };
  add(`nodemailer pool, composing each mail, ${count} mails, ${place}`, '–', shown(rates.bare));
  add(`omk, ledger included, ${count} readers, ${place}`, '–', shown(rates.omk));
  ratioRow('  against the pool', 'omk', 'bare', 3);
  add('  with starting, reading the list and reporting', '–', shown(rates.whole));
  add(`nodemailer pool with DKIM (parsed key), ${place}`, '–', shown(rates.bareSigned));
  add(`omk with DKIM, ledger included, ${place}`, '–', shown(rates.omkSigned));
  ratioRow('  against the pool', 'omkSigned', 'bareSigned', 1.6);
  add(`postfix smtp-source, ${place}`, '–', rates.source.length > 0 ? shown(rates.source) : 'skipped: not installed');
}

/** With the ledger's own list, and with one that is read from a file at each publish. */
async function memory(sizes) {
  const sink = await startSink(0);
  for (const [list, words] of Object.entries({ own: 'imported list', file: 'list in a file' })) {
    const peaks = [];
    for (const count of sizes) {
      const { peak, rate } = await sendWithOmk(sink, count, { isSigned: false, list });
      peaks.push(peak);
      add(
        `omk, peak memory, ${count} readers, ${words}`,
        '≤ 200 MB',
        `${(peak / 1e6).toFixed(0)} MB (${Math.round(rate)}/s)`,
        peak <= 200e6,
      );
    }
    const growth = peaks.at(-1) / peaks[0];
    add(`  ${sizes.at(-1)} against ${sizes[0]} readers`, '≤ 1.3 ×', `${growth.toFixed(2)} ×`, growth <= 1.3);
  }
  sink.stop();
}

async function importing(count) {
  const project = makeMailProject(count, 'own');
  const peakFile = join(project.folder, 'peak');
  try {
    for (const what of [`import of ${count} rows`, '  the same file once more']) {
      const startedAt = performance.now();
      const args = ['--require', join(import.meta.dirname, 'peak-memory.cjs'), omk, 'subscribers', 'import', 'lezers.csv'];
      await run([...args, '--source', 'bench', '--quiet'], { cwd: project.folder, env: { ...process.env, BENCH_PEAK_FILE: peakFile } });
      const seconds = (performance.now() - startedAt) / 1000;
      const peak = `${(Number(readFileSync(peakFile, 'utf8')) / 1e6).toFixed(0)} MB`;
      add(what, '≤ 10 s', `${seconds.toFixed(1)} s (${peak})`, seconds <= 10);
    }
  } finally {
    project.remove();
  }
}

async function startSink(delayMs) {
  const child = fork(join(import.meta.dirname, 'mail-sink.js'), [String(delayMs)]);
  const message = () => new Promise((resolve) => child.once('message', resolve));
  const { port } = await message();
  return {
    port,
    /** What came since the last report. */
    report: () => {
      const answer = message();
      child.send('report');
      return answer;
    },
    stop: () => child.kill(),
  };
}

async function expectAll(sink, count, who) {
  const { mails, bytes, sample } = await sink.report();
  if (mails !== count) throw new Error(`${who} sent ${mails} mails instead of ${count}`);
  return { size: bytes / mails, sample };
}

async function bare(sink, count, isSigned) {
  const project = makeMailProject(1);
  try {
    const input = JSON.stringify({ port: sink.port, count, ...bareContent, ...(isSigned && { keyFile: project.keyFile }) });
    const { stdout } = await run([join(import.meta.dirname, 'mail-bare.js')], { input });
    await expectAll(sink, count, 'nodemailer');
    return perSecond(count, Number(stdout));
  } finally {
    project.remove();
  }
}

/** The mailing itself counts: from its claim in the ledger, the freezing of its readers included, to its last result. */
async function sendWithOmk(sink, count, { isSigned, list = 'file' }) {
  const project = makeMailProject(count, list);
  const peakFile = join(project.folder, 'peak');
  const dkim = { DKIM_DOMAIN: 'example.nl', DKIM_SELECTOR: 'omk', DKIM_PRIVATE_KEY_FILE: 'dkim.pem' };
  try {
    if (list === 'own') await run([omk, 'subscribers', 'import', 'lezers.csv', '--source', 'bench', '--quiet'], { cwd: project.folder });
    const startedAt = performance.now();
    await run(['--require', join(import.meta.dirname, 'peak-memory.cjs'), omk, 'publish', 'bericht.md', '--quiet', '--no-input'], {
      cwd: project.folder,
      env: { ...process.env, BENCH_PEAK_FILE: peakFile, SMTP_URL: `smtp://127.0.0.1:${sink.port}`, ...(isSigned && dkim) },
    });
    const wholeMs = performance.now() - startedAt;
    const { sample } = await expectAll(sink, count, 'omk');
    if (sample.includes('DKIM-Signature:') !== isSigned) throw new Error('The mail is not signed as it should be.');
    return {
      rate: perSecond(count, mailingMs(project.folder, count)),
      wholeRate: perSecond(count, wholeMs),
      peak: Number(readFileSync(peakFile, 'utf8')),
    };
  } finally {
    project.remove();
  }
}

function mailingMs(folder, count) {
  const database = new DatabaseSync(join(folder, '.omk', 'omk.db'), { readOnly: true });
  try {
    const { sent } = database.prepare(`SELECT count(*) AS sent FROM recipients WHERE state = 'sent'`).get();
    if (sent !== count) throw new Error(`The ledger knows of ${sent} mails instead of ${count}.`);
    return database.prepare('SELECT ended_at - started_at AS ms FROM attempts').get().ms;
  } finally {
    database.close();
  }
}

async function ceiling(sink, count) {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(
    smtpSource,
    ['-s', '5', '-m', String(count), '-l', '8192', '-f', 'a@example.nl', '-t', 'b@example.nl', `127.0.0.1:${sink.port}`],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`smtp-source ended with ${status}: ${stderr}`);
  const ms = performance.now() - startedAt;
  await expectAll(sink, count, 'smtp-source');
  return perSecond(count, ms);
}

function run(args, { input = '', ...options }) {
  const child = spawn(process.execPath, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (text) => (output[name] += text));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${args.join(' ')} ended with ${code}: ${output.stderr}`)),
    );
  });
}
