import { defineConfig } from 'vitest/config';

const stories = 'test/{scenario,crash}/**/*.test.ts';

export default defineConfig({
  test: {
    reporters: ['default', './build/plain-summary.js'],
    pool: 'forks',
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        // One process for many files: many times faster than one each. A test that touches what is global puts it back.
        test: { name: 'values', include: ['test/**/*.test.ts'], exclude: [stories], isolate: false, testTimeout: 30_000 },
      },
      {
        extends: true,
        // The real program in processes of its own, built once from the present source.
        test: { name: 'stories', include: [stories], globalSetup: 'build/build-once.js', testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
