/** What a project of years costs: the same commands on ledgers of 100 to 100,000 deliveries, against node that does nothing. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { interleaved, omk, quantile } from './measure.js';
import { makeProject } from './project.js';

const sizes = [100, 1_000, 10_000, 100_000];
/** Events of one delivery: at the largest size a million. */
const eventsEach = 10;
const targets = { runMs: 500, runMb: 120, logMs: 200, growth: 1.25 };

export function scale({ runs }) {
  const measured = sizes.map((deliveries) => ({ deliveries, ...measureAt(deliveries, { runs }) }));
  const [smallest] = measured;
  return [
    ...measured.flatMap((one) => [...runRows(one), ...logRows(one)]),
    ...['run', 'publish', 'statusOfOne'].map((name) => growthRow(name, smallest, measured.at(-1))),
  ];
}

function measureAt(deliveries, { runs }) {
  const project = makeProject(1);
  try {
    const [file] = project.files;
    start([omk, 'publish', file, '--quiet'], project.folder);
    grow(join(project.folder, '.omk', 'sandbox', 'omk.db'), deliveries);
    const programs = {
      bare: ['-e', '0'],
      run: [omk, 'run', '--quiet'],
      publish: [omk, 'publish', file, '--quiet'],
      statusOfOne: [omk, 'status', file],
      log: [omk, 'log'],
      logSince: [omk, 'log', '--since', '2025-01-02'],
      logChannel: [omk, 'log', '--channel', 'yammer'],
      logPost: [omk, 'log', '--post', 'kopie-7.md'],
    };
    return { times: interleaved(programs, { runs, cwd: project.folder }), peakMb: peak([omk, 'run', '--quiet'], project) };
  } finally {
    project.remove();
  }
}

/** Copies of what one real publication left behind: half of it was sent long ago, half goes out in years. */
function grow(path, deliveries) {
  const db = new DatabaseSync(path);
  const columns = (table) =>
    db
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name);
  const copied = (table, replaced) =>
    columns(table)
      .map((name) => replaced[name] ?? name)
      .join(', ');
  const later = Date.parse('2040-01-01');
  db.exec('PRAGMA synchronous = OFF; BEGIN');
  const posts = Math.ceil(deliveries / db.prepare('SELECT count(*) AS count FROM deliveries').get().count) - 1;
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${posts})`;
  const name = `'kopie-' || i || '.md'`;
  const isFuture = 'i % 2 = 0';
  const delivery = {
    id: `id || '-' || i`,
    post: name,
    file: name,
    revision: `revision || '-' || i`,
    after_id: `iif(after_id IS NULL, NULL, after_id || '-' || i)`,
    receipt_json: `iif(${isFuture} OR receipt_json IS NULL, NULL, json_set(receipt_json, '$.remoteId', id || i))`,
    state: `iif(${isFuture}, iif(after_id IS NULL, 'scheduled', 'waiting'), state)`,
    attempts: `iif(${isFuture}, 0, attempts)`,
    due_at: `iif(${isFuture}, ${later} + i, due_at)`,
  };
  db.exec('PRAGMA defer_foreign_keys = ON');
  db.exec(
    `${numbers} INSERT INTO deliveries (${columns('deliveries')}) SELECT ${copied('deliveries', delivery)} FROM n, (SELECT * FROM deliveries)`,
  );
  const event = { delivery_id: `delivery_id || '-' || i`, post: name, id: 'NULL', at: 'at - 1000000000 + i' };
  db.exec(`${numbers} INSERT INTO events (${columns('events')}) SELECT ${copied('events', event)} FROM n, (SELECT * FROM events)`);
  topUp(db, deliveries * eventsEach, columns);
  const attempt = { delivery_id: `delivery_id || '-' || i` };
  db.exec(
    `${numbers} INSERT INTO attempts (${columns('attempts')}) SELECT ${copied('attempts', attempt)} FROM n, (SELECT * FROM attempts) WHERE NOT ${isFuture}`,
  );
  db.exec('COMMIT');
  db.close();
}

/** More lines of the log, until there are so many. */
function topUp(db, wanted, columns) {
  const missing = wanted - db.prepare('SELECT count(*) AS count FROM events').get().count;
  const others = columns('events')
    .filter((name) => name !== 'id')
    .join(', ');
  for (let left = missing; left > 0; ) {
    const { changes } = db.prepare(`INSERT INTO events (${others}) SELECT ${others} FROM events ORDER BY id LIMIT ?`).run(left);
    left -= Number(changes);
  }
}

function start(args, cwd, env = {}) {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
}

function peak(args, { folder }) {
  const file = join(folder, '.omk', 'peak');
  start(['--require', join(import.meta.dirname, 'peak-memory.cjs'), ...args], folder, { BENCH_PEAK_FILE: file });
  return Number(readFileSync(file, 'utf8')) / 1024 / 1024;
}

const median = (times, name) => quantile(times[name], 0.5);
const told = (times, name) => `${Math.round(median(times, name))} ms, ${(median(times, name) / median(times, 'bare')).toFixed(2)} × node`;

const runRows = ({ deliveries, times, peakMb }) => [
  {
    what: `omk run, nothing due, ${deliveries} deliveries`,
    target: `≤ ${targets.runMs} ms, ≤ ${targets.runMb} MB`,
    measured: `${told(times, 'run')}, ${Math.round(peakMb)} MB`,
    isMet: median(times, 'run') <= targets.runMs && peakMb <= targets.runMb,
  },
];

const logRows = ({ deliveries, times }) =>
  ['log', 'logSince', 'logChannel', 'logPost'].map((name) => ({
    what: `omk ${name === 'log' ? 'log' : `log --${name.slice(3).toLowerCase()}`}, ${deliveries * eventsEach} events`,
    target: `≤ ${targets.logMs} ms beside node`,
    measured: told(times, name),
    isMet: median(times, name) - median(times, 'bare') <= targets.logMs,
  }));

const growthRow = (name, few, many) => {
  const ratio = quantile(many.times[name], 0.25) / quantile(few.times[name], 0.25);
  return {
    what: `${name}: ${many.deliveries} deliveries against ${few.deliveries}`,
    target: `≤ ${targets.growth} ×`,
    measured: `${ratio.toFixed(2)} ×`,
    isMet: ratio <= targets.growth,
  };
};
