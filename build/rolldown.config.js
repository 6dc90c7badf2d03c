/**
 * Bundles omk into CommonJS files: the entry holds commander alone, each command and channel is a chunk of its own.
 * Outside the bundle stay the SQLite binary and linkedin-api-client, whose licence forbids bundling.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import { licencesOf } from './licences.js';

const dist = join(import.meta.dirname, '..', 'dist');

const isOutside = (source) => source.startsWith('node:') || ['@photostructure/sqlite', 'linkedin-api-client'].includes(source);

/** commander would load it at each start, for commands that are programs of their own; omk has none. */
const isUnusedByCommander = (source, importer) =>
  source === 'node:child_process' && importer?.includes('/node_modules/commander/') === true;

export default defineConfig({
  input: { 'cli/main': 'src/cli/main.ts', 'cli/reading-worker': 'src/cli/reading-worker.ts' },
  platform: 'node',
  // Its build for Node is CommonJS, which is bundled whole and loaded slowly; the other one is the same source as modules.
  resolve: { alias: { yaml: join(dist, '..', 'node_modules', 'yaml', 'browser', 'dist', 'index.js') } },
  external: (source, importer) => isOutside(source) && !isUnusedByCommander(source, importer),
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    exports: 'named',
    codeSplitting: { groups: chunkGroups() },
  },
  plugins: [
    {
      name: 'no-child-process-in-commander',
      resolveId: (source, importer) => (isUnusedByCommander(source, importer) ? '\0no-child-process' : null),
      load: (id) => (id === '\0no-child-process' ? 'export const spawn = undefined;' : null),
    },
    {
      name: 'finish',
      writeBundle(_options, bundle) {
        const chunks = Object.values(bundle);
        writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
        writeFileSync(join(dist, 'LICENCES.txt'), licencesOf(chunks.flatMap((chunk) => chunk.moduleIds ?? [])));
        removeLeftOvers(new Set(chunks.map((chunk) => chunk.fileName)));
      },
    },
  ],
});

/**
 * Each file costs half a millisecond to find and open: what every start needs is one chunk, and what looking at the
 * ledger needs is another. The rest splits by itself, at each `import()`.
 */
function chunkGroups() {
  const group = (name, priority, entries) => ({ name: (id, graph) => (reachedFrom(entries, graph).has(id) ? name : null), priority });
  return [
    group('start', 2, ['src/cli/main.ts']),
    group('look', 1, ['src/cli/commands/status.ts', 'src/cli/project-folder.ts', 'src/cli/worker.ts', 'src/ledger/index.ts']),
  ];
}

const reached = new Map();

/** These files and everything they import, without what they load later. */
function reachedFrom(entries, graph) {
  const key = entries.join();
  const found = reached.get(key) ?? new Set();
  if (reached.has(key)) return found;
  reached.set(key, found);
  const waiting = entries.map((entry) => join(dist, '..', entry));
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

/** Old chunks go last, so that a build that fails leaves the previous one working. */
function removeLeftOvers(fresh) {
  for (const name of readdirSync(join(dist, 'chunks'))) if (!fresh.has(`chunks/${name}`)) rmSync(join(dist, 'chunks', name));
}
