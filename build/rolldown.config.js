/**
 * Bundles omk into CommonJS files: the entry holds commander alone, each command and channel is a chunk of its own.
 * Outside the bundle stay the SQLite binary and linkedin-api-client, whose licence forbids bundling.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

rmSync('dist', { recursive: true, force: true });

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
      name: 'commonjs-folder',
      writeBundle() {
        writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');
      },
    },
  ],
});
