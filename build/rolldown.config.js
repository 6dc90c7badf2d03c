/**
 * Bundles omk into CommonJS files: the entry holds commander alone, each command and channel is a chunk of its own.
 * Outside the bundle stay the SQLite binary and linkedin-api-client, whose licence forbids bundling.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import { licencesOf } from './licences.js';

const dist = join(import.meta.dirname, '..', 'dist');

export default defineConfig({
  input: { 'cli/main': 'src/cli/main.ts' },
  platform: 'node',
  // Its build for Node is CommonJS, which is bundled whole and loaded slowly; the other one is the same source as modules.
  resolve: { alias: { yaml: join(dist, '..', 'node_modules', 'yaml', 'browser', 'dist', 'index.js') } },
  external: [/^node:/, '@photostructure/sqlite', 'linkedin-api-client'],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    exports: 'named',
  },
  plugins: [
    {
      // commander would load it at each start, for commands that are programs of their own; omk has none.
      name: 'no-child-process-in-commander',
      resolveId: (source, importer) => (source === 'node:child_process' && importer?.includes('/commander/') ? '\0no-child-process' : null),
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

/** Old chunks go last, so that a build that fails leaves the previous one working. */
function removeLeftOvers(fresh) {
  for (const name of readdirSync(join(dist, 'chunks'))) if (!fresh.has(`chunks/${name}`)) rmSync(join(dist, 'chunks', name));
}
