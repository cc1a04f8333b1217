import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'bin/**/*.test.ts'],
    exclude: ['**/boundaries-fixture/**', '**/node_modules/**'],
    globalSetup: ['src/platform/testing/cluster.ts'],
    isolate: false,
    pool: 'forks',
    // A worker waits for its database a third of the time: three keep two processors busy.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { NODE_ENV: 'test', TZ: 'America/New_York' },
  },
});
