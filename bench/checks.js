/** Precision and recall of the editorial rules on the corpora of test/corpus, and the time that `omk check` takes for 1,000 posts. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { omk, quantile, timed } from './measure.js';
import { makePosts } from './posts.js';

const posts = 1000;
const targetMs = 5000;

const corpus = await corpusModule();
const read = await corpus.readCorpora(corpus.corpora());
for (const name of corpus.corpora()) printCorpus(name);
const isPrivate = printPrivacy();
const isFast = printTime();
process.exitCode = isPrivate && isFast ? 0 : 1;

/** The sources themselves, bundled: Node 20 reads no TypeScript. Inside the repository, so that they find its templates. */
async function corpusModule() {
  const root = join(import.meta.dirname, '..');
  const dir = join(root, 'node_modules', '.cache', 'omk-bench');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const bundle = await rolldown({
    input: join(root, 'test', 'support', 'corpus.ts'),
    platform: 'node',
    logLevel: 'silent',
    external: (source) => source.startsWith('node:') || ['@photostructure/sqlite', 'linkedin-api-client'].includes(source),
  });
  await bundle.write({ dir, format: 'esm', entryFileNames: 'corpus.mjs', chunkFileNames: '[name]-[hash].mjs' });
  await bundle.close();
  return import(pathToFileURL(join(dir, 'corpus.mjs')).href);
}

function printCorpus(one) {
  const entries = read.filter((entry) => entry.corpus === one);
  const rows = [corpus.corpusTally(one, entries), ...corpus.tallies(entries)];
  console.log(`\n## ${one}\n\n| Rule | Texts with it | Found | Missed | Without it | False alarms | Precision | Recall |`);
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const { name, bad, found, missed, good, falseAlarms } of rows) {
    const shares = [share(found, found + falseAlarms.length), share(found, bad)].join(' | ');
    console.log(`| ${name} | ${bad} | ${found} | ${missed.length} | ${good} | ${falseAlarms.length} | ${shares} |`);
  }
  for (const { name, missed } of rows) for (const text of missed) console.log(`  missed by ${name}: ${text}`);
  for (const { name, falseAlarms } of rows) for (const text of falseAlarms) console.log(`  false alarm of ${name}: ${text}`);
}

/** No miss in its own corpus; at most one false alarm in fifty good texts of all of them. */
function printPrivacy() {
  const { good, falseAlarms } = corpus.falseAlarms('privacy', read);
  const missed = ['privacy', 'privacy-held-out'].flatMap((name) => corpus.corpusTally(name, read).missed);
  console.log(`\nPrivacy: ${missed.length} missed (target 0); ${falseAlarms.length} false alarms in ${good} good texts of all families,`);
  console.log(`${((100 * falseAlarms.length) / good).toFixed(1)} % (target ≤ 2 %).`);
  for (const text of falseAlarms) console.log(`  false alarm: ${text}`);
  return missed.length === 0 && falseAlarms.length / good <= 0.02;
}

/** The real program on a folder of posts for all five channels, by turns with bare node. */
function printTime() {
  const project = makePosts(posts);
  try {
    const [bare, checking] = [[], []];
    for (let run = 0; run < 3; run += 1) {
      bare.push(timed(['-e', '0'], project.folder));
      checking.push(timed([omk, 'check', '.', '--json', '--quiet'], project.folder));
    }
    const ms = quantile(checking, 0);
    const node = quantile(bare, 0);
    console.log(`\n${posts} posts for 5 channels checked in ${(ms / 1000).toFixed(2)} s (target ≤ ${targetMs / 1000} s), the best of 3;`);
    console.log(`bare node took ${node.toFixed(0)} ms in between, so that is ${(ms / node).toFixed(0)} × node.`);
    return ms <= targetMs;
  } finally {
    project.remove();
  }
}

function share(part, whole) {
  return whole === 0 ? '–' : (part / whole).toFixed(2);
}
