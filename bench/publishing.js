/**
 * What omk itself adds to a publish: until the first claim, and beyond the calls of the hub and of the slowest other
 * channel. The channels are those of `omk sandbox`, a process of its own; how long each call took comes from the ledger.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { omk, quantile } from './measure.js';
import { makeProject } from './project.js';

const targets = { beforeClaimMs: 500, overheadMs: 150 };

export async function publishing({ runs }) {
  const project = makeProject(runs);
  const sandbox = await startSandbox(project.folder);
  try {
    // Every answer of one channel comes three seconds late, in the last two runs.
    const measured = [];
    for (const [index, file] of project.files.entries()) {
      if (index === runs - 2)
        writeFileSync(join(project.folder, '.omk', 'sandbox', 'faults.json'), JSON.stringify({ yammer: { slow: true } }));
      measured.push(await publishOnce(project.folder, file));
    }
    const before = measured.map(({ beforeClaimMs }) => beforeClaimMs);
    const overhead = measured.map(({ overheadMs }) => overheadMs);
    return [
      row('publish, start until first claim', before, targets.beforeClaimMs),
      row('publish, first claim until report, beyond hub + slowest channel', overhead, targets.overheadMs),
    ];
  } finally {
    sandbox.kill('SIGINT');
    await new Promise((resolve) => sandbox.once('close', resolve));
    project.remove();
  }
}

async function startSandbox(cwd) {
  const child = spawn(process.execPath, [omk, 'sandbox', '--no-input'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  await Promise.race([
    new Promise((resolve) => {
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => String(text).includes('http://') && resolve());
    }),
    new Promise((_, reject) => child.once('close', (code) => reject(new Error(`omk sandbox ended with ${code}`)))),
  ]);
  return child;
}

async function publishOnce(cwd, file) {
  const startedAt = Date.now();
  const child = spawn(process.execPath, [omk, 'publish', file, '--json', '--quiet'], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const reportedAt = await new Promise((resolve) => child.stdout.once('data', () => resolve(Date.now())));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`publish ended with ${code}`);
  const attempts = attemptsOf(cwd, file);
  const firstClaimAt = Math.min(...attempts.map(({ started_at }) => started_at));
  const took = (of) => Math.max(...attempts.filter(of).map(({ started_at, ended_at }) => ended_at - started_at));
  const isHub = ({ channel }) => channel === 'pleio';
  return {
    beforeClaimMs: firstClaimAt - startedAt,
    overheadMs: reportedAt - firstClaimAt - took(isHub) - took((attempt) => !isHub(attempt)),
  };
}

function attemptsOf(cwd, file) {
  const database = new DatabaseSync(join(cwd, '.omk', 'sandbox', 'omk.db'), { readOnly: true });
  try {
    const select = 'SELECT channel, started_at, ended_at FROM attempts JOIN deliveries ON deliveries.id = delivery_id WHERE file = ?';
    return database.prepare(select).all(file);
  } finally {
    database.close();
  }
}

const row = (what, values, target) => ({
  what,
  target: `≤ ${target} ms`,
  measured: `${quantile(values, 0.5)} ms (p25 ${quantile(values, 0.25)}, most ${Math.max(...values)})`,
  isMet: quantile(values, 0.5) <= target,
});
