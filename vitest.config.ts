import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', './build/plain-summary.js'],
    projects: [
      {
        extends: true,
        // One process for many files: 13 times faster than one per file. A test that touches what is global puts it back.
        test: { name: 'values', include: ['test/{unit,contract,architecture,faults}/**/*.test.ts'], pool: 'forks', isolate: false },
      },
      {
        extends: true,
        // Stories with the real program, built once from the present source.
        test: {
          name: 'stories',
          include: ['test/{scenario,crash}/**/*.test.ts'],
          globalSetup: 'build/build-once.js',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
