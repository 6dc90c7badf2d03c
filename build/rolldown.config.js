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
