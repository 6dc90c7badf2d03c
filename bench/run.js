/** Measures what omk promises and prints it beside the promise. `node bench/run.js start-up` measures one part. */
import { cpus } from 'node:os';
import { install } from './install.js';
import { publishing } from './publishing.js';
import { rendering } from './rendering.js';
import { scale } from './scale.js';
import { startUp } from './start-up.js';

const parts = {
  'start-up': () => startUp({ runs: 40 }),
  rendering,
  publishing: () => publishing({ runs: 12 }),
  install,
  scale: () => scale({ runs: 5 }),
};

const wanted = process.argv.slice(2);
const rows = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure()));
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
console.log('| What | Target | Measured | |\n| --- | --- | --- | --- |');
for (const { what, target, measured, isMet } of rows) console.log(`| ${what} | ${target} | ${measured} | ${isMet ? 'met' : 'missed'} |`);
process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1;
