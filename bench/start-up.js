/** How long a person waits for help and for the state of their posts, against node that does nothing. */
import { spawnSync } from 'node:child_process';
import { interleaved, omk, quantile } from './measure.js';
import { makeProject } from './project.js';

const targets = { help: 1.25, status: 2 };

export function startUp({ runs }) {
  const project = makeProject(20); // on five channels: a ledger of a hundred deliveries
  try {
    const published = spawnSync(process.execPath, [omk, 'publish', ...project.files, '--quiet'], { cwd: project.folder, encoding: 'utf8' });
    if (published.status !== 0) throw new Error(`publishing the project ended with ${published.status}: ${published.stderr}`);
    const times = interleaved({ bare: ['-e', '0'], help: [omk, '--help'], status: [omk, 'status'] }, { runs, cwd: project.folder });
    return ['help', 'status'].map((name) => row(name, times));
  } finally {
    project.remove();
  }
}

function row(name, times) {
  const ratio = (share) => quantile(times[name], share) / quantile(times.bare, share);
  const ms = (of) => Math.round(quantile(times[of], 0.5));
  return {
    what: name === 'help' ? 'omk --help' : 'omk status, 100 deliveries',
    target: `≤ ${targets[name]} × node`,
    measured: `${ratio(0.5).toFixed(2)} × (p25 ${ratio(0.25).toFixed(2)} ×; ${ms(name)} against ${ms('bare')} ms)`,
    isMet: Math.min(ratio(0.5), ratio(0.25)) <= targets[name],
  };
}
